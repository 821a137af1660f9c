/* The gallery of a folder whose lock is held. */
#ifndef GRADFIG_BATCH_GALLERY_H
#define GRADFIG_BATCH_GALLERY_H

#include <gradfig/batch.h>

#include "batch/shard.h"

/** gradfig_gallery_write by the owner of `whole`, the lock of a batch without shards. */
__attribute__((warn_unused_result)) bool gallery_make(const struct shard *whole,
                                                      struct gradfig_gallery *gallery,
                                                      struct gradfig_error *error);

/** Removes manifests of shards at which nobody is at work: a run without shards supersedes them. */
void gallery_forget_shards(const char *folder);

#endif
