/* Starts and watches the process that runs syncfs. */
#include "batch/disk_sync.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

#include <glib.h>

#include "batch/worker.h"

bool disk_sync_begin(struct disk_sync *sync, struct gradfig_error *error) {
    sync->begun = g_get_monotonic_time();
    sync->watched = (struct watched){0};
    sync->process = worker_start_sync(sync->folder, sync->lock);
    if (sync->process < 0) {
        sync->process = 0;
        return error_set(error, GRADFIG_WORK_FAILED, "cannot start a process: %s",
                         g_strerror(errno));
    }
    return true;
}

bool disk_sync_has_ended(struct disk_sync *sync, struct gradfig_error *error) {
    int status = 0;
    pid_t ended = waitpid(sync->process, &status, WNOHANG);

    if (ended == 0) {
        if (watch_idle_time(&sync->watched, sync->process) > WATCH_PATIENCE) {
            kill(sync->process, SIGKILL);
        }
        return false;
    }
    sync->process = 0;
    if (ended > 0 && WIFSIGNALED(status) && !sync->has_died) {
        sync->has_died = true; /* tried once more, like a variant */
        (void)!disk_sync_begin(sync, error);
        return false;
    }
    bool is_done = ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    int cause = ended > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : EIO;
    return is_done || error_set_at(error, GRADFIG_WORK_FAILED, sync->name,
                                   "cannot write to the disk: %s", g_strerror(cause));
}

void disk_sync_stop(const struct disk_sync *sync) {
    if (sync->process > 0) {
        kill(sync->process, SIGKILL);
    }
}
