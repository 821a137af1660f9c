/* The renderer makes a picture from a spec and its series. */
#ifndef GRADFIG_RENDERING_FIGURE_RENDERER_H
#define GRADFIG_RENDERING_FIGURE_RENDERER_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/image.h"
#include "rendering/canvas/metadata.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** Holds the fonts, which are read once for many figures. Draws one figure at a time, in one
 * thread. */
struct renderer;

/**
 * Reads the fonts; NULL with `error` filled if one is not installed. Makes them fontconfig's
 * current configuration, so that no library reads the user's, which takes longer.
 */
struct renderer *renderer_create(struct gradfig_error *error);

/** Creates a renderer for the library, which must not change its process: fontconfig's current
 * configuration stays. */
struct renderer *renderer_create_as_guest(struct gradfig_error *error);

/** "Inter 4.001, ..., Cairo 1.16.0, Pango 1.50.12": what decides about pixels, freed with g_free.
 */
char *renderer_describe_versions(void);

/** NULL is allowed. */
void renderer_destroy(struct renderer *renderer);

/**
 * Fills `series` with the curves of the figure of `spec`; ends with series_finish. `stop` is NULL
 * or a flag; once it is set, the work ends with GRADFIG_INTERRUPTED.
 */
MUST_CHECK bool renderer_collect(struct series *series, const struct spec *spec, stop_flag *stop,
                                 struct gradfig_error *error);

/**
 * Draws the figure of `series`, that of renderer_collect, into `image`, which the caller then owns.
 *
 * Fails if PLplot's driver or a font is missing, and with GRADFIG_INVALID_INPUT if no font has a
 * character of a label.
 */
MUST_CHECK bool renderer_draw(struct renderer *renderer, const struct series *series,
                              struct image *image, struct gradfig_error *error);

/** Takes an image that is no longer needed, for the memory of the next one. */
void renderer_recycle(struct renderer *renderer, struct image *image);

/** Draws the figure as an SVG, which the caller ends with bytes_finish. */
MUST_CHECK bool renderer_draw_svg(struct renderer *renderer, const struct series *series,
                                  struct bytes *bytes, struct gradfig_error *error);

/** Draws the figure as a PDF that carries `metadata`. */
MUST_CHECK bool renderer_draw_pdf(struct renderer *renderer, const struct series *series,
                                  const struct metadata *metadata, struct bytes *bytes,
                                  struct gradfig_error *error);

/**
 * What the last figure had no room for: sentences in plain text, in its language and without a full
 * stop, the last followed by NULL. They are the renderer's, until it draws again.
 */
const char *const *renderer_left_out(const struct renderer *renderer);

#endif
