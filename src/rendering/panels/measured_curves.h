/* Measured gradients in a panel: their points, and the law that describes them. */
#ifndef GRADFIG_RENDERING_PANELS_MEASURED_CURVES_H
#define GRADFIG_RENDERING_PANELS_MEASURED_CURVES_H

#include "rendering/panels/panel_types.h"

/** Adds the points of all measured curves, and takes the markers off the curves before them. */
void add_measured_points(struct panel *panel, const struct panel_source *source);

/**
 * Adds for each measured curve the line or power law of the larger R², as far as its points reach,
 * dashed and without a label. None where it does not describe them, and where all values are equal
 * or too few.
 */
void add_fitted_laws(struct panel *panel, const struct panel_source *source);

#endif
