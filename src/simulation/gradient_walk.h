/* The gradient of a network, layer by layer. */
#ifndef GRADFIG_SIMULATION_GRADIENT_WALK_H
#define GRADFIG_SIMULATION_GRADIENT_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "simulation/network_private.h"
#include "simulation/wide_number.h"
#include "spec/spec.h"

/** The cumulative gradient d x_layer / d x_0 while walking down the layers. */
struct gradient_walk {
    int64_t layer;
    struct wide gradient;
    int64_t period;        /**< the layers after which the slopes begin again */
    struct layers layers;  /**< which borrow from the network */
    struct wide *slopes;   /**< of the layers of a period, if it is short; owned */
    int64_t next;          /**< position in a period of the next layer */
    bool can_skip;         /**< the period is not longer than the stack or a list */
    struct wide of_period; /**< the gradient through a period, if it can be skipped */
};

/** Borrows from the network. */
void gradient_walk_init(struct gradient_walk *walk, const struct network *network);
void gradient_walk_step(struct gradient_walk *walk);

/** Goes on by as many whole periods as end before or at `layer`, without a walk. */
void gradient_walk_skip(struct gradient_walk *walk, int64_t layer);

/** Goes on to `layer`, which is not above. */
void gradient_walk_to(struct gradient_walk *walk, int64_t layer);

/** Goes on to a layer not beyond `layer` and not far from it, if there are many periods. From there
 * a layer has the same digits wherever the walk came from. */
void gradient_walk_jump(struct gradient_walk *walk, int64_t layer);

/** The gradient through the layers up to here. */
struct gradient gradient_walk_reached(const struct gradient_walk *walk);

/** Frees what the walk owns. */
void gradient_walk_finish(struct gradient_walk *walk);

/** The gradient through layers 1 to `layer`; by a walk through a period if their slopes differ. */
struct gradient network_gradient(const struct network *network, int64_t layer);

#endif
