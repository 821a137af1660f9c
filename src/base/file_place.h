/* Where a file is to be written, and what is there now. */
#ifndef GRADFIG_BASE_FILE_PLACE_H
#define GRADFIG_BASE_FILE_PLACE_H

#include <stdbool.h>

#include "base/error.h"
#include "base/file_output.h"

/** A name in an open folder, or an open device. Ends with file_place_finish. */
struct file_place {
    int folder;   /**< the descriptor of a path, or -1 */
    char *name;   /**< in the folder; owned */
    int old;      /**< the regular file of that name, or -1 if there is none */
    bool is_file; /**< not a device, a pipe or a descriptor */
    int device;   /**< a device, a pipe or a descriptor to write to instead, or -1 */
};

/** Finds the place that `path` names, through links. A device is opened if `opens`. False with
 * `error` and errno set. */
MUST_CHECK bool file_place_find(struct file_place *place, const char *path, bool opens,
                                const struct file_rule *rule, struct gradfig_error *error);

/** Finds the place of `name` below `folder`. With `makes`, makes the folders that are missing. */
MUST_CHECK bool file_place_find_below(struct file_place *place, const char *folder,
                                      const char *name, bool makes, const struct file_rule *rule,
                                      struct gradfig_error *error);

/** Closes a descriptor unless it is -1. */
void file_place_close(int descriptor);

/** Closes what is open. */
void file_place_finish(struct file_place *place);

/** "PATH: cannot write: No space left on device"; sets errno to `cause` and returns false. */
bool file_place_fail(const char *path, int cause, struct gradfig_error *error);

#endif
