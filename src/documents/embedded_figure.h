/* The file of a figure that a document shows: drawn where it is missing or has another recipe. */
#ifndef GRADFIG_DOCUMENTS_EMBEDDED_FIGURE_H
#define GRADFIG_DOCUMENTS_EMBEDDED_FIGURE_H

#include <stdbool.h>

#include <glib.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/inputs.h"
#include "output/formats.h"
#include "rendering/figure/renderer.h"
#include "spec/reader.h"
#include "spec/spec.h"

/** What the file at `path` shall be. All is borrowed. */
struct embedded_figure {
    const char *path;
    const struct figure_format *format;
    const struct spec *spec;
    const struct inputs *inputs; /**< files that are never replaced; NULL: there are none */
};

/** Reads the spec of a figure, which begins on line `line` of the file `path`. One that is blank or
 * has only comments is the article's figure. */
void embedded_figure_read_spec(struct reader *reader, const char *text, size_t n_bytes,
                               const char *path, size_t line);

/** What is in the place of an embedded figure. */
enum embedded_state {
    EMBEDDED_CURRENT, /**< a figure of this format with the recipe of the spec */
    EMBEDDED_MISSING,
    EMBEDDED_STALE,   /**< a figure of gradfig that has another recipe or format */
    EMBEDDED_DAMAGED, /**< the file is cut off, or its recipe cannot be read */
};

/**
 * Compares the recipe of the file with the spec, and draws nothing. Fails with
 * GRADFIG_INVALID_INPUT if the figure must not replace what is there, such as a photograph, or
 * cannot be drawn in its format.
 */
MUST_CHECK bool embedded_figure_compare(const struct embedded_figure *figure,
                                        enum embedded_state *state, struct gradfig_error *error);

/** Draws the figure into `bytes`, to be ended with bytes_finish. Creates `*renderer` if that is
 * NULL; the caller ends it with renderer_destroy. `stop` as in renderer_collect. */
MUST_CHECK bool embedded_figure_draw(const struct embedded_figure *figure,
                                     struct renderer **renderer, stop_flag *stop,
                                     struct bytes *bytes, struct gradfig_error *error);

/** Writes the file that was drawn, whole or not at all, and makes the folders that are missing.
 * `*lost` becomes what could not be kept of an older file. */
MUST_CHECK bool embedded_figure_write(const struct embedded_figure *figure,
                                      const struct bytes *bytes, unsigned *lost,
                                      struct gradfig_error *error);

/** Adds a line (char *, freed with g_free) about what could not be kept of the older file `path`;
 * none if `lost` is 0. */
void embedded_note_lost(GPtrArray *warnings, const char *path, unsigned lost);

#endif
