/* What gradfig batch says on standard error. */
#ifndef GRADFIG_CLI_BATCH_MESSAGES_H
#define GRADFIG_CLI_BATCH_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "batch/batch.h"

/** The progress at one time. */
struct batch_mark {
    gint64 time;  /**< microseconds, of the monotonic clock */
    size_t n;     /**< all variants that are done */
    size_t n_new; /**< those of them that were not kept */
};

struct batch_messages {
    bool is_terminal;
    gint64 begun;
    gint64 next; /**< the time of the next line or bar */
    struct batch_mark
        marks[2]; /**< the last one is at most some seconds old, the first one older */
    size_t n_failures;
};

void batch_messages_begin(struct batch_messages *messages);

/** Prints the progress, or why the figure `name` failed; `context` is a struct batch_messages. */
void batch_messages_observe(void *context, const struct batch_progress *progress, const char *name,
                            const char *reason);

/** Prints what was drawn; or, after a `failure` that the input is not to blame for, how the batch
 * goes on. */
void batch_messages_end(const struct batch_messages *messages, const struct batch *batch,
                        const struct batch_progress *progress, const struct gradfig_error *failure);

#endif
