/* Which labels need leaders, because they are away from where their curves leave the frame, and the
 * ways of these. */
#include <math.h>

#include "rendering/panel/end_labels.h"
#include "rendering/panel/markers.h"

/* A label that is moved by more ems than this has a leader, and one whose curve ends further from
 * the edge of the frame. */
static const double NEAR = 0.6;
static const double NEAR_EDGE = 2.5;

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
           shares_end(labels, label) || labels->panel->room.has_leaders;
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

/* Labels beside the frame that touch one with a leader, one after the other in this direction, have
 * leaders too. */
static void spread_leaders(struct end_labels *labels, bool is_down) {
    const struct end_label *last = NULL;

    for (size_t i = 0; i < labels->n; i++) {
        struct end_label *label = &labels->each[is_down ? i : labels->n - 1 - i];
        if (is_beside(label)) {
            bool is_joined = last != NULL && last->needs_leader && touch(labels, last, label);
            label->needs_leader = label->needs_leader || is_joined;
            last = label;
        }
    }
}

/* ---- ways ---- */

/* Whether no curve passes between the exit and the right edge of the frame on the straight way to
 * the label. */
static bool is_straight(const struct panel *panel, const struct end_label *label, struct spot to) {
    static const double off_line = 0.01; /* px from the own curve */
    double slope = (to.y - label->exit.y) / (to.x - label->exit.x);
    bool is_inwards = label->side == EXIT_TOP ? slope > 0 : slope < 0;
    struct spot from = {label->exit.x + off_line, label->exit.y + off_line * slope};
    struct spot edge = {panel->frame.right + 1,
                        label->exit.y + slope * (panel->frame.right + 1 - label->exit.x)};

    return is_inwards && panel_way_is_free(panel, from, edge);
}

bool end_label_is_blocked(const struct end_labels *labels, const struct end_label *label) {
    static const double off_edge = 0.4; /* ems: the nearest label beside the frame */
    const struct panel *panel = labels->panel;
    double inwards = label->side == EXIT_TOP ? off_edge : -off_edge;
    struct spot corner = {panel->frame.right + labels->gutter,
                          label->exit.y + inwards * labels->size};
    bool is_far = panel->frame.right - label->exit.x > NEAR_EDGE * labels->size;

    return is_far && !is_straight(panel, label, corner);
}

/* The px that leaders have beyond an edge, so that they stay off the texts there. */
static double detour_room(const struct end_labels *labels, enum exit_side side) {
    static const double above = 0.65; /* ems */
    static const double below = 0.4;  /* of the ticks' labels */

    return side == EXIT_TOP ? above * labels->metrics->subtitle : below * labels->metrics->tick;
}

/* How many leaders begin at the same edge, of those right of an x. */
static size_t count_at_edge(const struct end_labels *labels, const struct end_label *label,
                            double x) {
    size_t n = 0;

    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *other = &labels->each[i];
        bool is_there = other->curve->is_cut && fabs(other->exit.y - label->exit.y) < 1 &&
                        other->exit.x > x && other->needs_leader;
        n += is_there ? 1 : 0;
    }
    return n;
}

/* Leaders go around the frame, further out for each that would cross it otherwise. */
static double detour(const struct end_labels *labels, const struct end_label *label) {
    static const double step = 3;
    double outwards = label->side == EXIT_TOP ? -1 : 1;
    size_t n = count_at_edge(labels, label, -INFINITY);
    size_t n_inner = count_at_edge(labels, label, label->exit.x);
    double room = detour_room(labels, label->side) / (double)n;

    return label->exit.y +
           outwards * fmin(step * fmax(1, labels->metrics->unit), room) * (double)(n_inner + 1);
}

double end_label_clearance(const struct metrics *metrics) {
    return fmax(1, 3 * metrics->unit);
}

double end_label_level(const struct metrics *metrics) {
    static const double small = 0.3; /* a page without room for bends */
    return end_label_clearance(metrics) + fmax(0, 8 * (metrics->unit - small));
}

/* Where the leader of a curve begins: that of one that ends in zero is clear of the axis. */
static double leader_begin(const struct end_label *label, const struct metrics *metrics) {
    return label->exit.y - (label->curve->ends_in_zero ? 0.5 * metrics->marker : 0);
}

static bool has_leader_y(const struct end_labels *labels, const struct end_label *label) {
    return label->needs_leader && end_label_ends_early(labels, label);
}

