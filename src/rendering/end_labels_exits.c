/* Where curves leave the frame, and which labels are away from there. */
#include <math.h>

#include "rendering/end_labels.h"

/* A label that is moved by more ems than this has a leader, and one whose curve ends further from
 * the edge of the frame. */
static const double NEAR = 0.6;
static const double NEAR_EDGE = 2.5;

bool end_label_leaves_early(const struct end_label *label, const struct panel *panel) {
    static const double near_corner = 3; /* px */
    return label->curve->is_cut && panel->frame.right - label->exit.x > near_corner;
}

bool end_label_leaves_at_top(const struct end_label *label, const struct panel *panel) {
    return end_label_leaves_early(label, panel) && label->curve->order > panel->y.high;
}

bool end_label_leaves_at_bottom(const struct end_label *label, const struct panel *panel) {
    return end_label_leaves_early(label, panel) && label->curve->order < panel->y.low;
}

bool end_label_needs_leader(const struct end_labels *labels, const struct end_label *label,
                            const struct panel *panel) {
    double from_edge = panel->frame.right - label->exit.x;

    return label->curve->n > 0 && !label->is_inside &&
           (fabs(label->y - label->exit.y) > NEAR * labels->size || label->n_parts > 1 ||
            from_edge > NEAR_EDGE * labels->size || end_label_leaves_early(label, panel));
}
