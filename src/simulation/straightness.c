/* How straight measured gradients are on a logarithmic axis, and where they bend. */
#include <math.h>

#include <glib.h>

#include "simulation/measured.h"
#include "simulation/wide_number.h"

/* ---- lines through the first points ---- */

/* Least squares, updated with each point. */
struct sums {
    double n;
    double mean_x;
    double mean_y;
    double xx; /* sums of products about the means */
    double xy;
    double yy;
};

static void add_point(struct sums *sums, double x, double y) {
    double dx = x - sums->mean_x;
    double dy = y - sums->mean_y;

    sums->n++;
    sums->mean_x += dx / sums->n;
    sums->mean_y += dy / sums->n;
    sums->xx += dx * (x - sums->mean_x);
    sums->xy += dx * (y - sums->mean_y);
    sums->yy += dy * (y - sums->mean_y);
}

static double slope_of(const struct sums *sums) {
    return sums->xy / sums->xx;
}

/* The sum of squares that the line leaves. */
static double rest_of(const struct sums *sums) {
    return fmax(0, sums->yy - sums->xy * slope_of(sums));
}

/* ---- the points ---- */

struct points {
    size_t n;
    double *x; /* layers */
    double *y; /* log10 of the gradient */
};

static struct points take_points(const struct measured *measured) {
    size_t n_max = measured->gradients.n_values;
    struct points points = {0, g_new(double, n_max), g_new(double, n_max)};

    for (size_t n = 0; n < n_max; n++) {
        struct number gradient = measured_gradient(measured, n);
        if (gradient.sign > 0) {
            points.x[points.n] = (double)n;
            points.y[points.n++] = gradient.log10_abs;
        }
    }
    return points;
}

static void find_largest(const struct points *points, const struct sums *line,
                         struct straightness *straightness) {
    double largest = 0;

    for (size_t i = 0; i < points->n; i++) {
        double fitted = line->mean_y + slope_of(line) * (points->x[i] - line->mean_x);
        double distance = fabs(points->y[i] - fitted);
        if (i == 0 || distance > largest) {
            largest = distance;
            straightness->layer = (size_t)points->x[i];
        }
    }
    straightness->factor = wide_from_log10(largest);
}

/* ---- two lines ---- */

/* The lines through the last points from each one on, freed with g_free. */
static struct sums *lines_to_end(const struct points *points) {
    struct sums *lines = g_new0(struct sums, points->n + 1);

    for (size_t i = points->n; i-- > 0;) {
        lines[i] = lines[i + 1];
        add_point(&lines[i], points->x[i], points->y[i]);
    }
    return lines;
}

/* Whether the second line is worth its three numbers, by Schwarz's criterion, and leaves less than
 * half of the rest. */
static bool is_better(double rest, double rest_of_two, size_t n) {
    return rest_of_two < rest / 2 && (double)n * log(rest / rest_of_two) > 3 * log((double)n);
}

static void find_break(const struct points *points, struct straightness *straightness) {
    static const double rounding = 1e-9; /* of the sum of squares */
    g_autofree struct sums *after = lines_to_end(points);
    struct sums before = {0};
    double whole = rest_of(&after[0]);
    double least = whole;

    for (size_t i = 0; i + FIT_POINTS_MIN < points->n; i++) {
        add_point(&before, points->x[i], points->y[i]);
        double rest = rest_of(&before) + rest_of(&after[i + 1]);
        if (i + 1 >= FIT_POINTS_MIN && rest < least) {
            least = rest;
            straightness->break_layer = (size_t)points->x[i];
            straightness->s_before = wide_from_log10(slope_of(&before));
            straightness->s_after = wide_from_log10(slope_of(&after[i + 1]));
        }
    }
    straightness->breaks =
        whole > rounding * after[0].yy && least < whole && is_better(whole, least, points->n);
}

bool measured_straightness(const struct measured *measured, struct straightness *straightness) {
    struct points points = take_points(measured);
    bool done = points.n >= FIT_POINTS_MIN;

    if (done) {
        struct sums line = {0};
        for (size_t i = 0; i < points.n; i++) {
            add_point(&line, points.x[i], points.y[i]);
        }
        *straightness = (struct straightness){
            .start = wide_from_log10(line.mean_y - slope_of(&line) * line.mean_x)};
        find_largest(&points, &line, straightness);
        find_break(&points, straightness);
    }
    g_free(points.x);
    g_free(points.y);
    return done;
}
