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

/** Beyond this number of layers that differ the closed form would take too long. */
enum { LYAPUNOV_LAYERS_MAX = 10000 };

/** Whether at most LYAPUNOV_LAYERS_MAX of layers 1 to `layer` differ. */
bool lyapunov_has_sum(const struct network *network, int64_t layer);

/** Sums E ln |slope| over layers 1 to `layer`, where lyapunov_has_sum. The typical gradient is e to
 * this power. Returns false if the gradient is always 0. */
MUST_CHECK bool lyapunov_sum(const struct network *network, int64_t layer, struct wide *sum);

/** The decimal logarithm for a natural one. */
struct wide lyapunov_to_log10(struct wide ln);

#endif
