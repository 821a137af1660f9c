/* The figure on a canvas of the caller's, for tests of what is placed where. */
#ifndef GRADFIG_RENDERING_FIGURE_H
#define GRADFIG_RENDERING_FIGURE_H

#include "simulation/series.h"
#include "spec/spec.h"

#include "rendering/canvas.h"

/** In how many columns the panels of a figure stand. */
int figure_columns(const struct figure_options *figure);

/** Draws the figure of `spec` on a canvas of its width and height. */
void figure_draw(struct canvas *canvas, const struct spec *spec, const struct series *series);

#endif
