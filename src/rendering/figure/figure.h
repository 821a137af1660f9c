/* Draws the figure on a given canvas; tests of the layout use it, too. */
#ifndef GRADFIG_RENDERING_FIGURE_FIGURE_H
#define GRADFIG_RENDERING_FIGURE_FIGURE_H

#include <glib.h>

#include "simulation/series.h"

#include "rendering/canvas/canvas.h"

/** Draws the figure of `series` on a canvas of its width and height. Appends a sentence to
 * `left_out` for each kind of text that has no room: plain text, to be freed with g_free. */
void figure_draw(struct canvas *canvas, const struct series *series, GPtrArray *left_out);

#endif
