/* Makes one calm line of curves that lie on each other. */
#include "rendering/panel/coincident_curves.h"

#include <math.h>

#include <glib.h>

#include "rendering/panel/swinging_curves.h"

/* Whether both ends of one curve are no further than these px from those of the other. */
static bool ends_are_within(const struct panel *panel, const struct panel_curve *a,
                            const struct panel_curve *b, double distance) {
    return distance_between(panel_spot(panel, a, 0), panel_spot(panel, b, 0)) <= distance &&
           distance_between(panel_spot(panel, a, a->n - 1), panel_spot(panel, b, b->n - 1)) <=
               distance;
}

/* Whether no point of one curve is further than these px from the other. */
static bool is_within(const struct panel *panel, const struct panel_curve *a,
                      const struct panel_curve *b, double distance) {
    const struct panel_curve *more = a->n > b->n ? a : b;
    const struct panel_curve *fewer = a->n > b->n ? b : a;

    if (fewer->n < MIN(more->n, 2) || fewer->n == 0 || !ends_are_within(panel, a, b, distance)) {
        return false;
    }
    for (size_t i = 1; i + 1 < more->n; i++) {
        struct spot spot = panel_spot(panel, more, i);
        struct spot other =
            a->n == b->n ? panel_spot(panel, fewer, i) : panel_spot_at(panel, fewer, more->x[i]);
        if (distance_between(spot, other) > distance) {
            return false;
        }
    }
    return true;
}

/* Whether curves that lie on each other show numbers of different signs. Between its points a curve
 * has the sign of the next one: a straight line has only its ends. */
static bool signs_differ(const struct panel_curve *a, const struct panel_curve *b) {
    const struct panel_curve *more = a->n > b->n ? a : b;
    const struct panel_curve *fewer = a->n > b->n ? b : a;
    size_t at = 0;

    for (size_t i = 0; fewer->n > 0 && i < more->n; i++) {
        while (at + 1 < fewer->n && fewer->x[at] < more->x[i]) {
            at++;
        }
        if (more->is_negative[i] != fewer->is_negative[at]) {
            return true;
        }
    }
    return false;
}

bool coincident_curves_are_equal(const struct panel *panel, const struct panel_curve *a,
                                 const struct panel_curve *b) {
    static const double rounding = 1e-9; /* px */
    return !signs_differ(a, b) && is_within(panel, a, b, rounding);
}

static bool is_solid(const struct panel_curve *curve) {
    return curve->stroke.dash[1] == 0;
}

/* The indices of the curves that lie on the first one, it included. */
struct group {
    size_t n;
    size_t members[PANEL_CURVES_MAX];
};

/* A curve with a name whose group is not known yet. */
enum { NO_GROUP = PANEL_CURVES_MAX };

static struct group find_group(const struct panel *panel, size_t first) {
    const struct panel_curve *curves = panel->curves;
    struct group group = {1, {first}};

    for (size_t i = first + 1; i < panel->n_curves; i++) {
        double line = fmax(curves[first].stroke.width, curves[i].stroke.width);
        if (curves[i].group == NO_GROUP && is_within(panel, &curves[first], &curves[i], line)) {
            group.members[group.n++] = i;
        }
    }
    return group;
}

/* The widest solid curve, of equal ones the first. */
static size_t seen_member(const struct panel *panel, const struct group *group) {
    size_t seen = group->members[0];

    for (size_t i = 1; i < group->n; i++) {
        const struct panel_curve *curve = &panel->curves[group->members[i]];
        const struct panel_curve *best = &panel->curves[seen];
        bool is_wider = curve->stroke.width > best->stroke.width;
        if (is_solid(curve) && (!is_solid(best) || is_wider)) {
            seen = group->members[i];
        }
    }
    return seen;
}

/* Whether readers would not know of a curve from the markers on the one that is seen, or from those
 * of the hidden ones before. */
static bool is_unseen(const struct panel *panel, const struct panel_curve *curve,
                      const struct panel_curve *seen, struct panel_curve *const *hidden, size_t n) {
    static const int64_t least_marked = 2; /* layers: with fewer, no curve has its markers */

    if (!curve->has_markers || panel->depth < least_marked) {
        return true;
    }
    bool is = signs_differ(curve, seen);
    for (size_t i = 0; i < n; i++) {
        is = is && signs_differ(curve, hidden[i]);
    }
    return is;
}

