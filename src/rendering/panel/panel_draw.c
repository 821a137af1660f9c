/* Draws one panel from back to front. */
#include <glib.h>

#include "rendering/panel/coincident_curves.h"
#include "rendering/panel/curve_remarks.h"
#include "rendering/panel/end_labels.h"
#include "rendering/panel/magnifier.h"
#include "rendering/panel/markers.h"
#include "rendering/panel/panel.h"
#include "rendering/panel/panel_frame.h"

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

/* Without curves there is no frame, and the notes stand in place of them. */
static bool is_empty(const struct panel *panel) {
    return panel->n_curves == 0;
}

static struct text_style note_style(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    struct text_style style = {.size = drawing->metrics->subtitle,
                               .color = drawing->theme->muted,
                               .width_max = panel->label_width};

    if (is_empty(panel)) {
        style.width_max = panel->frame.right - panel->frame.left;
        style.anchor = ANCHOR_CENTER;
        style.has_halo = true;
        style.halo = drawing->theme->background;
    }
    return style;
}

/* The number of notes that fit into the largest gap between the labels, and their place. */
static guint fit_notes(const struct drawing *drawing, double *top) {
    char *const *notes = drawing->panel->notes;
    struct text_style style = note_style(drawing);
    double height = 0;
    double bottom = 0;
    guint n = 0;

    while (notes != NULL && notes[n] != NULL) {
        double next = fit_note(drawing, &style, notes[n]);
        if (next == 0 || !end_labels_find_gap(drawing->labels, height + next, &bottom)) {
            break;
        }
        height += next;
        n++;
    }
    (void)end_labels_find_gap(drawing->labels, height, &bottom);
    *top = bottom - height;
    if (is_empty(drawing->panel)) {
        *top += (drawing->panel->frame.bottom - bottom) / 2;
    }
    return n;
}

static void draw_notes(const struct drawing *drawing) {
    char *const *notes = drawing->panel->notes;
    struct text_style style = note_style(drawing);
    double size = style.size;
    const struct box *frame = &drawing->panel->frame;
    double x = is_empty(drawing->panel) ? (frame->left + frame->right) / 2
                                        : frame->right + drawing->labels->gutter;
    double y;
    guint n = fit_notes(drawing, &y);

    for (guint i = 0; i < n; i++) {
        double next = fit_note(drawing, &style, notes[i]);
        canvas_text(drawing->canvas, x, y + 1.2 * size, &style, notes[i]);
        y += next;
    }
}

/* Whether all labels and notes have room in their usual size. */
static bool have_room(const struct drawing *drawing) {
    char *const *notes = drawing->panel->notes;
    double top;

    return end_labels_have_room(drawing->labels) &&
           (notes == NULL || notes[fit_notes(drawing, &top)] == NULL);
}

/* Whether the leader of a label from above the enlarged piece would go around the inset, which is
 * at the upper end of the labels. */
static bool goes_around(const struct drawing *drawing, const struct box *piece) {
    for (size_t i = 0; i < drawing->labels->n; i++) {
        const struct end_label *label = &drawing->labels->each[i];
        if (!label->is_inside && (label->side == EXIT_TOP || label->exit.y < piece->top)) {
            return true;
        }
    }
    return false;
}

/* Places the labels; those of lines that look like one beside a magnifier, if there is room. */
static void place_labels(const struct drawing *drawing, struct panel *panel,
                         struct end_labels *labels, struct magnifier *magnifier) {
    struct canvas *canvas = drawing->canvas;

    if (panel->is_square && magnifier_place(magnifier, panel, canvas, drawing->metrics)) {
        end_labels_place(labels, panel, canvas, drawing->metrics);
        if (have_room(drawing) && !goes_around(drawing, &magnifier->piece)) {
            return;
        }
    }
    magnifier_remove(magnifier, panel);
    end_labels_place(labels, panel, canvas, drawing->metrics);
}

void panel_draw(struct panel *panel, struct canvas *canvas, const struct theme *theme,
                const struct metrics *metrics, double y_title_x, GPtrArray *left_out) {
    struct end_labels labels;
    struct magnifier magnifier = {0};
    struct drawing drawing = {canvas, theme, metrics, panel, &labels};

    place_labels(&drawing, panel, &labels, &magnifier);
    if (!is_empty(panel)) {
        frame_draw(&drawing);
    }
    magnifier_draw(&magnifier, &drawing);
    coincident_curves_draw(&drawing);
    markers_draw(&drawing);
    curve_remarks_draw(&drawing);
    end_labels_draw(&drawing);
    magnifier_draw_names(&magnifier, &drawing);
    frame_draw_titles(&drawing);
    if (metrics->has_axis_titles && !is_empty(panel)) {
        frame_draw_axis_titles(&drawing, y_title_x, left_out);
    }
    draw_notes(&drawing);
    for (size_t i = 0; i < labels.n_left_out; i++) {
        g_ptr_array_add(left_out, g_strdup(labels.left_out[i]->name));
    }
    magnifier_remove(&magnifier, panel);
}
