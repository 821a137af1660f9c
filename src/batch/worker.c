/* Starts processes, gives workers their tasks, and ends them. */
#include "batch/worker.h"

#include <errno.h>
#include <inttypes.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>

#include "base/error.h"
#include "base/user_text.h"

enum { PATIENCE = 10 * G_USEC_PER_SEC }; /* time without work that is long */

/* ---- messages ---- */

/* Tries again after an interruption. */
static bool send_message(int socket, const void *message, size_t size) {
    ssize_t n;

    do {
        n = send(socket, message, size, MSG_NOSIGNAL);
    } while (n < 0 && (errno == EINTR || errno == EAGAIN));
    return n == (ssize_t)size;
}

/* False at the end of the other process, too. */
static bool receive_message(int socket, void *message, size_t size) {
    ssize_t n;

    do {
        n = recv(socket, message, size, 0);
    } while (n < 0 && (errno == EINTR || errno == EAGAIN));
    return n == (ssize_t)size;
}

/* ---- the process ---- */

/* Signals stop only the parent. Its workers end when it ends, even if it is killed. */
static void obey_parent(pid_t parent) {
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) {
        _exit(1); /* the parent died before prctl took effect */
    }
}

/* Keeps freed memory for the next figure, which needs as much. The kernel would clear it again. */
static void keep_memory(void) {
    enum { LARGE = 1 << 20, MUCH = 64 << 20 };

    mallopt(M_MMAP_THRESHOLD, LARGE);
    mallopt(M_TRIM_THRESHOLD, MUCH);
}

static void work(const struct batch *batch, int socket) {
    struct task task;
    struct task_result result;

    keep_memory();
    struct task_context context = {.batch = batch};
    while (receive_message(socket, &task, sizeof(task))) {
        task_do(&context, &task, &result);
        if (!send_message(socket, &result, sizeof(result))) {
            break;
        }
    }
    _exit(0);
}

/* ---- processes that do nothing: stopped by a signal, or waiting for ever ---- */

/* Fields of /proc/PID/stat, counted from the name, which ends in the last parenthesis. */
enum { STATE = 1, USER_TIME = 12, SYSTEM_TIME = 13 };

/* Reads the state of a process and its processor time. */
static bool look(pid_t pid, char *state, int64_t *processor_time) {
    g_autofree char *path = g_strdup_printf("/proc/%ld/stat", (long)pid);
    g_autofree char *text = NULL;
    int64_t user = 0;
    int64_t system = 0;
    bool done = false;

    if (g_file_get_contents(path, &text, NULL, NULL)) {
        const char *name_end = strrchr(text, ')');
        g_auto(GStrv) fields = g_strsplit(name_end != NULL ? name_end : "", " ", -1);
        done = g_strv_length(fields) > SYSTEM_TIME &&
               text_read_whole(fields[USER_TIME], &user) == TEXT_OK &&
               text_read_whole(fields[SYSTEM_TIME], &system) == TEXT_OK;
        *state = done ? fields[STATE][0] : '\0';
    }
    *processor_time = user + system;
    return done;
}

/* How long, in microseconds, the process has not used the processor although it does not wait for a
 * disk. Looks at it at most twice a second. The time in which the caller itself was stopped does
 * not count. 0 if the system does not say. */
static int64_t idle_time(struct watched *watched, pid_t pid) {
    static const int64_t interval = 500000;
    int64_t now = g_get_monotonic_time();
    int64_t passed = now - watched->looked_at;
    int64_t processor_time;
    char state;

    if (passed < interval) {
        return watched->idle;
    }
    watched->looked_at = now;
    bool is_waiting = look(pid, &state, &processor_time) && strchr("STt", state) != NULL;
    if (is_waiting && processor_time == watched->processor_time) {
        watched->idle += MIN(passed, 2 * interval);
    } else {
        watched->idle = 0;
        watched->processor_time = is_waiting ? processor_time : -1;
    }
    return watched->idle;
}

/* ---- workers ---- */

/* The child closes the sockets of the other workers. */
static void forget_others(const struct workers *workers) {
    for (size_t i = 0; i < workers->n; i++) {
        if (workers->list[i].pid > 0) {
            close(workers->list[i].socket);
        }
    }
}

bool workers_start(struct workers *workers, size_t number, struct gradfig_error *error) {
    pid_t parent = getpid();
    int sockets[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0) {
        return error_set(error, GRADFIG_WORK_FAILED, "cannot start a worker: %s",
                         g_strerror(errno));
    }
    pid_t pid = fork();
    if (pid == 0) {
        close(sockets[0]);
        forget_others(workers);
        obey_parent(parent);
        work(workers->batch, sockets[1]);
    }
    close(sockets[1]);
    if (pid < 0) {
        int cause = errno;
        close(sockets[0]);
        return error_set(error, GRADFIG_WORK_FAILED, "cannot start a worker: %s",
                         g_strerror(cause));
    }
    workers->list[number] = (struct worker){.pid = pid, .socket = sockets[0]};
    workers->n = MAX(workers->n, number + 1);
    return true;
}

