/* The paths of one network, walked by their length. */
#ifndef GRADFIG_SIMULATION_PATHS_PRIVATE_H
#define GRADFIG_SIMULATION_PATHS_PRIVATE_H

#include <stdint.h>

#include "simulation/paths.h"
#include "spec/spec.h"

#include "simulation/wide_number.h"

/** The shares of paths of one length, while walking from length 0 to the depth. */
struct path_walk {
    int64_t depth;
    int64_t length;
    struct wide gradient; /**< share of the gradient */
    struct wide paths;    /**< share of all paths */
    struct wide odds;     /**< of equal blocks: |scale·slope| / |skip| */
    struct wide *shares;  /**< shares of the gradient if blocks differ, else NULL; owned */
    double mean;      /**< length, weighted by the shares of the gradient; rounded, for drawing */
    double deviation; /**< standard deviation from it */
};

/** Whether the network can be walked; if not, the walk is empty. */
enum paths_state path_walk_init(struct path_walk *walk, const struct network *network,
                                int64_t depth);
void path_walk_step(struct path_walk *walk);

/** Frees what the walk owns; an empty walk is allowed. */
void path_walk_finish(struct path_walk *walk);

#endif
