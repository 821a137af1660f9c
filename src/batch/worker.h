/* Worker processes: the only place that forks. */
#ifndef GRADFIG_BATCH_WORKER_H
#define GRADFIG_BATCH_WORKER_H

#include <stdbool.h>
#include <sys/types.h>

#include "batch/task.h"

/** One process that does tasks, one after the other. A zeroed one is none. */
struct worker {
    pid_t pid;
    int socket; /**< to the process */
    bool is_busy;
    struct task task; /**< that it does, while it is busy */
    int n_deaths;     /**< of workers at this task */
};

/** The workers of a run; their numbers tell their temporary files apart. */
struct crew {
    const struct batch *batch;
    size_t n;
    struct worker workers[WORKERS_MAX];
};

/** Starts the process of worker `number`, below or equal to `crew->n`. */
__attribute__((warn_unused_result)) bool crew_start(struct crew *crew, size_t number,
                                                    struct gradfig_error *error);

/** How many workers the open descriptors of this process leave room for, 1 or more. */
size_t crew_limit(void);

/** Ends all workers at once. */
void crew_stop(struct crew *crew);

/** Gives it `worker->task`. A process that is dead already shows when its result is waited for. */
void worker_send(struct worker *worker);

/** Takes the result of its task; false where the process has died. */
__attribute__((warn_unused_result)) bool worker_receive(struct worker *worker,
                                                        struct task_result *result);

/** Waits for a dead process and says why it died: "killed by signal 9 (Killed)". */
void worker_bury(struct worker *worker, char *reason, size_t size);

/**
 * Writes all of the file system of `folder`, a descriptor, to the disk, in a process of its own,
 * which nobody has to wait for; returns it, or -1. Its exit status is 0 when all is written, else
 * an errno. It closes `lock`, which it is not to hold longer than the run.
 */
pid_t worker_start_sync(int folder, int lock);

#endif
