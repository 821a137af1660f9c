/* The renderer: a spec and its series in, a picture out. */
#ifndef GRADFIG_RENDERER_H
#define GRADFIG_RENDERER_H

#include <stdbool.h>

#include <gradfig/error.h>
#include <gradfig/image.h>
#include <gradfig/series.h>
#include <gradfig/spec.h>

/** What is read once and serves many figures: the fonts. One figure at a time, in one thread. */
struct gradfig_renderer;

/** Reads the fonts; NULL with `error` filled when one is not installed. */
struct gradfig_renderer *gradfig_renderer_create(struct gradfig_error *error);

/** NULL is allowed. */
void gradfig_renderer_destroy(struct gradfig_renderer *renderer);

/** The points a curve that the renderer wants at most: `n_points_max` of a selection. */
#define GRADFIG_RENDERER_POINTS_MAX 250

/**
 * Draws the figure of `spec` into `image`, which the caller then owns.
 *
 * `series` holds every curve of `spec` over all layers, thinned to GRADFIG_RENDERER_POINTS_MAX.
 * Fails when PLplot's driver or a font is missing, and with GRADFIG_INVALID_INPUT when no font has
 * a character of a label.
 */
__attribute__((warn_unused_result)) bool gradfig_renderer_draw(struct gradfig_renderer *renderer,
                                                               const struct gradfig_spec *spec,
                                                               const struct gradfig_series *series,
                                                               struct gradfig_image *image,
                                                               struct gradfig_error *error);

#endif
