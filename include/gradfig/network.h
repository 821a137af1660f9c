/* What a network is, layer by layer and as a whole: lines. */
#ifndef GRADFIG_NETWORK_H
#define GRADFIG_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gradfig/number.h>
#include <gradfig/spec.h>

/** A line y = slope·x + intercept. */
struct gradfig_line {
    struct gradfig_number slope;
    struct gradfig_number intercept;
};

/** Layer `layer` (1-based): slope skip + scale·slope, intercept scale·intercept. */
struct gradfig_line gradfig_network_layer(const struct gradfig_network *network, int64_t layer);

/** The residual branch of a layer alone: scale·(slope·x + intercept). */
struct gradfig_line gradfig_network_branch(const struct gradfig_network *network, int64_t layer);

/** Layers 1 to `depth` as one line; its slope is the gradient through all of them. */
struct gradfig_line gradfig_network_composed(const struct gradfig_network *network, int64_t depth);

/**
 * The fixed point intercept / (1 - slope) of a network of equal layers, which a slope between -1
 * and 1 draws every input to. Returns false where the layers differ or their slope is 1.
 */
bool gradfig_network_fixed_point(const struct gradfig_network *network,
                                 struct gradfig_number *fixed_point);

/** The block slope skip + scale·a of one slope of the sweep. */
struct gradfig_number gradfig_sweep_block_slope(const struct gradfig_sweep *sweep, size_t index);

/**
 * The stack of equal blocks that one slope of the sweep stands for; it borrows from `sweep`. It has
 * no name and no intercepts: only its gradient can be asked for.
 */
struct gradfig_network gradfig_sweep_network(const struct gradfig_sweep *sweep, size_t index);

#endif
