/* Files that appear whole or not at all. */
#ifndef GRADFIG_BASE_FILE_H
#define GRADFIG_BASE_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"

/**
 * A file being written. What goes to `stream` stands beside its place under a temporary name until
 * file_commit. A device or a pipe is written to directly.
 */
struct file_output {
    FILE *stream;    /**< to write to; errors may wait for file_commit, which finds them */
    char *path;      /**< final place, links followed; owned */
    char *temporary; /**< where the bytes are till then; NULL for a device or pipe; owned */
    char *shown;     /**< the path as the user gave it, for messages; owned */
};

/** Opens `path` for writing; an older file there stays untouched until file_commit. */
__attribute__((warn_unused_result)) bool file_open(struct file_output *file, const char *path,
                                                   struct gradfig_error *error);

/** The same with the temporary name given, on the same file system; what has that name is lost. */
__attribute__((warn_unused_result)) bool file_open_through(struct file_output *file,
                                                           const char *path, const char *temporary,
                                                           struct gradfig_error *error);

/** Checks every write, closes and moves the file to its place; on failure it discards it, and errno
 * tells why. */
__attribute__((warn_unused_result)) bool file_commit(struct file_output *file,
                                                     struct gradfig_error *error);

/** Waits until the disk has what the file at `path` holds. */
__attribute__((warn_unused_result)) bool file_reach_disk(const char *path,
                                                         struct gradfig_error *error);

/** Reads a regular file, to be freed with g_free: a pipe in its place would be waited for. */
__attribute__((warn_unused_result)) bool file_read_regular(const char *path, char **data,
                                                           size_t *n_bytes);

/** Whether `path` names the file or folder that is open as `descriptor`. */
bool file_is_at(int descriptor, const char *path);

/** Flushes `stream`. Returns 0, or the errno of the first write that failed, now or before. */
int file_flush(FILE *stream);

/** Closes and removes what was written. A zeroed or committed file is allowed. */
void file_discard(struct file_output *file);

#endif
