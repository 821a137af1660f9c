/* Draws one panel from back to front. */
#include <glib.h>

#include "rendering/coincident_curves.h"
#include "rendering/curve_remarks.h"
#include "rendering/end_labels.h"
#include "rendering/magnifier.h"
#include "rendering/markers.h"
#include "rendering/panel.h"
#include "rendering/panel_frame.h"

/* ---- beside the frame ---- */

/* Sets a note in as few lines as it needs. Returns its height, or 0 if it has no room. */
static double fit_note(const struct drawing *drawing, struct text_style *style, const char *note) {
    static const int n_lines_max = 6;
    struct text_fit fit;

    style->n_lines_max = 0;
    do {
        style->n_lines_max++;
        fit = canvas_text_fit(drawing->canvas, style, note);
    } while (fit.is_cut && style->n_lines_max < n_lines_max);
    return fit.is_cut ? 0 : fit.further + 1.45 * style->size;
}

/* Draws the notes that fit into the largest gap between the labels. */
static void draw_notes(const struct drawing *drawing, const struct end_labels *labels) {
    const struct panel *panel = drawing->panel;
    char *const *notes = panel->notes;
    double size = drawing->metrics->subtitle;
    struct text_style style = {
        .size = size, .color = drawing->theme->muted, .width_max = panel->label_width};
    double x = panel->frame.right + labels->gutter;
    double height = 0;
    double bottom = 0;
    guint n = 0;

    while (notes != NULL && notes[n] != NULL) {
        double next = fit_note(drawing, &style, notes[n]);
        if (next == 0 || !end_labels_find_gap(labels, panel, height + next, &bottom)) {
            break;
        }
        height += next;
        n++;
    }
    (void)end_labels_find_gap(labels, panel, height, &bottom);
    double y = bottom - height;
    for (guint i = 0; i < n; i++) {
        double next = fit_note(drawing, &style, notes[i]);
        canvas_text(drawing->canvas, x, y + 1.2 * size, &style, notes[i]);
        y += next;
    }
}

void panel_draw(const struct panel *panel, struct canvas *canvas, const struct theme *theme,
                const struct metrics *metrics, double y_title_x, GPtrArray *left_out) {
    struct end_labels labels;
    struct drawing drawing = {canvas, theme, metrics, panel, &labels};

    end_labels_place(&labels, panel, canvas, metrics);
    frame_draw(&drawing);
    if (panel->has_magnifier) {
        magnifier_draw(&drawing);
    }
    coincident_curves_draw(&drawing);
    markers_draw(&drawing);
    curve_remarks_draw(&drawing);
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
