/* Draws the area between the upper and the lower ends of swings. */
#include "rendering/panel/swinging_curves.h"

#include <math.h>

#include <glib.h>

/* The points from left to right: all of a line, or those of one edge of a band. */
static size_t count_points(const struct panel_curve *curve) {
    return curve->style == STYLE_BAND ? curve->n / 2 : curve->n;
}

/* How often the curve goes up after down, or down after up, also after points with one value. */
static size_t count_reversals(const struct panel_curve *curve) {
    double before = 0;
    size_t n = 0;

    for (size_t i = 1; i < count_points(curve); i++) {
        double change = curve->y[i] - curve->y[i - 1];
        n += (change > 0 && before < 0) || (change < 0 && before > 0) ? 1 : 0;
        before = change != 0 ? change : before;
    }
    return n;
}

bool curve_alternates(const struct panel_curve *curve) {
    static const double nearly_all = 0.9; /* random layers turn at two of three */
    double n = (double)count_points(curve) - 2;
    return curve->style != STYLE_POINTS && n > 0 && (double)count_reversals(curve) > nearly_all * n;
}

bool curve_swings(const struct panel *panel, const struct panel_curve *curve) {
    static const double apart_min = 2; /* line widths from one reversal to the next */
    static const size_t reversals_min = 20;
    size_t n_reversals = curve->style == STYLE_POINTS ? 0 : count_reversals(curve);

    if (n_reversals < reversals_min || (curve->is_random && !curve_alternates(curve))) {
        return false;
    }
    double right = panel_x_px(panel, curve->x[count_points(curve) - 1]);
    double length = right - panel_x_px(panel, curve->x[0]);
    return length < apart_min * curve->stroke.width * (double)n_reversals;
}

/* The upper end of the swings from point `first` to point `last`, with `sign` 1, or the lower one,
 * with -1. */
static double swing_end(const double *y, size_t first, size_t last, int sign) {
    double end = -INFINITY;

    for (size_t i = first; i <= last; i++) {
        end = fmax(end, sign * y[i]);
    }
    return sign * end;
}

/* Makes `n` points follow the ends of their swings: those of its own stretch of layers and of the
 * next ones. */
static void follow_ends(double *y, size_t n, int sign) {
    g_autofree double *all = g_memdup2(y, n * sizeof(*y));

    for (size_t i = 1; i < n; i++) {
        y[i] = swing_end(all, i - MIN(i, STRETCH_POINTS), MIN(i + STRETCH_POINTS, n - 1), sign);
    }
}

struct box swing_between(const struct panel *panel, const struct panel_curve *curve, double left,
                         double right) {
    static const size_t around = STRETCH_POINTS + 1; /* points that show both ends */
    struct box swing = {left, panel->frame.top, right, panel->frame.bottom};

    for (size_t i = around; i < curve->n; i++) {
        double x = panel_x_px(panel, curve->x[i]);
        if (left <= x && x <= right) {
            double high = swing_end(curve->y, i - around, i, 1);
            double low = swing_end(curve->y, i - around, i, -1);
            swing.top = fmax(swing.top, panel_y_px(panel, high));
            swing.bottom = fmin(swing.bottom, panel_y_px(panel, low));
        }
    }
    return swing;
}

/* A line encloses the area on its way there and back, as a band does. */
void swinging_curve_draw(const struct panel_curve *curve, struct canvas *canvas) {
    static const double opacity[N_STYLES] = {[STYLE_LINE] = 0.1, [STYLE_BAND] = BAND_OPACITY};
    static const double thin = 0.6;
    bool is_line = curve->style == STYLE_LINE;
    size_t n = count_points(curve);
    g_autofree double *x = g_new(double, 2 * n);
    g_autofree double *y = g_new(double, 2 * n);
    struct stroke stroke = curve->stroke;

    for (size_t i = 0; i < 2 * n; i++) {
        size_t from = is_line && i >= n ? 2 * n - 1 - i : i;
        x[i] = curve->x[from];
        y[i] = curve->y[from];
    }
    follow_ends(y, n, -1);
    follow_ends(y + n, n, 1);
    canvas_area(canvas, 2 * n, x, y, stroke.color, opacity[curve->style]);
    if (is_line) {
        stroke.width *= thin;
        canvas_curve(canvas, n, x, y, stroke);
        canvas_curve(canvas, n, x + n, y + n, stroke);
    }
}
