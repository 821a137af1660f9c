/* Chooses the measured gradients that become points. */
#include <math.h>

#include <glib.h>

#include "simulation/measured.h"
#include "simulation/receiver.h"

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
