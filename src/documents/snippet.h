/* The lines that show a figure in a document. */
#ifndef GRADFIG_DOCUMENTS_SNIPPET_H
#define GRADFIG_DOCUMENTS_SNIPPET_H

#include <stdint.h>

#include "base/error.h"
#include "documents/systems.h"
#include "spec/spec.h"

/** The input for a snippet. */
struct snippet {
    const struct document_system *system;
    const char *image; /**< path of the figure in the document; of a pair the light one */
    const char *dark;  /**< path of the dark figure of a pair, or NULL */
    const char *alt;   /**< plain text of one line */
    int64_t width;     /**< px */
    int64_t dpi;       /**< px per inch, which gives the width on paper */
};

/** The snippet, freed with g_free. NULL with `error` filled if the system cannot show a file of
 * that name. */
char *snippet_write(const struct snippet *snippet, struct gradfig_error *error);

/** Pixels divided by pixels per inch with at most four decimals, "15" or "3.3333"; freed with
 * g_free. */
char *snippet_inches(int64_t px, int64_t dpi);

/** The alt text of the figure of `spec`, made from its numbers; freed with g_free. NULL with
 * `error`. `stop` is that of renderer_collect. */
char *snippet_alt(const struct spec *spec, stop_flag *stop, struct gradfig_error *error);

/**
 * The snippet of the figure of `spec`, with the alt text made from its numbers. `image`, `dark` and
 * the result are those of snippet_write, `stop` is that of renderer_collect.
 */
char *snippet_of_spec(const struct spec *spec, const struct document_system *system,
                      const char *image, const char *dark, stop_flag *stop,
                      struct gradfig_error *error);

#endif
