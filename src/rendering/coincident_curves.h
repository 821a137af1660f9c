/* Curves that lie on each other. */
#ifndef GRADFIG_RENDERING_COINCIDENT_CURVES_H
#define GRADFIG_RENDERING_COINCIDENT_CURVES_H

#include "rendering/panel.h"

/** Draws curves that lie on each other in turn, as dashes of `length` px, so that each of them can
 * be seen. The panel must have its frame and axes. */
void coincident_curves_share(struct panel *panel, double length);

#endif
