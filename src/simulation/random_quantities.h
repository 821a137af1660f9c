/* What is typical of a network with random layers, and what its mean hides. */
#ifndef GRADFIG_SIMULATION_RANDOM_QUANTITIES_H
#define GRADFIG_SIMULATION_RANDOM_QUANTITIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/number.h"
#include "simulation/lyapunov.h"
#include "simulation/samples.h"
#include "spec/spec.h"

/** Quantities after all layers, from samples and in closed form. */
struct random_quantities {
    struct number gradient[N_QUANTILES];   /**< of the modulus */
    struct number activation[N_QUANTILES]; /**< with their signs */
    double negative_share;                 /**< of the gradients */
    struct number mean;                    /**< of the gradient, exact */
    struct number second_moment;           /**< the mean of its square, exact */
    /* Of ln |slope| for each layer; NAN at depth 0, and where the closed form has too many terms:
     */
    double exponent;        /**< in closed form; -INFINITY if the gradient is always 0 */
    double half_life;       /**< layers in which the typical gradient halves, or doubles */
    double sample_exponent; /**< the mean of the samples */
    double sample_error;    /**< its standard error */
    double sample_half_life;
};

/** The quantities of network `index`, which is random. Returns false when `stop`, if it is not
 * NULL, is set. */
MUST_CHECK bool random_quantities_of(const struct spec *spec, size_t index, stop_flag *stop,
                                     struct random_quantities *quantities);

/** ln 2 / |exponent|; INFINITY if it is 0. */
double half_life_of_exponent(double exponent);

/** The quantiles of a network, or of a slope of the sweep, at one layer. */
struct sample_point random_point(const struct random_network *random, int64_t layer);

/** The gradient of a network that figure and report show: the median of random ones. */
struct number shown_gradient(const struct spec *spec, size_t index, int64_t layer);

#endif
