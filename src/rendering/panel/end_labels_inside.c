/* Places labels inside of the frame, beside their curves. */
#include <math.h>

#include <glib.h>

#include "rendering/panel/end_labels.h"

static bool leaves_free(const struct end_label *label, struct box box) {
    return !label->is_inside ||
           (!boxes_overlap(box, label->box) &&
            !(label->has_way && box_is_crossed(box, label->way[0], label->way[1])));
}

bool end_labels_leave_free(const struct end_labels *labels, struct box box) {
    for (size_t i = 0; i < labels->n; i++) {
        if (!leaves_free(&labels->each[i], box)) {
            return false;
        }
    }
    return true;
}

/* A line that the label may stand beside. */
struct guide {
    struct spot from;
    struct spot to; /* where it leaves the frame */
};

static double guide_x(const struct guide *guide, double y) {
    double part = (y - guide->from.y) / (guide->to.y - guide->from.y);
    return guide->from.x + fmin(fmax(part, 0), 1) * (guide->to.x - guide->from.x);
}

/* One way to set a label, which a finder of places makes stand where it has room. */
struct setting {
    int n_lines;
    double text_width;
    double width; /* with margins */
    double height;
    double pad;
};

/* The place of a label between `top` and its height below, left or right of the line. */
static struct box box_beside(const struct guide *guide, const struct setting *setting, double top,
                             bool is_left) {
    double bottom = top + setting->height;
    double at_top = guide_x(guide, top);
    double at_bottom = guide_x(guide, bottom);

    if (is_left) {
        double right = fmin(at_top, at_bottom) - setting->pad / 2;
        return (struct box){right - setting->width, top, right, bottom};
    }
    double left = fmax(at_top, at_bottom) + setting->pad / 2;
    return (struct box){left, top, left + setting->width, bottom};
}

static bool is_free(const struct end_labels *labels, struct box box) {
    const struct box *frame = &labels->panel->frame;

    return box.left > frame->left && box.right < frame->right && box.top >= frame->top &&
           box.bottom <= frame->bottom && panel_is_free(labels->panel, box) &&
           end_labels_leave_free(labels, box);
}

/* Labels of a line stand left-aligned on both sides if their names are broken. */
static void stand(struct end_label *label, const struct setting *setting, struct box box,
                  bool is_left) {
    bool is_right_aligned = is_left && setting->n_lines < 3;

    label->is_inside = true;
    label->n_lines = setting->n_lines;
    label->box = box;
    label->width = setting->text_width;
    label->anchor = is_right_aligned ? ANCHOR_RIGHT : ANCHOR_LEFT;
    label->x = is_right_aligned ? box.right - setting->pad / 2 : box.left + setting->pad / 2;
    label->y = (box.top + box.bottom) / 2;
}

/* ---- lines ---- */

/* Whether the box is so near to the line that it is seen to belong to it, all along one edge, or
 * begins where the line leaves the frame. */
static bool is_near(const struct guide *guide, struct box box, double size) {
    static const double near = 3; /* ems: two lines beside one of 45 degrees */
    double lean = guide_x(guide, box.top) - guide_x(guide, box.bottom);
    bool begins_at_exit = guide->to.x < box.left && guide->to.x > box.left - size;
    return fabs(lean) <= near * size || begins_at_exit;
}

/* Whether no other line is beyond this one, so near that the label might be its. */
static bool is_alone(const struct panel *panel, const struct guide *guide,
                     const struct setting *setting, double top, bool is_left) {
    struct setting strip = *setting;
    strip.width = setting->pad;
    return panel_is_free(panel, box_beside(guide, &strip, top, !is_left));
}

/* Whether another line is between the edge of the label and the guide, at one height. */
static bool is_between(const struct guide *other, const struct guide *guide, double edge,
                       double y) {
    static const double same = 1; /* px */
    double at = guide_x(other, y);
    double line = guide_x(guide, y);
    bool is_there = (other->from.y - y) * (other->to.y - y) <= 0;

    return is_there && fabs(at - line) > same && (at - line) * (at - edge) < 0;
}

/* Whether no other line is in the gap between the label and the one that it stands beside. */
static bool is_adjacent(const struct panel *panel, const struct guide *guide, struct box box,
                        bool is_left) {
    double edge = is_left ? box.right : box.left;

    for (size_t i = 0; i < panel->n_curves; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        if (curve->n > 1) {
            struct guide other = {panel_spot(panel, curve, 0),
                                  panel_spot(panel, curve, curve->n - 1)};
            if (is_between(&other, guide, edge, box.top) ||
                is_between(&other, guide, edge, box.bottom)) {
                return false;
            }
        }
    }
    return true;
}

/* Lines that are steep enough have their label beside them at any height; other ones only at the
 * edge where they leave, because further away the label would be apart. */
static double reach(const struct guide *guide, const struct panel *panel) {
    static const double steep = 1.5;
    double height = panel->frame.bottom - panel->frame.top;
    double slope = fabs(guide->to.y - guide->from.y) / fabs(guide->to.x - guide->from.x);
    return slope > steep ? height : 0;
}

