/* An inset that shows apart lines which leave their frame as if they were one. */
#ifndef GRADFIG_RENDERING_MAGNIFIER_H
#define GRADFIG_RENDERING_MAGNIFIER_H

#include "rendering/panel_frame.h"

/**
 * Enlarges the place where two straight lines of a panel with equal scales end on the right, nearer
 * to each other than one can see. The inset stands in a corner of the frame without lines and
 * labels. Draws nothing if there are no such lines, if they are too near to be shown apart, or if
 * no corner is free.
 */
void magnifier_draw(const struct drawing *drawing);

#endif