/* The px to the right on the steep way to a height that is so far above or below. */
static double px_to_height(double off) {
    static const double slope = 4;
    return fabs(off) / slope;
}

/* Whether the way to the right at the height `y` goes through no label, and is apart from the
 * leaders of the labels below; one that is calm also goes above them, and through no curve. */
static bool is_leader_y(const struct end_labels *labels, const struct end_label *label, double y,
                        bool is_calm) {
    const struct box *frame = &labels->panel->frame;
    double apart = fmax(3, 5 * labels->metrics->unit);
    struct spot from = {label->exit.x, leader_begin(label, labels->metrics)};
    struct spot bend = {from.x + px_to_height(y - from.y), y};
    struct spot to = {frame->right, y};

    if (y < frame->top || y > frame->bottom || bend.x > to.x ||
        (is_calm && !panel_way_is_free(labels->panel, bend, to))) {
        return false;
    }
    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *other = &labels->each[i];
        bool is_crossed = other->is_inside && (box_is_crossed(other->box, from, bend) ||
                                               box_is_crossed(other->box, bend, to));
        bool is_near = other > label && has_leader_y(labels, other) &&
                       (is_calm ? other->leader_y - y : fabs(other->leader_y - y)) < apart;
        if (is_crossed || is_near) {
            return false;
        }
    }
    return true;
}

/* Sets the nearest such height above or below the end of the curve. Returns whether there is one.
 */
static bool find_leader_y(const struct end_labels *labels, struct end_label *label, bool is_calm) {
    static const double furthest = 8; /* ems */
    double begin = leader_begin(label, labels->metrics);

    for (double off = 0; off < furthest * labels->size; off += 2) {
        bool is_above = is_leader_y(labels, label, begin - off, is_calm);
        if (is_above || is_leader_y(labels, label, begin + off, is_calm)) {
            label->leader_y = is_above ? begin - off : begin + off;
            return true;
        }
    }
    return false;
}

void end_labels_set_leaders(struct end_labels *labels) {
    for (size_t i = 0; i < labels->n; i++) {
        struct end_label *label = &labels->each[i];
        label->needs_leader = is_beside(label) && is_away(labels, label);
        label->leader_y = leader_begin(label, labels->metrics);
    }
    spread_leaders(labels, true);
    spread_leaders(labels, false);
    for (size_t i = labels->n; i-- > 0;) {
        struct end_label *label = &labels->each[i];
        if (has_leader_y(labels, label) && !find_leader_y(labels, label, true)) {
            (void)find_leader_y(labels, label, false);
        }
    }
}

static void add_spot(struct leader *leader, double x, double y) {
    leader->spots[leader->n++] = (struct spot){x, y};
}

struct leader end_label_leader(const struct end_labels *labels, const struct end_label *label,
                               double y) {
    const struct panel *panel = labels->panel;
    const struct metrics *metrics = labels->metrics;
    double unit = metrics->unit;
    double end = label->x - end_label_clearance(metrics);
    double bend = label->x - end_label_level(metrics);
    bool is_within = !label->curve->is_cut && label->exit.x < panel->frame.right - 1;
    bool has_marker = is_within && label->curve->has_markers;
    double from = label->exit.x + (has_marker ? 0.5 * metrics->marker + 2 * unit : 0);
    struct leader leader = {0};

    add_spot(&leader, from, leader_begin(label, metrics));
    if (end_label_ends_early(labels, label) || label->curve->ends_in_zero) {
        double off = label->leader_y - leader.spots[0].y;
        if (off != 0) {
            add_spot(&leader, from + px_to_height(off), label->leader_y);
        }
        add_spot(&leader, panel->frame.right, label->leader_y); /* along the grid */
    } else if (label->curve->is_cut && label->side == EXIT_RIGHT) {
        /* to the near corner, so as not to cross one from the right edge */
        add_spot(&leader, panel->frame.right, label->exit.y);
    } else if (label->side != EXIT_RIGHT && !is_straight(panel, label, (struct spot){bend, y})) {
        double beyond = detour(labels, label);
        add_spot(&leader, from, beyond);
        add_spot(&leader, panel->frame.right + unit, beyond);
    }
    if (bend < end) {
        add_spot(&leader, bend, y);
    }
    add_spot(&leader, end, y);
    return leader;
}
