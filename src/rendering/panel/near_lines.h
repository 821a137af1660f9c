/* Straight lines that leave a panel as if they were one. */
#ifndef GRADFIG_RENDERING_PANEL_NEAR_LINES_H
#define GRADFIG_RENDERING_PANEL_NEAR_LINES_H

#include "rendering/panel/panel.h"

/** Whether a curve is a line with a label; one that is steeper than doubles can say is none. */
bool near_lines_is_line(const struct panel_curve *curve);

/**
 * Finds lines of a panel with equal scales that end at its upper right, nearer to each other than
 * one can see, and that a square inset of `size` px can show apart. `line` is the width of a line.
 * Of several such places, finds the one whose lines are nearest. Sets `*piece` to the part of the
 * panel's plane to enlarge, in px; it may exceed the frame by a little.
 */
bool near_lines_find(const struct panel *panel, double line, double size, struct box *piece);

#endif
