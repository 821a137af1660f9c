/* Drawing one panel from back to front. */
#include "rendering/panel.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include <glib.h>

#include "rendering/rail.h"

/* Capitals of Inter and DejaVu Sans are 0.73 em high: half of that centres a text on a line. */
static const double HALF_CAPITAL = 0.365;

static const double LINE_GAP = 1.2; /* of a label's height, the least distance of two labels */

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
    *panel = (struct panel){0};
}

static struct panel_curve *add_points(struct panel *panel, size_t n_max) {
    assert(panel->n_curves < PANEL_CURVES_MAX);
    struct panel_curve *curve = &panel->curves[panel->n_curves++];

    *curve = (struct panel_curve){
        .x = g_new(double, n_max), .y = g_new(double, n_max), .is_negative = g_new0(bool, n_max)};
    return curve;
}

struct panel_curve *panel_add_curve(struct panel *panel, const struct gradfig_curve *curve) {
    struct panel_curve *added = add_points(panel, curve->n_points + 1);

    for (size_t i = 0; i < curve->n_points; i++) {
        double y = axis_position(&panel->y, curve->points[i].y);
        if (!isfinite(y)) {
            added->ends_in_zero = true;
            break;
        }
        added->x[added->n] = curve->points[i].x;
        added->y[added->n] = y;
        added->is_negative[added->n] =
            panel->y.scale == AXIS_LOG && !panel->y.is_mirrored && curve->points[i].y.sign < 0;
        added->n++;
    }
    if (added->n > 0) {
        added->end_x = added->x[added->n - 1];
        added->end_y = added->y[added->n - 1];
        added->order = added->end_y;
    }
    return added;
}

/* The part 0..1 of a line from y0 to y1 at which it crosses `limit`. */
static double crossing(double y0, double y1, double limit) {
    return fmin(fmax((limit - y0) / (y1 - y0), 0), 1);
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
    if (y0 != y1) {
        begin = fmin(crossing(y0, y1, low), crossing(y0, y1, high));
        end = fmax(crossing(y0, y1, low), crossing(y0, y1, high));
    }
    bool is_visible = end > begin && fmax(y0, y1) >= low && fmin(y0, y1) <= high;
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

static double x_px(const struct panel *panel, double x) {
    const struct box *frame = &panel->frame;
    double part = (x - panel->x.low) / (panel->x.high - panel->x.low);
    return frame->left + part * (frame->right - frame->left);
}

static double y_px(const struct panel *panel, double y) {
    const struct box *frame = &panel->frame;
    double part = (y - panel->y.low) / (panel->y.high - panel->y.low);
    return frame->bottom - part * (frame->bottom - frame->top);
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
    double one = round(fmin(fmax(y_px(panel, 0), upper.top), upper.bottom));

    upper.bottom = one;
    lower.top = one;
    canvas_fill(drawing->canvas, upper, theme->amplifying_band);
    canvas_fill(drawing->canvas, lower, theme->vanishing_band);
}

static void draw_band_words(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    double size = drawing->metrics->subtitle;
    double one = y_px(panel, 0);
    double left = panel->frame.left + 0.7 * size;
    struct text_style style = {.size = size};

    if (one - panel->frame.top > 2 * size) {
        style.color = drawing->theme->classes[GRADFIG_CLASS_AMPLIFYING].text;
        canvas_text(drawing->canvas, left, panel->frame.top + 1.2 * size, &style,
                    panel->band_words[0]);
    }
    if (panel->frame.bottom - one > 2 * size) {
        style.color = drawing->theme->classes[GRADFIG_CLASS_VANISHING].text;
        canvas_text(drawing->canvas, left, panel->frame.bottom - 0.7 * size, &style,
                    panel->band_words[1]);
    }
}

static void draw_grid(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    const struct box *frame = &panel->frame;
    struct stroke stroke = {.color = drawing->theme->grid, .width = 1};

    for (size_t i = 0; i < panel->y.n_ticks; i++) {
        double y = y_px(panel, panel->y.ticks[i].at);
        canvas_rule(drawing->canvas, frame->left, y, frame->right, y, stroke);
    }
    for (size_t i = 0; panel->has_vertical_grid && i < panel->x.n_ticks; i++) {
        double x = x_px(panel, panel->x.ticks[i].at);
        canvas_rule(drawing->canvas, x, frame->top, x, frame->bottom, stroke);
    }
}

static void draw_spines(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    const struct box *frame = &panel->frame;
    double tick = round(5 * drawing->metrics->unit);
    struct stroke stroke = {.color = drawing->theme->spine, .width = 1};

    for (size_t i = 0; i < panel->x.n_ticks; i++) {
        double x = x_px(panel, panel->x.ticks[i].at);
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
                    y_px(panel, panel->y.ticks[i].at) + HALF_CAPITAL * size, &style,
                    panel->y.ticks[i].label);
    }
    style.anchor = ANCHOR_CENTER;
    for (size_t i = 0; i < panel->x.n_ticks; i++) {
        canvas_text(drawing->canvas, x_px(panel, panel->x.ticks[i].at),
                    panel->frame.bottom + 1.35 * size, &style, panel->x.ticks[i].label);
    }
}

