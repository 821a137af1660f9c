/* Draws the frame of a panel with bands, grid, spines, ticks, their labels, and titles. */
#include "rendering/panel/panel_frame.h"

#include <math.h>

#include <glib.h>

#include "rendering/panel/end_labels.h"

/* Where the pale bands meet, at 1. */
static double border_of_bands(const struct panel *panel) {
    return round(fmin(fmax(panel_y_px(panel, 0), panel->frame.top), panel->frame.bottom));
}

/* A band that is too low for its word would be a color that nothing explains. */
static void draw_band(const struct drawing *drawing, double top, double bottom, uint32_t color) {
    static const double least = 1.25; /* ems */
    struct box band = drawing->panel->frame;

    band.top = top;
    band.bottom = bottom;
    if (bottom - top >= least * drawing->metrics->subtitle) {
        canvas_fill(drawing->canvas, band, color);
    }
}

static void draw_bands(const struct drawing *drawing) {
    const struct box *frame = &drawing->panel->frame;
    double one = border_of_bands(drawing->panel);

    draw_band(drawing, frame->top, one, drawing->theme->amplifying_band);
    draw_band(drawing, one, frame->bottom, drawing->theme->vanishing_band);
}

static void draw_highlight(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    struct box box = panel->frame;

    box.left = round(panel_x_px(panel, fmax(panel->highlight[0], panel->x.low)));
    box.right = round(panel_x_px(panel, fmin(panel->highlight[1], panel->x.high)));
    canvas_fill(drawing->canvas, box, drawing->theme->highlight);
}

/* The ink of a line of text above and below its baseline, in ems. */
static const double ASCENT = 0.85;
static const double DESCENT = 0.25;

struct box frame_with_clearance(const struct drawing *drawing, struct box text) {
    return box_grown(text, 0.5 * drawing->metrics->marker + drawing->metrics->unit);
}

/* Writes a word on a baseline where no curve passes and no label would run into it: at the left end
 * of its band, at the right end, or between. */
static bool write_beside_curves(const struct drawing *drawing, const char *word, double baseline,
                                const struct text_style *style) {
    const struct box *frame = &drawing->panel->frame;
    double margin = 0.7 * style->size;
    double gap = 2.5 * style->size;
    double width = canvas_text_width(drawing->canvas, style, word);
    double room = frame->right - frame->left - 2 * margin - width;
    int n_places = 2 + (int)fmax(0, room / style->size);

    for (int i = 0; i < n_places; i++) {
        double along = i == 1 ? room : fmax(0, i - 1) * style->size;
        double left = frame->left + margin + along;
        struct box ink = {left, baseline - ASCENT * style->size, left + width,
                          baseline + DESCENT * style->size};
        struct box box = frame_with_clearance(drawing, ink);
        struct box with_gaps = {ink.left - gap, box.top, ink.right + gap, box.bottom};
        if (panel_is_free(drawing->panel, box, NULL) &&
            end_labels_leave_free(drawing->labels, with_gaps)) {
            canvas_text(drawing->canvas, left, baseline, style, word);
            return true;
        }
    }
    return false;
}

/* Writes the word of a band, nearer to the edge of the frame if there is no other room. */
static void draw_band_word(const struct drawing *drawing, bool is_upper) {
    /* from the edge to the baseline, ems */
    static const double distances[2][2] = {{0.7, 0.5}, {1.2, 1}};
    const struct panel *panel = drawing->panel;
    const struct theme *theme = drawing->theme;
    double size = drawing->metrics->subtitle;
    double one = panel_y_px(panel, 0);
    enum gradient_class class = is_upper ? CLASS_AMPLIFYING : CLASS_VANISHING;
    struct text_style style = {.size = size,
                               .color = theme_ink(theme, theme->classes[class][0]).text,
                               .has_halo = true,
                               .halo = is_upper ? theme->amplifying_band : theme->vanishing_band};

    for (size_t i = 0; i < G_N_ELEMENTS(distances[0]); i++) {
        double distance = distances[is_upper][i] * size;
        double baseline = is_upper ? panel->frame.top + distance : panel->frame.bottom - distance;
        bool is_within =
            is_upper ? baseline + DESCENT * size < one : baseline - ASCENT * size > one;
        if (is_within &&
            write_beside_curves(drawing, panel->band_words[is_upper ? 0 : 1], baseline, &style)) {
            return;
        }
    }
}

static bool has_curve_at_one(const struct panel *panel) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        if (curve->n > 0 && curve->y[0] == 0 && curve->y[curve->n - 1] == 0) {
            return true;
        }
    }
    return false;
}

/* Not everybody sees where the two pale bands meet. */
static void draw_border_of_bands(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;

    if (panel->y.low < 0 && panel->y.high > 0 && !has_curve_at_one(panel)) {
        double one = panel_y_px(panel, 0);
        canvas_rule(drawing->canvas, panel->frame.left, one, panel->frame.right, one,
                    (struct stroke){.color = drawing->theme->spine, .width = 1});
    }
}

