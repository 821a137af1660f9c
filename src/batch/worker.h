/* Worker processes, and one that waits for the disk. No other file forks. */
#ifndef GRADFIG_BATCH_WORKER_H
#define GRADFIG_BATCH_WORKER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/error.h"
#include "batch/task.h"

/** What is known of a process. Begins anew, with the time and zeros, when the process begins
 * something else. */
struct watched {
    int64_t looked_at;      /**< time of the last look, in microseconds */
    int64_t processor_time; /**< at that time, in the kernel's ticks */
    int64_t idle;           /**< microseconds since it last used the processor */
};

/** One process that does tasks, one after another. Zeroed if there is none. */
struct worker {
    pid_t pid;
    int socket; /**< to the process */
    bool is_busy;
    bool is_ready;    /**< a result can be read, or the process has died */
    struct task task; /**< its task while it is busy */
    int n_deaths;     /**< number of workers that died at this task */
    struct watched watched;
    int64_t idle; /**< microseconds after which it was killed because it did nothing, or 0 */
};

/** The workers of a run. */
struct workers {
    const struct batch *batch;
    size_t n;
    struct worker list[WORKERS_MAX];
};

/** Starts the process of worker `number`, below or equal to `workers->n`. */
MUST_CHECK bool workers_start(struct workers *workers, size_t number, struct gradfig_error *error);

/** The number of workers for which the process has descriptors, at least 1. */
size_t workers_limit(void);

/** Ends all workers at once. */
void workers_stop(struct workers *workers);

/** Waits at most a tenth of a second for results. Kills each worker that does nothing for longer
 * than the size of its figure explains, at least ten seconds; it is then ready like a dead one. */
void workers_wait(struct workers *workers);

/** Sends `worker->task`. A process that has died is noticed when its result is read; one that
 * cannot be sent to is killed. */
void worker_send(struct worker *worker);

/** Reads the result of its task; false if the process has died. */
MUST_CHECK bool worker_receive(struct worker *worker, struct task_result *result);

/** Waits for a dead process and describes why it died: "killed by signal 9 (Killed)"; freed with
 * g_free. Kills one that lives, but cannot be heard. */
char *worker_end(struct worker *worker);

/** A process that writes the file system of a folder to the disk. Begins with the first three
 * members set and the others zeroed. */
struct disk_sync {
    const char *name; /**< of the folder, for messages */
    int folder;    /**< opened before any picture is written, so that every write error is seen */
    int lock;      /**< which the process closes, so that the lock ends with the run */
    pid_t process; /**< 0: none */
    struct watched watched;
    bool has_died; /**< one that was killed is started once more */
    int64_t begun; /**< its time, in microseconds */
};

/** Starts the process. */
MUST_CHECK bool disk_sync_begin(struct disk_sync *sync, struct gradfig_error *error);

/** Whether the process has just ended and all is on the disk. False while it is at work, or with
 * `error` filled if it has failed. */
MUST_CHECK bool disk_sync_has_ended(struct disk_sync *sync, struct gradfig_error *error);

/** Ends the process, if any, without waiting, because the disk may be slow. */
void disk_sync_stop(const struct disk_sync *sync);

#endif
