/* Files below a folder, which no link and no ".." leads out of. */
#ifndef GRADFIG_BASE_BELOW_H
#define GRADFIG_BASE_BELOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/bytes.h"
#include "base/error.h"

/**
 * Opens the folder that holds the file `name`, such as "a/b.png", below `folder`. With `makes`,
 * makes the folders that are missing. `*last` becomes the file's own name, borrowed from `name`.
 * Returns the descriptor of a path, or -1 with errno set: ELOOP for a link on the way, EXDEV for a
 * name that leads out of the folder. `folder` itself may be a link.
 */
int below_open_folder(const char *folder, const char *name, bool makes, const char **last);

/** The status of the file itself, which may be a link; false with errno set. */
bool below_stat(const char *folder, const char *name, struct stat *status);

/** Sets the error that work failed, with the path of the file and a reason. Returns false. */
bool below_fail(const char *folder, const char *name, struct gradfig_error *error,
                const char *format, ...) __attribute__((format(printf, 4, 5)));

/** Looks for one file after another, quickly if they are in the same folders. */
struct below_walk {
    const char *folder;
    char *way;       /**< from there to the folder of the last file */
    int inner;       /**< that folder, or -1 */
    int64_t changed; /**< when the last of the folders on the way changed; 0 without one */
};

/** Begins at `folder`, which it borrows. */
struct below_walk below_walk_begin(const char *folder);

/** As below_stat. */
bool below_walk_stat(struct below_walk *walk, const char *name, struct stat *status);

/** Whether a regular file is there, and its status if it is. Fails if the system cannot say. */
MUST_CHECK bool below_find(const char *folder, const char *name, bool *is_file, struct stat *status,
                           struct gradfig_error *error);

/** As below_find. */
MUST_CHECK bool below_walk_find(struct below_walk *walk, const char *name, bool *is_file,
                                struct stat *status, struct gradfig_error *error);

/** Closes the last folder. */
void below_walk_finish(struct below_walk *walk);

/** Reads the regular file, as file_read does; the message does not name it. */
MUST_CHECK bool below_read(const char *folder, const char *name, const char *what,
                           size_t n_bytes_max, struct bytes *bytes, struct gradfig_error *error);

/** Removes the file, and the folders on the way to it that this leaves empty. False with errno set;
 * a file that is not there is no failure. */
bool below_remove(const char *folder, const char *name);

#endif
