/* The Lyapunov exponent of random layers. */
#ifndef GRADFIG_SIMULATION_LYAPUNOV_H
#define GRADFIG_SIMULATION_LYAPUNOV_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "simulation/wide_number.h"
#include "spec/spec.h"

/** E ln |mean + deviation·Z|, with Z of mean 0 and variance 1. The deviation is above 0. */
struct wide lyapunov_exponent(struct wide mean, struct wide deviation,
                              enum distribution distribution);

/** Sums E ln |slope| over layers 1 to `layer`. The typical gradient is e to this power. Returns
 * false if the gradient is always 0. */
MUST_CHECK bool lyapunov_sum(const struct network *network, int64_t layer, struct wide *sum);

/** The Lyapunov exponent of layers 1 to `layer`, the mean of E ln |slope|. Without random slopes
 * they have those of the gradient. NAN at layer 0 and where so many layers differ that the sum
 * would take too long, and -INFINITY for a gradient of 0. */
double lyapunov_mean(const struct network *network, int64_t layer);

/** The decimal logarithm for a natural one. */
struct wide lyapunov_to_log10(struct wide ln);

#endif
