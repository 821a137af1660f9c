/* Collects the labels of a panel in the order in which their curves leave the frame. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rendering/panel/coincident_curves.h"
#include "rendering/panel/end_labels.h"

static enum exit_side side_of(const struct panel *panel, const struct panel_curve *curve,
                              struct spot exit) {
    static const double near_corner = 3; /* px: there the right edge is as good */

    if (!curve->is_cut || panel->frame.right - exit.x <= near_corner) {
        return EXIT_RIGHT;
    }
    return curve->order > panel->y.high ? EXIT_TOP : EXIT_BOTTOM;
}

/* From the left to the right along the upper edge of the frame, down the right one, and from there
 * to the left along the lower one: leaders, which go around the frame, do not cross. */
static double exit_order(const struct end_label *label, const struct panel *panel) {
    const struct panel_curve *curve = label->curve;
    double from_right = panel->frame.right - label->exit.x;

    if (curve->n == 0 && !curve->ends_in_zero) { /* outside of the frame */
        return curve->order > panel->y.high ? -INFINITY : INFINITY;
    }
    if (label->side == EXIT_TOP) {
        return -from_right;
    }
    double from_top = label->exit.y - panel->frame.top;
    bool is_lower = curve->is_cut && curve->order < panel->y.low;
    return is_lower ? from_top + from_right : from_top;
}

/* Equal ones keep the order of their values, and then that of drawing. */
static int compare_labels(const void *a, const void *b) {
    const struct end_label *left = a;
    const struct end_label *right = b;

    if (left->order != right->order) {
        return left->order < right->order ? -1 : 1;
    }
    if (left->curve->order != right->curve->order) {
        return left->curve->order > right->curve->order ? -1 : 1;
    }
    return (left->curve > right->curve) - (left->curve < right->curve);
}

/* Networks before the dashed lines that they lie on. */
static int compare_equal_parts(const void *a, const void *b) {
    const struct panel_curve *left = ((const struct label_part *)a)->curve;
    const struct panel_curve *right = ((const struct label_part *)b)->curve;
    bool is_left_dashed = left->stroke.dash[1] > 0;
    bool is_right_dashed = right->stroke.dash[1] > 0;

    return is_left_dashed != is_right_dashed ? is_left_dashed - is_right_dashed
                                             : (left > right) - (left < right);
}

/* The parts with the larger values first. */
static int compare_parts(const void *a, const void *b) {
    double left = ((const struct label_part *)a)->curve->order;
    double right = ((const struct label_part *)b)->curve->order;

    return left != right ? (left > right ? -1 : 1) : compare_equal_parts(a, b);
}

/* Moves the parts that are equal to part `i` to the places right behind it. Returns how many are
 * equal, part `i` included. */
static size_t gather_equal(struct label_part *parts, size_t n, size_t i,
                           const struct panel *panel) {
    size_t end = i + 1;

    for (size_t j = end; j < n; j++) {
        if (coincident_curves_are_equal(panel, parts[i].curve, parts[j].curve)) {
            struct label_part equal = parts[j];
            memmove(&parts[end + 1], &parts[end], (j - end) * sizeof(parts[0]));
            parts[end++] = equal;
        }
    }
    return end - i;
}

/* Values that differ by their rounding do not change the order of what is equal. */
static void sort_parts(struct label_part *parts, size_t n, const struct panel *panel) {
    size_t n_equal;

    qsort(parts, n, sizeof(parts[0]), compare_parts);
    for (size_t i = 0; i < n; i += n_equal) {
        n_equal = gather_equal(parts, n, i, panel);
        qsort(&parts[i], n_equal, sizeof(parts[0]), compare_equal_parts);
        for (size_t j = i; j + 1 < i + n_equal; j++) {
            parts[j].is_equal_to_next = true;
        }
    }
}

/* The curves of the group of curve `seen` are the parts of its label, but for those whose names
 * stand beside an inset. It is the label of curve `seen`, or else of the first part. Returns
 * whether it has parts. */
static bool collect_parts(struct end_labels *labels, struct end_label *label, size_t seen) {
    const struct panel *panel = labels->panel;
    struct label_part *parts = &labels->parts[labels->n_parts];

    label->first_part = labels->n_parts;
    for (size_t i = 0; i < panel->n_curves; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        if (curve->name != NULL && curve->group == seen && !panel->room.is_named_apart[i]) {
            label->curve = label->n_parts == 0 || i == seen ? curve : label->curve;
            parts[label->n_parts++] = (struct label_part){.curve = curve};
        }
    }
    sort_parts(parts, label->n_parts, panel);
    labels->n_parts += label->n_parts;
    return label->n_parts > 0;
}

void end_labels_collect(struct end_labels *labels) {
    const struct panel *panel = labels->panel;

    for (size_t i = 0; i < panel->n_curves; i++) {
        struct end_label *label = &labels->each[labels->n];
        if (collect_parts(labels, label, i)) {
            label->exit = (struct spot){panel_x_px(panel, label->curve->end_x),
                                        panel_y_px(panel, label->curve->end_y)};
            label->side = side_of(panel, label->curve, label->exit);
            label->order = exit_order(label, panel);
            labels->n++;
        }
    }
    qsort(labels->each, labels->n, sizeof(labels->each[0]), compare_labels);
}
