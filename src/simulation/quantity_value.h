/* Computes the quantities of claims with all their digits and a bound of their error. */
#ifndef GRADFIG_SIMULATION_QUANTITY_VALUE_H
#define GRADFIG_SIMULATION_QUANTITY_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/number.h"
#include "spec/claims.h"

#include "simulation/wide_number.h"

/** A computed quantity. */
struct computed {
    struct number number; /**< for display; NO_NUMBER if there is none, and all else is 0 */
    struct wide value;    /**< the number, for comparison */
    int rest;             /**< sign of the part below the digits of `value`: -1 for 1 - 1e-200 */
    struct wide error;    /**< bound of the error from rounding decimals to doubles; 0 or more */
    bool is_uncertain;    /**< it is an activation, and `error` leaves fewer than 3 digits */
};

struct shared_walks;

/** Computes a quantity of `spec`, which must have it. For a class, computes its gradient. `walks`,
 * which have been run, save a walk for this quantity alone; NULL: none. */
struct computed compute_quantity(const struct spec *spec, const struct quantity *quantity,
                                 const struct shared_walks *walks);

/** A quantity and the spec that has it. */
struct quantity_of_spec {
    const struct spec *spec;
    const struct quantity *quantity;
};

/**
 * Computes `n` quantities into `computed`. Networks that are equal share one walk down the layers.
 * Fails before any work if that takes more than CLAIM_LAYERS_MAX layers, or when `stop`, if it is
 * not NULL, is set.
 */
MUST_CHECK bool compute_quantities(const struct quantity_of_spec *wanted, size_t n, stop_flag *stop,
                                   struct computed *computed, struct gradfig_error *error);

#endif
