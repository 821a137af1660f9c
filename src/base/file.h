/* Writes files that appear complete or not at all, and reads whole files. */
#ifndef GRADFIG_BASE_FILE_H
#define GRADFIG_BASE_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/bytes.h"
#include "base/error.h"

/**
 * A file being written. The bytes are in a temporary file beside the final one until file_commit. A
 * device or a pipe is written to directly.
 */
struct file_output {
    FILE *stream;    /**< to write to; file_commit finds the errors */
    char *path;      /**< final place, links followed; owned */
    char *temporary; /**< the temporary file; NULL for a device or pipe; owned */
    char *shown;     /**< the path as the user gave it, for messages; owned */
};

/** Opens `path` for writing. An older file there stays untouched until file_commit. */
__attribute__((warn_unused_result)) bool file_open(struct file_output *file, const char *path,
                                                   struct gradfig_error *error);

/**
 * The same with a given name for the temporary file, which must be on the same file system. An
 * existing file of that name is overwritten.
 */
__attribute__((warn_unused_result)) bool file_open_through(struct file_output *file,
                                                           const char *path, const char *temporary,
                                                           struct gradfig_error *error);

/**
 * Checks every write, closes the file and moves it to its place. On failure it discards the file
 * and sets errno to the cause.
 */
__attribute__((warn_unused_result)) bool file_commit(struct file_output *file,
                                                     struct gradfig_error *error);

/** Waits until the content of the file at `path` is on the disk. */
__attribute__((warn_unused_result)) bool file_reach_disk(const char *path,
                                                         struct gradfig_error *error);

/** Closes and removes what was written. A zeroed or committed file is allowed. */
void file_discard(struct file_output *file);

/**
 * Reads the rest of `stream` into `bytes`, to be ended with bytes_finish. Fails if it has more than
 * `n_bytes_max` bytes, for a regular file before it reads any; `what`, such as "a spec", is its
 * name in that message. Messages do not name the file. If reading fails, errno has the cause.
 */
__attribute__((warn_unused_result)) bool file_read_stream(FILE *stream, const char *what,
                                                          size_t n_bytes_max, struct bytes *bytes,
                                                          struct gradfig_error *error);

/** The same for the regular file at `path`. Fails at once for anything else, because opening a pipe
 * would wait. */
__attribute__((warn_unused_result)) bool file_read(const char *path, const char *what,
                                                   size_t n_bytes_max, struct bytes *bytes,
                                                   struct gradfig_error *error);

/** Whether `path` names the file or folder that is open as `descriptor`. */
bool file_is_at(int descriptor, const char *path);

/** Whether `path` surely names nothing. False also if the system cannot say. */
bool file_is_absent(const char *path);

/** Whether both paths lead to the same existing file. */
bool file_is_same(const char *path, const char *other);

/** The part of a file name after its last dot, borrowed from `path`; NULL without a dot. */
const char *file_extension(const char *path);

/** The number of bytes of `path` before the dot of its extension; all of them without one. */
int file_stem_length(const char *path);

/** Flushes `stream`. Returns 0, or the errno of the first write that failed, now or before. */
int file_flush(FILE *stream);

#endif
