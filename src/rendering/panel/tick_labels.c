/* Chooses the tick labels that have room beside each other, and draws them. */
#include "rendering/panel/tick_labels.h"

#include <math.h>

#include <glib.h>

#include "rendering/panel/end_labels.h"

/* The room for a label, ems: the height of one with a power, and the distance between two beside
 * each other. */
static const double HEIGHT = 1.2;
static const double APART = 0.7;

/* The room that each label of an axis needs along it, in px. */
struct extents {
    double low[AXIS_TICKS_MAX + 1];
    double high[AXIS_TICKS_MAX + 1];
    bool is_shown[AXIS_TICKS_MAX + 1];
};

static void add_extent(struct extents *extents, size_t i, double middle, double length) {
    extents->low[i] = middle - length / 2;
    extents->high[i] = middle + length / 2;
    extents->is_shown[i] = false;
}

static void show_if_free(struct extents *extents, size_t n, size_t i) {
    bool is_free = true;

    for (size_t j = 0; j < n; j++) {
        is_free = is_free && !(extents->is_shown[j] && extents->low[j] < extents->high[i] &&
                               extents->low[i] < extents->high[j]);
    }
    extents->is_shown[i] = extents->is_shown[i] || is_free;
}

/* The tick of 0, or of 1 on a log axis; else the first. */
static size_t find_origin(const struct axis *axis) {
    for (size_t i = 0; i < axis->n_ticks; i++) {
        if (axis->ticks[i].at == 0) {
            return i;
        }
    }
    return 0;
}

/* The origin has its label, then the ends, then every one that has room from the origin on. */
static void choose(struct extents *extents, const struct axis *axis) {
    size_t n = axis->n_ticks;
    size_t origin = find_origin(axis);

    if (n == 0) {
        return;
    }
    show_if_free(extents, n, origin);
    show_if_free(extents, n, n - 1);
    show_if_free(extents, n, 0);
    for (size_t i = origin + 1; i < n; i++) {
        show_if_free(extents, n, i);
    }
    for (size_t i = origin; i-- > 0;) {
        show_if_free(extents, n, i);
    }
}

/* Where the label of a tick is anchored: in the middle of its line below the frame, or at its right
 * end left of it. */
static struct spot anchor_of(const struct panel *panel, double at, double size, bool is_x) {
    return is_x ? (struct spot){panel_x_px(panel, at), panel->frame.bottom + TICK_LABEL * size}
                : (struct spot){panel->frame.left - 0.5 * size,
                                panel_y_px(panel, at) + HALF_CAPITAL * size};
}

static void draw_labels(const struct drawing *drawing, const struct axis *axis, bool is_x) {
    const struct panel *panel = drawing->panel;
    const struct text_style style = {.size = drawing->metrics->tick,
                                     .color = drawing->theme->muted,
                                     .anchor = is_x ? ANCHOR_CENTER : ANCHOR_RIGHT};
    struct extents extents;

    for (size_t i = 0; i < axis->n_ticks; i++) {
        double at = axis->ticks[i].at;
        double length = is_x ? canvas_text_width(drawing->canvas, &style, axis->ticks[i].label) +
                                   APART * style.size
                             : HEIGHT * style.size;
        add_extent(&extents, i, is_x ? panel_x_px(panel, at) : panel_y_px(panel, at), length);
    }
    choose(&extents, axis);
    for (size_t i = 0; i < axis->n_ticks; i++) {
        struct spot anchor = anchor_of(panel, axis->ticks[i].at, style.size, is_x);
        if (extents.is_shown[i]) {
            canvas_text(drawing->canvas, anchor.x, anchor.y, &style, axis->ticks[i].label);
        }
    }
}

void tick_labels_draw(const struct drawing *drawing) {
    draw_labels(drawing, &drawing->panel->y, false);
    draw_labels(drawing, &drawing->panel->x, true);
}
