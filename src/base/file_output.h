/* Writes files that appear complete or not at all, and that stay after a power cut. */
#ifndef GRADFIG_BASE_FILE_OUTPUT_H
#define GRADFIG_BASE_FILE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "base/inputs.h"

/** Which file may be replaced. */
struct file_rule {
    const struct inputs *inputs; /**< none of these; NULL: there are none */
    /** What the file is if it must stay, such as "a spec", else NULL. Asked about regular files
     * that are not empty; `descriptor` is open for reading at their beginning. NULL: all may go. */
    const char *(*refusal)(int descriptor);
    const char *expected; /**< what else should be there, for the message */
    const char *advice;   /**< what the user can do, for the message */
    bool is_own_name;     /**< the user did not choose the name: devices and pipes stay, too */
};

/**
 * A file being written. The bytes are in a temporary file beside the final one until it is
 * committed. A device, a pipe or a descriptor such as /dev/stdout is written to directly. A zeroed
 * one is closed.
 */
struct file_output {
    FILE *stream;         /**< to write to; the commit finds the errors */
    char *shown;          /**< the path as the user gave it, for messages; owned */
    char *temporary;      /**< the temporary file's name; NULL for a device or pipe; owned */
    char *name;           /**< the final name; owned */
    int temporary_folder; /**< the folder of the temporary file */
    int folder;           /**< the folder of the final one */
    int held;             /**< the temporary file, with its lock */
    int old;              /**< the file that is replaced, or -1 */
    unsigned lost; /**< after the commit: enum attributes_lost of the file that was replaced */
};

/**
 * Opens `path` for writing. An older file there stays untouched until the commit. Links are
 * followed, and the file at their end is replaced. Fails with GRADFIG_INVALID_INPUT if `rule` lets
 * the file stay. Removes temporary files that nobody holds from the folder.
 */
MUST_CHECK bool file_open(struct file_output *file, const char *path, const struct file_rule *rule,
                          struct gradfig_error *error);

/** Whether `rule` lets a file be written to `path`. Opens and writes nothing. `*is_file` becomes
 * false for a device, a pipe or a descriptor. False with `error` as file_open sets it. */
MUST_CHECK bool file_check(const char *path, const struct file_rule *rule, bool *is_file,
                           struct gradfig_error *error);

/** Whether files that are written to both paths have one place, which need not exist. */
bool file_has_place_of(const char *path, const char *other);

/**
 * Does as file_open for the file `name` below `folder`, on the way to which no link is followed.
 * Makes the folders that are missing. The temporary file is in `folder` itself, where others stay.
 */
MUST_CHECK bool file_open_below(struct file_output *file, const char *folder, const char *name,
                                const struct file_rule *rule, struct gradfig_error *error);

/**
 * Whether `rule` lets a file be written as `name` below `folder`. Writes nothing. False with
 * `error` as file_open_below sets it.
 */
MUST_CHECK bool file_check_below(const char *folder, const char *name, const struct file_rule *rule,
                                 struct gradfig_error *error);

/**
 * Checks every write, closes the file and moves it to its place. When it returns true, the file and
 * its name are on the disk. On failure it discards the file and sets errno to the cause.
 */
MUST_CHECK bool file_commit(struct file_output *file, struct gradfig_error *error);

/** Commits all files or none. If one fails, the places of the others are as they were. */
MUST_CHECK bool file_commit_all(struct file_output *const *files, size_t n,
                                struct gradfig_error *error);

/** Commits a file without waiting for the disk, for callers that write many and then syncfs. */
MUST_CHECK bool file_commit_early(struct file_output *file, struct gradfig_error *error);

/** Closes and removes what was written. A zeroed or committed file is allowed. */
void file_discard(struct file_output *file);

/** Removes the temporary files in `folder` that no process holds. */
void file_clean_folder(const char *folder);

/** Flushes `stream`. Returns 0, or the errno of the first write that failed, now or before. */
int file_flush(FILE *stream);

#endif