/* Makes one striped line of the solid curves that have no markers or another sign than the others.
 * The dashes of such a group are hidden, because dashes above stripes are hard to read. */
static void join(struct panel *panel, const struct group *group, size_t seen) {
    struct panel_curve *hidden[PANEL_CURVES_MAX];
    size_t n = 0;

    for (size_t i = 0; i < group->n; i++) {
        struct panel_curve *curve = &panel->curves[group->members[i]];
        if (curve->cover == COVER_HIDDEN &&
            is_unseen(panel, curve, &panel->curves[seen], hidden, n)) {
            hidden[n++] = curve;
        }
    }
    for (size_t i = 0; i < group->n && n > 1; i++) {
        struct panel_curve *curve = &panel->curves[group->members[i]];
        curve->cover = group->members[i] == seen ? COVER_NONE : COVER_HIDDEN;
    }
    for (size_t i = 0; i < n; i++) {
        hidden[i]->cover = COVER_ABOVE;
        hidden[i]->stripe = i;
        hidden[i]->n_stripes = n;
    }
}

/* Gradients of both signs have their turns last. Of two curves the second has its markers at odd
 * layers, where such a gradient is negative. */
static int set_turns(struct panel *panel, const struct group *group) {
    int n_turns = 0;

    for (int is_signed = 0; is_signed < 2; is_signed++) {
        for (size_t i = 0; i < group->n; i++) {
            struct panel_curve *curve = &panel->curves[group->members[i]];
            if (curve->has_markers && panel_curve_has_negative(curve) == (is_signed == 1)) {
                curve->turn = n_turns++;
            }
        }
    }
    return n_turns;
}

/* Whether the curves of a group have both signs, each all those of the first one. */
static bool have_signs_in_common(const struct panel *panel, const struct group *group) {
    const struct panel_curve *first = &panel->curves[group->members[0]];
    bool have = panel_curve_has_negative(first);

    for (size_t i = 1; i < group->n; i++) {
        have = have && !signs_differ(first, &panel->curves[group->members[i]]);
    }
    return have;
}

static void set_group(struct panel *panel, const struct group *group) {
    size_t seen = seen_member(panel, group);
    int n_turns = set_turns(panel, group);
    bool have_both_signs = have_signs_in_common(panel, group);

    for (size_t i = 0; i < group->n; i++) {
        struct panel_curve *curve = &panel->curves[group->members[i]];
        curve->group = seen;
        curve->cover = group->members[i] == seen ? COVER_NONE
                       : is_solid(curve)         ? COVER_HIDDEN
                                                 : COVER_ABOVE;
        curve->n_turns = n_turns;
        curve->has_two_a_turn = have_both_signs || curve_alternates(curve);
    }
    join(panel, group, seen);
}

void coincident_curves_group(struct panel *panel) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        panel->curves[i].group = panel->curves[i].name != NULL ? NO_GROUP : i;
    }
    for (size_t i = 0; i < panel->n_curves; i++) {
        if (panel->curves[i].group == NO_GROUP) {
            struct group group = find_group(panel, i);
            set_group(panel, &group);
        }
    }
}

/* ---- drawing ---- */

static void draw(const struct drawing *drawing, const struct panel_curve *curve) {
    if (curve_swings(drawing->panel, curve)) {
        swinging_curve_draw(curve, drawing->canvas);
    } else {
        panel_curve_draw(curve, drawing->canvas);
    }
}

/* Gives a solid curve the stripes of its color, on the line of the one that is seen. */
static struct panel_curve in_stripes(const struct panel *panel, struct panel_curve curve) {
    static const double length = 6; /* line widths */
    double on = length * curve.stroke.width;
    double off = on * (double)curve.n_stripes;

    if (curve.cover == COVER_ABOVE) {
        const struct panel_curve *seen = &panel->curves[curve.group];
        curve.n = seen->n;
        curve.x = seen->x;
        curve.y = seen->y;
        curve.is_apart = seen->is_apart;
    }
    curve.stroke.dash[0] = on;
    curve.stroke.dash[1] = off;
    curve.stroke.start = curve.stripe == 0 ? 0 : on + off - on * (double)curve.stripe;
    return curve;
}

