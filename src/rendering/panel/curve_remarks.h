/* Short texts beside the middle of curves. */
#ifndef GRADFIG_RENDERING_PANEL_CURVE_REMARKS_H
#define GRADFIG_RENDERING_PANEL_CURVE_REMARKS_H

#include "rendering/panel/panel_frame.h"

/** Draws the remarks on the curves of a panel where nothing is in their way. */
void curve_remarks_draw(const struct drawing *drawing);

#endif
