/* The lines of a network: its layers, its branches and the whole stack. */
#ifndef GRADFIG_SIMULATION_NETWORK_H
#define GRADFIG_SIMULATION_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/number.h"
#include "spec/spec.h"

/** There is no such layer. */
#define NO_LAYER (-1)

/** A line y = slope·x + intercept. */
struct line {
    struct number slope;
    struct number intercept;
};

enum layer_quantity { LAYER_SLOPE, LAYER_INTERCEPT, LAYER_SKIP, LAYER_SCALE, N_LAYER_QUANTITIES };

/** The numbers of a quantity, borrowed. */
const struct reals *network_reals(const struct network *network, enum layer_quantity quantity);

/** Whether all layers have the same value of a quantity, even if it is typed as a list. */
bool network_is_constant(const struct network *network, enum layer_quantity quantity);

/** Whether a quantity is other than 0 in some layer. */
bool network_has_any(const struct network *network, enum layer_quantity quantity);

/** Whether any layer has a skip connection. */
bool network_has_skip(const struct network *network);

/** Whether all layers are equal, even if their numbers are typed as lists. */
bool network_is_uniform(const struct network *network);

/** Whether the block slopes of all layers are equal; the gradient then has a closed form. */
bool network_has_uniform_slope(const struct network *network);

/** Whether the slopes of its layers are random, around its slope. */
bool network_is_random(const struct network *network);

/** Whether those of any network are. */
bool networks_have_random(const struct spec *spec);

/** Whether all layers have one block slope, which is not random. */
bool network_has_one_slope(const struct network *network);

/**
 * The number of layers after which the block slopes begin again: 1 if all are equal, more than
 * DEPTH_MAX if there is a schedule.
 */
int64_t network_slope_period(const struct network *network);

/** Whether a deeper network begins with the same block slopes. */
bool network_has_fixed_slopes(const struct network *network);

/** The number of networks of which something holds. */
size_t networks_count_with(const struct spec *spec, bool (*has)(const struct network *network));

/** Layer `layer` (1-based): slope skip + scale·slope, intercept scale·intercept. */
struct line network_layer_line(const struct network *network, int64_t layer);

/** The residual branch of a layer alone: scale·(slope·x + intercept). */
struct line network_branch_line(const struct network *network, int64_t layer);

/**
 * The fixed point intercept / (1 - slope) of a network of equal layers. Returns false if the layers
 * differ or are random, or their slope is 1.
 */
bool network_fixed_point(const struct network *network, struct number *fixed_point);

/** The fixed point that every input approaches: that of network_fixed_point if the slope is between
 * -1 and 1 by more than the rounding of typed decimals, as that of 2.3 - 1.3 is not. */
bool network_attractor(const struct network *network, struct number *fixed_point);

/** The block slope skip + scale·a of one slope of the sweep. */
struct number sweep_block_slope(const struct sweep *sweep, size_t index);

/**
 * The stack of equal blocks with one slope of the sweep; it borrows from `sweep`. It has no name
 * and no intercepts, so only its gradient is defined.
 */
struct network sweep_network(const struct sweep *sweep, size_t index);

#endif
