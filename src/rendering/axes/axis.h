/* Axes: the scale that suits the numbers, the positions of numbers on it, and the ticks. */
#ifndef GRADFIG_RENDERING_AXES_AXIS_H
#define GRADFIG_RENDERING_AXES_AXIS_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/number.h"
#include "simulation/series.h"

enum axis_scale {
    AXIS_LINEAR,
    AXIS_LOG,           /**< log10 of the modulus */
    AXIS_SYMMETRIC_LOG, /**< log10 away from zero on both sides, linear between */
};

/** A linear axis has at most so many even ticks, however long it is. */
enum { AXIS_EVEN_TICKS_MAX = 6 };

enum { AXIS_TICKS_MAX = 16, AXIS_ENDS_MAX = 16 };

struct axis_tick {
    double at;      /**< in the axis's coordinate */
    char label[64]; /**< Pango markup */
};

/** A scale and its range. Its coordinate is the value, or its logarithm. */
struct axis {
    enum axis_scale scale;
    bool is_mirrored;    /**< AXIS_LOG of negative numbers: the largest modulus is lowest */
    double log10_linear; /**< AXIS_SYMMETRIC_LOG: the power of ten where the linear part ends */
    double low;          /**< low < high, both finite */
    double high;
    size_t n_ticks;
    /** Ascending, within low..high. One more than the most, which tells that there are too many. */
    struct axis_tick ticks[AXIS_TICKS_MAX + 1];
};

/** The numbers that an axis must show; begins as AXIS_SPAN_EMPTY. Limits of numbers that there are
 * none of are infinite. */
struct axis_span {
    bool has_zero;
    bool has_positive;
    bool has_negative;
    double value_low; /**< of all values; ±INFINITY if a double cannot hold them */
    double value_high;
    double log10_low; /**< of the numbers other than zero */
    double log10_high;
    double log10_positive; /**< the largest of the positive */
    double log10_negative; /**< the largest modulus of the negative */
    double log10_detail; /**< the smallest modulus at which some curve begins or has its largest */
    double log10_smallest; /**< the largest modulus of the curve in which that is smallest */
    size_t n_ends;
    double ends[AXIS_ENDS_MAX]; /**< the last values of the first curves */
};

#define AXIS_SPAN_EMPTY                                                                            \
    {                                                                                              \
        .value_low = INFINITY, .value_high = -INFINITY, .log10_low = INFINITY,                     \
        .log10_high = -INFINITY, .log10_positive = -INFINITY, .log10_negative = -INFINITY,         \
        .log10_detail = INFINITY, .log10_smallest = INFINITY                                       \
    }

/** Widens `span` to hold every point of `curve`. */
void axis_span_add(struct axis_span *span, const struct curve *curve);

/* The axes below have at most n_ticks_max ticks, 3 <= n_ticks_max <= AXIS_TICKS_MAX. */

/** Layers 0 to depth, with ticks at whole layers, among them the last. `inset` is the part of the
 * range that is left free at each end; a single layer is in the middle. */
struct axis axis_of_layers(int64_t depth, size_t n_ticks_max, double inset);

/** Depths from 1 to `depth` on a log axis, with ticks at whole depths, among them the last; the
 * same of a single depth, and 1 for depth 0. Powers of ten, which are narrow, may be more. */
struct axis axis_of_depths(int64_t depth, size_t n_ticks_max, double inset);

/** A linear axis from exactly low to high, low < high. */
struct axis axis_of_range(double low, double high, size_t n_ticks_max);

/** A log axis for the moduli in `span`, with at least three ticks. */
struct axis axis_of_moduli(const struct axis_span *span, size_t n_ticks_max);

/** Why values do not have a linear axis. */
enum axis_cause {
    AXIS_CAUSE_NONE,  /**< they have one */
    AXIS_CAUSE_RANGE, /**< AXIS_LOG: the numbers are more than 10^4 apart */
    AXIS_CAUSE_ENDS,  /**< AXIS_LOG: on a linear one, curves would lie on each other, or on zero */
    /** AXIS_SYMMETRIC_LOG: both signs or zero, and more than 10^4 apart, or so far that on a linear
     * one a curve would lie on zero */
    AXIS_CAUSE_SIGNED_RANGE,
};

/** What makes the scale of axis_of_values. */
enum axis_cause axis_cause_of(const struct axis_span *span);

/** An axis of the scale that suits `span`. */
struct axis axis_of_values(const struct axis_span *span, size_t n_ticks_max);

/** Layers to be marked on an axis or a curve: the first, the last, and some between at equal steps.
 */
struct layer_steps {
    int64_t depth;
    int64_t step;
    int64_t n; /**< at least 1; the last of them is the depth */
};

/** The layers from 0 to `depth` that are at least `gap` apart, and the last at least `last_gap`
 * from the one before; an odd step shows signs that alternate. */
struct layer_steps layer_steps_of(int64_t depth, double gap, double last_gap, bool is_odd);

/** Layer `i` of them. */
int64_t layer_steps_at(const struct layer_steps *steps, int64_t i);

/** The position of `number` in the axis's coordinate; NAN for zero on a log axis. */
double axis_position(const struct axis *axis, struct number number);

#endif
