/* Places labels inside of the frame, beside their curves. */
#include <math.h>

#include <glib.h>

#include "rendering/panel/label_beside.h"

/* ---- ends ---- */

/* Right of the end, above it, left of it, right but higher or lower, below it, and left but higher
 * or lower, in parts of the label. */
static const struct {
    double right;
    double down;
} places_at_end[] = {{1, 0}, {0, -0.5}, {-1, 0},    {1, -0.5}, {1, 0.5},
                     {1, 1}, {0, 0.5},  {-1, -0.5}, {-1, 0.5}};

/* The place of a label at the end of its curve; one beside it is within the height of the frame,
 * one above or below it within its width. */
static struct box box_at_end(const struct end_label *label, const struct box *frame,
                             const struct label_shape *shape, size_t place) {
    double right = places_at_end[place].right;
    double down = places_at_end[place].down;
    double gap = 1.5 * shape->pad;
    double left = label->exit.x + right * gap - (1 - right) * shape->width / 2;
    if (right == 0) {
        left = fmax(fmin(left, frame->right - 1 - shape->width), frame->left + 1);
    }
    double middle =
        label->exit.y + down * shape->height + (right == 0 ? copysign(gap / 2, down) : 0);
    double top = fmin(fmax(middle - shape->height / 2, frame->top), frame->bottom - shape->height);

    return (struct box){left, top, left + shape->width, top + shape->height};
}

static void find_place_at_end(struct end_labels *labels, struct end_label *label,
                              const struct label_shape *shape) {
    for (size_t i = 0; i < sizeof(places_at_end) / sizeof(places_at_end[0]); i++) {
        struct box box = box_at_end(label, &labels->panel->frame, shape, i);
        if (label_place_is_free(labels, box)) {
            label_stand(label, shape, box, false);
            return;
        }
    }
}

/* ---- away from ends ---- */

/* The ems that the marker at an end takes up. */
static const double END_CLEARANCE = 0.4;

/* Whether the label is of a curve that ends within the frame. */
static bool is_of_end(const struct end_labels *labels, const struct end_label *label) {
    return label->side == EXIT_RIGHT && label->curve->n > 0 && end_label_ends_early(labels, label);
}

/* Whether two curves end so near each other that a label beside both would not tell whose it is. */
static bool are_near(const struct end_labels *labels, const struct end_label *label,
                     const struct end_label *other) {
    static const double near = 1; /* ems */

    return other != label && is_of_end(labels, other) &&
           hypot(other->exit.x - label->exit.x, other->exit.y - label->exit.y) <
               near * labels->size;
}

static bool is_apart(const struct end_labels *labels, const struct end_label *label) {
    for (size_t i = 0; i < labels->n; i++) {
        if (are_near(labels, label, &labels->each[i])) {
            return false;
        }
    }
    return true;
}

/* Whether a way at this angle leads to no end of another curve that is near. */
static bool leads_away(const struct end_labels *labels, const struct end_label *label,
                       double angle) {
    static const double rounding = 1e-9; /* px */

    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *other = &labels->each[i];
        double towards = cos(angle) * (other->exit.x - label->exit.x) +
                         sin(angle) * (other->exit.y - label->exit.y);
        if (are_near(labels, label, other) && towards > rounding) {
            return false;
        }
    }
    return true;
}

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
        if (other != label && passes_end(labels, label, other)) {
            return false;
        }
    }
    return label_way_is_clear(labels, label);
}

/* The nearest place with a straight way to it, rather to the right, and upwards. */
static void find_place_on_way(struct end_labels *labels, struct end_label *label,
                              const struct label_shape *shape, bool may_cross_curves) {
    static const double angles[] = {-30, 0, 30, -60, 60, -90, -120, -150, 180, 150, 120, 90};
    static const double nearest = 1;
    static const double furthest = 7;

    for (double ems = nearest; ems <= furthest; ems += 0.5) {
        for (size_t i = 0; i < sizeof(angles) / sizeof(angles[0]); i++) {
            double angle = angles[i] * G_PI / 180;
            if (!leads_away(labels, label, angle)) {
                continue;
            }
            label->way[0] = step_from(label, END_CLEARANCE, angle, labels->size);
            label->way[1] = step_from(label, ems, angle, labels->size);
            struct box box = box_at(label->way[1], angle, shape);
            bool is_open =
                may_cross_curves || panel_way_is_free(labels->panel, label->way[0], label->way[1]);
            if (is_open && label_place_is_free(labels, box) && way_is_clear(labels, label)) {
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

static void try_inside(struct end_labels *labels, struct end_label *label, place_finder *find) {
    for (int i = 0; i < N_SHAPES && !label->is_inside; i++) {
        struct label_shape shape = set_label(labels, label, i);
        find(labels, label, &shape);
    }
}

static void try_end(struct end_labels *labels, struct end_label *label, place_finder *find) {
    bool may_stand = find != find_place_at_end || is_apart(labels, label);
    if (is_of_end(labels, label) && may_stand) {
        try_inside(labels, label, find);
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

static void place_at_edges(struct end_labels *labels) {
    try_edges(labels, true, label_find_beside_end);
    try_edges(labels, false, label_find_beside_end);
    try_edges(labels, true, label_find_beside_begin);
    try_edges(labels, true, label_find_across);
}

/* Labels stand at their curves; then the others find places that are left, landmarks first. */
void end_labels_place_inside(struct end_labels *labels) {
    static place_finder *const finders[] = {find_place_at_end, find_place_away, find_place_behind};

    place_at_edges(labels);
    for (size_t k = 0; k < 2 * G_N_ELEMENTS(finders); k++) {
        for (size_t i = 0; i < labels->n; i++) {
            if (labels->each[i].curve->is_landmark == (k % 2 == 0)) {
                try_end(labels, &labels->each[i], finders[k / 2]);
            }
        }
    }
}
