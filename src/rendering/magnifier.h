/* An inset that shows apart lines which leave their frame as if they were one. */
#ifndef GRADFIG_RENDERING_MAGNIFIER_H
#define GRADFIG_RENDERING_MAGNIFIER_H

#include "rendering/panel_frame.h"

/**
 * Enlarges the edge of the frame of a panel with equal scales where two straight lines are nearer
 * to each other than one can see, in a corner without lines and labels. Draws nothing if there are
 * no such lines, if they are too near to be shown apart, or if no corner is free.
 */
void magnifier_draw(const struct drawing *drawing);

#endif
