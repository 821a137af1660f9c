/* Ranges of decimals. */
#ifndef GRADFIG_SPEC_RANGE_H
#define GRADFIG_SPEC_RANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/** The `n` numbers (first·divisor + k·difference) / divisor·10^exponent, k from 0. */
struct number_range {
    int64_t first;
    int64_t difference;
    int64_t divisor;
    int64_t n;
    long exponent;
};

/**
 * Reads {from, to, step} or {from, to, count}; the unused one of `step` and `count` is NULL. False
 * with `error` filled where they are no range, or one of more than VARIANTS_MAX numbers; `*fault`
 * is then the text to blame, or NULL for all of them.
 */
MUST_CHECK bool range_read(struct number_range *range, const char *from, const char *to,
                           const char *step, const char *count, const char **fault,
                           struct gradfig_error *error);

/** Number `k`, exactly, as a decimal without needless zeros; one that has no end is rounded
 * to the fewest digits that read back, 17 at most. Freed with g_free. */
char *range_number(const struct number_range *range, int64_t k);

#endif
