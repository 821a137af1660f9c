/* Folders that an earlier version has drawn into: they have no stored spec, or no digest. */
#ifndef GRADFIG_BATCH_TAKEOVER_H
#define GRADFIG_BATCH_TAKEOVER_H

#include <stdbool.h>

#include "batch/batch.h"
#include "batch/manifest.h"

/**
 * Whether the pictures that a manifest lists as done have the recipes of the batch's variants, or
 * are missing or damaged. Looks only at those of the batch's shard, and at those that no variant
 * has the name of. False with `error`, which names the first picture that differs.
 */
__attribute__((warn_unused_result)) bool takeover_check(const struct batch *batch,
                                                        const struct manifest *manifest,
                                                        struct gradfig_error *error);

#endif
