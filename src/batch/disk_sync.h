/* Waits for the disk beside the work. */
#ifndef GRADFIG_BATCH_DISK_SYNC_H
#define GRADFIG_BATCH_DISK_SYNC_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/error.h"
#include "batch/watch.h"

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
