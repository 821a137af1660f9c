/* The first layers at which an activation cannot be held or trusted. */
#ifndef GRADFIG_SIMULATION_ACTIVATION_EVENTS_H
#define GRADFIG_SIMULATION_ACTIVATION_EVENTS_H

#include <stdint.h>

#include "simulation/activation_walk.h"

enum activation_event {
    ACTIVATION_OVERFLOWS,    /**< it is beyond every double */
    ACTIVATION_IS_UNCERTAIN, /**< it has fewer than 3 certain digits */
    N_ACTIVATION_EVENTS
};

/** Finds the first layer of each event within `depth`, or NO_LAYER. `walk` is at layer 0 and goes
 * on to `depth`. Layers that begin again often are not walked through. */
void activation_events_find(struct activation_walk *walk, int64_t depth,
                            int64_t first[N_ACTIVATION_EVENTS]);

#endif
