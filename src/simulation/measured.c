/* The curves of measured gradients, and what fits them. */
#include "simulation/measured.h"

#include <math.h>

#include <glib.h>

struct number measured_gradient(const struct measured *measured, size_t n) {
    double value = measured->gradients.values[n].value;
    double output = measured->gradients.values[0].value;

    if (isnan(value)) {
        return NO_NUMBER;
    }
    if (value == 0) {
        return number_from_double(0);
    }
    return (struct number){1, fit_log10(value, output), value / output};
}

int64_t measured_last_layer(const struct spec *spec) {
    int64_t last = spec->depth;

    for (size_t i = 0; i < spec->n_measured; i++) {
        last = MAX(last, (int64_t)spec->measured[i].gradients.n_values - 1);
    }
    return last;
}

double measured_zero_layer(const struct measured *measured) {
    double layer = NAN;

    for (size_t n = 0; n < measured->gradients.n_values; n++) {
        double value = measured->gradients.values[n].value;
        if (value == 0) {
            layer = isnan(layer) ? (double)n : layer;
        } else if (!isnan(value)) {
            layer = NAN;
        }
    }
    return layer;
}

/* The gradients as doubles, freed with g_free. */
static double *copy_values(const struct measured *measured) {
    double *values = g_new(double, measured->gradients.n_values);

    for (size_t n = 0; n < measured->gradients.n_values; n++) {
        values[n] = measured->gradients.values[n].value;
    }
    return values;
}

bool measured_fit(const struct measured *measured, struct gradient_fit *fit) {
    g_autofree double *values = copy_values(measured);
    return fit_gradients(values, measured->gradients.n_values, fit);
}

size_t measured_count_left_out(const struct measured *measured) {
    g_autofree double *values = copy_values(measured);
    return measured->gradients.n_values - fit_count_used(values, measured->gradients.n_values);
}

size_t measured_count_missing(const struct measured *measured) {
    size_t n_missing = 0;

    for (size_t n = 0; n < measured->gradients.n_values; n++) {
        n_missing += isnan(measured->gradients.values[n].value) ? 1 : 0;
    }
    return n_missing;
}

size_t measured_count_passing_zeros(const struct measured *measured) {
    double lost = measured_zero_layer(measured);
    size_t n_zeros = 0;

    for (size_t n = 0; n < measured->gradients.n_values && !((double)n >= lost); n++) {
        n_zeros += measured->gradients.values[n].value == 0 ? 1 : 0;
    }
    return n_zeros;
}

size_t measured_count_repeated(const struct measured *measured) {
    g_autofree double *values = copy_values(measured);
    return fit_count_repeated(values, measured->gradients.n_values);
}
