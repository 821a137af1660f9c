/* One network at any layer, with its blocks and gradient. */
#ifndef GRADFIG_SIMULATION_NETWORK_PRIVATE_H
#define GRADFIG_SIMULATION_NETWORK_PRIVATE_H

#include <stdint.h>

#include "base/number.h"
#include "simulation/layer_values.h"
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

/** The slope and the intercept of a branch, and the slope of a block, whose intercept is the
 * branch's. */
struct wide layers_branch_slope(const struct layers *layers, int64_t layer);
struct wide layers_intercept(const struct layers *layers, int64_t layer);
struct wide layers_slope(const struct layers *layers, int64_t layer);

/** The standard deviation of that of a random layer, with the sign of its scale. */
struct wide layers_deviation(const struct layers *layers, const struct network *network,
                             int64_t layer);

/** The value of the line at x. */
struct wide affine_at(struct affine line, struct wide x);

/** A gradient and its logarithm, which near ±1 has digits that the value cannot hold. */
struct gradient {
    struct wide value;
    struct wide log10_abs; /**< 0 if the value is 0 */
};

/**
 * A stack of equal layers. Its gradient (skip + branch)^layer needs no loop over them, and the
 * logarithm is layer·log10|s|, computed from s - 1 if s is near ±1, because 1 + a loses digits of
 * a.
 */
struct equal_layers {
    struct wide_powers powers; /**< of the slope */
    struct wide log10_slope;   /**< of its modulus; 0 if the slope is 0 */
};
struct gradient equal_layers_gradient(struct equal_layers *layers, int64_t layer);

/** Such a stack of layers like one of a network, or with one slope of the sweep. */
struct equal_layers network_equal_layers(const struct network *network, int64_t layer);
struct equal_layers sweep_equal_layers(const struct sweep *sweep, size_t index);

/** -1, 0 or 1 in an order of networks; 0 if both have the same layers. */
int network_compare(const struct network *a, const struct network *b);

struct number gradient_to_number(struct gradient gradient);

/** |own / other|; the latter is not 0. */
struct gradient gradient_ratio(struct gradient own, struct gradient other);

/** A bound of the error of log10 |slope| of one block, not 0, from rounding the typed decimals to
 * doubles. */
double layer_rounding(const struct layers *layers, int64_t layer);

/** A bound of the error of log10 |gradient| through layers 1 to `layer` from it. No slope is 0. */
double gradient_rounding(const struct network *network, int64_t layer);

#endif
