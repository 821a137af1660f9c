/* What claims are about, with all its digits and what is known of their error. */
#ifndef GRADFIG_SIMULATION_COMPUTED_H
#define GRADFIG_SIMULATION_COMPUTED_H

#include <stdbool.h>

#include "base/number.h"
#include "spec/claims.h"

#include "simulation/wide_number.h"

/** A computed quantity. */
struct computed {
    struct number number; /**< to be shown, or NO_NUMBER: all else is 0 then */
    struct wide value;    /**< the same, to be compared */
    int rest;             /**< sign of what the value is too short for: of 1 - 1e-200 it is -1 */
    struct wide error;    /**< what reading decimals as doubles may have moved it by; 0 or more */
    bool is_uncertain;    /**< an activation of which that leaves fewer than 3 digits */
};

/** Computes a quantity of `spec`, which must have it. A class is the gradient that it is of. */
struct computed compute_quantity(const struct spec *spec, const struct quantity *quantity);

#endif
