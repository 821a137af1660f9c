/* The renderer: a spec and its series in, a picture out. */
#ifndef GRADFIG_RENDERER_H
#define GRADFIG_RENDERER_H

#include <stdbool.h>

#include <gradfig/about.h>
#include <gradfig/bytes.h>
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

/** Kinds of files that a figure is written to. */
enum gradfig_format { GRADFIG_FORMAT_PNG, GRADFIG_FORMAT_SVG, GRADFIG_FORMAT_PDF };

/**
 * Draws the figure of `spec` as a document, an SVG or a PDF, which the caller then owns; the same
 * otherwise. A PDF carries `about`;
 * an SVG is given it by gradfig_svg_complete.
 */
__attribute__((warn_unused_result)) bool
gradfig_renderer_draw_document(struct gradfig_renderer *renderer, const struct gradfig_spec *spec,
                               const struct gradfig_series *series, enum gradfig_format format,
                               const struct gradfig_about *about, struct gradfig_bytes *bytes,
                               struct gradfig_error *error);

#endif
