/* Compares claims with the computed numbers. */
#ifndef GRADFIG_REPORT_VERDICT_H
#define GRADFIG_REPORT_VERDICT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/number.h"
#include "simulation/classify.h"
#include "spec/claims.h"

enum verdict_kind {
    VERDICT_EXACT,     /**< the very number, as far as typed decimals are exact */
    VERDICT_ROUNDED,   /**< the number rounded to the digits printed, of which those that
                        * typed decimals make certain are compared */
    VERDICT_WITHIN,    /**< below or above the bound, or of the class, as claimed */
    VERDICT_TRUNCATED, /**< the number cut off after the digits printed */
    VERDICT_UNCERTAIN, /**< an activation that typed decimals do not make certain enough */
    VERDICT_WRONG,
    N_VERDICTS
};

/** What the comparison of a claim found. */
struct verdict {
    enum verdict_kind verdict;
    struct number computed;    /**< or NO_NUMBER: a half-life of no layers */
    enum gradient_class class; /**< computed; of a quantity that is a class */
    bool is_uncertain;         /**< fewer than 3 digits of `computed` are certain */
    int n_digits;              /**< significant digits printed: 1 or more of a number */
    /** Digits of the right number after the point, -2 of 58e2: those printed, or where
     * nothing of it would be left `n_digits` of its own; but no more than are certain. */
    int64_t n_right_decimals;
    /** |number| over |computed|, or NO_NUMBER where that says nothing: no computed number,
     * one of another sign, zero. */
    struct number factor;
};

/** Whether a claim with this verdict holds. */
bool verdict_holds(enum verdict_kind verdict);

/** Computes the quantity of `claim` and compares. */
struct verdict verdict_of(const struct claim *claim);

/** The value of a quantity of `spec`, which must have it; or NO_NUMBER. A class is the
 * gradient that it is of. */
struct number quantity_value(const struct spec *spec, const struct quantity *quantity);

#endif
