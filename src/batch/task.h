/* What a worker does for one variant: look at what is there, draw, write. */
#ifndef GRADFIG_BATCH_TASK_H
#define GRADFIG_BATCH_TASK_H

#include <stdint.h>

#include "batch/batch.h"

#include "batch/manifest.h"
#include "batch/shard.h"

/** One variant to draw or keep. Plain bytes, because it goes to another process. */
struct task {
    uint32_t i;
    char sha256[SHA256_SIZE]; /**< that a manifest has of the file, or "" */
};

enum outcome {
    OUTCOME_OPEN,   /**< not yet done */
    OUTCOME_KEPT,   /**< was there */
    OUTCOME_DRAWN,  /**< is there now */
    OUTCOME_FAILED, /**< for a reason that concerns this variant only */
    OUTCOME_BROKEN, /**< for a reason that holds for all */
};

/** The result of a task. */
struct task_result {
    uint32_t i;
    enum outcome outcome;
    uint64_t n_bytes;
    char sha256[SHA256_SIZE];
    char reason[GRADFIG_MESSAGE_SIZE]; /**< of a failure */
};

/** What a worker keeps from task to task. */
struct hand {
    const struct batch *batch;
    struct renderer *renderer; /**< NULL before the first drawing */
    char *temporary;
};

/** What the picture that is there for a variant says of itself. */
enum task_recipe {
    TASK_RECIPE_NONE, /**< it is not there, or damaged */
    TASK_RECIPE_SAME, /**< it has the parameters of the variant */
    TASK_RECIPE_OTHER,
};

/** Looks at the picture of variant `i` without drawing. */
enum task_recipe task_compare_recipe(const struct batch *batch, size_t i);

/** Whether the picture of variant `i` is there with so many bytes. */
bool task_is_there(const struct batch *batch, size_t i, uint64_t n_bytes);

/** Does a task. */
void task_do(struct hand *hand, const struct task *task, struct task_result *result);

#endif
