/* The rail: labels beside the line ends, moved apart only where they collide. */
#ifndef GRADFIG_RENDERING_RAIL_H
#define GRADFIG_RENDERING_RAIL_H

#include <stdbool.h>
#include <stddef.h>

#include "rendering/panel.h"

/** The labels of a panel that have room, from top to bottom, and the middle of each. */
struct rail {
    size_t n;
    const struct panel_curve *labelled[PANEL_CURVES_MAX]; /**< borrowed from the panel */
    double y[PANEL_CURVES_MAX];                           /**< px */
};

/** Places the labels of `panel`, whose frame and axes are known. */
void rail_place(struct rail *rail, const struct panel *panel, const struct metrics *metrics);

/**
 * Finds the largest gap between the labels. Returns whether `height` px fit into it, and sets
 * `*bottom` to where they would end: at the frame's bottom, or in the gap's middle.
 */
bool rail_find_gap(const struct rail *rail, const struct panel *panel,
                   const struct metrics *metrics, double height, double *bottom);

/**
 * Moves `n` ascending positions `y` apart to at least `gap`, within low..high, by as little as
 * possible: the sum of the squared moves is least. `n` gaps must fit between low and high; n is at
 * most PANEL_CURVES_MAX.
 */
void rail_spread(double *y, size_t n, double gap, double low, double high);

#endif
