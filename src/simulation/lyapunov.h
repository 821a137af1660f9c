/* The Lyapunov exponent of random layers, and the typical gradient that it makes. */
#ifndef GRADFIG_SIMULATION_LYAPUNOV_H
#define GRADFIG_SIMULATION_LYAPUNOV_H

#include <stdbool.h>
#include <stdint.h>

#include "simulation/wide_number.h"
#include "spec/spec.h"

/** E ln |mean + deviation·Z|, with Z of mean 0 and variance 1. The deviation is above 0. */
struct wide lyapunov_exponent(struct wide mean, struct wide deviation,
                              enum distribution distribution);

/** Where more layers differ in what their slopes are drawn from, the closed form is not summed. */
enum { LYAPUNOV_LAYERS_MAX = 10000 };

/**
 * Sums E ln |slope| over layers 1 to `layer` of a network with random slopes. The typical gradient
 * is e to this power. Returns false if more than LYAPUNOV_LAYERS_MAX layers differ, or the gradient
 * is always 0.
 */
bool lyapunov_sum(const struct network *network, int64_t layer, struct wide *sum);

/** The number of layers whose exponents it computes for that. */
int64_t lyapunov_cost(const struct network *network, int64_t layer);

/** ln 10, and a natural logarithm of the decimal one. */
struct wide lyapunov_from_log10(struct wide log10);
struct wide lyapunov_to_log10(struct wide ln);

#endif
