/* Places labels inside of the frame, beside their curves. */
#include <math.h>

#include <glib.h>

#include "rendering/panel/label_place.h"

/* ---- shapes ---- */

enum { N_SHAPES = 1 + NAME_LINES_MAX };

/* In one line, or with the value below a name of `i` lines. */
static struct label_shape set_label(struct end_labels *labels, const struct end_label *label,
                                    int i) {
    static const double ragged = 1.1; /* so much wider are the even lines of equal curves */
    struct label_part *parts = &labels->parts[label->first_part];
    struct label_setting lines = {labels->canvas, labels->size, INFINITY, NAME_LINES_MAX};

    double pad = 0.4 * labels->size;

    struct label_extent extent = label_text_break(parts, label->n_parts, &lines);
    if (i > 0) {
        double even = label->n_parts > 1 ? ragged * extent.width / (i + 1) : 0;
        double name = label_text_narrowest(parts, label->n_parts, lines, i) + 0.5;
        lines.width = fmax(even, name);
        extent = label_text_break(parts, label->n_parts, &lines);
    }
    return (struct label_shape){
        .n_lines = extent.n_lines,
        .text_width = extent.width + 1,
        .width = extent.width + 1.5 * pad,
        .height = extent.n_lines * END_LABEL_LINE * labels->size + pad,
        .pad = pad,
    };
}

/* ---- ends ---- */

/* Whether the label is of a curve that ends within the frame. */
static bool is_of_end(const struct end_labels *labels, const struct end_label *label) {
    return label->side == EXIT_RIGHT && label->curve->n > 0 && end_label_ends_early(labels, label);
}

/* Whether two curves end so near each other that a label beside both would not tell whose it is. */
static bool are_near(const struct end_labels *labels, const struct end_label *label,
                     const struct end_label *other) {
    static const double near = 1; /* ems */

    return other != label && is_of_end(labels, other) &&
           distance_between(other->exit, label->exit) < near * labels->size;
}

/* Whether in this direction no end of another curve is near; one that is only slightly in front, or
 * must be behind, as this part of its distance. */
static bool leads_away(const struct end_labels *labels, const struct end_label *label,
                       struct spot direction, double in_front) {
    static const double rounding = 1e-6; /* px */

    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *other = &labels->each[i];
        struct spot to = {other->exit.x - label->exit.x, other->exit.y - label->exit.y};
        double distance = hypot(direction.x, direction.y) * (hypot(to.x, to.y) + rounding);
        double towards = direction.x * to.x + direction.y * to.y;
        if (are_near(labels, label, other) && towards > in_front * distance) {
            return false;
        }
    }
    return true;
}

/* Right of the end, above it, left of it, right but higher or lower, below it, left but higher or
 * lower, and further down the right flank of a peak, in parts of the label. */
static const struct {
    double right;
    double down;
} places_at_end[] = {{1, 0},   {0, -0.5},  {-1, 0},   {1, -0.5}, {1, 0.5}, {1, 1},
                     {0, 0.5}, {-1, -0.5}, {-1, 0.5}, {1, 1.5},  {1, 2}};

/* Right of the label's peak, the place where its curve falls below `bottom`; the end of a curve
 * that goes no further. */
static struct spot flank(const struct panel *panel, const struct end_label *label, double bottom) {
    const struct panel_curve *curve = label->curve;
    struct spot last = label->exit;

    for (size_t i = 0; i < curve->n && last.y < bottom; i++) {
        struct spot next = panel_spot(panel, curve, i);
        if (next.x > last.x) {
            double part = next.y > bottom ? (bottom - last.y) / (next.y - last.y) : 1;
            last.x += part * (next.x - last.x);
            last.y = fmin(next.y, bottom);
        }
    }
    return last;
}

/* The place of a label at the end of its curve, or at its peak; one beside it is within the height
 * of the frame, one above or below it within its width. */
