/* One network at any layer, with its blocks and gradient. */
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

/** The number of layers after which both lists begin again. */
int64_t network_period(const struct network *network);

/** The value of the line at x. */
struct wide affine_at(struct affine line, struct wide x);

struct line affine_to_line(struct affine line);

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

/** The gradient of such a stack through one number of layers. */
struct gradient uniform_gradient(double skip, double scale, double slope, int64_t layer);

struct number gradient_to_number(struct gradient gradient);

/** A bound of the error of log10 |gradient| through layers 1 to `layer` from rounding the typed
 * decimals to doubles. No slope is 0. */
double gradient_rounding(const struct network *network, int64_t layer);

#endif
