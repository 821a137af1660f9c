/* Straight lines that leave a panel as if they were one. */
#ifndef GRADFIG_RENDERING_PANEL_NEAR_LINES_H
#define GRADFIG_RENDERING_PANEL_NEAR_LINES_H

#include "rendering/panel/panel.h"

/** The height of an inset that enlarges them, in widths. */
static const double NEAR_LINES_HEIGHT = 1.2;

/** Whether a curve is a line with a label; one that is steeper than doubles can say is none. */
bool near_lines_is_line(const struct panel_curve *curve);

/**
 * Finds lines of a panel with equal scales that end at its upper right, nearer to each other than
 * one can see, and that an inset `width` px wide can show apart. `line` is the width of a line. Of
 * several such places, finds the one whose lines are nearest. Sets `*piece` to the part of the
 * panel's plane to enlarge, in px; it may exceed the frame by a little.
 */
bool near_lines_find(const struct panel *panel, double line, double width, struct box *piece);

#endif