static struct box box_at_end(const struct panel *panel, const struct end_label *label,
                             const struct label_shape *shape, size_t place) {
    const struct box *frame = &panel->frame;
    double right = places_at_end[place].right;
    double down = places_at_end[place].down;
    double gap = 1.5 * shape->pad;
    double middle =
        label->exit.y + down * shape->height + (right == 0 ? copysign(gap / 2, down) : 0);
    double top = fmin(fmax(middle - shape->height / 2, frame->top), frame->bottom - shape->height);
    struct spot at = right > 0 ? flank(panel, label, top + shape->height) : label->exit;
    double left = at.x + right * gap - (1 - right) * shape->width / 2;
    if (right == 0) {
        left = fmax(fmin(left, frame->right - 1 - shape->width), frame->left + 1);
    }

    return (struct box){left, top, left + shape->width, top + shape->height};
}

/* Whether a label is at the end of its curve, or near its peak beside a flank that is steep, with
 * nothing between them. */
static bool is_at_curve(const struct end_labels *labels, const struct end_label *label,
                        struct box box) {
    static const double near = 2.4;     /* ems from the peak */
    static const double flattest = 2.5; /* px to the right of one downwards */
    const struct panel *panel = labels->panel;
    double drop = box.top - label->exit.y;
    struct spot at = flank(panel, label, box.bottom);
    double right = at.x - label->exit.x;
    struct box between = box;

    if (right <= 0 || box.left < at.x) {
        return drop <= 0.51 * (box.bottom - box.top);
    }
    between.left = flank(panel, label, box.top).x;
    return hypot(box.left - label->exit.x, fmax(drop, 0)) < near * labels->size &&
           right <= flattest * (at.y - label->exit.y) &&
           panel_is_free(panel, between, label->curve);
}

/* Finds a place from `*place` on. Returns whether there is one. */
static bool find_free(const struct end_labels *labels, const struct end_label *label,
                      const struct label_shape *shape, size_t *place, struct box *box) {
    static const double behind = -0.3;

    for (; *place < G_N_ELEMENTS(places_at_end); (*place)++) {
        struct spot direction = {places_at_end[*place].right, places_at_end[*place].down};
        *box = box_at_end(labels->panel, label, shape, *place);
        if (place_is_free(labels, *box, NULL) && is_at_curve(labels, label, *box) &&
            leads_away(labels, label, direction, behind)) {
            return true;
        }
    }
    return false;
}

/* The number of further labels that have places at the ends of their curves. */
static size_t count_others(struct end_labels *labels) {
    size_t n = 0;

    for (size_t i = 0; i < labels->n; i++) {
        struct end_label *other = &labels->each[i];
        if (!other->is_inside && is_of_end(labels, other)) {
            struct label_shape shape = set_label(labels, other, 0);
            struct box box;
            n += find_free(labels, other, &shape, &(size_t){0}, &box) ? 1 : 0;
        }
    }
    return n;
}

/* Of the free places the first of those that leave places for the most other labels. */
static void find_place_at_end(struct end_labels *labels, struct end_label *label,
                              const struct label_shape *shape) {
    struct end_label best = *label;
    size_t most = 0;
    struct box box;

    for (size_t place = 0; find_free(labels, label, shape, &place, &box); place++) {
        label_stand(label, shape, box, false);
        size_t n = count_others(labels);
        if (!best.is_inside || n > most) {
            best = *label;
            most = n;
        }
        label->is_inside = false;
    }
    *label = best;
}

/* ---- away from ends ---- */

/* The ems that the marker at an end takes up. */
static const double END_CLEARANCE = 0.4;

/* From the end of the curve, steps of an em to the right and down. */
static struct spot step_from(const struct end_label *label, double ems, double angle, double size) {
    return (struct spot){label->exit.x + ems * size * cos(angle),
                         label->exit.y + ems * size * sin(angle)};
}

/* The box whose middle of an edge is at the end of the way. */
static struct box box_at(struct spot end, double angle, const struct label_shape *shape) {
    static const double flat = 0.4;
    double right = cos(angle) > flat ? 1 : cos(angle) < -flat ? -1 : 0;
    double down = right != 0 ? 0 : copysign(1, sin(angle));
    double left = end.x - (1 - right) * shape->width / 2;
    double top = end.y - (1 - down) * shape->height / 2;

    return (struct box){left, top, left + shape->width, top + shape->height};
}

