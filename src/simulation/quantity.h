/* What claims are about, with all its digits and what is known of their error. */
#ifndef GRADFIG_SIMULATION_QUANTITY_H
#define GRADFIG_SIMULATION_QUANTITY_H

#include <stdbool.h>

#include <gradfig/claims.h>
#include <gradfig/number.h>

#include "simulation/wide.h"

/** A computed quantity. */
struct quantity {
    struct gradfig_number number; /**< to be shown, or GRADFIG_NO_NUMBER: all else is 0 then */
    struct wide value;            /**< the same, to be compared */
    int rest;          /**< sign of what the value is too short for: of 1 - 1e-200 it is -1 */
    struct wide error; /**< what reading decimals as doubles may have moved it by; 0 or more */
    bool is_uncertain; /**< an activation of which that leaves fewer than 3 digits */
};

/** Computes a quantity of `spec`, which must have it. A class is the gradient that it is of. */
struct quantity quantity_compute(const struct gradfig_spec *spec,
                                 const struct gradfig_quantity *quantity);

#endif
