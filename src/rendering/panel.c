/* Drawing one panel from back to front. */
#include "rendering/panel.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include <glib.h>

#include "rendering/rail.h"

/* Capitals of Inter and DejaVu Sans are 0.73 em high: half of that centres a text on a line. */
static const double HALF_CAPITAL = 0.365;

struct metrics metrics_of(double width, double height) {
    static const double type_min = 9;
    double unit = fmin(width / 1500, height / 1000);

    return (struct metrics){
        .unit = unit,
        .title = fmax(type_min, 28 * unit),
        .subtitle = fmax(type_min, 16.5 * unit),
        .panel_title = fmax(type_min, 21 * unit),
        .tick = fmax(type_min, 17 * unit),
        .label = fmax(type_min, 17 * unit),
        .curve = fmax(1.5, 3 * unit),
        .marker = fmax(4, 9 * unit),
        .has_explanation = unit > 0.5,
        .has_subtitles = unit > 0.42,
        .has_axis_titles = unit > 0.34,
    };
}

void panel_finish(struct panel *panel) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        g_free(panel->curves[i].x);
        g_free(panel->curves[i].y);
        g_free(panel->curves[i].is_negative);
        g_free(panel->curves[i].label);
        g_free(panel->curves[i].short_label);
    }
    g_free(panel->title);
    g_free(panel->subtitle);
    g_free(panel->x_title);
    g_free(panel->y_title);
    g_strfreev(panel->notes);
    *panel = (struct panel){0};
}

static struct panel_curve *add_points(struct panel *panel, size_t n_max) {
    assert(panel->n_curves < PANEL_CURVES_MAX);
    struct panel_curve *curve = &panel->curves[panel->n_curves++];

    *curve = (struct panel_curve){
        .x = g_new(double, n_max), .y = g_new(double, n_max), .is_negative = g_new0(bool, n_max)};
    return curve;
}

struct panel_curve *panel_add_curve(struct panel *panel, const struct curve *curve) {
    struct panel_curve *added = add_points(panel, curve->n_points + 1);

    for (size_t i = 0; i < curve->n_points; i++) {
        double y = axis_position(&panel->y, curve->points[i].y);
        if (!isfinite(y)) {
            added->ends_in_zero = true;
            added->zero_x = curve->points[i].x;
            break;
        }
        added->x[added->n] = curve->points[i].x;
        added->y[added->n] = y;
        added->is_negative[added->n] =
            panel->y.scale == AXIS_LOG && !panel->y.is_mirrored && curve->points[i].y.sign < 0;
        added->n++;
    }
    if (added->ends_in_zero) {
        added->end_x = added->zero_x;
        added->end_y = panel->y.low;
        added->order = -INFINITY;
    } else {
        added->end_x = added->x[added->n - 1];
        added->end_y = added->y[added->n - 1];
        added->order = added->end_y;
    }
    return added;
}

/* Narrows begin..end, parts of the way from `from` to `to`, to where it is within low..high. */
static bool clip(double from, double to, double low, double high, double *begin, double *end) {
    if (from == to) {
        return low <= from && from <= high;
    }
    double at_low = (low - from) / (to - from);
    double at_high = (high - from) / (to - from);
    *begin = fmax(*begin, fmin(at_low, at_high));
    *end = fmin(*end, fmax(at_low, at_high));
    return *begin < *end;
}

struct panel_curve *panel_add_line(struct panel *panel, double x0, double y0, double x1,
                                   double y1) {
    static const double large = 1e150; /* PLplot drops what is beyond its integers; we clip first */
    struct panel_curve *added = add_points(panel, 3);
    double low = panel->y.low;
    double high = panel->y.high;
    double begin = 0;
    double end = 1;

    y0 = fmin(fmax(y0, -large), large);
    y1 = fmin(fmax(y1, -large), large);
    bool is_visible = clip(y0, y1, low, high, &begin, &end);
    /* PLplot gives a line of two points round ends, which would close the gaps of dashes. */
    added->n = is_visible ? 3 : 0;
    for (size_t i = 0; i < added->n; i++) {
        double part = begin + (double)i / 2 * (end - begin);
        added->x[i] = x0 + part * (x1 - x0);
        added->y[i] = fmin(fmax(y0 + part * (y1 - y0), low), high);
    }
    added->end_x = is_visible ? added->x[2] : x1;
    added->end_y = fmin(fmax(is_visible ? added->y[2] : y1, low), high);
    added->order = y1;
    return added;
}

/* ---- positions ---- */

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

struct spot {
    double x;
    double y;
};

static struct spot spot_of(const struct panel *panel, const struct panel_curve *curve, size_t i) {
    return (struct spot){panel_x_px(panel, curve->x[i]), panel_y_px(panel, curve->y[i])};
}

