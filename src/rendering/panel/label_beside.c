/* Places for labels beside straight lines that leave the frame at its upper or lower edge. */
#include <math.h>

#include "rendering/panel/label_place.h"

/* A line that the label may stand beside. */
struct guide {
    struct spot from;
    struct spot to; /* where it leaves the frame */
};

static struct guide guide_of(const struct panel *panel, const struct panel_curve *curve) {
    return (struct guide){panel_spot(panel, curve, 0), panel_spot(panel, curve, curve->n - 1)};
}

static bool is_to_top(const struct guide *guide) {
    return guide->to.y < guide->from.y;
}

static bool is_to_edge(const struct panel *panel, const struct guide *guide) {
    static const double near = 1; /* px */
    double edge = is_to_top(guide) ? panel->frame.top : panel->frame.bottom;
    return fabs(guide->to.y - edge) < near;
}

static double guide_x(const struct guide *guide, double y) {
    double part = (y - guide->from.y) / (guide->to.y - guide->from.y);
    return guide->from.x + fmin(fmax(part, 0), 1) * (guide->to.x - guide->from.x);
}

static double steepness(const struct guide *guide) {
    return fabs(guide->to.y - guide->from.y) / fabs(guide->to.x - guide->from.x);
}

/* The top of a label that is so far from the edge where the line leaves. */
static double top_at(const struct panel *panel, const struct guide *guide,
                     const struct label_shape *shape, double inwards) {
    return is_to_top(guide) ? panel->frame.top + inwards
                            : panel->frame.bottom - shape->height - inwards;
}

/* The place of a label between `top` and its height below, left or right of the line. */
static struct box box_beside(const struct guide *guide, const struct label_shape *shape, double top,
                             bool is_left) {
    double bottom = top + shape->height;
    double at_top = guide_x(guide, top);
    double at_bottom = guide_x(guide, bottom);

    if (is_left) {
        double right = fmin(at_top, at_bottom) - shape->pad / 2;
        return (struct box){right - shape->width, top, right, bottom};
    }
    double left = fmax(at_top, at_bottom) + shape->pad / 2;
    return (struct box){left, top, left + shape->width, bottom};
}

/* Whether the box is so near to the line that it is seen to belong to it, all along one edge, or
 * begins where the line leaves the frame. */
static bool is_near(const struct guide *guide, struct box box, double size) {
    static const double near = 3.2; /* ems: three lines beside one of 45 degrees */
    double lean = fabs(guide_x(guide, box.top) - guide_x(guide, box.bottom));
    double furthest = lean * sin(atan(steepness(guide)));
    bool begins_at_exit = guide->to.x < box.left && guide->to.x > box.left - size;
    return furthest <= near * size || begins_at_exit;
}

/* Whether no other line is beyond this one, so near that the label might be its. */
static bool is_alone(const struct panel *panel, const struct guide *guide,
                     const struct label_shape *shape, double top, bool is_left) {
    struct label_shape strip = *shape;
    strip.width = shape->pad;
    return panel_is_free(panel, box_beside(guide, &strip, top, !is_left), NULL);
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
            struct guide other = guide_of(panel, curve);
            if (is_between(&other, guide, edge, box.top) ||
                is_between(&other, guide, edge, box.bottom)) {
                return false;
            }
        }
    }
    return true;
}

/* Lines that are steep enough have their label beside them at any height; other ones only near the
 * edge where they leave, because further away the label would be apart. */
static double reach(const struct guide *guide, const struct panel *panel, double size) {
    static const double steep = 1.5;
    static const double near = 2.5; /* ems */
    double height = panel->frame.bottom - panel->frame.top;
    return steepness(guide) > steep ? height : near * size;
}

/* From the edge where the line leaves inwards, first left of it. */
static void find_beside(struct end_labels *labels, struct end_label *label,
                        const struct label_shape *shape, const struct guide *guide) {
    const struct panel *panel = labels->panel;
    double step = 0.5 * labels->size;
    double last = fmin(reach(guide, panel, labels->size),
                       panel->frame.bottom - panel->frame.top - shape->height);

    for (double inwards = 0; inwards <= fmax(last, 0); inwards += step) {
        double top = top_at(panel, guide, shape, inwards);
        for (int side = 0; side < 2; side++) {
            struct box box = box_beside(guide, shape, top, side == 0);
            bool is_clear = is_near(guide, box, labels->size) &&
                            (inwards == 0 || is_alone(panel, guide, shape, top, side == 0));
            if (is_clear && place_is_free(labels, box, NULL) &&
                is_adjacent(panel, guide, box, side == 0)) {
                label_stand(label, shape, box, side == 0);
                return;
            }
        }
    }
}

void label_find_beside_end(struct end_labels *labels, struct end_label *label,
                           const struct label_shape *shape) {
    struct guide guide = guide_of(labels->panel, label->curve);
    find_beside(labels, label, shape, &guide);
}

void label_find_beside_begin(struct end_labels *labels, struct end_label *label,
                             const struct label_shape *shape) {
    struct guide to_end = guide_of(labels->panel, label->curve);
    struct guide guide = {to_end.to, to_end.from};

    if (is_to_edge(labels->panel, &guide)) {
        find_beside(labels, label, shape, &guide);
    }
}
