/* The task of a worker for one variant: check the existing file, draw, write. */
#ifndef GRADFIG_BATCH_TASK_H
#define GRADFIG_BATCH_TASK_H

#include <stdint.h>

#include "base/error.h"
#include "batch/batch.h"
#include "batch/manifest.h"
#include "batch/picture_check.h"
#include "batch/shard.h"

/** One variant to draw or keep. Plain bytes, because it goes to another process. */
struct task {
    uint32_t i;
    char sha256[SHA256_SIZE]; /**< of the file, from a manifest, or "" */
};

enum outcome {
    OUTCOME_OPEN,   /**< not yet done */
    OUTCOME_KEPT,   /**< existed */
    OUTCOME_DRAWN,  /**< now exists */
    OUTCOME_FAILED, /**< for a reason that concerns this variant only */
    OUTCOME_BROKEN, /**< for a reason that concerns all variants */
};

/** The result of a task. */
struct task_result {
    uint32_t i;
    enum outcome outcome;
    uint64_t n_bytes;
    char sha256[SHA256_SIZE];
    int64_t changed;                   /**< when the file with this content last changed */
    bool is_crowded;                   /**< drawn, without room for all of its texts */
    bool was_changed;                  /**< the file was listed with other content */
    unsigned lost;                     /**< enum attributes_lost of the file that was replaced */
    char reason[GRADFIG_MESSAGE_SIZE]; /**< of a failure */
};

/** The state of a worker between tasks. */
struct task_context {
    const struct batch *batch;
    struct renderer *renderer; /**< NULL before the first drawing */
};

/** Checks the recipe of variant `i`'s picture without drawing. A missing one counts as damaged. */
enum picture_state task_compare_recipe(const struct batch *batch, size_t i);

/**
 * Whether the picture of variant `i` may be written. With `is_listed`, a manifest has the file in
 * its place, and only inputs are refused. False with `error`; what concerns only this variant is
 * left to task_do.
 */
MUST_CHECK bool task_may_write(const struct batch *batch, size_t i, bool is_listed,
                               struct gradfig_error *error);

/** Keeps or draws the picture of a task. */
void task_do(struct task_context *context, const struct task *task, struct task_result *result);

/** Counts a picture that was drawn. */
void task_count_drawn(const struct task_result *result, struct batch_progress *progress);

#endif
