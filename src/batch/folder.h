/* What may be written over in the folder of a batch. */
#ifndef GRADFIG_BATCH_FOLDER_H
#define GRADFIG_BATCH_FOLDER_H

#include <stdbool.h>

#include "base/error.h"
#include "batch/shard.h"

/**
 * Whether the page, the stored spec and the manifests of a shard and of the whole batch may be
 * written: false with `error` where one of these names is a file that is not gradfig's. Empty files
 * may be written over.
 */
__attribute__((warn_unused_result)) bool folder_check(const struct shard *shard,
                                                      struct gradfig_error *error);

#endif
