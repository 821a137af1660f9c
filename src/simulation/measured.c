/* The curves of measured gradients, and what fits them. */
#include "simulation/measured.h"

#include <math.h>

#include <glib.h>

#include "simulation/receiver.h"

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

/* ---- the points of the curve ---- */

static bool emit_measured(const struct receiver *receiver, const struct measured *measured,
                          size_t n) {
    struct number gradient = measured_gradient(measured, n);

    return !number_exists(gradient) || receiver_emit(receiver, (double)n, gradient);
}

/* The smallest and the largest of the gradients from `begin` up to, but without, `end`. */
static bool emit_extremes(const struct receiver *receiver, const struct measured *measured,
                          size_t begin, size_t end) {
    const struct real *values = measured->gradients.values;
    size_t smallest = begin;
    size_t largest = begin;

    for (size_t n = begin; n < end; n++) { /* comparisons with a missing one are false */
        smallest = values[n].value < values[smallest].value || isnan(values[smallest].value)
                       ? n
                       : smallest;
        largest =
            values[n].value > values[largest].value || isnan(values[largest].value) ? n : largest;
    }
    return emit_measured(receiver, measured, MIN(smallest, largest)) &&
           (smallest == largest || emit_measured(receiver, measured, MAX(smallest, largest)));
}

static bool visit_selected(const struct receiver *receiver, const struct measured *measured) {
    const struct selection *selection = receiver->selection;
    bool goes_on = true;

    for (size_t i = 0; goes_on && i < selection->n_layers; i++) {
        goes_on = selection->layers[i] >= (int64_t)measured->gradients.n_values ||
                  emit_measured(receiver, measured, (size_t)selection->layers[i]);
    }
    return goes_on;
}

bool receiver_visit_measured(const struct receiver *receiver, const struct measured *measured) {
    size_t n_inner = measured->gradients.n_values - 2;
    size_t n_max = receiver->selection->n_points_max;
    size_t n_parts = n_max == 0 || n_inner + 2 <= n_max ? n_inner : (n_max - 2) / 2;

    if (receiver->selection->layers != NULL) {
        return visit_selected(receiver, measured);
    }
    bool goes_on = emit_measured(receiver, measured, 0);
    for (size_t i = 0; goes_on && i < n_parts; i++) {
        goes_on = emit_extremes(receiver, measured, 1 + i * n_inner / n_parts,
                                1 + (i + 1) * n_inner / n_parts);
    }
    return goes_on && emit_measured(receiver, measured, n_inner + 1);
}
