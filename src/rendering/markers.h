/* The markers on the curves of a panel. */
#ifndef GRADFIG_RENDERING_MARKERS_H
#define GRADFIG_RENDERING_MARKERS_H

#include <stdbool.h>

#include "rendering/panel_frame.h"

/** Whether so many curves have markers that these stand at their labels alone. */
bool markers_are_many(const struct panel *panel);

/** Whether curves have markers: on their layers, of which fewer than three would say nothing, or at
 * their labels. */
bool markers_are_shown(const struct drawing *drawing);

/** Draws markers on the same layers of every curve, and what shows where curves begin and end. */
void markers_draw(const struct drawing *drawing);

#endif
