/* The slope, intercept, skip and scale of each layer. */
#ifndef GRADFIG_SIMULATION_LAYER_VALUES_H
#define GRADFIG_SIMULATION_LAYER_VALUES_H

#include <stdint.h>

#include "simulation/network.h"
#include "simulation/wide_number.h"
#include "spec/spec.h"

/** A schedule as sums of doubles times 2^exponent, which give nearly every value at once. */
struct quick_schedule {
    double first[2];
    double step[3]; /**< the first two have 26 bits */
    int64_t exponent;
};

/** One quantity of all layers. */
struct layer_values {
    const struct reals *reals; /**< borrowed from the network */
    int64_t depth;
    struct wide first_layer; /**< the value at layer 1 */
    /* Of a schedule: */
    struct wide first; /**< at layer 1, as the decimal that was typed */
    struct wide step;  /**< from there to layer 2, and from each layer to the next */
    struct wide least; /**< values between the ends that are not 0 are larger */
    struct quick_schedule quick;
};

/** The layers of a network, with what they have in common computed once. */
struct layers {
    struct layer_values of[N_LAYER_QUANTITIES];
    struct wide power; /**< depth^|scale_power| */
    int power_sign;    /**< of scale_power; 0: it changes nothing */
};

/** Borrows from the network. */
struct layers layers_of(const struct network *network);

/** value·depth^scale_power. A product with a negative power is divided, so that -3·3^-1 is -1. */
struct wide layers_times_power(const struct layers *layers, struct wide value);

/** A quantity that differs, at `layer`. */
struct wide layer_value_at(const struct layer_values *values, int64_t layer);

/** A quantity at `layer` (1-based), rounded once to the 53 bits of a double. A scale is without
 * depth^scale_power. */
static inline struct wide layers_value(const struct layers *layers, enum layer_quantity quantity,
                                       int64_t layer) {
    const struct layer_values *values = &layers->of[quantity];
    return values->reals->n_values == 1 ? values->first_layer : layer_value_at(values, layer);
}

/** network_slope_period for the intercepts of the blocks. */
int64_t network_intercept_period(const struct network *network);

/** The number of layers after which slopes and intercepts both begin again. */
int64_t network_period(const struct network *network);

/** Fewer periods cost less to walk than to skip. */
#define PERIODS_TO_SKIP 32

/** A multiple of a period for walks that start from few layers, so that each layer has the same
 * digits wherever they come from. */
int64_t layers_stride(int64_t period);

/** The number of entries of the longest list, 1 if there is none. */
int64_t network_longest_list(const struct network *network);

#endif
