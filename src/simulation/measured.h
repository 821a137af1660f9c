/* Measured gradients of a spec: the curve in the gradient panel, and what fits it. */
#ifndef GRADFIG_SIMULATION_MEASURED_H
#define GRADFIG_SIMULATION_MEASURED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/number.h"
#include "simulation/gradient_fit.h"
#include "spec/spec.h"

/** The gradient `n` layers back from the output, divided by that at the output; NO_NUMBER where it
 * is missing. */
struct number measured_gradient(const struct measured *measured, size_t n);

/** The last layer that the gradient panel shows: the depth, or that of a longer curve. */
int64_t measured_last_layer(const struct spec *spec);

/** The layer from which on all gradients that are not missing are 0; NAN if the last is not 0. */
double measured_zero_layer(const struct measured *measured);

/** Fits the gradients; false if fewer than FIT_POINTS_MIN of them can be used. */
bool measured_fit(const struct measured *measured, struct gradient_fit *fit);

/** The number of gradients that are 0, infinite or missing, so that a logarithmic axis cannot show
 * them. */
size_t measured_count_left_out(const struct measured *measured);

/** The number of gradients that are missing. */
size_t measured_count_missing(const struct measured *measured);

/** The number of gradients that are 0 although a later one is not. */
size_t measured_count_passing_zeros(const struct measured *measured);

/** The number of gradients that are equal to another one. */
size_t measured_count_repeated(const struct measured *measured);

/** How well one line describes log10 g over the layers. */
struct straightness {
    struct number start;    /**< the line at the output, where the measured gradient is 1 */
    struct number factor;   /**< the largest quotient of a gradient and the line, or of both: 1 or
                               more */
    size_t layer;           /**< where that is */
    bool breaks;            /**< two lines describe the gradients much better than one */
    size_t break_layer;     /**< the last layer of the first line */
    struct number s_before; /**< gradients per layer of the two lines */
    struct number s_after;
};

/** Fails as measured_fit does. */
bool measured_straightness(const struct measured *measured, struct straightness *straightness);

#endif
