/* Holds a panel's curves, and computes positions and widths. */
#include "rendering/panel/panel.h"

#include <math.h>

#include <glib.h>

static void curve_finish(struct panel_curve *curve) {
    g_free(curve->x);
    g_free(curve->y);
    g_free(curve->is_negative);
    g_free(curve->is_apart);
    g_free(curve->zeros);
    g_free(curve->name);
    g_free(curve->value);
    g_free(curve->brief_name);
    g_free(curve->brief_value);
    g_free(curve->remark);
}

void panel_finish(struct panel *panel) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        curve_finish(&panel->curves[i]);
    }
    g_free(panel->title);
    g_free(panel->subtitle);
    g_free(panel->x_title);
    g_free(panel->x_title_short);
    g_strfreev(panel->y_titles);
    g_strfreev(panel->notes);
    *panel = (struct panel){0};
}

/* ---- positions ---- */

double distance_between(struct spot a, struct spot b) {
    return hypot(a.x - b.x, a.y - b.y);
}

double panel_x_px(const struct panel *panel, double x) {
    const struct box *frame = &panel->frame;
    double part = (x - panel->x.low) / (panel->x.high - panel->x.low);
    return frame->left + part * (frame->right - frame->left);
}

double panel_y_px(const struct panel *panel, double y) {
    const struct box *frame = &panel->frame;
    double part = (y - panel->y.low) / (panel->y.high - panel->y.low);
    return frame->bottom - part * (frame->bottom - frame->top);
}

struct spot panel_spot(const struct panel *panel, const struct panel_curve *curve, size_t i) {
    return (struct spot){panel_x_px(panel, curve->x[i]), panel_y_px(panel, curve->y[i])};
}

struct spot panel_spot_at(const struct panel *panel, const struct panel_curve *curve, double x) {
    size_t i = 1;
    size_t last = curve->n - 1;

    while (i < last) {
        size_t middle = (i + last) / 2;
        bool is_before = curve->x[middle] < x;
        i = is_before ? middle + 1 : i;
        last = is_before ? last : middle;
    }
    struct spot from = panel_spot(panel, curve, i - 1);
    struct spot to = panel_spot(panel, curve, i);
    double part = (x - curve->x[i - 1]) / (curve->x[i] - curve->x[i - 1]);
    return (struct spot){from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)};
}

bool box_is_crossed(struct box box, struct spot from, struct spot to) {
    double part[2] = {0, 1};

    return clip_part(from.x, to.x, box.left, box.right, part) &&
           clip_part(from.y, to.y, box.top, box.bottom, part);
}

/* Whether a curve passes through a box, or one of its points is there, which are wider. */
static bool passes(const struct panel *panel, const struct panel_curve *curve, struct box box) {
    bool is_line = curve->style != STYLE_POINTS && curve->n > 1;
    struct box around = is_line ? box : box_grown(box, 2 * curve->stroke.width);

    for (size_t i = is_line ? 1 : 0; i < curve->n; i++) {
        struct spot to = panel_spot(panel, curve, i);
        if (box_is_crossed(around, is_line ? panel_spot(panel, curve, i - 1) : to, to)) {
            return true;
        }
    }
    return false;
}

bool panel_is_free(const struct panel *panel, struct box box, const struct panel_curve *but_for) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        if (&panel->curves[i] != but_for && passes(panel, &panel->curves[i], box)) {
            return false;
        }
    }
    return true;
}

/* Twice the area of a triangle, negative if its corners are counterclockwise. */
static double area(struct spot a, struct spot b, struct spot c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool ways_cross(struct spot a, struct spot b, struct spot c, struct spot d) {
    return area(a, b, c) * area(a, b, d) <= 0 && area(c, d, a) * area(c, d, b) <= 0;
}

bool panel_way_is_free(const struct panel *panel, struct spot from, struct spot to) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        for (size_t j = 1; j < curve->n && curve->style != STYLE_POINTS; j++) {
            if (ways_cross(from, to, panel_spot(panel, curve, j - 1),
                           panel_spot(panel, curve, j))) {
                return false;
            }
        }
    }
    return true;
}

/* ---- widths ---- */

double panel_tick_width(const struct panel *panel, struct canvas *canvas,
                        const struct metrics *metrics) {
    struct text_style style = {.size = metrics->tick};
    double widest = 0;

    for (size_t i = 0; i < panel->y.n_ticks; i++) {
        widest = fmax(widest, canvas_text_width(canvas, &style, panel->y.ticks[i].label));
    }
    return widest;
}
