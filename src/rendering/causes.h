/* What makes the difference between the two networks of the headline. */
#ifndef GRADFIG_RENDERING_CAUSES_H
#define GRADFIG_RENDERING_CAUSES_H

#include <stdbool.h>
#include <stddef.h>

#include "spec/spec.h"

/** Whether two networks with skip connections differ in nothing but the scale of their branches,
 * which is one for all layers. */
bool cause_is_scale(const struct spec *spec, size_t one, size_t other);

/** Where the slope of all layers is. */
enum slope_side { SLOPE_BELOW_1, SLOPE_1, SLOPE_ABOVE_1, SLOPE_ELSEWHERE };

/** Elsewhere are negative slopes, random ones and those that differ by layer. */
enum slope_side cause_side(const struct network *network);

#endif