static void draw_titles(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    const struct metrics *metrics = drawing->metrics;
    const struct box *frame = &panel->frame;
    double above = metrics->has_subtitles ? 2.5 : 0.9;
    struct text_style style = {.size = metrics->panel_title,
                               .bold = true,
                               .color = drawing->theme->text,
                               .width_max = frame->right - frame->left + panel->rail_width};

    canvas_text(drawing->canvas, frame->left, frame->top - above * metrics->subtitle, &style,
                panel->title);
    if (metrics->has_subtitles) {
        style.size = metrics->subtitle;
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

struct spot {
    double x;
    double y;
};

static struct spot spot_of(const struct panel *panel, const struct panel_curve *curve, size_t i) {
    return (struct spot){x_px(panel, curve->x[i]), y_px(panel, curve->y[i])};
}

static double distance(struct spot a, struct spot b) {
    return hypot(a.x - b.x, a.y - b.y);
}

/* Whether the markers of point `i` of this and another curve would hide which is which. A last
 * point yields to earlier curves only: each label has its marker. */
static bool is_crowded(const struct drawing *drawing, const struct panel_curve *curve, size_t i) {
    const struct panel *panel = drawing->panel;
    double least = 10 * drawing->metrics->unit;
    struct spot spot = spot_of(panel, curve, i);
    bool is_last = i == curve->n - 1;

    for (size_t j = 0; j < panel->n_curves; j++) {
        const struct panel_curve *other = &panel->curves[j];
        if (other != curve && other->has_markers && i < other->n && (!is_last || other < curve) &&
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

    for (size_t i = first; i < curve->n; i++) {
        if (!is_crowded(drawing, curve, i)) {
            struct spot spot = spot_of(panel, curve, i);
            marker.is_hollow = curve->is_negative[i];
            canvas_marker(drawing->canvas, spot.x, spot.y, &marker);
        }
    }
}

/* One neutral dot for all curves in place of a knot of their markers. */
static void draw_common_start(const struct drawing *drawing) {
    const struct panel_curve *first = &drawing->panel->curves[0];
    struct spot spot = spot_of(drawing->panel, first, 0);
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
    }
    if (panel->has_common_start && panel->n_curves > 0 && panel->curves[0].n > 0) {
        draw_common_start(drawing);
    }
}

/* ---- the rail ---- */

/* The largest on top; the order of drawing decides between equals. */
static int compare_labels(const void *a, const void *b) {
    const struct panel_curve *left = *(const struct panel_curve *const *)a;
    const struct panel_curve *right = *(const struct panel_curve *const *)b;

    if (left->order != right->order) {
        return left->order > right->order ? -1 : 1;
    }
    return (left > right) - (left < right);
}

static size_t collect_labels(const struct panel *panel, const struct panel_curve **labelled) {
    size_t n = 0;
    for (size_t i = 0; i < panel->n_curves; i++) {
        if (panel->curves[i].label != NULL) {
            labelled[n++] = &panel->curves[i];
        }
    }
    qsort(labelled, n, sizeof(const struct panel_curve *), compare_labels);
    return n;
}

/* Keeps the ends and every k-th label where not all have room. */
static size_t thin_labels(const struct panel_curve **labelled, size_t n, size_t n_max) {
    size_t step = n_max > 1 ? (n - 1 + n_max - 2) / (n_max - 1) : n;
    size_t n_kept = 0;

    for (size_t i = 0; i < n; i++) {
        bool is_last = i == n - 1;
        bool is_far_from_last = i % step == 0 && n - 1 - i >= step;
        if (is_last || is_far_from_last) {
            labelled[n_kept++] = labelled[i];
        }
    }
    return n_kept;
}

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

/* The labels that have room, from top to bottom, and the middle of each. */
struct rail {
    size_t n;
    const struct panel_curve *labelled[PANEL_CURVES_MAX];
    double y[PANEL_CURVES_MAX];
};

static struct rail place_labels(const struct panel *panel, const struct metrics *metrics) {
    double gap = LINE_GAP * metrics->label;
    double low = panel->frame.top + 0.25 * gap; /* clear of the subtitle */
    double high = panel->frame.bottom;
    struct rail rail;
    size_t n_max = (size_t)floor((high - low) / gap) + 1;

    rail.n = collect_labels(panel, rail.labelled);
    if (rail.n > n_max) {
        rail.n = thin_labels(rail.labelled, rail.n, n_max);
    }
    for (size_t i = 0; i < rail.n; i++) {
        rail.y[i] = y_px(panel, rail.labelled[i]->end_y);
    }
    rail_spread(rail.y, rail.n, gap, low, high);
    return rail;
}

static void draw_rail(const struct drawing *drawing) {
    struct rail rail = place_labels(drawing->panel, drawing->metrics);
    for (size_t i = 0; i < rail.n; i++) {
        draw_label(drawing, rail.labelled[i], rail.y[i]);
    }
}

bool panel_find_gap(const struct panel *panel, const struct metrics *metrics, double height,
                    double *bottom) {
    struct rail rail = place_labels(panel, metrics);
    double margin = LINE_GAP * metrics->label;
    double largest = 0;
    double above = panel->frame.top;

    for (size_t i = 0; i <= rail.n; i++) {
        double below = i < rail.n ? rail.y[i] - margin : panel->frame.bottom;
        if (below - above > largest) {
            largest = below - above;
            *bottom = i < rail.n ? (above + below + height) / 2 : below;
        }
        above = i < rail.n ? rail.y[i] + margin : above;
    }
    return largest >= height;
}

void panel_draw(const struct panel *panel, struct canvas *canvas, const struct theme *theme,
                const struct metrics *metrics, double y_title_x) {
    struct drawing drawing = {canvas, theme, metrics, panel};

    if (panel->has_bands) {
        draw_bands(&drawing);
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
