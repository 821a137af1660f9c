/* The gradient of a network, layer by layer. */
#ifndef GRADFIG_SIMULATION_GRADIENT_WALK_H
#define GRADFIG_SIMULATION_GRADIENT_WALK_H

#include <stdint.h>

#include "simulation/network_private.h"
#include "simulation/wide_number.h"
#include "spec/spec.h"

/** The cumulative gradient d x_layer / d x_0 while walking down the layers. */
struct gradient_walk {
    int64_t layer;
    struct wide gradient;
    int64_t n_slopes;    /**< the layers after which the list of slopes begins again */
    int64_t next;        /**< position in the list of the next layer */
    struct wide *slopes; /**< slopes of the layers; owned */
    struct wide of_list; /**< the gradient through the whole list */
};
void gradient_walk_init(struct gradient_walk *walk, const struct network *network);
void gradient_walk_step(struct gradient_walk *walk);

/** Goes on by as many whole lists as end before or at `layer`, without a walk. */
void gradient_walk_skip(struct gradient_walk *walk, int64_t layer);

/** Frees what the walk owns. */
void gradient_walk_finish(struct gradient_walk *walk);

/** The gradient through layers 1 to `layer`; by a walk through the list if their slopes differ. */
struct gradient network_gradient(const struct network *network, int64_t layer);

#endif
