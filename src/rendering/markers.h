/* The markers on the curves of a panel. */
#ifndef GRADFIG_RENDERING_MARKERS_H
#define GRADFIG_RENDERING_MARKERS_H

#include <stdbool.h>

#include "rendering/panel_frame.h"

/** The least distance of two markers on a curve, in px, in a panel of `n_curves` curves with
 * markers. */
double markers_distance(size_t n_curves, const struct metrics *metrics);

/** Whether curves have markers on their layers; fewer than three would say nothing. */
bool markers_are_on_layers(const struct drawing *drawing);

/** Draws markers on the same layers of every curve, and what shows where curves begin and end. */
void markers_draw(const struct drawing *drawing);

#endif
