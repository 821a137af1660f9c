/* Draws one panel from back to front. */
#include <math.h>

#include <glib.h>

#include "rendering/end_labels.h"
#include "rendering/panel.h"
#include "rendering/panel_frame.h"

static void draw_curves(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;

    canvas_window(drawing->canvas, panel->frame, panel->x.low, panel->x.high, panel->y.low,
                  panel->y.high);
    for (size_t i = 0; i < panel->n_curves; i++) {
        panel_curve_draw(&panel->curves[i], drawing->canvas);
    }
}

/* ---- markers ---- */

static double distance(struct spot a, struct spot b) {
    return hypot(a.x - b.x, a.y - b.y);
}

/* Whether the marker of point `i` would cover that of an earlier curve. */
static bool is_crowded(const struct drawing *drawing, const struct panel_curve *curve, size_t i) {
    const struct panel *panel = drawing->panel;
    double least = 10 * drawing->metrics->unit;
    struct spot spot = panel_spot(panel, curve, i);

    for (const struct panel_curve *other = panel->curves; other < curve; other++) {
        if (other->has_markers && i < other->n &&
            distance(spot, panel_spot(panel, other, i)) < least) {
            return true;
        }
    }
    return false;
}

static void draw_curve_markers(const struct drawing *drawing, const struct panel_curve *curve) {
    const struct panel *panel = drawing->panel;
    struct marker marker = {
        .shape = curve->shape,
        .color = curve->stroke.color,
        .size = drawing->metrics->marker,
        .halo = drawing->theme->background,
    };
    /* Without markers, a single one shows where a line ends because it is 0. */
    size_t first = curve->has_markers ? (panel->has_common_start ? 1 : 0) : curve->n - 1;

    for (size_t i = first; i < curve->n; i += curve->marker_step) {
        if (!is_crowded(drawing, curve, i)) {
            struct spot spot = panel_spot(panel, curve, i);
            marker.is_hollow = curve->is_negative[i];
            canvas_marker(drawing->canvas, spot.x, spot.y, &marker);
        }
    }
}

/* An arrow head where a line falls off the panel. */
static void draw_zero_marker(const struct drawing *drawing, const struct panel_curve *curve) {
    struct marker marker = {
        .shape = MARKER_TRIANGLE_DOWN,
        .color = curve->stroke.color,
        .size = drawing->metrics->marker,
        .halo = drawing->theme->background,
    };
    canvas_marker(drawing->canvas, panel_x_px(drawing->panel, curve->zero_x),
                  drawing->panel->frame.bottom - marker.size / 2, &marker);
}

/* One neutral dot in place of the markers of all curves. */
static void draw_common_start(const struct drawing *drawing, const struct panel_curve *any) {
    struct spot spot = panel_spot(drawing->panel, any, 0);
    struct marker marker = {
        .shape = MARKER_CIRCLE,
        .color = drawing->theme->muted,
        .size = drawing->metrics->marker,
        .halo = drawing->theme->background,
    };
    canvas_marker(drawing->canvas, spot.x, spot.y, &marker);
}

static void draw_markers(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;

    for (size_t i = 0; i < panel->n_curves; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        if (curve->n > 0 && (curve->has_markers || curve->ends_in_zero)) {
            draw_curve_markers(drawing, curve);
        }
        if (curve->ends_in_zero) {
            draw_zero_marker(drawing, curve);
        }
    }
    for (size_t i = 0; panel->has_common_start && i < panel->n_curves; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        if (curve->label != NULL && curve->n > 0) {
            draw_common_start(drawing, curve);
            break;
        }
    }
}

/* ---- beside the frame ---- */

static void draw_label(const struct drawing *drawing, const struct panel_curve *curve, double y) {
    const struct panel *panel = drawing->panel;
    double size = drawing->metrics->label;
    struct text_style style = {.size = size,
                               .bold = true,
                               .color = curve->label_color,
                               .width_max = panel->label_width,
                               .keeps_end = true};
    bool is_too_wide =
        canvas_text_width(drawing->canvas, &style, curve->label) > panel->label_width;

    canvas_text(drawing->canvas, panel->frame.right + 10 * drawing->metrics->unit,
                y + HALF_CAPITAL * size, &style,
                is_too_wide && curve->short_label != NULL ? curve->short_label : curve->label);
}

/* Draws the notes in the largest gap between the labels: all lines, or the pairs that fit. */
static void draw_notes(const struct drawing *drawing, const struct end_labels *labels) {
    const struct panel *panel = drawing->panel;
    double size = drawing->metrics->subtitle;
    double line_height = 1.45 * size;
    struct text_style style = {
        .size = size, .color = drawing->theme->muted, .width_max = panel->label_width};
    guint n = panel->notes != NULL ? g_strv_length(panel->notes) : 0;
    double bottom;

    while (n > 0 &&
           !end_labels_find_gap(labels, panel, drawing->metrics, n * line_height, &bottom)) {
        n = panel->has_paired_notes && n > 2 ? n - 2 : 0;
    }
    for (guint i = 0; i < n; i++) {
        canvas_text(drawing->canvas, panel->frame.right + 10 * drawing->metrics->unit,
                    bottom - (n - 1 - i) * line_height - 0.2 * size, &style, panel->notes[i]);
    }
}

void panel_draw(const struct panel *panel, struct canvas *canvas, const struct theme *theme,
                const struct metrics *metrics, double y_title_x) {
    struct drawing drawing = {canvas, theme, metrics, panel};
    struct end_labels labels;

    frame_draw(&drawing);
    draw_curves(&drawing);
    draw_markers(&drawing);
    end_labels_place(&labels, panel, metrics);
    for (size_t i = 0; i < labels.n; i++) {
        draw_label(&drawing, labels.labelled[i], labels.y[i]);
    }
    frame_draw_titles(&drawing);
    if (metrics->has_axis_titles) {
        frame_draw_axis_titles(&drawing, y_title_x);
    }
    draw_notes(&drawing, &labels);
}
