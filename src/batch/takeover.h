/* Continues folders of an earlier version, which have no stored spec or no digest. */
#ifndef GRADFIG_BATCH_TAKEOVER_H
#define GRADFIG_BATCH_TAKEOVER_H

#include <stdbool.h>

#include "base/error.h"
#include "batch/batch.h"
#include "batch/manifest.h"

/**
 * Whether the pictures that a manifest lists as done have the recipes of the batch's variants, or
 * are missing or damaged. Checks only those of the batch's shard, and those whose name no variant
 * has. False with `error`, which names the first picture that differs.
 */
MUST_CHECK bool takeover_check(const struct batch *batch, const struct manifest *manifest,
                               struct gradfig_error *error);

#endif
