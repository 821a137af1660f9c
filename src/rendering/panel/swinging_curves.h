/* Curves that go up and down too fast for a line. */
#ifndef GRADFIG_RENDERING_PANEL_SWINGING_CURVES_H
#define GRADFIG_RENDERING_PANEL_SWINGING_CURVES_H

#include <stdbool.h>

#include "rendering/canvas/canvas.h"
#include "rendering/panel/panel.h"

/** Whether the line of a curve would fill the area in which it swings, as that of 400 layers with
 * slopes of -1 does. The noise of random layers does not swing. */
bool curve_swings(const struct panel *panel, const struct panel_curve *curve);

/** Whether a line, or the lower edge of a band, goes up and down at nearly all of its points. */
bool curve_alternates(const struct panel_curve *curve);

/** The area in which a line swings at all points from `left` to `right`, px. */
struct box swing_between(const struct panel *panel, const struct panel_curve *curve, double left,
                         double right);

/** Draws the area in which such a curve swings, with both its edges, into the window of `canvas`.
 */
void swinging_curve_draw(const struct panel_curve *curve, struct canvas *canvas);

#endif
