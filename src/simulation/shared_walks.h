/* Walks down the layers that many quantities share. */
#ifndef GRADFIG_SIMULATION_SHARED_WALKS_H
#define GRADFIG_SIMULATION_SHARED_WALKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "simulation/activation_walk.h"
#include "simulation/network_private.h"
#include "simulation/samples.h"

/** What a walk found at a layer. */
struct walked {
    struct sample_point point;    /**< of a random network */
    struct gradient through;      /**< gradient of a network that is not random */
    double rounding;              /**< its gradient_rounding */
    struct activation activation; /**< of a network that is not random */
};

/** What is wanted of a network, whose lists are borrowed. */
struct walk_request {
    struct random_network random; /**< whose network has random slopes, or has not */
    bool of_activation;           /**< otherwise of its gradient; samples have both */
    int64_t layer;
};

/** The layers of networks that are wanted: all realisations of a random network in one walk, and of
 * others one for the activation, and one for the gradient if the slopes do not begin again. */
struct shared_walks;

struct shared_walks *shared_walks_create(void);
void shared_walks_destroy(struct shared_walks *walks);

/** Whether the gradient of `network` takes a walk through all its layers. */
bool shared_walks_serve(const struct network *network);

/** Adds a request, unless it is of a gradient that takes no such walk. */
void shared_walks_add(struct shared_walks *walks, struct walk_request wanted);

/** The layers of all walks, times the realisations. Nothing can be added after it. */
int64_t shared_walks_count(struct shared_walks *walks);

/** Walks, after shared_walks_count. Returns false when `stop`, if it is not NULL, is set. */
MUST_CHECK bool shared_walks_run(struct shared_walks *walks, stop_flag *stop);

/** What was found for a request; NULL if it was not added. */
const struct walked *shared_walks_find(const struct shared_walks *walks,
                                       struct walk_request wanted);

#endif