/* From the edge where the line leaves inwards, first left of it. */
static void find_place(struct end_labels *labels, struct end_label *label,
                       const struct setting *setting) {
    const struct panel *panel = labels->panel;
    struct guide line = {panel_spot(panel, label->curve, 0), label->exit};
    const struct guide *guide = &line;
    bool is_top = label->side == EXIT_TOP;
    double step = 0.5 * labels->size;
    double last =
        fmin(reach(guide, panel), panel->frame.bottom - panel->frame.top - setting->height);

    for (double inwards = 0; inwards <= fmax(last, 0); inwards += step) {
        double top =
            is_top ? panel->frame.top + inwards : panel->frame.bottom - setting->height - inwards;
        for (int side = 0; side < 2; side++) {
            struct box box = box_beside(guide, setting, top, side == 0);
            bool is_clear = is_near(guide, box, labels->size) &&
                            (inwards == 0 || is_alone(panel, guide, setting, top, side == 0));
            if (is_clear && is_free(labels, box) && is_adjacent(panel, guide, box, side == 0)) {
                stand(label, setting, box, side == 0);
                return;
            }
        }
    }
}

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
                             const struct setting *setting, size_t place) {
    double right = places_at_end[place].right;
    double down = places_at_end[place].down;
    double gap = 1.5 * setting->pad;
    double left = label->exit.x + right * gap - (1 - right) * setting->width / 2;
    if (right == 0) {
        left = fmax(fmin(left, frame->right - 1 - setting->width), frame->left + 1);
    }
    double middle =
        label->exit.y + down * setting->height + (right == 0 ? copysign(gap / 2, down) : 0);
    double top =
        fmin(fmax(middle - setting->height / 2, frame->top), frame->bottom - setting->height);

    return (struct box){left, top, left + setting->width, top + setting->height};
}

static void find_place_at_end(struct end_labels *labels, struct end_label *label,
                              const struct setting *setting) {
    for (size_t i = 0; i < sizeof(places_at_end) / sizeof(places_at_end[0]); i++) {
        struct box box = box_at_end(label, &labels->panel->frame, setting, i);
        if (is_free(labels, box)) {
            stand(label, setting, box, false);
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
static struct box box_at(struct spot end, double angle, const struct setting *setting) {
    static const double flat = 0.4;
    double right = cos(angle) > flat ? 1 : cos(angle) < -flat ? -1 : 0;
    double down = right != 0 ? 0 : copysign(1, sin(angle));
    double left = end.x - (1 - right) * setting->width / 2;
    double top = end.y - (1 - down) * setting->height / 2;

    return (struct box){left, top, left + setting->width, top + setting->height};
}

/* Whether a way passes through the end of another curve, which is not near its own one. */
static bool passes_end(const struct end_labels *labels, const struct end_label *label,
                       const struct end_label *other) {
    struct box end = {other->exit.x, other->exit.y, other->exit.x, other->exit.y};

    return !are_near(labels, label, other) &&
           box_is_crossed(box_grown(end, END_CLEARANCE * labels->size), label->way[0],
                          label->way[1]);
}

/* Whether a way passes through another label or its way. */
static bool passes_label(const struct spot *way, const struct end_label *other) {
    return other->is_inside &&
           (box_is_crossed(other->box, way[0], way[1]) ||
            (other->has_way && ways_cross(way[0], way[1], other->way[0], other->way[1])));
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
                              const struct setting *setting, bool may_cross_curves) {
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
            struct box box = box_at(label->way[1], angle, setting);
            bool is_open =
                may_cross_curves || panel_way_is_free(labels->panel, label->way[0], label->way[1]);
            if (is_open && is_free(labels, box) && way_is_clear(labels, label)) {
                stand(label, setting, box, false);
                label->has_way = true;
                return;
            }
        }
    }
}

static void find_place_away(struct end_labels *labels, struct end_label *label,
                            const struct setting *setting) {
    find_place_on_way(labels, label, setting, false);
}

/* Behind other curves, rather than beside the frame, from where a long leader looks like a curve.
 */
static void find_place_behind(struct end_labels *labels, struct end_label *label,
                              const struct setting *setting) {
    find_place_on_way(labels, label, setting, true);
}

/* ---- settings ---- */

enum { N_SETTINGS = 1 + NAME_LINES_MAX };

/* In one line, or with the value below a name of `i` lines. */
static struct setting set_label(struct end_labels *labels, const struct end_label *label, int i) {
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
    return (struct setting){
        .n_lines = extent.n_lines,
        .text_width = extent.width + 1,
        .width = extent.width + 1.5 * pad,
        .height = extent.n_lines * END_LABEL_LINE * labels->size + pad,
        .pad = pad,
    };
}

typedef void place_finder(struct end_labels *labels, struct end_label *label,
                          const struct setting *setting);

static void try_inside(struct end_labels *labels, struct end_label *label, place_finder *find) {
    for (int i = 0; i < N_SETTINGS && !label->is_inside; i++) {
        struct setting setting = set_label(labels, label, i);
        find(labels, label, &setting);
    }
}

static void try_end(struct end_labels *labels, struct end_label *label, place_finder *find) {
    bool may_stand = find != find_place_at_end || is_apart(labels, label);
    if (is_of_end(labels, label) && may_stand) {
        try_inside(labels, label, find);
    }
}

/* Labels stand at their curves; then the others find places that are left, landmarks first. */
void end_labels_place_inside(struct end_labels *labels) {
    static place_finder *const finders[] = {find_place_at_end, find_place_away, find_place_behind};

    for (size_t i = 0; i < labels->n; i++) {
        if (labels->each[i].side != EXIT_RIGHT) {
            try_inside(labels, &labels->each[i], find_place);
        }
    }
    for (size_t k = 0; k < 2 * G_N_ELEMENTS(finders); k++) {
        for (size_t i = 0; i < labels->n; i++) {
            if (labels->each[i].curve->is_landmark == (k % 2 == 0)) {
                try_end(labels, &labels->each[i], finders[k / 2]);
            }
        }
    }
}