size_t workers_limit(void) {
    enum { OTHERS = 32 }; /* descriptors for streams, folders and files */
    struct rlimit descriptors;

    if (getrlimit(RLIMIT_NOFILE, &descriptors) != 0 || descriptors.rlim_cur >= 4096) {
        return WORKERS_MAX;
    }
    return descriptors.rlim_cur > OTHERS ? descriptors.rlim_cur - OTHERS : 1;
}

/* The pixels of the task's figure; its worker may wait for a microsecond for each to be written. */
static int64_t count_pixels(const struct batch *batch, const struct task *task) {
    struct spec spec;

    variants_spec(batch->variants, task->i, &spec);
    const struct figure_options *figure = &spec.figure;
    return figure->width * figure->height * figure->scale * figure->scale;
}

static void kill_idle(struct workers *workers) {
    for (size_t i = 0; i < workers->n; i++) {
        struct worker *worker = &workers->list[i];
        int64_t idle = worker->is_busy ? idle_time(&worker->watched, worker->pid) : 0;
        if (idle > PATIENCE && idle > PATIENCE + count_pixels(workers->batch, &worker->task)) {
            worker->idle = idle;
            kill(worker->pid, SIGKILL);
        }
    }
}

void workers_wait(struct workers *workers) {
    enum { MILLISECONDS = 100 };
    struct pollfd polled[WORKERS_MAX];

    for (size_t i = 0; i < workers->n; i++) {
        polled[i] = (struct pollfd){.fd = workers->list[i].socket, .events = POLLIN};
    }
    int n_ready = poll(polled, workers->n, MILLISECONDS);
    for (size_t i = 0; i < workers->n; i++) {
        workers->list[i].is_ready = n_ready > 0 && polled[i].revents != 0;
    }
    kill_idle(workers);
}

void worker_send(struct worker *worker) {
    worker->is_busy = true;
    worker->watched = (struct watched){.looked_at = g_get_monotonic_time()};
    if (!send_message(worker->socket, &worker->task, sizeof(worker->task))) {
        kill(worker->pid, SIGKILL);
    }
}

bool worker_receive(struct worker *worker, struct task_result *result) {
    if (!receive_message(worker->socket, result, sizeof(*result))) {
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

/* Waits a moment for a process that is about to end, then kills it. */
static int end_process(pid_t pid) {
    enum { N_TRIES = 100, MICROSECONDS_BETWEEN = 10000 };
    int status = 0;

    for (int i = 0; i < N_TRIES; i++) {
        if (waitpid(pid, &status, WNOHANG) == pid) {
            return status;
        }
        g_usleep(MICROSECONDS_BETWEEN);
    }
    kill(pid, SIGKILL);
    return wait_for(pid);
}

char *worker_end(struct worker *worker) {
    int status = end_process(worker->pid);
    int64_t idle = worker->idle;

    close(worker->socket);
    *worker = (struct worker){0};
    if (idle > 0) {
        return g_strdup_printf("the worker did nothing for %" PRId64 " seconds",
                               idle / G_USEC_PER_SEC);
    }
    return WIFSIGNALED(status)
               ? g_strdup_printf("killed by signal %d (%s)", WTERMSIG(status),
                                 g_strsignal(WTERMSIG(status)))
               : g_strdup_printf("the worker ended with exit status %d", WEXITSTATUS(status));
}

void workers_stop(struct workers *workers) {
    for (size_t i = 0; i < workers->n; i++) {
        if (workers->list[i].pid > 0) {
            kill(workers->list[i].pid, SIGKILL);
        }
    }
    for (size_t i = 0; i < workers->n; i++) {
        if (workers->list[i].pid > 0) {
            wait_for(workers->list[i].pid);
            close(workers->list[i].socket);
        }
    }
    workers->n = 0;
}

/* ---- the disk ---- */

bool disk_sync_begin(struct disk_sync *sync, struct gradfig_error *error) {
    pid_t parent = getpid();

    sync->begun = g_get_monotonic_time();
    sync->watched = (struct watched){0};
    sync->process = fork();
    if (sync->process == 0) {
        close(sync->lock); /* so that the lock ends with the run */
        obey_parent(parent);
        _exit(syncfs(sync->folder) == 0 ? 0 : errno);
    }
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
        if (idle_time(&sync->watched, sync->process) > PATIENCE) {
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
    int cause = ended > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : EIO;
    return cause == 0 || error_set_at(error, GRADFIG_WORK_FAILED, sync->name,
                                      "cannot write to the disk: %s", g_strerror(cause));
}

void disk_sync_stop(const struct disk_sync *sync) {
    if (sync->process > 0) {
        kill(sync->process, SIGKILL);
    }
}
