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

/** Starts a process; `number` tells its temporary file from those of others. */
__attribute__((warn_unused_result)) bool worker_start(struct worker *worker,
                                                      const struct gradfig_batch *batch,
                                                      size_t number, struct gradfig_error *error);

/** Gives it `worker->task`. A process that is dead already shows when its report is waited for. */
void worker_send(struct worker *worker);

/** Takes the report of its task; false where the process has died. */
__attribute__((warn_unused_result)) bool worker_receive(struct worker *worker,
                                                        struct outcome_report *report);

/** Waits for a dead process and says why it died: "killed by signal 9 (Killed)". */
void worker_bury(struct worker *worker, char *reason, size_t size);

/** Ends it at once. */
void worker_kill(struct worker *worker);

/** Writes all of the folder's file system to the disk, in a process of its own, which nobody has
 * to wait for; returns it, or -1. It ends with status 0 when all is written. */
pid_t worker_start_sync(const char *folder);

#endif
