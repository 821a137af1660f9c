/* Draws one panel from back to front. */
#include <math.h>

#include <glib.h>

#include "rendering/panel/coincident_curves.h"
#include "rendering/panel/end_labels.h"
#include "rendering/panel/magnifier.h"
#include "rendering/panel/markers.h"
#include "rendering/panel/panel.h"
#include "rendering/panel/panel_frame.h"
#include "rendering/panel/swinging_curves.h"

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
                               .width_max = panel->room.width};

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

static bool notes_have_room(const struct drawing *drawing) {
    char *const *notes = drawing->panel->notes;
    double top;

    return notes == NULL || notes[fit_notes(drawing, &top)] == NULL;
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

/* An inset, and what it may cost. */
struct attempt {
    struct inset_place place;
    bool may_break;   /* its labels have several lines */
    bool keeps_notes; /* rather than leave out those without room */
};

/* Places a magnifier and the labels. Returns whether all have room in their usual size. */
static bool place_magnifier(const struct drawing *drawing, struct panel *panel,
                            struct end_labels *labels, struct magnifier *magnifier,
                            const struct attempt *attempt) {
    if (!magnifier_place(magnifier, attempt->place, panel, drawing->canvas, drawing->metrics)) {
        return false;
    }
    end_labels_place(labels, panel, drawing->canvas, drawing->metrics);
    return end_labels_have_room(labels) &&
           (attempt->place.is_inside || !goes_around(drawing, &magnifier->piece)) &&
           (attempt->may_break || !magnifier_breaks_labels(magnifier)) &&
           (!attempt->keeps_notes || notes_have_room(drawing));
}

/* Places the labels; those of lines that look like one beside the first magnifier that has room. */
static void place_labels(const struct drawing *drawing, struct panel *panel,
                         struct end_labels *labels, struct magnifier *magnifier) {
    static const struct attempt attempts[] = {
        {{0.7, true}, false, true},   {{0.55, true}, false, true},  {{0.42, true}, false, true},
        {{0.36, true}, false, true},  {{0.3, true}, false, true},   {{0.28, false}, false, true},
        {{0.25, false}, false, true}, {{0.21, false}, true, true},  {{0.55, true}, false, false},
        {{0.42, true}, false, false}, {{0.36, true}, false, false}, {{0.3, true}, false, false},
        {{0.55, true}, true, false},  {{0.42, true}, true, false},
    };
    const struct label_room before = panel->room;

    for (size_t i = 0; i < G_N_ELEMENTS(attempts) && panel->is_square; i++) {
        if (place_magnifier(drawing, panel, labels, magnifier, &attempts[i])) {
            return;
        }
        magnifier_finish(magnifier);
        panel->room = before;
    }
    end_labels_place(labels, panel, drawing->canvas, drawing->metrics);
}

/* ---- beside the middle of curves ---- */

/* The places of the remarks so far. */
struct remarks {
    size_t n;
    struct box boxes[PANEL_CURVES_MAX];
};

/* Left of the curve at `x`, above a rising curve or below a falling one; or right of it, on the
 * other side of the curve. */
static struct box box_beside(const struct drawing *drawing, const struct panel_curve *curve,
                             double x, double width, bool is_left) {
    struct spot spot = panel_spot_at(drawing->panel, curve, x);
    double height = END_LABEL_LINE * drawing->metrics->subtitle;
    double margin = 0.5 * drawing->metrics->marker + 4 * drawing->metrics->unit;
    bool is_rising = curve->y[curve->n - 1] > curve->y[0];
    double left = is_left ? spot.x - margin - width : spot.x + margin;
    double top = is_rising == is_left ? spot.y - margin - height : spot.y + margin;

    return (struct box){left, top, left + width, top + height};
}

/* Between the edges of the area in which a curve swings, at this part of its height; outside of the
 * frame if there is no room. */
static struct box box_in_swing(const struct drawing *drawing, const struct panel_curve *curve,
                               double x, double width, double part) {
    double left = panel_x_px(drawing->panel, x) - width / 2;
    struct box swing = swing_between(drawing->panel, curve, left, left + width);
    double height = END_LABEL_LINE * drawing->metrics->subtitle;
    double top = swing.top + part * (swing.bottom - swing.top) - height / 2;
    bool has_room = top > swing.top && top + height < swing.bottom;

    return has_room ? (struct box){left, top, left + width, top + height} : (struct box){0};
}

static bool overlaps_remark(const struct remarks *remarks, struct box box) {
    size_t i = 0;

    while (i < remarks->n && !boxes_overlap(box, remarks->boxes[i])) {
        i++;
    }
    return i < remarks->n;
}

/* Writes a text at the first place with room, of which a curve that swings has other ones. */
static void draw_remark(const struct drawing *drawing, struct remarks *remarks,
                        const struct panel_curve *curve, const char *remark, bool swings) {
    static const double parts[] = {0.5, 0.6, 0.4, 0.7, 0.8, 0.9}; /* of the range of x */
    static const double heights[] = {0.5, 0.15, 0.85};            /* of the area */
    size_t n = swings ? G_N_ELEMENTS(heights) : 2;
    struct text_style style = {.size = drawing->metrics->subtitle,
                               .color = curve->label_color,
                               .has_halo = !swings,
                               .halo = drawing->theme->background};
    double width = canvas_text_width(drawing->canvas, &style, remark);

    for (size_t i = 0; i < n * G_N_ELEMENTS(parts); i++) {
        double x = curve->x[0] + parts[i / n] * (curve->x[curve->n - 1] - curve->x[0]);
        struct box text = swings ? box_in_swing(drawing, curve, x, width, heights[i % n])
                                 : box_beside(drawing, curve, x, width, i % n == 0);
        struct box box = frame_with_clearance(drawing, text);
        if (place_is_free(drawing->labels, box, swings ? curve : NULL) &&
            !overlaps_remark(remarks, box)) {
            double baseline = (text.top + text.bottom) / 2 + HALF_CAPITAL * style.size;
            canvas_text(drawing->canvas, text.left, baseline, &style, remark);
            remarks->boxes[remarks->n++] = text;
            return;
        }
    }
}

/* Short texts where nothing is in their way. */
static void draw_remarks(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    struct remarks remarks = {0};

    for (size_t i = 0; i < panel->n_curves; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        bool is_alone = curve->cover == COVER_NONE && curve->n_turns <= 1;
        bool swings = curve->style == STYLE_LINE && curve_swings(panel, curve);
        const char *remark = swings ? panel->swing_words : curve->remark;
        if (remark != NULL && curve->n > 1 && is_alone) {
            draw_remark(drawing, &remarks, curve, remark, swings);
        }
    }
}

/* ---- the panel ---- */

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
    draw_remarks(&drawing);
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
    magnifier_finish(&magnifier);
}
