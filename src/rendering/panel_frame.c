/* Draws the frame of a panel with bands, grid, spines, ticks and titles. */
#include "rendering/panel_frame.h"

#include <math.h>

#include <glib.h>

#include "rendering/end_labels.h"
#include "rendering/tick_labels.h"

static void draw_bands(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    const struct theme *theme = drawing->theme;
    struct box upper = panel->frame;
    struct box lower = panel->frame;
    double one = round(fmin(fmax(panel_y_px(panel, 0), upper.top), upper.bottom));

    upper.bottom = one;
    lower.top = one;
    canvas_fill(drawing->canvas, upper, theme->amplifying_band);
    canvas_fill(drawing->canvas, lower, theme->vanishing_band);
}

static void draw_highlight(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    struct box box = panel->frame;

    box.left = round(panel_x_px(panel, fmax(panel->highlight[0], panel->x.low)));
    box.right = round(panel_x_px(panel, fmin(panel->highlight[1], panel->x.high)));
    canvas_fill(drawing->canvas, box, drawing->theme->highlight);
}

/* The ink of a line of text above and below its baseline, in ems. */
static const double ASCENT = 0.78;
static const double DESCENT = 0.22;

/* Whether a word has room beside the curves and their markers. */
static bool has_room(const struct drawing *drawing, struct box ink) {
    double clear = 0.5 * drawing->metrics->marker + drawing->metrics->unit;
    struct box box = {ink.left - clear, ink.top - clear, ink.right + clear, ink.bottom + clear};

    return panel_is_free(drawing->panel, box) && end_labels_leave_free(drawing->labels, box);
}

/* Writes a word at the left end of its band or, if curves pass there, further right. */
static void draw_band_word(const struct drawing *drawing, const char *word, double baseline,
                           const struct text_style *style) {
    const struct box *frame = &drawing->panel->frame;
    double margin = 0.7 * style->size;
    double width = canvas_text_width(drawing->canvas, style, word);

    for (double left = frame->left + margin; left + width + margin <= frame->right;
         left += style->size) {
        struct box ink = {left, baseline - ASCENT * style->size, left + width,
                          baseline + DESCENT * style->size};
        if (has_room(drawing, ink)) {
            canvas_text(drawing->canvas, left, baseline, style, word);
            return;
        }
    }
}

static void draw_band_words(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    const struct theme *theme = drawing->theme;
    double size = drawing->metrics->subtitle;
    double high = panel->frame.top + (ASCENT + 0.25) * size;
    double low = panel->frame.bottom - (DESCENT + 0.48) * size;
    double one = panel_y_px(panel, 0);
    struct text_style style = {.size = size, .has_halo = true};

    if (high + DESCENT * size < one) {
        style.color = theme_ink(theme, theme->classes[CLASS_AMPLIFYING][0]).text;
        style.halo = theme->amplifying_band;
        draw_band_word(drawing, panel->band_words[0], high, &style);
    }
    if (low - ASCENT * size > one) {
        style.color = theme_ink(theme, theme->classes[CLASS_VANISHING][0]).text;
        style.halo = theme->vanishing_band;
        draw_band_word(drawing, panel->band_words[1], low, &style);
    }
}

static void draw_grid(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    const struct box *frame = &panel->frame;
    struct stroke stroke = {.color = drawing->theme->grid, .width = 1};
    struct stroke zero = {.color = drawing->theme->zero, .width = 1};

    for (size_t i = 0; i < panel->y.n_ticks; i++) {
        bool is_zero = panel->has_full_grid && panel->y.ticks[i].at == 0;
        double y = panel_y_px(panel, panel->y.ticks[i].at);
        canvas_rule(drawing->canvas, frame->left, y, frame->right, y, is_zero ? zero : stroke);
    }
    /* Not everybody sees where the two pale bands meet. */
    if (panel->has_bands && panel->y.low < 0 && panel->y.high > 0) {
        double one = panel_y_px(panel, 0);
        canvas_rule(drawing->canvas, frame->left, one, frame->right, one,
                    (struct stroke){.color = drawing->theme->spine, .width = 1});
    }
    for (size_t i = 0; panel->has_full_grid && i < panel->x.n_ticks; i++) {
        double x = panel_x_px(panel, panel->x.ticks[i].at);
        canvas_rule(drawing->canvas, x, frame->top, x, frame->bottom,
                    panel->x.ticks[i].at == 0 ? zero : stroke);
    }
}

