/* What follows from a network as a whole: the derived quantities of the report. */
#ifndef GRADFIG_DERIVED_H
#define GRADFIG_DERIVED_H

#include <stdbool.h>
#include <stdint.h>

#include <gradfig/class.h>
#include <gradfig/network.h>
#include <gradfig/number.h>
#include <gradfig/spec.h>

/** Ranges that a gradient leaves at some depth. */
enum gradfig_range {
    GRADFIG_RANGE_THOUSAND, /**< 0.001 to 1000 */
    GRADFIG_RANGE_HALF,     /**< normal numbers of IEEE 754 binary16: 2^-14 to 65504 */
    GRADFIG_RANGE_FLOAT,    /**< of binary32: 2^-126 to (2 - 2^-23)·2^127 */
    GRADFIG_RANGE_DOUBLE,   /**< of binary64: 2^-1022 to (2 - 2^-52)·2^1023 */
    GRADFIG_N_RANGES
};

/** What becomes of inputs near a fixed point, layer by layer. */
enum gradfig_stability {
    GRADFIG_STABILITY_NONE,       /**< there is no fixed point, or more than one */
    GRADFIG_STABILITY_ATTRACTING, /**< |slope| < 1: they come nearer */
    GRADFIG_STABILITY_NEUTRAL,    /**< slope -1: they keep their distance */
    GRADFIG_STABILITY_REPELLING,  /**< |slope| > 1: they go away */
};

/** No layer does it. */
#define GRADFIG_NO_LAYER (-1)

/**
 * Derived quantities of one network of `depth` layers, depth as in the spec. A gradient that typed
 * decimals cannot tell from 1 is 1 for all that hangs on whether it is: a skip of 0.9 and a slope
 * of 0.1 make 1, though not as doubles.
 */
struct gradfig_derived {
    struct gradfig_number gradient; /**< g_n */
    enum gradfig_class class;       /**< of g_n */
    double decades;                 /**< log10|g_n| / n; NAN at depth 0, -INFINITY if g_n is 0 */
    struct gradfig_number effective_slope; /**< |g_n|^(1/n), or GRADFIG_NO_NUMBER at depth 0 */
    /** Layers after which the gradient has halved or doubled, ln 2 / |ln effective slope|: INFINITY
     * where it keeps its size, NAN where it is 0 and at depth 0. */
    double half_life;
    /** The first layer with a gradient outside of the range, zero included, were the stack to go on
     * beyond its depth; INFINITY: none. */
    double first_outside[GRADFIG_N_RANGES];
    /* The first layer within the depth at which something happens, or GRADFIG_NO_LAYER: */
    int64_t zero_layer;                /**< the gradient is exactly 0, and stays so */
    int64_t not_positive_layer;        /**< a layer's slope is 0 or negative */
    int64_t overflow_layer;            /**< an activation is beyond every double */
    int64_t uncertain_layer;           /**< of an activation fewer than 3 digits are certain */
    struct gradfig_number activation;  /**< x_n */
    struct gradfig_number fixed_point; /**< or GRADFIG_NO_NUMBER */
    enum gradfig_stability stability;
    struct gradfig_line composed;         /**< all layers as one line */
    struct gradfig_line layer;            /**< the first layer */
    struct gradfig_number layer_angle;    /**< of the first layer as a line, degrees, -90 to 90 */
    struct gradfig_number composed_angle; /**< of all layers as one line */
    struct gradfig_number improvement;    /**< |g_n| over that of the spec's first network, or
                                           * GRADFIG_NO_NUMBER where that is 0 */
};

/** The derived quantities of network `index` of `spec`, which must be valid. */
struct gradfig_derived gradfig_derive(const struct gradfig_spec *spec, size_t index);

/** `half_life` through layers 1 to `layer`. */
double gradfig_half_life(const struct gradfig_network *network, int64_t layer);

/** The angle of a line with the x axis in degrees, on equal scales. */
struct gradfig_number gradfig_angle(struct gradfig_number slope);

/**
 * |gradient of `network`| over |gradient of `reference`|, both through layers 1 to `layer`; or
 * GRADFIG_NO_NUMBER where the latter is 0.
 */
struct gradfig_number gradfig_improvement(const struct gradfig_network *network,
                                          const struct gradfig_network *reference, int64_t layer);

/** The gradient of `network` through layers 1 to `layer`. */
struct gradfig_number gradfig_gradient(const struct gradfig_network *network, int64_t layer);

#endif
