/* Where curves leave the frame, and which labels are away from there. */
#include <math.h>

#include "rendering/panel/end_labels.h"

/* A label that is moved by more ems than this has a leader, and one whose curve ends further from
 * the edge of the frame. */
static const double NEAR = 0.6;
static const double NEAR_EDGE = 2.5;

enum exit_side end_label_exit_side(const struct panel *panel, const struct panel_curve *curve,
                                   struct spot exit) {
    static const double near_corner = 3; /* px: there the right edge is as good */

    if (!curve->is_cut || panel->frame.right - exit.x <= near_corner) {
        return EXIT_RIGHT;
    }
    return curve->order > panel->y.high ? EXIT_TOP : EXIT_BOTTOM;
}

bool end_label_ends_early(const struct end_labels *labels, const struct end_label *label) {
    double from_right = labels->panel->frame.right - label->exit.x;
    return !label->curve->is_cut && from_right > NEAR_EDGE * labels->size;
}

/* Whether another curve ends where a marker of this one does, so that only one of them is seen. */
static bool shares_end(const struct end_labels *labels, const struct end_label *label) {
    static const double near = 0.3; /* ems, half of a marker */

    for (size_t i = 0; label->curve->has_markers && i < labels->n; i++) {
        const struct end_label *other = &labels->each[i];
        if (other != label && other->curve->has_markers &&
            fabs(other->exit.x - label->exit.x) < near * labels->size &&
            fabs(other->exit.y - label->exit.y) < near * labels->size) {
            return true;
        }
    }
    return false;
}

static bool is_away(const struct end_labels *labels, const struct end_label *label) {
    return fabs(label->y - label->exit.y) > NEAR * labels->size || label->n_parts > 1 ||
           end_label_ends_early(labels, label) || label->side != EXIT_RIGHT ||
           shares_end(labels, label) || labels->panel->has_leaders || labels->panel->labels_top > 0;
}

static bool is_beside(const struct end_label *label) {
    return label->curve->n > 0 && !label->is_inside;
}

static bool touch(const struct end_labels *labels, const struct end_label *one,
                  const struct end_label *other) {
    static const double gap = 0.3; /* ems */
    double lines = (one->n_lines + other->n_lines) / 2.0;

    return fabs(other->y - one->y) < (lines * END_LABEL_LINE + gap) * labels->size;
}

/* Whether a label is away from its curve among those that touch one after the other from `label`
 * on, in one direction. */
static bool one_is_away(const struct end_labels *labels, const struct end_label *label, int step) {
    const struct end_label *last = label;

    for (ptrdiff_t i = label - labels->each; i >= 0 && i < (ptrdiff_t)labels->n; i += step) {
        const struct end_label *next = &labels->each[i];
        if (is_beside(next) && !touch(labels, last, next)) {
            return false;
        }
        if (is_beside(next) && is_away(labels, next)) {
            return true;
        }
        last = is_beside(next) ? next : last;
    }
    return false;
}

bool end_label_needs_leader(const struct end_labels *labels, const struct end_label *label) {
    return is_beside(label) && (one_is_away(labels, label, -1) || one_is_away(labels, label, 1));
}
