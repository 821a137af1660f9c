/* Places labels inside of the frame, beside their curves. */
#include <math.h>

#include "rendering/panel/end_labels.h"

bool end_labels_leave_free(const struct end_labels *labels, struct box box) {
    for (size_t i = 0; i < labels->n; i++) {
        if (labels->each[i].is_inside && boxes_overlap(box, labels->each[i].box)) {
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

/* One way to set a label. */
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

static bool is_free(const struct end_labels *labels, const struct panel *panel, struct box box) {
    const struct box *frame = &panel->frame;

    return box.left > frame->left && box.right < frame->right && box.top >= frame->top &&
           box.bottom <= frame->bottom && panel_is_free(panel, box) &&
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

/* Whether the box is so near to the line that it is seen to belong to it, all along one edge. */
static bool is_near(const struct guide *guide, const struct setting *setting, double top,
                    double size) {
    static const double near = 3; /* ems: two lines beside one of 45 degrees */
    double lean = guide_x(guide, top) - guide_x(guide, top + setting->height);
    return fabs(lean) <= near * size;
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
static bool find_place(struct end_labels *labels, struct end_label *label,
                       const struct panel *panel, const struct guide *guide,
                       const struct setting *setting) {
    bool is_top = end_label_leaves_at_top(label, panel);
    double step = 0.5 * labels->size;
    double last =
        fmin(reach(guide, panel), panel->frame.bottom - panel->frame.top - setting->height);

    for (double inwards = 0; inwards <= fmax(last, 0); inwards += step) {
        double top =
            is_top ? panel->frame.top + inwards : panel->frame.bottom - setting->height - inwards;
        for (int side = 0; side < 2; side++) {
            struct box box = box_beside(guide, setting, top, side == 0);
            bool is_clear = is_near(guide, setting, top, labels->size) &&
                            (inwards == 0 || is_alone(panel, guide, setting, top, side == 0));
            if (is_clear && is_free(labels, panel, box) &&
                is_adjacent(panel, guide, box, side == 0)) {
                stand(label, setting, box, side == 0);
                return true;
            }
        }
    }
    return false;
}

/* ---- ends ---- */

/* Right of the end, above it, left of it, and right but higher or lower, in parts of the label. */
static const struct {
    double right;
    double down;
} places_at_end[] = {{1, 0}, {0, -0.5}, {-1, 0}, {1, -0.5}, {1, 0.5}, {1, 1}};

/* The place of a label at the end of its curve, within the height of the frame. */
static struct box box_at_end(const struct end_label *label, const struct panel *panel,
                             const struct setting *setting, size_t place) {
    double right = places_at_end[place].right;
    double down = places_at_end[place].down;
    double gap = 1.5 * setting->pad;
    double left = label->exit.x + right * gap - (1 - right) * setting->width / 2;
    double middle = label->exit.y + down * setting->height - (right == 0 ? gap / 2 : 0);
    double top = fmin(fmax(middle - setting->height / 2, panel->frame.top),
                      panel->frame.bottom - setting->height);

    return (struct box){left, top, left + setting->width, top + setting->height};
}

static bool find_place_at_end(struct end_labels *labels, struct end_label *label,
                              const struct panel *panel, const struct setting *setting) {
    for (size_t i = 0; i < sizeof(places_at_end) / sizeof(places_at_end[0]); i++) {
        struct box box = box_at_end(label, panel, setting, i);
        if (is_free(labels, panel, box)) {
            stand(label, setting, box, false);
            return true;
        }
    }
    return false;
}

/* ---- settings ---- */

enum { N_SETTINGS = 1 + NAME_LINES_MAX };

/* In one line, or with the value below a name of `i` lines. */
static struct setting set_label(struct end_labels *labels, const struct end_label *label,
                                struct canvas *canvas, int i) {
    struct label_part *parts = &labels->parts[label->first_part];
    double pad = 0.4 * labels->size;
    double width =
        i == 0 ? INFINITY : label_text_narrowest(parts, label->n_parts, canvas, labels->size, i);
    struct label_extent extent =
        label_text_break(parts, label->n_parts, canvas, labels->size, width + 0.5, NAME_LINES_MAX);

    return (struct setting){
        .n_lines = extent.n_lines,
        .text_width = extent.width + 1,
        .width = extent.width + 1.5 * pad,
        .height = extent.n_lines * END_LABEL_LINE * labels->size + pad,
        .pad = pad,
    };
}

static void try_inside(struct end_labels *labels, struct end_label *label,
                       const struct panel *panel, struct canvas *canvas) {
    const struct panel_curve *curve = label->curve;
    struct guide guide = {panel_spot(panel, curve, 0), label->exit};

    for (int i = 0; i < N_SETTINGS && !label->is_inside; i++) {
        struct setting setting = set_label(labels, label, canvas, i);
        if (end_label_leaves_early(label, panel)) {
            (void)find_place(labels, label, panel, &guide, &setting);
        } else {
            (void)find_place_at_end(labels, label, panel, &setting);
        }
    }
}

void end_labels_place_inside(struct end_labels *labels, const struct panel *panel,
                             struct canvas *canvas) {
    for (size_t i = 0; i < labels->n; i++) {
        struct end_label *label = &labels->each[i];
        bool can_be_inside =
            end_label_ends_early(labels, label, panel) || end_label_leaves_early(label, panel);
        if (can_be_inside && label->curve->n > 0) {
            try_inside(labels, label, panel, canvas);
        }
    }
}
