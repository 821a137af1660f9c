/* The manifests in the folder of a batch, put together. */
#ifndef GRADFIG_BATCH_COLLECTION_H
#define GRADFIG_BATCH_COLLECTION_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/error.h"

#include "batch/manifest.h"
#include "batch/shard.h"

/** One shard, and where its rows are: in its own manifest, or among those of the whole batch, which
 * an earlier gallery has joined. */
struct part {
    struct shard shard;
    bool has_own; /**< manifest */
    struct manifest own;
    struct stat status;              /**< of its file */
    const struct manifest *manifest; /**< that has its rows; NULL: none */
    size_t first, step, n_rows;      /**< which rows these are */
};

/** A zeroed one but for the first two members is empty. */
struct collection {
    struct shard whole;
    const volatile sig_atomic_t *stop; /**< ends the reading early */
    struct manifest joined_before;     /**< the whole batch's; zeroed if there is none */
    size_t n_parts;
    struct part *parts; /**< in their order */
    size_t n_other;     /**< another number of shards, where manifests of two were found */
};

/** Frees what was collected. */
void collection_finish(struct collection *collection);

/** Collects the shards of a batch if there are any, else the batch itself. */
__attribute__((warn_unused_result)) bool collection_read(struct collection *collection,
                                                         struct gradfig_error *error);

/** Collects the batch as its only part, whatever shards there are. */
__attribute__((warn_unused_result)) bool collection_read_whole(struct collection *collection,
                                                               struct gradfig_error *error);

/** One manifest of all parts. It borrows their texts; its `fields` are to be freed. */
struct manifest collection_join(const struct collection *collection);

/** Fills `error` with the folder and why it is none to work with; returns false. */
bool collection_refuse(const struct collection *collection, const char *why,
                       struct gradfig_error *error);

/** Whether the work is to end; `error` is filled then. */
bool collection_is_stopped(const struct collection *collection, struct gradfig_error *error);

#endif
