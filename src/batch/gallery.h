/* The gallery of a folder, for a run that holds its lock. */
#ifndef GRADFIG_BATCH_GALLERY_H
#define GRADFIG_BATCH_GALLERY_H

#include <stdbool.h>

#include "base/error.h"
#include "batch/batch.h"
#include "batch/shard.h"

/** Writes the page of `batch` from the manifest of `whole`, a batch without shards, whose lock is
 * held. */
MUST_CHECK bool gallery_write_whole(const struct shard *whole, const struct batch *batch,
                                    stop_flag *stop, struct gradfig_error *error);

#endif
