/* The axis of numbers of both signs that are far apart: logarithmic away from zero. */
#ifndef GRADFIG_RENDERING_AXES_AXIS_SYMMETRIC_H
#define GRADFIG_RENDERING_AXES_AXIS_SYMMETRIC_H

#include <stddef.h>

#include "rendering/axes/axis.h"

/** An AXIS_SYMMETRIC_LOG for the numbers in `span`. */
struct axis axis_symmetric(const struct axis_span *span, size_t n_ticks_max);

/** The position of a modulus on it: linear up to 10^log10_linear, which is at 1, then a unit per
 * decade. */
double axis_symmetric_position(const struct axis *axis, int sign, double log10_abs);

#endif
