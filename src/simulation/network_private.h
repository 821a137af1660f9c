/* One network at any layer, with its blocks, gradient, activation and composed map. */
#ifndef GRADFIG_SIMULATION_NETWORK_PRIVATE_H
#define GRADFIG_SIMULATION_NETWORK_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/number.h"
#include "simulation/network.h"
#include "simulation/wide_number.h"
#include "spec/spec.h"

/** A line y = slope·x + intercept. */
struct affine {
    struct wide slope;
    struct wide intercept;
};

/** The affine map of one layer: slope = skip + scale·slope, intercept = scale·intercept. */
struct affine network_block(const struct network *network, int64_t layer);

/** The residual branch of one layer alone: scale·(slope·x + intercept). */
struct affine network_branch(const struct network *network, int64_t layer);

/** Layers 1 to `depth` as one line; by repeated squaring if all layers are equal. */
struct affine network_composed(const struct network *network, int64_t depth);

/** The value of the line at x. */
struct wide affine_at(struct affine line, struct wide x);

/** A gradient and its logarithm, which near ±1 has digits that the value cannot hold. */
struct gradient {
    struct wide value;
    struct wide log10_abs; /**< 0 if the value is 0 */
};

/**
 * A stack of equal layers. Its gradient (skip + scale·slope)^layer needs no loop over them, and the
 * logarithm is layer·log10|s|, computed from s - 1 if s is near ±1, because 1 + a loses digits of
 * a.
 */
struct equal_layers {
    struct wide_powers powers; /**< of the slope */
    struct wide log10_slope;   /**< of its modulus; 0 if the slope is 0 */
};
void equal_layers_init(struct equal_layers *layers, double skip, double scale, double slope);
struct gradient equal_layers_gradient(struct equal_layers *layers, int64_t layer);

/** The gradient through layers 1 to `layer`; by a walk if their slopes differ. */
struct gradient network_gradient(const struct network *network, int64_t layer);

struct number gradient_to_number(struct gradient gradient);

/** A bound of the error of log10 |gradient| through layers 1 to `layer` from rounding the typed
 * decimals to doubles. No slope is 0. */
double gradient_rounding(const struct network *network, int64_t layer);

/** The cumulative gradient d x_layer / d x_0 while walking down the layers. */
struct gradient_walk {
    const struct network *network;
    int64_t layer;
    struct wide gradient;
};
void gradient_walk_init(struct gradient_walk *walk, const struct network *network);
void gradient_walk_step(struct gradient_walk *walk);

/** One layer with its weights in the error bound of the activation. */
struct activation_step {
    struct affine block;
    struct wide slope_abs;          /**< |block.slope| */
    struct wide slope_rounding;     /**< what a layer adds to the bound for each unit of |x| */
    struct wide intercept_rounding; /**< what it adds for any x */
};

/** Layers whose lists begin again after this number of them are prepared once. */
enum { PREPARED_STEPS_MAX = 64 };

/** The activation x_layer while walking down the layers. */
struct activation_walk {
    const struct network *network;
    int64_t layer;
    struct wide activation;
    struct wide error_bound; /**< of the activation, from rounding the spec to doubles */
    int64_t period;          /**< layer i + period is as layer i; 0: more than PREPARED_STEPS_MAX */
    struct activation_step steps[PREPARED_STEPS_MAX]; /**< of layers 1 to `period` */
};
void activation_walk_init(struct activation_walk *walk, const struct network *network,
                          double input);
void activation_walk_step(struct activation_walk *walk);

/** Whether at least three digits of the activation do not depend on the rounding of the spec. */
bool activation_walk_is_certain(const struct activation_walk *walk);

#endif
