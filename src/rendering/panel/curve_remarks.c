/* Finds places for remarks on the outer side of curves. */
#include "rendering/panel/curve_remarks.h"

#include <glib.h>

#include "rendering/panel/end_labels.h"

/* The places of the remarks so far. */
struct remarks {
    size_t n;
    struct box boxes[PANEL_CURVES_MAX];
};

/* Left of the spot, above a rising curve or below a falling one; or right of it, on the other side
 * of the curve. */
static struct box box_beside(const struct drawing *drawing, const struct panel_curve *curve,
                             struct spot spot, double width, bool is_left) {
    double height = END_LABEL_LINE * drawing->metrics->subtitle;
    double margin = 0.5 * drawing->metrics->marker + 4 * drawing->metrics->unit;
    bool is_rising = curve->y[curve->n - 1] > curve->y[0];
    double left = is_left ? spot.x - margin - width : spot.x + margin;
    double top = is_rising == is_left ? spot.y - margin - height : spot.y + margin;

    return (struct box){left, top, left + width, top + height};
}

static bool is_free(const struct drawing *drawing, const struct remarks *remarks, struct box text) {
    const struct box *frame = &drawing->panel->frame;
    struct box box = frame_with_clearance(drawing, text);

    for (size_t i = 0; i < remarks->n; i++) {
        if (boxes_overlap(box, remarks->boxes[i])) {
            return false;
        }
    }
    return box.left > frame->left && box.right < frame->right && box.top > frame->top &&
           box.bottom < frame->bottom && frame_is_free(drawing, text);
}

static void draw_remark(const struct drawing *drawing, struct remarks *remarks,
                        const struct panel_curve *curve) {
    static const double parts[] = {0.5, 0.6, 0.4, 0.7, 0.8, 0.9}; /* of the range of x */
    struct text_style style = {.size = drawing->metrics->subtitle,
                               .color = curve->label_color,
                               .has_halo = true,
                               .halo = drawing->theme->background};
    double width = canvas_text_width(drawing->canvas, &style, curve->remark);

    for (size_t i = 0; i < 2 * G_N_ELEMENTS(parts); i++) {
        double x = curve->x[0] + parts[i / 2] * (curve->x[curve->n - 1] - curve->x[0]);
        struct spot spot = panel_spot_at(drawing->panel, curve, x);
        struct box box = box_beside(drawing, curve, spot, width, i % 2 == 0);
        if (is_free(drawing, remarks, box)) {
            double baseline = (box.top + box.bottom) / 2 + HALF_CAPITAL * style.size;
            canvas_text(drawing->canvas, box.left, baseline, &style, curve->remark);
            remarks->boxes[remarks->n++] = box;
            return;
        }
    }
}

void curve_remarks_draw(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    struct remarks remarks = {0};

    for (size_t i = 0; i < panel->n_curves; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        bool is_alone = curve->cover == COVER_NONE && curve->n_turns <= 1;
        if (curve->remark != NULL && curve->n > 1 && is_alone) {
            draw_remark(drawing, &remarks, curve);
        }
    }
}
