/* Where the result of a command goes. */
#ifndef GRADFIG_CLI_SINK_H
#define GRADFIG_CLI_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "base/file.h"

/** Where a command's result goes: a file, or standard output for "-". */
struct sink {
    FILE *stream;
    struct file_output file;
};

/** Opens `path`, or standard output for "-". End it with sink_commit or sink_discard. */
__attribute__((warn_unused_result)) bool sink_open(struct sink *sink, const char *path,
                                                   struct gradfig_error *error);

/** Moves the file to its place and ends the sink. Fails with GRADFIG_INTERRUPTED after a signal. */
__attribute__((warn_unused_result)) bool sink_commit(struct sink *sink,
                                                     struct gradfig_error *error);

/** Ends the sink and leaves no file. */
void sink_discard(struct sink *sink);

/** Writes a complete result to `path`. */
__attribute__((warn_unused_result)) bool sink_write(const char *path, const void *bytes,
                                                    size_t n_bytes, struct gradfig_error *error);

#endif
