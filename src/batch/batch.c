/* A run: hands variants to workers, notes what becomes of them, and says so in the manifest. */
#include <gradfig/batch.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <glib.h>

#include "base/error.h"
#include "base/text.h"
#include "batch/gallery.h"
#include "batch/manifest.h"
#include "batch/shard.h"
#include "batch/worker.h"

/* Whether a picture is on the disk, as far as is known. */
enum disk { DISK_UNKNOWN, DISK_ON_ITS_WAY, DISK_SURE };

/* One variant of the shard. */
struct entry {
    unsigned char outcome;    /* enum outcome */
    unsigned char disk;       /* enum disk */
    char sha256[SHA256_SIZE]; /* while it is open, that of an earlier manifest or "" */
    uint64_t n_bytes;
    char *reason; /* of a failure */
};

struct run {
    const struct gradfig_batch *batch;
    struct shard shard;
    struct entry *entries;
    struct worker workers[GRADFIG_WORKERS_MAX];
    size_t n_workers;
    size_t next; /* the first entry that no worker has had */
    struct gradfig_batch_progress progress;
    pid_t sync; /* the process that writes to the disk, or 0 */
    gint64 sync_begun;
    gint64 next_sync;
    struct gradfig_error error; /* that ends the run */
};

/* ---- variants and their entries ---- */

static size_t variant_of(const struct run *run, size_t k) {
    return run->shard.number - 1 + k * run->shard.n;
}

static size_t entry_of(const struct run *run, size_t i) {
    return i / run->shard.n;
}

static size_t count_entries(const struct gradfig_batch *batch) {
    size_t n = gradfig_variants_count(batch->variants);
    return n < batch->shard ? 0 : (n - batch->shard) / batch->n_shards + 1;
}

static bool must_stop(const struct run *run) {
    return *run->batch->stop != 0 || run->error.code != GRADFIG_OK;
}

static void tell(const struct run *run, const char *name, const char *reason) {
    run->batch->observe(run->batch->context, &run->progress, name, reason);
}

/* ---- the manifest ---- */

/* What an earlier manifest knows of the files. */
static void take_checksums(struct run *run, const struct manifest *manifest) {
    GHashTable *rows = g_hash_table_new(g_str_hash, g_str_equal);

    for (size_t i = 0; i < manifest->n_rows; i++) {
        if (strcmp(manifest_status(manifest, i), MANIFEST_DONE) == 0) {
            g_hash_table_insert(rows, (char *)(uintptr_t)manifest_name(manifest, i),
                                GSIZE_TO_POINTER(i + 1));
        }
    }
    for (size_t k = 0; k < run->progress.n; k++) {
        char *name = gradfig_variants_name(run->batch->variants, variant_of(run, k));
        size_t row = GPOINTER_TO_SIZE(g_hash_table_lookup(rows, name));
        if (row > 0) {
            g_strlcpy(run->entries[k].sha256, manifest_sha256(manifest, row - 1), SHA256_SIZE);
            run->entries[k].n_bytes = manifest_n_bytes(manifest, row - 1);
        }
        free(name);
    }
    g_hash_table_destroy(rows);
}

static void read_manifest(struct run *run) {
    struct manifest manifest;
    struct gradfig_error error;
    char *path = shard_manifest(&run->shard);

    if (manifest_read(&manifest, path, &error)) {
        take_checksums(run, &manifest);
        manifest_finish(&manifest);
    } /* without one, or with a damaged one, the pictures tell for themselves */
    g_free(path);
}

static struct manifest_file file_of(const struct entry *entry, GString *status) {
    bool was_there = entry->outcome == OUTCOME_OPEN && *entry->sha256 != '\0';
    bool is_there = (entry->outcome == OUTCOME_KEPT || entry->outcome == OUTCOME_DRAWN) &&
                    entry->disk == DISK_SURE;

    if (was_there || is_there) {
        return (struct manifest_file){MANIFEST_DONE, entry->n_bytes, entry->sha256};
    }
    g_string_assign(status, MANIFEST_MISSING);
    if (entry->outcome == OUTCOME_FAILED) {
        g_string_printf(status, MANIFEST_FAILED "%s", entry->reason);
    }
    return (struct manifest_file){status->str, 0, ""};
}

static void write_lines(const struct run *run, FILE *stream) {
    GString *status = g_string_new(NULL);

    gradfig_manifest_write_header(run->batch->variants, stream, ",status,bytes,sha256\n");
    for (size_t k = 0; k < run->progress.n && *run->batch->stop == 0; k++) {
        struct manifest_file file = file_of(&run->entries[k], status);
        gradfig_manifest_write_variant(run->batch->variants, variant_of(run, k), stream);
        manifest_write_file(stream, &file);
    }
    g_string_free(status, TRUE);
}

