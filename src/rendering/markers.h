/* The markers on the curves of a panel. */
#ifndef GRADFIG_RENDERING_MARKERS_H
#define GRADFIG_RENDERING_MARKERS_H

#include <stdbool.h>

#include "rendering/panel_frame.h"

/** Whether curves have markers on their layers, of which fewer than three would say nothing, or,
 * where there are many curves, at their ends. */
bool markers_are_on_layers(const struct drawing *drawing);

/** Draws markers on the same layers of every curve, and what shows where curves begin and end. */
void markers_draw(const struct drawing *drawing);

#endif
