/* Where a spec comes from: a YAML file, standard input, or a figure that carries its recipe. */
#ifndef GRADFIG_CLI_SOURCE_H
#define GRADFIG_CLI_SOURCE_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"
#include "output/formats.h"
#include "spec/reader.h"

enum source_kind { SOURCE_NONE, SOURCE_SPEC, SOURCE_FIGURE };

/**
 * Reads the file at `path`, or standard input for "-", into `reader`; `*kind` says what it is.
 * Fails if there is no spec to read. The reader collects the mistakes in a spec.
 */
MUST_CHECK bool source_read(struct reader *reader, const char *path, enum source_kind *kind,
                            struct gradfig_error *error);

/** The file of a figure. */
struct source_figure {
    const struct figure_format *format;
    struct bytes bytes;
};

/**
 * Reads the spec of the figure at `path`, and prints the mistakes in it. Fails if the file is
 * not a figure. `figure` may be NULL; the caller ends its bytes with bytes_finish.
 */
MUST_CHECK bool source_read_figure(const char *path, struct spec *spec,
                                   struct source_figure *figure, struct gradfig_error *error);

/** Whether standard output is none of the files that are read: what is appended to an input would
 * change it. */
MUST_CHECK bool source_check_output(const struct inputs *inputs, struct gradfig_error *error);

/** What messages call the file at `path`, or standard input; freed with g_free. */
char *source_describe(const char *path);

/** Says that `what` is read from the terminal if standard input is one, which nothing else shows.
 */
void source_announce_terminal(const char *what);

/** Prints every mistake of a reader on standard error. */
void source_print_mistakes(const struct reader *reader);

#endif
