/* The line of all layers with all its digits. */
#ifndef GRADFIG_SIMULATION_COMPOSED_PRIVATE_H
#define GRADFIG_SIMULATION_COMPOSED_PRIVATE_H

#include <stdint.h>

#include "simulation/network_private.h"

/** Layers 1 to `depth` as one line. */
struct affine network_composed(const struct network *network, int64_t depth);

#endif
