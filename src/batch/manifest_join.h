/* The manifests in the folder of a batch, put together. */
#ifndef GRADFIG_BATCH_MANIFEST_JOIN_H
#define GRADFIG_BATCH_MANIFEST_JOIN_H

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
struct manifest_join {
    struct shard whole;
    const volatile sig_atomic_t *stop; /**< ends the reading early */
    char *spec;                        /**< the stored one, or NULL */
    char *digest;                      /**< that all parts have; NULL: of an earlier version */
    struct manifest joined_before;     /**< the whole batch's; zeroed if there is none */
    size_t n_parts;
    struct part *parts; /**< in their order */
    size_t n_other;     /**< another number of shards, where manifests of two were found */
};

/** Frees what was collected. */
void manifest_join_finish(struct manifest_join *join);

/** Collects the shards of a batch if there are any, else the batch itself. */
__attribute__((warn_unused_result)) bool manifest_join_read(struct manifest_join *join,
                                                            struct gradfig_error *error);

/** Collects the batch as its only part, whatever shards there are. */
__attribute__((warn_unused_result)) bool manifest_join_read_whole(struct manifest_join *join,
                                                                  struct gradfig_error *error);

/** One manifest of all parts. It borrows their texts; its `fields` are to be freed. */
struct manifest manifest_join_all(const struct manifest_join *join);

/** Fills `error` with the folder and why it is none to work with; returns false. */
bool manifest_join_refuse(const struct manifest_join *join, const char *why,
                          struct gradfig_error *error);

/** Whether the work is to end; `error` is filled then. */
bool manifest_join_is_stopped(const struct manifest_join *join, struct gradfig_error *error);

#endif
