/* Which files in the folder of a batch may be overwritten. */
#ifndef GRADFIG_BATCH_FOLDER_H
#define GRADFIG_BATCH_FOLDER_H

#include <stdbool.h>

#include "base/error.h"
#include "batch/shard.h"

/** Opens the folder, made if it is not there. Returns a descriptor, or -1. */
int folder_open(const char *folder, struct gradfig_error *error);

/**
 * Whether the page, the stored spec and the manifests of a shard and of the whole batch may be
 * written. False with `error` if a file of such a name was not written by gradfig. Empty files may
 * be overwritten.
 */
__attribute__((warn_unused_result)) bool folder_check(const struct shard *shard,
                                                      struct gradfig_error *error);

/** Removes the page unless it is of the batch with this digest; returns whether it did. */
bool folder_forget_page(const struct shard *shard, const char *digest);

/** Whether the folder has a page. */
bool folder_has_page(const struct shard *shard);

#endif
