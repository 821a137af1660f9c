/* Labels of a panel's curves: beside the line ends, moved apart only if they would collide. */
#ifndef GRADFIG_RENDERING_PANEL_END_LABELS_H
#define GRADFIG_RENDERING_PANEL_END_LABELS_H

#include <stdbool.h>
#include <stddef.h>

#include "rendering/panel/label_text.h"
#include "rendering/panel/panel_frame.h"

/** Where a curve leaves the frame. */
enum exit_side {
    EXIT_RIGHT,  /**< or near a corner on the right, or it ends within the frame */
    EXIT_TOP,    /**< at its upper edge */
    EXIT_BOTTOM, /**< at its lower one */
};

/** One label: the name and the value of a curve, or of several that lie on each other. */
struct end_label {
    const struct panel_curve *curve; /**< the one that is seen; borrowed from the panel */
    struct spot exit;                /**< where the curve ends or leaves the frame; px */
    enum exit_side side;
    double order;      /**< where the exit is along the edge of the frame */
    size_t first_part; /**< of the parts of all labels */
    size_t n_parts;
    int n_lines;
    bool is_inside;     /**< in the frame, beside the curve; otherwise right of the frame */
    enum anchor anchor; /**< ANCHOR_LEFT or ANCHOR_RIGHT */
    struct box box;     /**< of a label inside: where it is, with a margin */
    double width;       /**< px that its lines may take up */
    double taken;       /**< px that the longest takes up */
    double x;           /**< the anchored end; px */
    double y;           /**< the middle; px */
    bool has_way;       /**< inside, but away from its curve, to which this way joins it */
    struct spot way[2];
    bool needs_leader; /**< beside the frame: away from its curve, or touches a label that is */
    double leader_y;   /**< px: where the leader of a curve that ends early goes to the right */
};

/** The least distance of the labels from the frame, in px. */
double end_labels_gutter(const struct metrics *metrics);

/** The labels of a panel; all borrowed. */
struct end_labels {
    const struct panel *panel;
    struct canvas *canvas;
    const struct metrics *metrics;
    double size;   /**< px of the em */
    double gutter; /**< px from the frame to the labels beside it, at most that of the panel */
    size_t n;      /**< the labels that have room, in the order of their exits */
    struct end_label each[PANEL_CURVES_MAX];
    struct label_part parts[PANEL_CURVES_MAX];
    size_t n_parts;
    size_t n_left_out;
    const struct panel_curve *left_out[PANEL_CURVES_MAX]; /**< the curves without a label */
};

/** Places the labels of `panel`, which must have its frame and axes, and whose texts are
 * measured. */
void end_labels_place(struct end_labels *labels, const struct panel *panel, struct canvas *canvas,
                      const struct metrics *metrics);

/** Collects the labels of the panel: one for curves that lie on each other, in the order of their
 * exits. */
void end_labels_collect(struct end_labels *labels);

/** Whether no label inside of the frame, or the way to it, overlaps `box`. */
bool end_labels_leave_free(const struct end_labels *labels, struct box box);

/** Whether `box` is within the frame, and no label is there and no curve but for one, which may be
 * NULL. */
bool place_is_free(const struct end_labels *labels, struct box box,
                   const struct panel_curve *but_for);

/** Places labels inside of the frame, beside curves that leave it at its upper or lower edge, or
 * end early, where no curve passes. */
void end_labels_place_inside(struct end_labels *labels);

/** Whether the label is at a place of the curve within the frame, far from its right edge: at a
 * peak, or at the end of a curve that is shorter than others. */
bool end_label_ends_early(const struct end_labels *labels, const struct end_label *label);

/** Whether curves are in the way of a leader to a label beside the frame, of a curve that leaves at
 * its upper or lower edge, far from the corner. */
bool end_label_is_blocked(const struct end_labels *labels, const struct end_label *label);

/** Whether labels beside the frame have keys, the markers of their curves: if a leader ends at one,
 * curves have few of them, or the labels of another panel have keys. */
bool end_labels_have_keys(const struct end_labels *labels);

/** The way from a curve's end, or the edge of the frame, to its label. */
struct leader {
    size_t n;
    struct spot spots[6];
};

/** Finds which placed labels need leaders, and for those of curves that end early ways that go
 * through no label, and are apart. */
void end_labels_set_leaders(struct end_labels *labels);

/** The px from the end of a leader to the label. */
double end_label_clearance(const struct metrics *metrics);

/** The px from the last bend of a leader, which is in one column for all, to the label. */
double end_label_level(const struct metrics *metrics);

/** The leader to the height `y` of a label that needs one. */
struct leader end_label_leader(const struct end_labels *labels, const struct end_label *label,
                               double y);

/** Draws the labels of a drawing, and leaders to those that are away from their curves. */
void end_labels_draw(const struct drawing *drawing);

/** Whether all labels have their usual size, and none is cut or left out. */
bool end_labels_have_room(const struct end_labels *labels);

/** The room that labels beside a frame need, and what speaks against it. */
struct label_needs {
    double width;  /**< px that the labels take up */
    double gutter; /**< px from the frame to them, so that leaders are not too steep */
    size_t n_leaders;
    bool has_keys;          /**< leaders end at the markers of their curves */
    size_t n_further_lines; /**< of labels with more than one for each curve, and of long notes */
    size_t n_cut;           /**< labels that are cut or left out */
    double shrinkage;       /**< the part of their size by which labels are smaller */
};

/** What the labels of a panel need if each is broken into lines of at most `width_max`
 * px, if that can be. The panel must have a frame and axes. */
struct label_needs end_labels_measure(const struct panel *panel, struct canvas *canvas,
                                      const struct metrics *metrics, double width_max);

/**
 * Finds a gap of `height` px beside the frame: below all labels, or else in the middle of the
 * largest gap between them. Returns whether there is one, and sets `*bottom` to the lower end.
 */
bool end_labels_find_gap(const struct end_labels *labels, double height, double *bottom);

/**
 * Moves `n` ascending positions `y` apart by as little as possible: the sum of the squared moves is
 * least. Each takes up heights[i], of which half is above its position. The positions stay within
 * low..high, where they must fit; n is at most PANEL_CURVES_MAX.
 */
void end_labels_spread(double *y, const double *heights, size_t n, double low, double high);

#endif