/* ---- widths ---- */

static double text_width(struct canvas *canvas, double size, bool bold, const char *markup) {
    struct text_style style = {.size = size, .bold = bold};
    return canvas_text_width(canvas, &style, markup);
}

double panel_tick_width(const struct panel *panel, struct canvas *canvas,
                        const struct metrics *metrics) {
    double widest = 0;
    for (size_t i = 0; i < panel->y.n_ticks; i++) {
        widest = fmax(widest, text_width(canvas, metrics->tick, false, panel->y.ticks[i].label));
    }
    return widest;
}

double panel_label_width(const struct panel *panel, struct canvas *canvas,
                         const struct metrics *metrics) {
    double widest = 0;
    for (size_t i = 0; i < panel->n_curves; i++) {
        if (panel->curves[i].label != NULL) {
            widest = fmax(widest, text_width(canvas, metrics->label, true, panel->curves[i].label));
        }
    }
    return widest;
}

double panel_notes_width(const struct panel *panel, struct canvas *canvas,
                         const struct metrics *metrics) {
    double widest = 0;
    for (char **note = panel->notes; note != NULL && *note != NULL; note++) {
        widest = fmax(widest, text_width(canvas, metrics->subtitle, false, *note));
    }
    return widest;
}

/* ---- frame ---- */

struct drawing {
    struct canvas *canvas;
    const struct theme *theme;
    const struct metrics *metrics;
    const struct panel *panel;
};

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

/* Whether no curve passes through `box`. */
static bool is_free(const struct panel *panel, struct box box) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        for (size_t j = 1; j < curve->n; j++) {
            struct spot from = spot_of(panel, curve, j - 1);
            struct spot to = spot_of(panel, curve, j);
            double begin = 0;
            double end = 1;
            if (clip(from.x, to.x, box.left, box.right, &begin, &end) &&
                clip(from.y, to.y, box.top, box.bottom, &begin, &end)) {
                return false;
            }
        }
    }
    return true;
}

/* A word at one of the ends of its band, where no curve is in the way. */
static void draw_band_word(const struct drawing *drawing, const char *word, double baseline,
                           const struct text_style *style) {
    const struct box *frame = &drawing->panel->frame;
    double margin = 0.7 * style->size;
    double width = text_width(drawing->canvas, style->size, false, word);
    const double lefts[] = {frame->left + margin, frame->right - margin - width};

    for (size_t i = 0; i < G_N_ELEMENTS(lefts); i++) {
        double left = lefts[i];
        struct box box = {left - margin, baseline - 1.2 * style->size, left + width + margin,
                          baseline + 0.6 * style->size};
        if (is_free(drawing->panel, box)) {
            canvas_text(drawing->canvas, left, baseline, style, word);
            return;
        }
    }
}

