/* The markers on the curves of a panel. */
#ifndef GRADFIG_RENDERING_PANEL_MARKERS_H
#define GRADFIG_RENDERING_PANEL_MARKERS_H

#include <stdbool.h>

#include "rendering/panel/panel_frame.h"

/** Whether so many curves have markers that these would hide each other, and say nothing but which
 * curve it is. The curves must be grouped. */
bool markers_are_many(const struct panel *panel);

/** A marker of a curve. */
struct marker marker_of(const struct drawing *drawing, const struct panel_curve *curve,
                        bool is_hollow);

/** Whether the panel shows markers: fewer than three on a curve would say nothing. */
bool markers_are_shown(const struct drawing *drawing);

/** Draws markers on the same layers of every curve, and what shows where curves begin and end. */
void markers_draw(const struct drawing *drawing);

#endif
