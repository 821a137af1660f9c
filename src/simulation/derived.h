/* The derived quantities of a network, for the report. */
#ifndef GRADFIG_SIMULATION_DERIVED_H
#define GRADFIG_SIMULATION_DERIVED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/number.h"
#include "simulation/network.h"
#include "simulation/random_quantities.h"
#include "spec/gradient_class.h"
#include "spec/spec.h"

/** Ranges that a gradient leaves at some depth. */
enum number_range {
    RANGE_THOUSAND, /**< 0.001 to 1000 */
    RANGE_HALF,     /**< normal numbers of IEEE 754 binary16: 2^-14 to 65504 */
    RANGE_FLOAT,    /**< of binary32: 2^-126 to (2 - 2^-23)·2^127 */
    RANGE_DOUBLE,   /**< of binary64: 2^-1022 to (2 - 2^-52)·2^1023 */
    N_RANGES
};

/** How inputs near a fixed point move, layer by layer. */
enum stability {
    STABILITY_NONE,       /**< there is no fixed point, or more than one */
    STABILITY_ATTRACTING, /**< |slope| < 1: they come nearer */
    STABILITY_NEUTRAL,    /**< slope -1: they keep their distance */
    STABILITY_REPELLING,  /**< |slope| > 1: they go away */
};

/**
 * Derived quantities of one network of `depth` layers, depth as in the spec. A gradient that
 * differs from 1 only by the rounding of typed decimals counts as 1: a skip of 0.9 and a slope of
 * 0.1 make 1, although their doubles do not.
 */
struct derived {
    struct number gradient;        /**< g_n */
    enum gradient_class class;     /**< of g_n */
    double decades;                /**< log10|g_n| / n; NAN at depth 0, -INFINITY if g_n is 0 */
    struct number effective_slope; /**< |g_n|^(1/n), or NO_NUMBER at depth 0 */
    /** The number of layers in which the gradient halves or doubles, ln 2 / |ln effective slope|.
     * INFINITY if it keeps its size, NAN if it is 0 and at depth 0. */
    double half_life;
    /** The first layer with a gradient outside of the range, as 0 is, if the stack went on beyond
     * its depth; INFINITY if there is none. */
    double first_outside[N_RANGES];
    /* The first layer within the depth at which something happens, or NO_LAYER: */
    int64_t zero_layer;         /**< the gradient is exactly 0, and stays so */
    int64_t not_positive_layer; /**< a layer's slope is 0 or negative */
    int64_t overflow_layer;     /**< an activation is beyond every double */
    int64_t uncertain_layer;    /**< an activation has fewer than 3 certain digits */
    struct number activation;   /**< x_n */
    struct number fixed_point;  /**< or NO_NUMBER */
    enum stability stability;
    struct line composed;         /**< all layers as one line */
    struct line layer;            /**< the first layer */
    struct number layer_angle;    /**< of the first layer as a line, degrees, -90 to 90 */
    struct number composed_angle; /**< of all layers as one line */
    struct number improvement;    /**< |g_n| divided by that of the spec's first network,
                                   * or NO_NUMBER if that is 0 */
    /** Of random layers, whose gradient and activation above are medians, and whose lines are
     * those of the mean slope. */
    bool is_random;
    struct random_quantities random;
};

/** The derived quantities of network `index` of `spec`, which must be valid. Some are missing once
 * `stop`, if it is not NULL, is set. */
struct derived derive_quantities(const struct spec *spec, size_t index, stop_flag *stop);

/** |gradient| divided by |reference|, or NO_NUMBER if that is 0. */
struct number number_ratio(struct number gradient, struct number reference);

/** `half_life` through layers 1 to `layer`. */
double half_life_through(const struct network *network, int64_t layer);

#define DEGREES_PER_RADIAN 57.295779513082320877

/** The angle of a line with the x axis in degrees, on equal scales. */
struct number line_angle(struct number slope);

/**
 * |gradient of `network`| divided by |gradient of `reference`|, both through layers 1 to `layer`;
 * or NO_NUMBER if the latter is 0.
 */
struct number improvement_over(const struct network *network, const struct network *reference,
                               int64_t layer);

/** Layers 1 to `depth` as one line; its slope is the gradient through all of them. */
struct line composed_line(const struct network *network, int64_t depth);

/** The gradient of `network` through layers 1 to `layer`. */
struct number gradient_through(const struct network *network, int64_t layer);

#endif
