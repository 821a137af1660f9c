/* Reads whole files and folders, and compares files and their names. */
#ifndef GRADFIG_BASE_FILE_H
#define GRADFIG_BASE_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/bytes.h"
#include "base/error.h"

/**
 * Reads the rest of `stream` into `bytes`, to be ended with bytes_finish. Fails if it has more than
 * `n_bytes_max` bytes, for a regular file before it reads any; `what`, such as "a spec", is its
 * name in that message. Messages do not name the file. If reading fails, errno has the cause; the
 * code is GRADFIG_WORK_FAILED if the system failed, and the file may be fine. */
MUST_CHECK bool file_read_stream(FILE *stream, const char *what, size_t n_bytes_max,
                                 struct bytes *bytes, struct gradfig_error *error);

/** Reads the regular file at `path` in this way. Fails at once for anything else, because opening a
 * pipe would wait. */
MUST_CHECK bool file_read(const char *path, const char *what, size_t n_bytes_max,
                          struct bytes *bytes, struct gradfig_error *error);

/** Reads an open descriptor in this way and closes it; -1 with errno set fails. */
MUST_CHECK bool file_read_descriptor(int descriptor, const char *what, size_t n_bytes_max,
                                     struct bytes *bytes, struct gradfig_error *error);

/** The first 64 KiB of an open file, which show whether gradfig wrote it, as a text with its lines
 * restored; "" if it cannot be read. Freed with g_free. */
char *file_read_head(int descriptor);

/** Takes a name of a folder. False ends the list; `error` is then set. */
typedef bool directory_visitor(void *context, const char *name, struct gradfig_error *error);

/** Calls `visit` with each name in the folder at `path`, but for . and .., in the system's order. A
 * folder that is not there has none. Fails if `visit` does, and if the system does not give all
 * names. */
MUST_CHECK bool directory_visit(const char *path, directory_visitor *visit, void *context,
                                struct gradfig_error *error);

/** Whether it is a regular file of that size. */
bool file_has_size(const struct stat *status, uint64_t n_bytes);

/** When the file or folder was last written, renamed or given other attributes, in nanoseconds. No
 * program can set that time, unlike the one of its content. */
int64_t file_time_of_change(const struct stat *status);

/** Whether `path` names the file or folder that is open as `descriptor`. */
bool file_is_at(int descriptor, const char *path);

/** Whether `path` surely names nothing. False also if the system cannot say. */
bool file_is_absent(const char *path);

/** The part of a file name after its last dot, borrowed from `path`; NULL without a dot, or if the
 * name begins with it. */
const char *file_extension(const char *path);

/** The number of bytes of `path` before the dot of its extension; all of them without one. */
int file_stem_length(const char *path);

/** The path with another ending, or with one where it has none; freed with g_free. */
char *file_with_ending(const char *path, const char *ending);

#endif
