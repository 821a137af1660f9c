/* Compares claims with the computed numbers, and says in words what it found. */
#ifndef GRADFIG_REPORT_VERDICT_H
#define GRADFIG_REPORT_VERDICT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/number.h"
#include "spec/claims.h"
#include "spec/gradient_class.h"

enum verdict_kind {
    VERDICT_EXACT,     /**< the number itself, within the rounding of typed decimals */
    VERDICT_ROUNDED,   /**< the number rounded to the digits printed; only digits that are
                        * certain are compared */
    VERDICT_WITHIN,    /**< below or above the bound, or in the class, as claimed */
    VERDICT_TRUNCATED, /**< the number cut off after the digits printed */
    VERDICT_UNCERTAIN, /**< an activation that typed decimals do not make certain enough */
    VERDICT_WRONG,
    N_VERDICTS
};

/** The result of comparing a claim. */
struct verdict {
    enum verdict_kind verdict;
    struct number computed;    /**< or NO_NUMBER, as for the half-life at depth 0 */
    enum gradient_class class; /**< computed, if the quantity is a class */
    bool is_uncertain;         /**< fewer than 3 digits of `computed` are certain */
    int n_digits;              /**< significant digits printed, 1 or more for a number */
    /** Number of digits after the point at which the right number is rounded, -2 for 58e2: that of
     * the printed number or, if this leaves no digit, `n_digits` significant ones. Never more than
     * are certain. */
    int64_t n_right_decimals;
    /** |number| divided by |computed|, or NO_NUMBER if there is no computed number, or it is 0 or
     * has another sign. */
    struct number factor;
};

/** Whether a claim with this verdict holds. */
bool verdict_holds(enum verdict_kind verdict);

/** Computes the quantity of `claim` and compares it with the printed number. */
struct verdict verdict_of(const struct claim *claim);

/**
 * The verdicts of all claims, in their order, which together take less time than one by one. Freed
 * with g_free. NULL if they take too many layers, or when `stop`, if it is not NULL, is set.
 */
struct verdict *verdicts_of(const struct claims *claims, stop_flag *stop,
                            struct gradfig_error *error);

/* ---- in words ---- */

/* Results are markup, except where noted, and are freed with g_free. */

/** "holds, rounded", "truncated", "wrong". */
const char *verdict_word(enum verdict_kind verdict, enum language language);

/** The mistake of the claim: "57.7 is right, 57.8 is 0.23% too large". It is "" if the claim
 * holds, unless the computed number is uncertain. */
char *verdict_detail(const struct claim *claim, const struct verdict *verdict,
                     enum language language);

/** The computed number, or class. */
char *verdict_computed(const struct claim *claim, const struct verdict *verdict,
                       enum language language);

/** The number claimed, with its relation: "0.107", "&lt; 1e−9". */
char *verdict_claimed(const struct claim *claim);

/** The verdict on `n` claims, in lower case without a full stop: "1 of 3 claims does not hold". */
char *verdict_sum(size_t n, size_t n_failed, enum language language);

/**
 * Claim and verdict as one line of English, in plain text: FILE:LINE: wrong: "the text":
 * improvement.residual is 57.6650390625; 57.7 is right, 57.8 is 0.23% too large.
 */
char *verdict_sentence(const struct claim *claim, const struct verdict *verdict);

#endif
