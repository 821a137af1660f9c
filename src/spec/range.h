/* Ranges of decimals. */
#ifndef GRADFIG_SPEC_RANGE_H
#define GRADFIG_SPEC_RANGE_H

#include <glib.h>

#include "base/error.h"

/**
 * The numbers of {from, to, step} or of {from, to, count}, exactly, as decimals without needless
 * zeros; those that have no end are rounded to 17 digits. The unused one of `step` and `count` is
 * NULL. NULL with `error` filled where they are no range; `*fault` is then the text to blame, or
 * NULL for all of them.
 */
GPtrArray *range_expand(const char *from, const char *to, const char *step, const char *count,
                        const char **fault, struct gradfig_error *error);

#endif
