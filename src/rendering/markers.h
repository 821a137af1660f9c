/* The markers on the curves of a panel. */
#ifndef GRADFIG_RENDERING_MARKERS_H
#define GRADFIG_RENDERING_MARKERS_H

#include "rendering/panel_frame.h"

/** Draws markers on the same layers of every curve, and what shows where curves begin and end. */
void markers_draw(const struct drawing *drawing);

#endif
