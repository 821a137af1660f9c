/* Networks with random layers: quantiles over many realisations, after chosen layers. */
#ifndef GRADFIG_SIMULATION_SAMPLES_H
#define GRADFIG_SIMULATION_SAMPLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/number.h"
#include "simulation/draws.h"
#include "simulation/wide_number.h"
#include "spec/spec.h"

/** The 10th, 50th and 90th percentile. */
enum quantile { QUANTILE_LOW, QUANTILE_MEDIAN, QUANTILE_HIGH, N_QUANTILES };

/** A network whose realisations differ. A layer's slope is slope + slope_sd·Z with a draw Z. */
struct random_network {
    struct network network; /**< which borrows its lists */
    struct draws draws;
    size_t n_samples;
    double input;
    bool has_activations;
};

/** Network `index` of the spec, and the stack of one slope of its sweep, which has no activations.
 */
struct random_network random_network_of(const struct spec *spec, size_t index);
struct random_network random_network_of_sweep(const struct spec *spec, size_t index);

/** Quantiles after `layer`, of type 7: linear between the two samples next to them. */
struct sample_point {
    int64_t layer;
    double log10_gradient[N_QUANTILES]; /**< of |g|, between logarithms; -INFINITY where it is 0 */
    struct wide activation[N_QUANTILES];
};

/** The quantile of all realisations that there could be is between these, with a chance of 95%. */
struct sample_bounds {
    struct number low;
    struct number high;
};

/** What the realisations have in common after the last of the layers. */
struct sample_summary {
    struct sample_bounds gradient[N_QUANTILES]; /**< of the modulus */
    struct sample_bounds activation[N_QUANTILES];
    double negative_share;   /**< of the realisations with a negative gradient */
    double mean_log10;       /**< of log10 |g|; -INFINITY if one is 0 */
    double mean_log10_error; /**< its standard error; NAN with it */
};

/**
 * Walks all realisations through the layers together, with one state for each. Fills a point for
 * each of `n_layers` ascending layers, of which there is at least one, and `summary`, which may be
 * NULL. Returns false when `stop`, if it is not NULL, is set.
 */
MUST_CHECK bool samples_walk(const struct random_network *random, const int64_t *layers,
                             size_t n_layers, stop_flag *stop, struct sample_point *points,
                             struct sample_summary *summary);

/** A quantile of |g| as a number. */
struct number sample_gradient(const struct sample_point *point, enum quantile quantile);

#endif
