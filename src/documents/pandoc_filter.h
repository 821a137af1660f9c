/* A filter of pandoc that draws the figures of a document. */
#ifndef GRADFIG_DOCUMENTS_PANDOC_FILTER_H
#define GRADFIG_DOCUMENTS_PANDOC_FILTER_H

#include <glib.h>

#include "base/bytes.h"
#include "base/error.h"
#include "documents/embedded_figure.h"

/** How a document is filtered, and what is reported of it. All is borrowed. */
struct pandoc_filter {
    const char *target;       /**< the format that pandoc writes, or NULL */
    GPtrArray *mistakes;      /**< takes all but the one in `error` (char *, freed with g_free) */
    struct embedding *shared; /**< takes the bases of the specs and the files of the figures, too */
};

/**
 * Draws the figure of every fenced code block of the class gradfig that is not there yet, and
 * returns the document with images in place of the blocks; freed with g_free. Files are relative to
 * the working directory. NULL with `error` filled on failure. All figures are
 * drawn before the first file is written.
 */
char *pandoc_filter_run(const struct pandoc_filter *filter, const struct bytes *json,
                        struct gradfig_error *error);

#endif