static void draw_band_words(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    const struct theme *theme = drawing->theme;
    double size = drawing->metrics->subtitle;
    double one = panel_y_px(panel, 0);
    struct text_style style = {.size = size, .has_halo = true};

    if (one - panel->frame.top > 2 * size) {
        style.color = theme->classes[CLASS_AMPLIFYING].text;
        style.halo = theme->amplifying_band;
        draw_band_word(drawing, panel->band_words[0], panel->frame.top + 1.2 * size, &style);
    }
    if (panel->frame.bottom - one > 2 * size) {
        style.color = theme->classes[CLASS_VANISHING].text;
        style.halo = theme->vanishing_band;
        draw_band_word(drawing, panel->band_words[1], panel->frame.bottom - 0.7 * size, &style);
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

static void draw_tick_labels(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    double size = drawing->metrics->tick;
    struct text_style style = {.size = size, .color = drawing->theme->muted};

    style.anchor = ANCHOR_RIGHT;
    for (size_t i = 0; i < panel->y.n_ticks; i++) {
        canvas_text(drawing->canvas, panel->frame.left - 0.5 * size,
                    panel_y_px(panel, panel->y.ticks[i].at) + HALF_CAPITAL * size, &style,
                    panel->y.ticks[i].label);
    }
    style.anchor = ANCHOR_CENTER;
    for (size_t i = 0; i < panel->x.n_ticks; i++) {
        canvas_text(drawing->canvas, panel_x_px(panel, panel->x.ticks[i].at),
                    panel->frame.bottom + 1.35 * size, &style, panel->x.ticks[i].label);
    }
}

static void draw_titles(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    const struct metrics *metrics = drawing->metrics;
    const struct box *frame = &panel->frame;
    double above = metrics->has_subtitles ? 2.5 : 0.9;
    struct text_style style = {.size = metrics->panel_title,
                               .size_min = metrics->subtitle,
                               .bold = true,
                               .color = drawing->theme->text,
                               .width_max = frame->right - frame->left + panel->rail_width};

    canvas_text(drawing->canvas, frame->left, frame->top - above * metrics->subtitle, &style,
                panel->title);
    if (metrics->has_subtitles) {
        style.size = metrics->subtitle;
        style.size_min = 0.97 * metrics->subtitle;
        style.bold = false;
        style.color = drawing->theme->muted;
        canvas_text(drawing->canvas, frame->left, frame->top - metrics->subtitle, &style,
                    panel->subtitle);
    }
}

static void draw_axis_titles(const struct drawing *drawing, double y_title_x) {
    const struct panel *panel = drawing->panel;
    const struct box *frame = &panel->frame;
    double size = drawing->metrics->tick;
    struct text_style style = {
        .size = size, .color = drawing->theme->muted, .anchor = ANCHOR_CENTER};

    canvas_text(drawing->canvas, (frame->left + frame->right) / 2, frame->bottom + 2.85 * size,
                &style, panel->x_title);
    style.upwards = true;
    canvas_text(drawing->canvas, y_title_x + HALF_CAPITAL * size, (frame->top + frame->bottom) / 2,
                &style, panel->y_title);
}

/* ---- curves ---- */

static void draw_curves(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;

    canvas_window(drawing->canvas, panel->frame, panel->x.low, panel->x.high, panel->y.low,
                  panel->y.high);
    for (size_t i = 0; i < panel->n_curves; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        if (curve->n >= 2) {
            canvas_curve(drawing->canvas, curve->n, curve->x, curve->y, curve->stroke);
        }
    }
}

static double distance(struct spot a, struct spot b) {
    return hypot(a.x - b.x, a.y - b.y);
}

/* Whether the marker of point `i` would lie on that of an earlier curve and hide which is which. */
static bool is_crowded(const struct drawing *drawing, const struct panel_curve *curve, size_t i) {
    const struct panel *panel = drawing->panel;
    double least = 10 * drawing->metrics->unit;
    struct spot spot = spot_of(panel, curve, i);

    for (const struct panel_curve *other = panel->curves; other < curve; other++) {
        if (other->has_markers && i < other->n &&
            distance(spot, spot_of(panel, other, i)) < least) {
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
    /* Where there are no markers, one says where a line ends because there it is 0. */
    size_t first = curve->has_markers ? (panel->has_common_start ? 1 : 0) : curve->n - 1;

    for (size_t i = first; i < curve->n; i += curve->marker_step) {
        if (!is_crowded(drawing, curve, i)) {
            struct spot spot = spot_of(panel, curve, i);
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

/* One neutral dot for all curves in place of a knot of their markers. */
static void draw_common_start(const struct drawing *drawing, const struct panel_curve *any) {
    struct spot spot = spot_of(drawing->panel, any, 0);
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

/* ---- the rail ---- */

static void draw_label(const struct drawing *drawing, const struct panel_curve *curve, double y) {
    const struct panel *panel = drawing->panel;
    double size = drawing->metrics->label;
    struct text_style style = {.size = size,
                               .bold = true,
                               .color = curve->label_color,
                               .width_max = panel->rail_width,
                               .keeps_end = true};
    bool is_too_wide = text_width(drawing->canvas, size, true, curve->label) > panel->rail_width;

    canvas_text(drawing->canvas, panel->frame.right + 10 * drawing->metrics->unit,
                y + HALF_CAPITAL * size, &style,
                is_too_wide && curve->short_label != NULL ? curve->short_label : curve->label);
}

static void draw_rail(const struct drawing *drawing) {
    struct rail rail;

    rail_place(&rail, drawing->panel, drawing->metrics);
    for (size_t i = 0; i < rail.n; i++) {
        draw_label(drawing, rail.labelled[i], rail.y[i]);
    }
}

void panel_draw(const struct panel *panel, struct canvas *canvas, const struct theme *theme,
                const struct metrics *metrics, double y_title_x) {
    struct drawing drawing = {canvas, theme, metrics, panel};

    if (panel->has_bands) {
        draw_bands(&drawing);
    }
    if (panel->has_highlight) {
        draw_highlight(&drawing);
    }
    draw_grid(&drawing);
    if (panel->has_bands) {
        draw_band_words(&drawing);
    }
    draw_tick_labels(&drawing);
    draw_spines(&drawing);
    draw_curves(&drawing);
    draw_markers(&drawing);
    draw_rail(&drawing);
    draw_titles(&drawing);
    if (metrics->has_axis_titles) {
        draw_axis_titles(&drawing, y_title_x);
    }
}
