/* The renderer: a spec and its series in, a picture out. */
#ifndef GRADFIG_RENDERING_RENDERER_H
#define GRADFIG_RENDERING_RENDERER_H

#include <signal.h>
#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/image.h"
#include "rendering/metadata.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** What is read once and serves many figures: the fonts. One figure at a time, in one thread. */
struct renderer;

/**
 * Reads the fonts; NULL with `error` filled when one is not installed. Makes them fontconfig's
 * current configuration, so that nobody reads the user's, which takes longer.
 */
struct renderer *renderer_create(struct gradfig_error *error);

/** The same in a process that belongs to others: fontconfig's current configuration stays. */
struct renderer *renderer_create_as_guest(struct gradfig_error *error);

/** NULL is allowed. */
void renderer_destroy(struct renderer *renderer);

/**
 * Fills `series` with what the figure of `spec` shows; ends with series_finish. `stop` is NULL or a
 * flag whose setting ends the work early, with GRADFIG_INTERRUPTED.
 */
__attribute__((warn_unused_result)) bool renderer_collect(struct series *series,
                                                          const struct spec *spec,
                                                          const volatile sig_atomic_t *stop,
                                                          struct gradfig_error *error);

/**
 * Draws the figure of `spec` into `image`, which the caller then owns.
 *
 * `series` is that of renderer_collect.
 * Fails when PLplot's driver or a font is missing, and with GRADFIG_INVALID_INPUT when no font has
 * a character of a label.
 */
__attribute__((warn_unused_result)) bool
renderer_draw(struct renderer *renderer, const struct spec *spec, const struct series *series,
              struct image *image, struct gradfig_error *error);

/** The same as an SVG, which the caller ends with bytes_finish. */
__attribute__((warn_unused_result)) bool
renderer_draw_svg(struct renderer *renderer, const struct spec *spec, const struct series *series,
                  struct bytes *bytes, struct gradfig_error *error);

/** The same as a PDF that carries `metadata`. */
__attribute__((warn_unused_result)) bool
renderer_draw_pdf(struct renderer *renderer, const struct spec *spec, const struct series *series,
                  const struct metadata *metadata, struct bytes *bytes,
                  struct gradfig_error *error);

#endif
