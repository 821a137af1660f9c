/* Converts the points of the series to a curve of a panel, and draws it in its style. */
#include <assert.h>
#include <math.h>

#include <glib.h>

#include "rendering/panel/panel.h"

static struct panel_curve *add_curve(struct panel *panel, enum curve_style style, size_t n_max) {
    assert(panel->n_curves < PANEL_CURVES_MAX);
    struct panel_curve *curve = &panel->curves[panel->n_curves++];

    *curve = (struct panel_curve){.style = style,
                                  .x = g_new0(double, n_max),
                                  .y = g_new0(double, n_max),
                                  .is_negative = g_new0(bool, n_max),
                                  .is_apart = g_new0(bool, n_max),
                                  .zeros = g_new0(double, n_max)};
    return curve;
}

bool panel_curve_has_negative(const struct panel_curve *curve) {
    size_t i = 0;

    while (i < curve->n && !curve->is_negative[i]) {
        i++;
    }
    return i < curve->n;
}

/* ---- lines ---- */

/* Adds the next point, unless it has no position on the axis. */
static void take_point(struct panel_curve *line, const struct axis *axis,
                       const struct point *point) {
    double y = axis_position(axis, point->y);

    if (!isfinite(y)) {
        line->zero_x = line->ends_in_zero ? line->zero_x : point->x;
        line->ends_in_zero = true;
        line->zeros[line->n_zeros++] = point->x;
        return;
    }
    line->x[line->n] = point->x;
    line->y[line->n] = y;
    line->is_negative[line->n] = axis->scale == AXIS_LOG && !axis->is_mirrored && point->y.sign < 0;
    line->is_apart[line->n] = line->ends_in_zero;
    line->ends_in_zero = false;
    line->n++;
}

struct panel_curve *panel_add_curve(struct panel *panel, const struct curve *curve) {
    struct panel_curve *line = add_curve(panel, curve->style, curve->n_points + 1);

    for (size_t i = 0; i < curve->n_points; i++) {
        take_point(line, &panel->y, &curve->points[i]);
    }
    while (line->ends_in_zero && line->n_zeros > 0 &&
           line->zeros[line->n_zeros - 1] >= line->zero_x) {
        line->n_zeros--;
    }
    if (line->ends_in_zero) {
        line->end_x = line->zero_x;
        line->end_y = panel->y.low;
        line->order = -INFINITY;
    } else if (line->n > 0) {
        line->end_x = line->x[line->n - 1];
        line->end_y = line->y[line->n - 1];
        line->order = line->end_y;
    }
    return line;
}

/* The points of a line from point `i` on, up to the next that stands apart. */
static size_t count_joined(const struct panel_curve *line, size_t i) {
    size_t end = i + 1;

    while (end < line->n && !line->is_apart[end]) {
        end++;
    }
    return end - i;
}

bool panel_curve_is_dot(const struct panel_curve *curve, size_t i) {
    return (i == 0 || curve->is_apart[i]) && count_joined(curve, i) == 1;
}

static void draw_line(const struct panel_curve *line, struct canvas *canvas) {
    size_t n;

    for (size_t i = 0; i < line->n; i += n) {
        n = count_joined(line, i);
        if (n >= 2) {
            canvas_curve(canvas, n, &line->x[i], &line->y[i], line->stroke);
        }
    }
}

/* ---- bands ---- */

static void take_corner(struct panel_curve *band, const struct axis *axis,
                        const struct point *point) {
    double y = axis_position(axis, point->y);

    band->x[band->n] = point->x;
    band->y[band->n] = isfinite(y) ? y : axis->low;
    band->n++;
}

/* Along the lower edge, and back along the upper one. */
struct panel_curve *panel_add_band(struct panel *panel, const struct curve *low,
                                   const struct curve *high) {
    struct panel_curve *band = add_curve(panel, STYLE_BAND, low->n_points + high->n_points);

    for (size_t i = 0; i < low->n_points; i++) {
        take_corner(band, &panel->y, &low->points[i]);
    }
    for (size_t i = high->n_points; i-- > 0;) {
        take_corner(band, &panel->y, &high->points[i]);
    }
    return band;
}

/* With edges, since the colors of bands that overlap mix. */
static void draw_band(const struct panel_curve *band, struct canvas *canvas) {
    static const double thin = 0.3;
    size_t n = band->n / 2;
    struct stroke edge = band->stroke;

    edge.width *= thin;
    canvas_area(canvas, band->n, band->x, band->y, band->stroke.color, BAND_OPACITY);
    canvas_curve(canvas, n, band->x, band->y, edge);
    canvas_curve(canvas, n, band->x + n, band->y + n, edge);
}

/* Points have only markers, above all lines. */
void panel_curve_draw(const struct panel_curve *curve, struct canvas *canvas) {
    if (curve->style == STYLE_LINE) {
        draw_line(curve, canvas);
    } else if (curve->style == STYLE_BAND && curve->n > 2) {
        draw_band(curve, canvas);
    }
}

/* ---- straight lines ---- */

bool clip_part(double from, double to, double low, double high, double part[2]) {
    if (from == to) {
        return low <= from && from <= high;
    }
    double at_low = (low - from) / (to - from);
    double at_high = (high - from) / (to - from);
    part[0] = fmax(part[0], fmin(at_low, at_high));
    part[1] = fmin(part[1], fmax(at_low, at_high));
    return part[0] < part[1];
}

struct panel_curve *panel_add_line(struct panel *panel, double x0, double y0, double x1,
                                   double y1) {
    static const double large =
        1e150; /* clip first, because PLplot drops what exceeds its integers */
    const struct axis *axis = &panel->y;
    double part[2] = {0, 1};
    y0 = fmin(fmax(y0, -large), large);
    y1 = fmin(fmax(y1, -large), large);
    /* Of a steep line the parts may be the same double. */
    bool is_visible = clip_part(y0, y1, axis->low, axis->high, part) ||
                      (fmin(y0, y1) < axis->low && fmax(y0, y1) > axis->high);
    struct panel_curve *added = add_curve(panel, STYLE_LINE, 3);

    /* PLplot gives a line of two points round ends, which would close the gaps of dashes. */
    added->n = is_visible ? 3 : 0;
    for (size_t i = 0; i < added->n; i++) {
        double at = part[0] + (double)i / 2 * (part[1] - part[0]);
        added->x[i] = x0 + at * (x1 - x0);
    }
    if (is_visible) {
        added->y[0] = fmin(fmax(y0, axis->low), axis->high);
        added->y[2] = fmin(fmax(y1, axis->low), axis->high);
        added->y[1] = (added->y[0] + added->y[2]) / 2;
    }
    added->end_x = is_visible ? added->x[2] : x1;
    added->end_y = fmin(fmax(y1, axis->low), axis->high);
    added->is_cut = is_visible && part[1] < 1;
    added->order = y1;
    return added;
}
