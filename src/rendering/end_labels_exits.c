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

static bool is_away(const struct end_labels *labels, const struct end_label *label,
                    const struct panel *panel) {
    double from_edge = panel->frame.right - label->exit.x;

    return fabs(label->y - label->exit.y) > NEAR * labels->size || label->n_parts > 1 ||
           from_edge > NEAR_EDGE * labels->size || end_label_leaves_early(label, panel);
}

static bool is_beside(const struct end_label *label) {
    return label->curve->n > 0 && !label->is_inside;
}

static bool touch(const struct end_labels *labels, const struct end_label *upper,
                  const struct end_label *lower) {
    static const double gap = 0.3; /* ems */
    double lines = (upper->n_lines + lower->n_lines) / 2.0;

    return is_beside(upper) && is_beside(lower) &&
           lower->y - upper->y < (lines * END_LABEL_LINE + gap) * labels->size;
}

bool end_label_needs_leader(const struct end_labels *labels, const struct end_label *label,
                            const struct panel *panel) {
    const struct end_label *first = label;
    const struct end_label *last = label;
    const struct end_label *end = labels->each + labels->n;

    if (!is_beside(label)) {
        return false;
    }
    while (first > labels->each && touch(labels, first - 1, first)) {
        first--;
    }
    while (last + 1 < end && touch(labels, last, last + 1)) {
        last++;
    }
    while (first <= last && !is_away(labels, first, panel)) {
        first++;
    }
    return first <= last;
}