static void draw_grid(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    const struct box *frame = &panel->frame;
    struct stroke stroke = {.color = drawing->theme->grid, .width = 1};
    struct stroke zero = {.color = drawing->theme->zero, .width = 1};

    for (size_t i = 0; i < panel->y.n_ticks; i++) {
        bool is_zero = panel->is_square && panel->y.ticks[i].at == 0;
        double y = panel_y_px(panel, panel->y.ticks[i].at);
        canvas_rule(drawing->canvas, frame->left, y, frame->right, y, is_zero ? zero : stroke);
    }
    if (panel->band_words[0] != NULL) {
        draw_border_of_bands(drawing);
    }
    for (size_t i = 0; panel->is_square && i < panel->x.n_ticks; i++) {
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

/* ---- tick labels ---- */

/* The room for a label, ems: the height of one with a power, and the distance between two beside
 * each other. */
static const double TICK_LABEL_HEIGHT = 1.2;
static const double TICK_LABELS_APART = 0.7;

/* The room that a label needs along its axis, in px. */
struct extent {
    double low;
    double high;
    bool is_shown;
};

static void show_if_free(struct extent *extents, size_t n, size_t i) {
    for (size_t j = 0; j < n; j++) {
        if (extents[j].is_shown && extents[j].low < extents[i].high &&
            extents[i].low < extents[j].high) {
            return;
        }
    }
    extents[i].is_shown = true;
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

static bool are_even(const struct axis *axis) {
    static const double rounding = 1e-9; /* of the range */

    for (size_t i = 2; i < axis->n_ticks; i++) {
        double second = axis->ticks[i].at - 2 * axis->ticks[i - 1].at + axis->ticks[i - 2].at;
        if (fabs(second) > rounding * (axis->high - axis->low)) {
            return false;
        }
    }
    return true;
}

/* Whether every `step` of even ticks has room for its label, and the ends and the origin are among
 * them. */
static bool have_room(const struct extent *extents, const struct axis *axis, size_t step) {
    if (find_origin(axis) % step != 0 || (axis->n_ticks - 1) % step != 0 || !are_even(axis)) {
        return false;
    }
    for (size_t i = step; i < axis->n_ticks; i += step) {
        if (extents[i - step].low < extents[i].high && extents[i].low < extents[i - step].high) {
            return false;
        }
    }
    return true;
}

/* Every label, or every second or third one, so that none is left out alone. */
static bool choose_even(struct extent *extents, const struct axis *axis) {
    size_t step = 1;

    while (2 * step < axis->n_ticks && !have_room(extents, axis, step)) {
        step++;
    }
    for (size_t i = 0; 2 * step < axis->n_ticks && i < axis->n_ticks; i += step) {
        extents[i].is_shown = true;
    }
    return 2 * step < axis->n_ticks;
}

/* The origin has its label, then the ends, then every one that has room from the origin on. */
static void choose(struct extent *extents, const struct axis *axis) {
    size_t n = axis->n_ticks;
    size_t origin = find_origin(axis);

    if (n == 0 || choose_even(extents, axis)) {
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

/* The room of a label beside others. On both sides of 0 it is the same, although a minus is before
 * some, so that none is left out alone. */
static double tick_label_width(const struct drawing *drawing, const struct text_style *style,
                               const struct axis_tick *tick) {
    const char *minus = "\u2212";
    double width = canvas_text_width(drawing->canvas, style, tick->label);
    bool lacks_minus = drawing->panel->is_square && !g_str_has_prefix(tick->label, minus);

    return width + (lacks_minus ? canvas_text_width(drawing->canvas, style, minus) : 0) +
           TICK_LABELS_APART * style->size;
}

/* Of labels that have no room beside each other only some. */
static void draw_tick_labels(const struct drawing *drawing, const struct axis *axis, bool is_x) {
    const struct panel *panel = drawing->panel;
    const struct text_style style = {.size = drawing->metrics->tick,
                                     .color = drawing->theme->muted,
                                     .anchor = is_x ? ANCHOR_CENTER : ANCHOR_RIGHT};
    struct extent extents[AXIS_TICKS_MAX + 1];

    for (size_t i = 0; i < axis->n_ticks; i++) {
        double at = axis->ticks[i].at;
        double length = is_x ? tick_label_width(drawing, &style, &axis->ticks[i])
                             : TICK_LABEL_HEIGHT * style.size;
        double middle = is_x ? panel_x_px(panel, at) : panel_y_px(panel, at);
        extents[i] = (struct extent){middle - length / 2, middle + length / 2, false};
    }
    choose(extents, axis);
    for (size_t i = 0; i < axis->n_ticks; i++) {
        struct spot anchor = anchor_of(panel, axis->ticks[i].at, style.size, is_x);
        if (extents[i].is_shown) {
            canvas_text(drawing->canvas, anchor.x, anchor.y, &style, axis->ticks[i].label);
        }
    }
}

/* ---- titles ---- */

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

static const char *choose_x_title(const struct drawing *drawing, const struct text_style *style) {
    const struct panel *panel = drawing->panel;
    double width = canvas_text_width(drawing->canvas, style, panel->x_title);
    bool is_long = width > panel->frame.right - panel->frame.left;

    return is_long && panel->x_title_short != NULL ? panel->x_title_short : panel->x_title;
}

void frame_draw_axis_titles(const struct drawing *drawing, double y_title_x, GPtrArray *left_out) {
    const struct panel *panel = drawing->panel;
    const struct box *frame = &panel->frame;
    double size = drawing->metrics->tick;
    struct text_style style = {
        .size = size, .color = drawing->theme->muted, .anchor = ANCHOR_CENTER};

    canvas_text(drawing->canvas, (frame->left + frame->right) / 2, frame->bottom + 2.85 * size,
                &style, choose_x_title(drawing, &style));
    draw_y_title(drawing, style, y_title_x + HALF_CAPITAL * size, left_out);
}

void frame_draw(const struct drawing *drawing) {
    if (drawing->panel->band_words[0] != NULL) {
        draw_bands(drawing);
    }
    if (drawing->panel->has_highlight) {
        draw_highlight(drawing);
    }
    draw_grid(drawing);
    if (drawing->panel->band_words[0] != NULL) {
        draw_band_word(drawing, true);
        draw_band_word(drawing, false);
    }
    draw_tick_labels(drawing, &drawing->panel->y, false);
    draw_tick_labels(drawing, &drawing->panel->x, true);
    draw_spines(drawing);
}
