/* What the recipes of a batch have in common. */
#ifndef GRADFIG_BATCH_PATTERN_H
#define GRADFIG_BATCH_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "batch/manifest.h"

/** A recipe cut where the values of varied keys stand. */
struct pattern {
    GPtrArray *pieces; /**< char *: the text before the first value, between the first two, ... */
    GArray *keys;      /**< size_t: which varied key each value is of */
};

/** That of the picture of row `i`; NULL where it has no recipe, or none with a place for every key.
 * Freed with pattern_free. */
struct pattern *pattern_read(const struct manifest *manifest, size_t i, const char *folder);

/** NULL is allowed. */
void pattern_free(struct pattern *pattern);

/** Whether both are of one batch. */
bool pattern_is_equal(const struct pattern *a, const struct pattern *b);

#endif