static void draw_spines(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    const struct box *frame = &panel->frame;
    double tick = round(5 * drawing->metrics->unit);
    struct stroke stroke = {.color = drawing->theme->spine, .width = 1};

    for (size_t i = 0; i < panel->x.n_ticks; i++) {
        double x = panel_x_px(panel, panel->x.ticks[i].at);
        canvas_rule(drawing->canvas, x, frame->bottom, x, frame->bottom + tick, stroke);
    }
    canvas_rule(drawing->canvas, frame->left, frame->bottom, frame->right, frame->bottom, stroke);
    canvas_rule(drawing->canvas, frame->left, frame->top, frame->left, frame->bottom + 1, stroke);
}

struct text_style frame_title_style(const struct metrics *metrics, double size, double width) {
    return (struct text_style){.size = size,
                               .size_min = metrics->subtitle,
                               .bold = true,
                               .width_max = width,
                               .n_lines_max = 2};
}

struct text_style frame_subtitle_style(const struct metrics *metrics, double width) {
    return (struct text_style){.size = metrics->subtitle,
                               .size_min = 0.97 * metrics->subtitle,
                               .width_max = width,
                               .n_lines_max = 2};
}

void frame_draw_titles(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    const struct metrics *metrics = drawing->metrics;
    const struct box *frame = &panel->frame;
    double width = panel->title_width;
    double y = frame->top - metrics->title_base - panel->title_rise;
    struct text_style style = frame_title_style(metrics, panel->title_size, width);
    struct text_fit fit = canvas_text_fit(drawing->canvas, &style, panel->title);

    style.color = drawing->theme->text;
    canvas_text(drawing->canvas, frame->left, y, &style, panel->title);
    if (metrics->has_subtitles) {
        y += fit.further + 1.5 * metrics->subtitle;
        style = frame_subtitle_style(metrics, width);
        style.color = drawing->theme->muted;
        canvas_text(drawing->canvas, frame->left, y, &style, panel->subtitle);
    }
}

/* Upwards, in the longest form that is not longer than the frame is high. */
static void draw_y_title(const struct drawing *drawing, struct text_style style, double x,
                         GPtrArray *left_out) {
    const struct panel *panel = drawing->panel;
    const struct box *frame = &panel->frame;
    const char *shortest = NULL;

    style.upwards = true;
    for (char **title = panel->y_titles; *title != NULL; title++) {
        if (canvas_text_width(drawing->canvas, &style, *title) <= frame->bottom - frame->top) {
            canvas_text(drawing->canvas, x, (frame->top + frame->bottom) / 2, &style, *title);
            return;
        }
        shortest = *title;
    }
    g_ptr_array_add(left_out, g_strdup(shortest));
}

void frame_draw_axis_titles(const struct drawing *drawing, double y_title_x, GPtrArray *left_out) {
    const struct panel *panel = drawing->panel;
    const struct box *frame = &panel->frame;
    double size = drawing->metrics->tick;
    struct text_style style = {
        .size = size, .color = drawing->theme->muted, .anchor = ANCHOR_CENTER};

    canvas_text(drawing->canvas, (frame->left + frame->right) / 2, frame->bottom + 2.85 * size,
                &style, panel->x_title);
    draw_y_title(drawing, style, y_title_x + HALF_CAPITAL * size, left_out);
}

void frame_draw(const struct drawing *drawing) {
    if (drawing->panel->has_bands) {
        draw_bands(drawing);
    }
    if (drawing->panel->has_highlight) {
        draw_highlight(drawing);
    }
    draw_grid(drawing);
    if (drawing->panel->has_bands) {
        draw_band_words(drawing);
    }
    tick_labels_draw(drawing);
    draw_spines(drawing);
}
