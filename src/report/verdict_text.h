/* Verdicts in words. */
#ifndef GRADFIG_REPORT_VERDICT_TEXT_H
#define GRADFIG_REPORT_VERDICT_TEXT_H

#include "report/verdict.h"

/* Results are markup, except where noted, and are freed with g_free. */

/** "holds, rounded", "truncated", "wrong". */
const char *verdict_word(enum verdict_kind verdict, enum language language);

/** The mistake of the claim: "57.7 is right, 57.8 is 1.002 times too large". It is "" if the claim
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
 * improvement.residual is 57.6650390625; 57.7 is right, 57.8 is 1.002 times too large.
 */
char *verdict_sentence(const struct claim *claim, const struct verdict *verdict);

#endif
