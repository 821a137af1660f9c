/* Fits a gradient for each layer, and the rival power law, to measured gradients. */
#include "simulation/gradient_fit.h"

#include <math.h>
#include <stdlib.h>

#include <glib.h>

#include "simulation/wide_number.h"

bool fit_uses(double value) {
    return isfinite(value) && value > 0;
}

/* The quotient has more digits than the difference of logarithms, but may leave the doubles. */
double fit_log10(double value, double reference) {
    double quotient = value / reference;

    return isnormal(quotient) ? log10(quotient) : log10(value) - log10(reference);
}

/* The line y = slope * x + a constant by least squares. */
struct line {
    double slope;
    double start;    /* y at x = 0 */
    double level;    /* mean of y */
    double farthest; /* from it */
    double residual; /* sum of squares */
    double total;    /* sum of squares about the mean */
    double spread;   /* sum of squares of x about its mean */
};

/* The logarithm of the power law's base, which that law is fitted over. */
static double power_of(double n, double n_values) {
    return -log10((n_values - n) / n_values);
}

static struct line fit_line(const double *x, const double *y, size_t n_points) {
    struct line line = {0};
    double mean_x = 0;
    double product = 0;

    for (size_t i = 0; i < n_points; i++) {
        mean_x += x[i] / (double)n_points;
        line.level += y[i] / (double)n_points;
    }
    for (size_t i = 0; i < n_points; i++) {
        double dx = x[i] - mean_x;
        double dy = y[i] - line.level;
        line.spread += dx * dx;
        line.total += dy * dy;
        line.farthest = fmax(line.farthest, fabs(dy));
        product += dx * dy;
    }
    line.slope = product / line.spread;
    line.start = line.level - line.slope * mean_x;
    for (size_t i = 0; i < n_points; i++) {
        double rest = y[i] - line.level - line.slope * (x[i] - mean_x);
        line.residual += rest * rest;
    }
    return line;
}

/* The lines over the layers and over power_of. */
static void fit_lines(const double *values, size_t n_values, size_t n_points, struct line *line,
                      struct line *power) {
    g_autofree double *layers = g_new0(double, n_points);
    g_autofree double *powers = g_new0(double, n_points);
    g_autofree double *y = g_new0(double, n_points);
    size_t i = 0;

    for (size_t n = 0; n < n_values; n++) {
        if (fit_uses(values[n])) {
            layers[i] = (double)n;
            powers[i] = power_of((double)n, (double)n_values);
            y[i++] = fit_log10(values[n], values[0]);
        }
    }
    *line = fit_line(layers, y, n_points);
    *power = fit_line(powers, y, n_points);
}

/* Rounding would give equal values a slope, and networks compute in single precision. */
static bool are_equal(const double *values, size_t n_values) {
    static const double rounding = 1e-6; /* relative, of some layers */

    for (size_t n = 1; n < n_values; n++) {
        if (fit_uses(values[n]) && fabs(values[n] - values[0]) > rounding * values[0]) {
            return false;
        }
    }
    return true;
}

/* Whether the last of the values that are not missing is 0. */
static bool ends_in_zero(const double *values, size_t n_values) {
    while (n_values > 1 && !isfinite(values[n_values - 1])) {
        n_values--;
    }
    return values[n_values - 1] == 0;
}

size_t fit_count_used(const double *values, size_t n_values) {
    size_t n_used = 0;

    for (size_t n = 0; n < n_values; n++) {
        n_used += fit_uses(values[n]) ? 1 : 0;
    }
    return n_used;
}

bool fit_gradients(const double *values, size_t n_values, struct gradient_fit *fit) {
    size_t n_points = fit_count_used(values, n_values);

    if (n_points < FIT_POINTS_MIN || !fit_uses(values[0])) {
        return false;
    }
    *fit = (struct gradient_fit){
        .n_points = n_points,
        .s = number_from_double(1),
        .se_s = number_from_double(0),
        .r2 = NAN,
        .power_r2 = NAN,
    };
    if (!are_equal(values, n_values)) {
        struct line line;
        struct line power;
        fit_lines(values, n_values, n_points, &line, &power);
        fit->b = line.slope;
        fit->s = wide_from_log10(line.slope);
        fit->se_b = sqrt(line.residual / (double)(n_points - 2) / line.spread);
        fit->se_s = wide_to_number(wide_multiply(wide_exp10(wide_from_double(line.slope)),
                                                 wide_from_double(M_LN10 * fit->se_b)));
        fit->start = line.start;
        fit->level = line.level;
        fit->ends_in_zero = ends_in_zero(values, n_values);
        fit->farthest = line.farthest;
        fit->drift = line.slope * (double)(n_values - 1);
        fit->scatter = sqrt(line.residual / (double)(n_points - 2));
        fit->r2 = 1 - line.residual / line.total;
        fit->power = power.slope;
        fit->power_start = power.start;
        fit->power_r2 = 1 - power.residual / power.total;
    }
    return true;
}

static bool is_steady(const struct gradient_fit *fit) {
    static const double near = 0.3010; /* log10 of 2 */
    return fabs(fit->drift) < 2 * fit->scatter && fit->farthest <= near && !fit->ends_in_zero;
}

enum fit_law fit_law_of(const struct gradient_fit *fit) {
    if (isnan(fit->r2)) {
        return FIT_LEVEL;
    }
    if (fmax(fit->r2, fit->power_r2) < FIT_R2_LEAST) {
        return is_steady(fit) ? FIT_STEADY : FIT_NEITHER;
    }
    return fit->power_r2 > fit->r2 ? FIT_POWER : FIT_SLOPE;
}

double fit_log10_at(const struct gradient_fit *fit, double n, size_t n_values) {
    if (fit_law_of(fit) == FIT_STEADY) {
        return fit->level;
    }
    return fit->power_r2 > fit->r2 ? fit->power_start + fit->power * power_of(n, (double)n_values)
                                   : fit->start + fit->b * n;
}

static int compare_doubles(const void *a, const void *b) {
    double left = *(const double *)a;
    double right = *(const double *)b;

    return (left > right) - (left < right);
}

size_t fit_count_repeated(const double *values, size_t n_values) {
    g_autofree double *sorted = g_new(double, n_values);
    size_t n = 0;
    size_t n_repeated = 0;

    for (size_t i = 0; i < n_values; i++) {
        if (isfinite(values[i])) {
            sorted[n++] = values[i];
        }
    }
    qsort(sorted, n, sizeof(sorted[0]), compare_doubles);
    for (size_t i = 0; i < n; i++) {
        n_repeated +=
            (i > 0 && sorted[i] == sorted[i - 1]) || (i + 1 < n && sorted[i] == sorted[i + 1]);
    }
    return n_repeated;
}
