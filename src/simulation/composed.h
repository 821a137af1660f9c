/* All layers of a network as one line. */
#ifndef GRADFIG_SIMULATION_COMPOSED_H
#define GRADFIG_SIMULATION_COMPOSED_H

#include <stdint.h>

#include "simulation/network.h"

/** Layers 1 to `depth` as one line; its slope is the gradient through all of them. */
struct line network_composed_line(const struct network *network, int64_t depth);

/** Its intercept, without its slope. */
struct number network_composed_intercept(const struct network *network, int64_t depth);

#endif
