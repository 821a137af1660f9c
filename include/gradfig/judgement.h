/* Claims held against the computed numbers. */
#ifndef GRADFIG_JUDGEMENT_H
#define GRADFIG_JUDGEMENT_H

#include <stdbool.h>
#include <stdint.h>

#include <gradfig/claims.h>
#include <gradfig/class.h>
#include <gradfig/number.h>

enum gradfig_verdict {
    GRADFIG_VERDICT_EXACT,     /**< the very number, as far as typed decimals are exact */
    GRADFIG_VERDICT_ROUNDED,   /**< the number rounded to the digits printed, of which those that
                                * typed decimals make certain are compared */
    GRADFIG_VERDICT_WITHIN,    /**< below or above the bound, or of the class, as claimed */
    GRADFIG_VERDICT_TRUNCATED, /**< the number cut off behind the digits printed */
    GRADFIG_VERDICT_UNCERTAIN, /**< an activation that typed decimals do not make certain enough */
    GRADFIG_VERDICT_WRONG,
    GRADFIG_N_VERDICTS
};

/** What a claim is worth. */
struct gradfig_judgement {
    enum gradfig_verdict verdict;
    struct gradfig_number computed; /**< or GRADFIG_NO_NUMBER: a half-life of no layers */
    enum gradfig_class class;       /**< computed; of a quantity that is a class */
    bool is_uncertain;              /**< fewer than 3 digits of `computed` are certain */
    int n_digits;                   /**< significant digits printed: 1 or more of a number */
    /** So many digits the right number has behind the point, -2 of 58e2: those printed, or where
     * nothing of it would be left `n_digits` of its own; but no more than are certain. */
    int64_t n_right_decimals;
    /** |number| over |computed|, or GRADFIG_NO_NUMBER where that says nothing: no computed number,
     * one of another sign, zero. */
    struct gradfig_number factor;
};

/** Whether a claim with this verdict holds. */
bool gradfig_verdict_holds(enum gradfig_verdict verdict);

/** Computes the quantity of `claim` and compares. */
struct gradfig_judgement gradfig_judge(const struct gradfig_claim *claim);

/** The value of a quantity of `spec`, which must have it; or GRADFIG_NO_NUMBER. A class is the
 * gradient that it is of. */
struct gradfig_number gradfig_quantity_value(const struct gradfig_spec *spec,
                                             const struct gradfig_quantity *quantity);

#endif