/* Dashes are thinner than what they are above. */
static void draw_above(const struct drawing *drawing, struct panel_curve curve) {
    static const double thin = 0.6;

    if (is_solid(&curve)) {
        curve = in_stripes(drawing->panel, curve);
    } else {
        curve.stroke.width *= thin;
    }
    draw(drawing, &curve);
}

/* ---- curves that meet ---- */

/* Whether the point of a curve is on another one. */
static bool is_on(const struct panel *panel, struct spot spot, double x,
                  const struct panel_curve *other) {
    static const double near = 0.1; /* px */

    return other->x[0] <= x && x <= other->x[other->n - 1] &&
           fabs(panel_spot_at(panel, other, x).y - spot.y) <= near;
}

/* Points of a curve, the last of them included. */
struct run {
    size_t first;
    size_t last;
};

/* The longest run of points of a curve that are on another one. */
static struct run find_meeting(const struct panel *panel, const struct panel_curve *curve,
                               const struct panel_curve *other) {
    struct run longest = {0, 0};
    size_t first = 0;

    for (size_t i = 0; i < curve->n; i++) {
        if (!is_on(panel, panel_spot(panel, curve, i), curve->x[i], other)) {
            first = i + 1;
        } else if (i - first > longest.last - longest.first) {
            longest = (struct run){first, i};
        }
    }
    return longest;
}

static bool is_line_of_its_own(const struct panel_curve *curve) {
    return curve->style == STYLE_LINE && curve->n > 1 && curve->cover == COVER_NONE &&
           curve->name != NULL && is_solid(curve) && !curve->has_tails;
}

/* The part of two curves where they are one line. Without points if it is too short for stripes. */
static struct run find_shared(const struct panel *panel, size_t index, size_t other_index) {
    static const double least = 30; /* line widths */
    const struct panel_curve *curve = &panel->curves[index];
    const struct panel_curve *other = &panel->curves[other_index];
    struct run none = {0, 0};

    if (index == other_index || !is_line_of_its_own(curve) || !is_line_of_its_own(other)) {
        return none;
    }
    struct run run = find_meeting(panel, curve, other);
    double width = panel_x_px(panel, curve->x[run.last]) - panel_x_px(panel, curve->x[run.first]);
    return width >= least * curve->stroke.width ? run : none;
}

/* The longest part of a curve that a later one covers. */
static struct run find_covered(const struct panel *panel, size_t index) {
    struct run longest = {0, 0};

    for (size_t i = index + 1; i < panel->n_curves; i++) {
        struct run run = find_shared(panel, index, i);
        longest = run.last - run.first > longest.last - longest.first ? run : longest;
    }
    return longest;
}

/* The covered part of a curve, in stripes that leave room for those of all curves below the last
 * one. Without points if nothing is covered. */
static struct panel_curve covered_piece(const struct panel *panel, size_t index) {
    struct panel_curve piece = panel->curves[index];
    struct run covered = find_covered(panel, index);

    if (covered.last == covered.first) {
        return (struct panel_curve){0};
    }
    for (size_t i = 0; i < panel->n_curves; i++) {
        struct run run = find_shared(panel, index, i);
        if (run.first < covered.last && covered.first < run.last) {
            piece.stripe += i < index ? 1 : 0;
            piece.n_stripes++;
        }
    }
    piece.n = covered.last - covered.first + 1;
    piece.x += covered.first;
    piece.y += covered.first;
    piece.is_apart += covered.first;
    return piece;
}

void coincident_curves_draw(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;

    canvas_window(drawing->canvas, panel->frame, panel->x.low, panel->x.high, panel->y.low,
                  panel->y.high);
    for (int is_lowest = 1; is_lowest >= 0; is_lowest--) {
        for (size_t i = 0; i < panel->n_curves; i++) {
            const struct panel_curve *curve = &panel->curves[i];
            if (curve->cover == COVER_NONE && curve->is_lowest == is_lowest) {
                draw(drawing, curve);
            }
        }
    }
    for (size_t i = 0; i < panel->n_curves; i++) {
        if (panel->curves[i].cover == COVER_ABOVE) {
            draw_above(drawing, panel->curves[i]);
        }
        struct panel_curve piece = covered_piece(panel, i);
        if (piece.n > 0) {
            draw_above(drawing, piece);
        }
    }
}
