/* The activation of a network, layer by layer, with a bound of its error. */
#ifndef GRADFIG_SIMULATION_ACTIVATION_WALK_H
#define GRADFIG_SIMULATION_ACTIVATION_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "simulation/layer_values.h"
#include "simulation/wide_number.h"
#include "spec/spec.h"

/** The slope of a block as a walk uses it. */
struct layer_slope {
    struct wide slope;    /**< skip + scale·slope */
    struct wide rounding; /**< what a layer adds to the error bound for each unit of |x| */
};

/** The intercept of a block as a walk uses it. */
struct layer_intercept {
    struct wide intercept; /**< scale·intercept */
    struct wide rounding;  /**< what a layer adds to the error bound for any x */
};

/** The activation x_layer while walking down the layers. */
struct activation_walk {
    int64_t layer;
    struct wide activation;
    struct wide error_bound; /**< of the activation, from rounding the spec to doubles */
    /** Layer i + period is as layer i. Over a period the slope is not negative, so that the
     * activations after layers i, i + period, i + 2·period, ... only rise or only fall. */
    int64_t period;
    bool stays;     /**< the input is a fixed point, up to the rounding of typed decimals */
    bool settles;   /**< over a period the slope is below 1: the activations approach a limit */
    int64_t stride; /**< whole periods; activation_walk_jump goes to multiples of it */
    double input;
    int64_t n_slopes; /**< the layers after which the slopes begin again */
    int64_t n_intercepts;
    int64_t next_slope; /**< positions in these periods of the next layer */
    int64_t next_intercept;
    struct layers layers;               /**< which borrow from the network */
    struct layer_slope *slopes;         /**< of a period, if it is short; owned */
    struct layer_intercept *intercepts; /**< of a period, if it is short; owned */
};

/** Borrows from the network. */
void activation_walk_init(struct activation_walk *walk, const struct network *network,
                          double input);
void activation_walk_step(struct activation_walk *walk);

/** Goes on by whole periods, not beyond `layer`, if that costs less than a walk. */
void activation_walk_skip(struct activation_walk *walk, int64_t layer);

/** Goes on to a layer not beyond `layer` and not far from it, if there are many periods. From there
 * a layer has the same digits wherever the walk came from. */
void activation_walk_jump(struct activation_walk *walk, int64_t layer);

/** The ends of many periods: walks after none of them, one, all but two and all but one. They share
 * what `start` owns. */
struct activation_span {
    struct activation_walk first[2];
    struct activation_walk last[2];
    bool keeps_signs; /**< each layer of a period meets activations of one sign in all of them */
};
struct activation_span activation_walk_span(const struct activation_walk *start, int64_t n_periods);

/** An activation with a bound of its error from rounding the spec to doubles. */
struct activation {
    struct wide value;
    struct wide error_bound;
};

/** The activation after `layer` layers of a network. */
struct activation network_activation(const struct network *network, double input, int64_t layer);

/** Frees what the walk owns; a zeroed walk is allowed. */
void activation_walk_finish(struct activation_walk *walk);

/** The error that leaves three digits of an activation. */
struct wide activation_error_allowed(struct wide activation);

/** Whether an error within its bound leaves at least three digits of an activation. */
bool activation_is_certain(struct wide activation, struct wide error_bound);

#endif
