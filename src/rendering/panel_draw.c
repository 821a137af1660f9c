/* Draws one panel from back to front. */
#include <math.h>

#include <glib.h>

#include "rendering/end_labels.h"
#include "rendering/markers.h"
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

/* ---- beside the frame ---- */

/* Draws the notes in the largest gap between the labels: all lines, or the pairs that fit. */
static void draw_notes(const struct drawing *drawing, const struct end_labels *labels) {
    const struct panel *panel = drawing->panel;
    double size = drawing->metrics->subtitle;
    double line_height = 1.45 * size;
    struct text_style style = {
        .size = size, .color = drawing->theme->muted, .width_max = panel->label_width};
    guint n = panel->notes != NULL ? g_strv_length(panel->notes) : 0;
    double bottom;

    while (n > 0 && !end_labels_find_gap(labels, panel, n * line_height, &bottom)) {
        n = panel->has_paired_notes && n > 2 ? n - 2 : 0;
    }
    for (guint i = 0; i < n; i++) {
        canvas_text(drawing->canvas, panel->frame.right + end_labels_gutter(drawing->metrics),
                    bottom - (n - 1 - i) * line_height - 0.2 * size, &style, panel->notes[i]);
    }
}

void panel_draw(const struct panel *panel, struct canvas *canvas, const struct theme *theme,
                const struct metrics *metrics, double y_title_x, GPtrArray *left_out) {
    struct end_labels labels;
    struct drawing drawing = {canvas, theme, metrics, panel, &labels};

    end_labels_place(&labels, panel, canvas, metrics);
    frame_draw(&drawing);
    draw_curves(&drawing);
    markers_draw(&drawing);
    end_labels_draw(&labels, &drawing);
    frame_draw_titles(&drawing);
    if (metrics->has_axis_titles) {
        frame_draw_axis_titles(&drawing, y_title_x);
    }
    draw_notes(&drawing, &labels);
    for (size_t i = 0; i < labels.n_left_out; i++) {
        g_ptr_array_add(left_out, g_strdup(labels.left_out[i]->name));
    }
}
