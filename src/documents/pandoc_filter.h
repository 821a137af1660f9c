/* A filter of pandoc that draws the figures of a document. */
#ifndef GRADFIG_DOCUMENTS_PANDOC_FILTER_H
#define GRADFIG_DOCUMENTS_PANDOC_FILTER_H

#include <signal.h>
#include <stdbool.h>

#include <glib.h>

#include "base/bytes.h"
#include "base/error.h"

/**
 * Draws the figure of every fenced code block of the class gradfig that is not there yet, and
 * returns the document with images in place of the blocks; freed with free(). `target` is the
 * format that pandoc writes, or NULL. Files are relative to the working directory. `stop` is NULL
 * or a flag that ends the work with GRADFIG_INTERRUPTED.
 *
 * NULL with `error` filled on failure; after a mistake in a block, nothing is drawn. `lines`
 * (char *, freed with g_free) takes the mistakes before the one in `error`, and warnings.
 */
char *pandoc_filter_run(const struct bytes *json, const char *target,
                        const volatile sig_atomic_t *stop, GPtrArray *lines,
                        struct gradfig_error *error);

#endif
