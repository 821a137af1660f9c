/* The figure on a canvas of the caller's, for tests of what is placed where. */
#ifndef GRADFIG_RENDERING_FIGURE_H
#define GRADFIG_RENDERING_FIGURE_H

#include <gradfig/series.h>
#include <gradfig/spec.h>

#include "rendering/canvas.h"

/** In how many columns the panels of a figure stand. */
int figure_columns(const struct gradfig_figure *figure);

/** Draws the figure of `spec` on a canvas of its width and height. */
void figure_draw(struct canvas *canvas, const struct gradfig_spec *spec,
                 const struct gradfig_series *series);

#endif
