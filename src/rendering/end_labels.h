/* Labels of a panel's curves: beside the line ends, moved apart only if they would collide. */
#ifndef GRADFIG_RENDERING_END_LABELS_H
#define GRADFIG_RENDERING_END_LABELS_H

#include <stdbool.h>
#include <stddef.h>

#include "rendering/panel_frame.h"

/* Distances of labels in ems: of their lines, and from a name to its value. */
static const double END_LABEL_LINE = 1.2;
static const double END_LABEL_SPACE = 0.45;

/** One label: the name and the value of a curve, in one line or below each other. */
struct end_label {
    const struct panel_curve *curve; /**< borrowed from the panel */
    struct spot exit;                /**< where the curve ends or leaves the frame; px */
    size_t n_lines;
    bool is_inside;     /**< in the frame, beside the exit; otherwise right of the frame */
    enum anchor anchor; /**< ANCHOR_LEFT or ANCHOR_RIGHT */
    struct box box;     /**< of a label inside: where it is, with a margin */
    double x;           /**< the anchored end; px */
    double y;           /**< the middle; px */
};

/** The distance of the labels from the frame, in px; leaders need some of it. */
double end_labels_gutter(const struct metrics *metrics);

/** The labels of a panel. */
struct end_labels {
    double size; /**< px of the em */
    size_t n;    /**< the labels that have room, in the order of their exits, clockwise */
    struct end_label each[PANEL_CURVES_MAX];
    size_t n_left_out;
    const struct panel_curve *left_out[PANEL_CURVES_MAX]; /**< the curves without a label */
};

/**
 * The width that the labels need beside a frame `height` px high: for the longest in one line, if
 * that is at most `width_max`, otherwise for the longest name or value.
 */
double end_labels_width(const struct panel *panel, struct canvas *canvas,
                        const struct metrics *metrics, double height, double width_max);

/** Places the labels of `panel`, which must have its frame and axes. */
void end_labels_place(struct end_labels *labels, const struct panel *panel, struct canvas *canvas,
                      const struct metrics *metrics);

/** Whether no label inside of the frame overlaps `box`. */
bool end_labels_leave_free(const struct end_labels *labels, struct box box);

/** Whether the curve leaves the frame at its upper or lower edge, and not near a corner on the
 * right, where the right edge is as good. */
bool end_label_leaves_early(const struct end_label *label, const struct panel *panel);

/** Whether a label beside the frame is so far from its curve that a leader joins them. */
bool end_label_needs_leader(const struct end_labels *labels, const struct end_label *label,
                            const struct panel *panel);

/** Draws the labels, and leaders to those that are away from their curves. */
void end_labels_draw(const struct end_labels *labels, const struct drawing *drawing);

/**
 * Finds the largest gap between the labels. Returns whether `height` px fit into it, and sets
 * `*bottom` to their lower end: at the frame's bottom, or in the gap's middle.
 */
bool end_labels_find_gap(const struct end_labels *labels, const struct panel *panel, double height,
                         double *bottom);

/**
 * Moves `n` ascending positions `y` apart by as little as possible: the sum of the squared moves is
 * least. Each takes up heights[i], of which half is above its position. The positions stay within
 * low..high, where they must fit; n is at most PANEL_CURVES_MAX.
 */
void end_labels_spread(double *y, const double *heights, size_t n, double low, double high);

#endif