static bool write_manifest(struct run *run) {
    struct file_output file;

    if (!shard_open(&run->shard, shard_manifest(&run->shard), "manifest", &file, &run->error)) {
        return false;
    }
    write_lines(run, file.stream);
    if (*run->batch->stop != 0) {
        file_discard(&file);
        return true;
    }
    return file_commit(&file, &run->error);
}

/* ---- onto the disk, now and then ---- */

enum { SYNC_INTERVAL = 5000000 }; /* microseconds */

static bool is_drawn(const struct entry *entry) {
    return entry->outcome == OUTCOME_KEPT || entry->outcome == OUTCOME_DRAWN;
}

/* Moves all pictures from one state to the next. */
static void move_pictures(struct run *run, enum disk from, enum disk to) {
    for (size_t k = 0; k < run->progress.n; k++) {
        if (is_drawn(&run->entries[k]) && run->entries[k].disk == from) {
            run->entries[k].disk = (unsigned char)to;
        }
    }
}

static void begin_sync(struct run *run) {
    move_pictures(run, DISK_UNKNOWN, DISK_ON_ITS_WAY);
    run->sync_begun = g_get_monotonic_time();
    run->sync = worker_start_sync(run->shard.folder);
    if (run->sync < 0) {
        run->sync = 0;
        error_set(&run->error, GRADFIG_WORK_FAILED, "cannot start a process: %s",
                  g_strerror(errno));
    }
}

static void fail_sync(struct run *run) {
    char *shown = text_escape_path(run->shard.folder);
    error_set(&run->error, GRADFIG_WORK_FAILED, "%s: cannot write: the disk reports an error",
              shown);
    g_free(shown);
}

/* Looks whether the pictures have come to the disk; then the manifest may say so. */
static void look_after_sync(struct run *run) {
    enum { PART_OF_TIME = 20 }; /* at most so much of it is spent with manifests */
    int status = 0;

    if (waitpid(run->sync, &status, WNOHANG) == 0) {
        return;
    }
    run->sync = 0;
    if (status != 0) {
        fail_sync(run);
        return;
    }
    move_pictures(run, DISK_ON_ITS_WAY, DISK_SURE);
    write_manifest(run);
    gint64 now = g_get_monotonic_time();
    run->next_sync = now + MAX(SYNC_INTERVAL, PART_OF_TIME * (now - run->sync_begun));
}

static void sync_sometimes(struct run *run) {
    if (run->sync > 0) {
        look_after_sync(run);
    } else if (g_get_monotonic_time() > run->next_sync) {
        begin_sync(run);
    }
}

static void await_sync(struct run *run) {
    enum { MICROSECONDS_BETWEEN = 2000 };

    while (run->sync > 0 && !must_stop(run)) {
        look_after_sync(run);
        if (run->sync > 0) {
            g_usleep(MICROSECONDS_BETWEEN);
        }
    }
}

static void end_sync(struct run *run) {
    await_sync(run); /* one that began before the last picture */
    if (!must_stop(run)) {
        begin_sync(run);
        await_sync(run);
    }
}

/* ---- workers ---- */

static void give_task(struct run *run, struct worker *worker) {
    size_t k = run->next++;

    worker->n_deaths = 0;
    worker->task.i = (uint32_t)variant_of(run, k);
    memcpy(worker->task.sha256, run->entries[k].sha256, SHA256_SIZE);
    worker_send(worker);
}

static void give_up(struct run *run, size_t i, const char *reason) {
    struct entry *entry = &run->entries[entry_of(run, i)];
    char *name = gradfig_variants_name(run->batch->variants, i);

    entry->outcome = OUTCOME_FAILED;
    entry->reason = g_strdup(reason);
    run->progress.n_failed++;
    tell(run, name, reason);
    free(name);
}

static void take_report(struct run *run, const struct outcome_report *report) {
    struct entry *entry = &run->entries[entry_of(run, report->i)];

    switch (report->outcome) {
    case OUTCOME_BROKEN:
        error_set(&run->error, GRADFIG_WORK_FAILED, "%s", report->reason);
        return;
    case OUTCOME_FAILED:
        give_up(run, report->i, report->reason);
        return;
    case OUTCOME_KEPT:
        run->progress.n_kept++;
        break;
    case OUTCOME_DRAWN:
        run->progress.n_drawn++;
        break;
    case OUTCOME_OPEN:
        break;
    }
    entry->outcome = (unsigned char)report->outcome;
    entry->n_bytes = report->n_bytes;
    memcpy(entry->sha256, report->sha256, SHA256_SIZE);
}

/* A dead worker is replaced, and its variant tried once more. */
static void replace(struct run *run, struct worker *worker) {
    struct worker last = *worker;
    size_t number = (size_t)(worker - run->workers);
    char reason[128];

    worker_bury(worker, reason, sizeof(reason));
    if (!worker_start(worker, run->batch, number, &run->error)) {
        return;
    }
    if (last.is_busy && last.n_deaths == 0) {
        worker->task = last.task;
        worker->n_deaths = 1;
        worker_send(worker);
    } else if (last.is_busy) {
        give_up(run, last.task.i, reason);
    }
}

