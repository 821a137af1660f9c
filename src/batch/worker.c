/* Starts, feeds and buries processes. */
#include "batch/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>

#include "base/error.h"

/* ---- the process ---- */

/* Whoever started the batch stops it; its workers end with it, however it ends. */
static void obey_parent(pid_t parent) {
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) {
        _exit(1); /* it ended before it could be said */
    }
}

static void work(const struct gradfig_batch *batch, size_t number, int socket) {
    const struct shard shard = {batch->folder, batch->shard, batch->n_shards};
    char what[24];
    struct task task;
    struct outcome_report report;

    snprintf(what, sizeof(what), "%zu", number);
    struct hand hand = {.batch = batch, .temporary = shard_temporary(&shard, what)};
    while (recv(socket, &task, sizeof(task), 0) == sizeof(task)) {
        task_do(&hand, &task, &report);
        if (send(socket, &report, sizeof(report), MSG_NOSIGNAL) != sizeof(report)) {
            break;
        }
    }
    _exit(0);
}

/* ---- its parent ---- */

bool worker_start(struct worker *worker, const struct gradfig_batch *batch, size_t number,
                  struct gradfig_error *error) {
    pid_t parent = getpid();
    int sockets[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0) {
        return error_set(error, GRADFIG_WORK_FAILED, "cannot start a worker: %s",
                         g_strerror(errno));
    }
    pid_t pid = fork();
    if (pid == 0) {
        close(sockets[0]);
        obey_parent(parent);
        work(batch, number, sockets[1]);
    }
    close(sockets[1]);
    if (pid < 0) {
        int cause = errno;
        close(sockets[0]);
        return error_set(error, GRADFIG_WORK_FAILED, "cannot start a worker: %s",
                         g_strerror(cause));
    }
    *worker = (struct worker){.pid = pid, .socket = sockets[0]};
    return true;
}

void worker_send(struct worker *worker) {
    worker->is_busy = true;
    (void)!send(worker->socket, &worker->task, sizeof(worker->task), MSG_NOSIGNAL);
}

bool worker_receive(struct worker *worker, struct outcome_report *report) {
    ssize_t n = recv(worker->socket, report, sizeof(*report), 0);

    if (n != sizeof(*report)) {
        return false;
    }
    worker->is_busy = false;
    return true;
}

static int wait_for(pid_t pid) {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

void worker_bury(struct worker *worker, char *reason, size_t size) {
    int status = wait_for(worker->pid);

    close(worker->socket);
    worker->pid = 0;
    if (WIFSIGNALED(status)) {
        snprintf(reason, size, "killed by signal %d (%s)", WTERMSIG(status),
                 g_strsignal(WTERMSIG(status)));
    } else {
        snprintf(reason, size, "the worker ended with exit status %d", WEXITSTATUS(status));
    }
}

void worker_kill(struct worker *worker) {
    if (worker->pid > 0) {
        kill(worker->pid, SIGKILL);
        wait_for(worker->pid);
        close(worker->socket);
    }
    *worker = (struct worker){0};
}

pid_t worker_start_sync(const char *folder) {
    pid_t parent = getpid();
    pid_t pid = fork();

    if (pid == 0) {
        obey_parent(parent);
        int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        _exit(descriptor >= 0 && syncfs(descriptor) == 0 ? 0 : 1);
    }
    return pid;
}
