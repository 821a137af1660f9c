/* Labels beside the line ends, moved apart only if they would collide. */
#ifndef GRADFIG_RENDERING_END_LABELS_H
#define GRADFIG_RENDERING_END_LABELS_H

#include <stdbool.h>
#include <stddef.h>

#include "rendering/panel.h"

/** The labels of a panel that have room, from top to bottom, with the middle of each. */
struct end_labels {
    size_t n;
    const struct panel_curve *labelled[PANEL_CURVES_MAX]; /**< borrowed from the panel */
    double y[PANEL_CURVES_MAX];                           /**< px */
};

/** Places the labels of `panel`, which must have its frame and axes. */
void end_labels_place(struct end_labels *labels, const struct panel *panel,
                      const struct metrics *metrics);

/**
 * Finds the largest gap between the labels. Returns whether `height` px fit into it, and sets
 * `*bottom` to their lower end: at the frame's bottom, or in the gap's middle.
 */
bool end_labels_find_gap(const struct end_labels *labels, const struct panel *panel,
                         const struct metrics *metrics, double height, double *bottom);

/**
 * Moves `n` ascending positions `y` apart to at least `gap`, within low..high, by as little as
 * possible: the sum of the squared moves is least. `n` gaps must fit between low and high; n is at
 * most PANEL_CURVES_MAX.
 */
void end_labels_spread(double *y, size_t n, double gap, double low, double high);

#endif