static void listen_to(struct run *run, struct worker *worker) {
    struct outcome_report report;

    if (worker_receive(worker, &report)) {
        take_report(run, &report);
    } else if (!must_stop(run)) { /* who stops the batch may have stopped the worker first */
        replace(run, worker);
    }
}

static void wait_for_workers(struct run *run) {
    enum { MILLISECONDS = 100 };
    struct pollfd polled[GRADFIG_WORKERS_MAX];

    for (size_t i = 0; i < run->n_workers; i++) {
        polled[i] = (struct pollfd){.fd = run->workers[i].socket, .events = POLLIN};
    }
    if (poll(polled, run->n_workers, MILLISECONDS) <= 0) {
        return;
    }
    for (size_t i = 0; i < run->n_workers && !must_stop(run); i++) {
        if (polled[i].revents != 0) {
            listen_to(run, &run->workers[i]);
        }
    }
}

/* Forks them all before anything is drawn. Fewer than asked for are enough. */
static bool start_workers(struct run *run) {
    size_t n = MIN(run->batch->n_workers, run->progress.n);
    struct gradfig_error error;

    while (run->n_workers < n &&
           worker_start(&run->workers[run->n_workers], run->batch, run->n_workers, &error)) {
        run->n_workers++;
    }
    if (run->n_workers == 0 && n > 0) {
        run->error = error;
    }
    return run->error.code == GRADFIG_OK;
}

static void stop_workers(struct run *run) {
    for (size_t i = 0; i < run->n_workers; i++) {
        worker_kill(&run->workers[i]);
    }
}

/* Gives every idle worker a task; returns whether any has one. */
static bool feed_workers(struct run *run) {
    bool is_any_busy = false;

    for (size_t i = 0; i < run->n_workers; i++) {
        struct worker *worker = &run->workers[i];
        if (!worker->is_busy && run->next < run->progress.n) {
            give_task(run, worker);
        }
        is_any_busy = is_any_busy || worker->is_busy;
    }
    return is_any_busy;
}

static void draw_all(struct run *run) {
    while (!must_stop(run) && feed_workers(run)) {
        wait_for_workers(run);
        sync_sometimes(run);
        tell(run, NULL, NULL);
    }
}

/* ---- a run from its lock to its manifest ---- */

static bool open_folder(const char *folder, struct gradfig_error *error) {
    struct stat status;

    if (g_mkdir_with_parents(folder, 0777) == 0 && stat(folder, &status) == 0 &&
        S_ISDIR(status.st_mode)) {
        return true;
    }
    int cause = errno;
    char *shown = text_escape_path(folder);
    error_set(error, GRADFIG_WORK_FAILED, "%s: expected a folder to write to: %s", shown,
              g_strerror(cause));
    g_free(shown);
    return false;
}

static void finish_folder(struct run *run) {
    struct gradfig_gallery gallery = {0};

    end_sync(run);
    if (!must_stop(run) && run->shard.n == 1) {
        gallery_forget_shards(run->shard.folder);
        if (gallery_make(&run->shard, &gallery, &run->error)) {
            free(gallery.missing);
        }
    }
}

static void run_locked(struct run *run) {
    shard_clean(&run->shard);
    read_manifest(run);
    run->next_sync = g_get_monotonic_time() + SYNC_INTERVAL;
    if (write_manifest(run) && start_workers(run)) {
        draw_all(run);
    }
    stop_workers(run);
    if (!must_stop(run)) {
        finish_folder(run);
    }
    if (run->sync > 0) {
        kill(run->sync, SIGKILL); /* not waited for: the disk may take its time */
    }
    shard_clean(&run->shard);
}

static void free_entries(struct run *run) {
    for (size_t k = 0; k < run->progress.n; k++) {
        g_free(run->entries[k].reason);
    }
    g_free(run->entries);
}

static bool conclude(struct run *run, struct gradfig_error *error) {
    if (*run->batch->stop != 0) {
        return error_set(error, GRADFIG_INTERRUPTED, "interrupted");
    }
    if (run->error.code != GRADFIG_OK) {
        *error = run->error;
        return false;
    }
    return true;
}

bool gradfig_batch_run(const struct gradfig_batch *batch, struct gradfig_batch_progress *progress,
                       struct gradfig_error *error) {
    struct shard_lock lock = {0};
    struct run *run = g_new0(struct run, 1);

    run->batch = batch;
    run->shard = (struct shard){batch->folder, batch->shard, batch->n_shards};
    run->progress.n = count_entries(batch);
    bool done = open_folder(batch->folder, error) && shard_take_lock(&run->shard, &lock, error);
    if (done) {
        run->entries = g_new0(struct entry, MAX(run->progress.n, 1));
        run_locked(run);
        done = conclude(run, error);
        free_entries(run);
    }
    shard_unlock(&lock);
    *progress = run->progress;
    g_free(run);
    return done;
}
