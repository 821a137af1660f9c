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

/** On failure nothing has to be ended. */
__attribute__((warn_unused_result)) bool sink_open(struct sink *sink, const char *path,
                                                   struct gradfig_error *error);

/** Finishes what was written. Fails, too, with GRADFIG_INTERRUPTED after a signal. */
__attribute__((warn_unused_result)) bool sink_commit(struct sink *sink,
                                                     struct gradfig_error *error);

/** Ends the sink without a file. */
void sink_discard(struct sink *sink);

/** Writes a whole result. */
__attribute__((warn_unused_result)) bool sink_write(const char *path, const void *bytes,
                                                    size_t n_bytes, struct gradfig_error *error);

#endif
