/* Curves that lie on each other. */
#ifndef GRADFIG_RENDERING_PANEL_COINCIDENT_CURVES_H
#define GRADFIG_RENDERING_PANEL_COINCIDENT_CURVES_H

#include <stdbool.h>

#include "rendering/panel/panel_frame.h"

/** Whether two curves of a panel are the same but for rounding. */
bool coincident_curves_are_equal(const struct panel *panel, const struct panel_curve *a,
                                 const struct panel_curve *b);

/** Groups the curves with names that lie on each other on the page. Of each group one solid curve
 * is seen, with thin dashes of the others above it; they share its markers in turn. The panel must
 * have its frame and axes. */
void coincident_curves_group(struct panel *panel);

/** Draws all curves of a panel without their markers; those of a group as one line. */
void coincident_curves_draw(const struct drawing *drawing);

#endif
