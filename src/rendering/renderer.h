/* The renderer: a spec and its series in, a picture out. */
#ifndef GRADFIG_RENDERING_RENDERER_H
#define GRADFIG_RENDERING_RENDERER_H

#include <signal.h>
#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/image.h"
#include "output/about.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** What is read once and serves many figures: the fonts. One figure at a time, in one thread. */
struct renderer;

/** Reads the fonts; NULL with `error` filled when one is not installed. */
struct renderer *renderer_create(struct gradfig_error *error);

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

/** Kinds of files that a figure is written to. */
enum figure_format { FORMAT_PNG, FORMAT_SVG, FORMAT_PDF };

/**
 * Draws the figure of `spec` as a document, an SVG or a PDF, which the caller then owns; the same
 * otherwise. A PDF carries `about`;
 * an SVG is given it by svg_complete.
 */
__attribute__((warn_unused_result)) bool
renderer_draw_document(struct renderer *renderer, const struct spec *spec,
                       const struct series *series, enum figure_format format,
                       const struct about *about, struct bytes *bytes, struct gradfig_error *error);

#endif
