/* Joins the manifests in the folder of a batch. */
#ifndef GRADFIG_BATCH_MANIFEST_JOIN_H
#define GRADFIG_BATCH_MANIFEST_JOIN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/error.h"
#include "batch/batch.h"
#include "batch/manifest.h"
#include "batch/shard.h"

/** One shard. Its rows are in its own manifest, or in that of the whole batch, which an earlier
 * gallery has joined. */
struct part {
    struct shard shard;
    bool has_own; /**< it has its own manifest */
    struct manifest own;
    struct stat status;              /**< of its file */
    const struct manifest *manifest; /**< the one with its rows; NULL: none */
    size_t first, step, n_rows;      /**< which rows of it */
};

/** Begins with the first three members set and the others zeroed. */
struct manifest_join {
    struct shard whole;
    const struct batch *batch;     /**< the batch that is run, or NULL */
    stop_flag *stop;               /**< once set, ends the reading */
    char *spec;                    /**< the stored one, or NULL */
    char *digest;                  /**< of all parts; NULL for an earlier version */
    struct manifest joined_before; /**< of the whole batch; zeroed if there is none */
    size_t n_parts;
    struct part *parts; /**< in their order */
};

/** Frees what was collected. */
void manifest_join_finish(struct manifest_join *join);

/** Whether the folder has any manifest; false with `error`. */
MUST_CHECK bool manifest_join_is_possible(const struct manifest_join *join,
                                          struct gradfig_error *error);

/** Collects the shards of a batch if there are any, else the batch itself. */
MUST_CHECK bool manifest_join_read(struct manifest_join *join, struct gradfig_error *error);

/** Collects the whole batch as the only part, and ignores shards. */
MUST_CHECK bool manifest_join_read_whole(struct manifest_join *join, struct gradfig_error *error);

/** One manifest of all parts. It borrows their texts; the caller frees its `rows`. `*numbers` has
 * the variant of each row, counted from 0; freed with g_free. */
struct manifest manifest_join_all(const struct manifest_join *join, size_t **numbers);

#endif