/* Whether a way passes through another label, or crosses its way. */
static bool passes_label(const struct spot *way, const struct end_label *other) {
    return other->is_inside &&
           (box_is_crossed(other->box, way[0], way[1]) ||
            (other->has_way && ways_cross(way[0], way[1], other->way[0], other->way[1])));
}

/* Whether a way passes through the end of another curve, which is not near its own one. */
static bool passes_end(const struct end_labels *labels, const struct end_label *label,
                       const struct end_label *other) {
    struct box end = {other->exit.x, other->exit.y, other->exit.x, other->exit.y};

    return !are_near(labels, label, other) &&
           box_is_crossed(box_grown(end, END_CLEARANCE * labels->size), label->way[0],
                          label->way[1]);
}

static bool way_is_clear(const struct end_labels *labels, const struct end_label *label) {
    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *other = &labels->each[i];
        if (other != label &&
            (passes_end(labels, label, other) || passes_label(label->way, other))) {
            return false;
        }
    }
    return true;
}

/* The nearest place with a straight way to it, rather to the right, and upwards. */
static void find_place_on_way(struct end_labels *labels, struct end_label *label,
                              const struct label_shape *shape, bool may_cross_curves) {
    static const double angles[] = {-30, 0, 30, -60, 60, -90, -120, -150, 180, 150, 120, 90};
    static const double nearest = 1;
    static const double furthest = 7;
    static const double past = 0.1;

    for (double ems = nearest; ems <= furthest; ems += 0.5) {
        for (size_t i = 0; i < G_N_ELEMENTS(angles); i++) {
            double angle = angles[i] * G_PI / 180;
            if (!leads_away(labels, label, (struct spot){cos(angle), sin(angle)}, past)) {
                continue;
            }
            label->way[0] = step_from(label, END_CLEARANCE, angle, labels->size);
            label->way[1] = step_from(label, ems, angle, labels->size);
            struct box box = box_at(label->way[1], angle, shape);
            bool is_open =
                may_cross_curves || panel_way_is_free(labels->panel, label->way[0], label->way[1]);
            if (is_open && place_is_free(labels, box, NULL) && way_is_clear(labels, label)) {
                label_stand(label, shape, box, false);
                label->has_way = true;
                return;
            }
        }
    }
}

static void find_place_away(struct end_labels *labels, struct end_label *label,
                            const struct label_shape *shape) {
    find_place_on_way(labels, label, shape, false);
}

/* Behind other curves, rather than beside the frame, from where a long leader looks like a curve.
 */
static void find_place_behind(struct end_labels *labels, struct end_label *label,
                              const struct label_shape *shape) {
    find_place_on_way(labels, label, shape, true);
}

static void try_inside(struct end_labels *labels, struct end_label *label, place_finder *find) {
    for (int i = 0; i < N_SHAPES && !label->is_inside; i++) {
        struct label_shape shape = set_label(labels, label, i);
        find(labels, label, &shape);
    }
}

/* Tries to place the labels of curves that leave the frame at its upper or lower edge: those first
 * whose leaders other curves would block. */
static void try_edges(struct end_labels *labels, bool is_blocked, place_finder *find) {
    for (size_t i = 0; i < labels->n; i++) {
        struct end_label *label = &labels->each[i];
        if (label->side != EXIT_RIGHT && end_label_is_blocked(labels, label) == is_blocked) {
            try_inside(labels, label, find);
        }
    }
}

/* Labels stand at their curves; then the others find places that are left, landmarks first. */
void end_labels_place_inside(struct end_labels *labels) {
    static place_finder *const finders[] = {find_place_at_end, find_place_away, find_place_behind};

    try_edges(labels, true, label_find_beside_end);
    try_edges(labels, false, label_find_beside_end);
    try_edges(labels, true, label_find_beside_begin);
    for (size_t k = 0; k < 2 * G_N_ELEMENTS(finders); k++) {
        for (size_t i = 0; i < labels->n; i++) {
            struct end_label *label = &labels->each[i];
            if (label->curve->is_landmark == (k % 2 == 0) && is_of_end(labels, label)) {
                try_inside(labels, label, finders[k / 2]);
            }
        }
    }
}
