/* A run: hands variants to workers, notes what becomes of them, and says so in the manifest. */
#include <gradfig/batch.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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
    struct shard_lock lock;
    int folder;   /* a descriptor, as old as the run: it tells of every error of the disk */
    char *digest; /* of the batch, in the manifest of a shard; else NULL */
    struct entry *entries;
    struct crew crew;
    size_t next; /* the first entry that no worker has had */
    struct gradfig_batch_progress progress;
    pid_t sync; /* the process that writes to the disk, or 0 */
    bool has_sync_died;
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

static bool is_drawn(const struct entry *entry) {
    return entry->outcome == OUTCOME_KEPT || entry->outcome == OUTCOME_DRAWN;
}

static bool must_stop(const struct run *run) {
    return *run->batch->stop != 0 || run->error.code != GRADFIG_OK;
}

static void tell(const struct run *run, const char *name, const char *reason) {
    run->batch->observe(run->batch->context, &run->progress, name, reason);
}

/* ---- an earlier manifest ---- */

static bool has_same_keys(const struct run *run, const struct manifest *manifest) {
    const struct gradfig_variants *variants = run->batch->variants;
    bool is_same = manifest->n_keys == gradfig_variants_n_keys(variants);

    for (size_t k = 0; is_same && k < manifest->n_keys; k++) {
        is_same = strcmp(manifest_key(manifest, k), gradfig_variants_key(variants, k)) == 0;
    }
    return is_same;
}

static bool has_same_values(const struct run *run, const struct manifest *manifest, size_t row,
                            size_t i) {
    bool is_same = true;

    for (size_t k = 0; is_same && k < manifest->n_keys; k++) {
        is_same = strcmp(manifest_value(manifest, row, k),
                         gradfig_variants_value(run->batch->variants, i, k)) == 0;
    }
    return is_same;
}

/* The rows that are done, by their names: row + 1. */
static GHashTable *index_rows(const struct manifest *manifest) {
    GHashTable *rows = g_hash_table_new(g_str_hash, g_str_equal);

    for (size_t i = 0; i < manifest->n_rows; i++) {
        if (strcmp(manifest_status(manifest, i), MANIFEST_DONE) == 0) {
            g_hash_table_insert(rows, (char *)(uintptr_t)manifest_name(manifest, i),
                                GSIZE_TO_POINTER(i + 1));
        }
    }
    return rows;
}

/* What a manifest knows of the files. Returns whether it is of this batch, as far as the first
 * pictures tell: one at least has the parameters that it is to have. */
static bool take_checksums(struct run *run, const struct manifest *manifest) {
    enum { OTHERS_MAX = 5 };
    GHashTable *rows = index_rows(manifest);
    bool is_known = false;
    size_t n_others = 0;

    for (size_t k = 0; k < run->progress.n; k++) {
        size_t i = variant_of(run, k);
        char *name = gradfig_variants_name(run->batch->variants, i);
        size_t row = GPOINTER_TO_SIZE(g_hash_table_lookup(rows, name));
        free(name);
        if (row == 0 || !has_same_values(run, manifest, row - 1, i)) {
            continue;
        }
        if (!is_known && n_others < OTHERS_MAX) {
            enum task_recipe recipe = task_compare_recipe(run->batch, i);
            is_known = recipe == TASK_RECIPE_SAME;
            n_others += recipe == TASK_RECIPE_OTHER;
        }
        g_strlcpy(run->entries[k].sha256, manifest_sha256(manifest, row - 1), SHA256_SIZE);
        run->entries[k].n_bytes = manifest_n_bytes(manifest, row - 1);
    }
    g_hash_table_destroy(rows);
    return is_known || n_others == 0;
}

static void forget_checksums(struct run *run) {
    for (size_t k = 0; k < run->progress.n; k++) {
        *run->entries[k].sha256 = '\0';
    }
}

/* False where there is a manifest, but of another batch. Without one, or with a damaged one, the
 * pictures tell for themselves. */
static bool read_manifest(struct run *run, const struct shard *shard) {
    struct manifest manifest;
    struct gradfig_error error;
    char *path = shard_manifest(shard);
    bool is_there = manifest_read(&manifest, path, &error);
    bool is_ours = true;

    if (is_there) {
        const char *batch = manifest_batch(&manifest);
        is_ours = has_same_keys(run, &manifest) &&
                  (batch == NULL || run->digest == NULL || strcmp(batch, run->digest) == 0) &&
                  take_checksums(run, &manifest);
        manifest_finish(&manifest);
    }
    if (!is_ours) {
        forget_checksums(run);
    }
    g_free(path);
    return is_ours;
}

/* That of the whole batch, and a shard's own, which is newer. */
static void read_manifests(struct run *run) {
    const struct shard whole = {run->shard.folder, 1, 1};

    if (!read_manifest(run, &whole) && run->shard.n > 1) {
        gallery_forget(&whole); /* nor do the other shards draw that one */
    }
    if (run->shard.n > 1) {
        (void)read_manifest(run, &run->shard);
    }
}

/* ---- the manifest ---- */

static struct manifest_file file_of(const struct run *run, size_t k, GString *status) {
    const struct entry *entry = &run->entries[k];
    bool was_there = entry->outcome == OUTCOME_OPEN && *entry->sha256 != '\0';
    bool is_there = is_drawn(entry) && entry->disk == DISK_SURE;
    struct manifest_file file = {MANIFEST_MISSING, 0, "", run->digest};

    if (was_there || is_there) {
        return (struct manifest_file){MANIFEST_DONE, entry->n_bytes, entry->sha256, run->digest};
    }
    if (entry->outcome == OUTCOME_FAILED) {
        g_string_printf(status, MANIFEST_FAILED "%s", entry->reason);
        file.status = status->str;
    }
    return file;
}

static bool write_manifest(struct run *run) {
    struct file_output file;
    GString *status = g_string_new(NULL);
    bool done =
        shard_open(&run->shard, shard_manifest(&run->shard), "manifest", &file, &run->error);

    if (done) {
        gradfig_batch_write_keys(run->batch->variants, file.stream);
        manifest_write_columns(file.stream, run->digest != NULL);
        for (size_t k = 0; k < run->progress.n; k++) {
            struct manifest_file part = file_of(run, k, status);
            gradfig_batch_write_variant(run->batch->variants, variant_of(run, k), file.stream);
            manifest_write_file(file.stream, &part);
        }
        done = file_commit(&file, &run->error);
    }
    g_string_free(status, TRUE);
    return done;
}

/* ---- onto the disk, now and then ---- */

enum { SYNC_INTERVAL = 5000000 }; /* microseconds */

/* Moves all pictures from one state to the next; returns how many. */
static size_t move_pictures(struct run *run, enum disk from, enum disk to) {
    size_t n = 0;

    for (size_t k = 0; k < run->progress.n; k++) {
        if (is_drawn(&run->entries[k]) && run->entries[k].disk == from) {
            run->entries[k].disk = (unsigned char)to;
            n++;
        }
    }
    return n;
}

static void begin_sync(struct run *run) {
    run->sync_begun = g_get_monotonic_time();
    run->sync = worker_start_sync(run->folder, run->lock.descriptor);
    if (run->sync < 0) {
        run->sync = 0;
        error_set(&run->error, GRADFIG_WORK_FAILED, "cannot start a process: %s",
                  g_strerror(errno));
    }
}

static void fail_sync(struct run *run, int cause) {
    char *shown = text_escape_path(run->shard.folder);
    error_set(&run->error, GRADFIG_WORK_FAILED, "%s: cannot write to the disk: %s", shown,
              g_strerror(cause));
    g_free(shown);
}

/* Looks whether the pictures have come to the disk. */
static void look_after_sync(struct run *run) {
    int status = 0;
    pid_t ended = waitpid(run->sync, &status, WNOHANG);

    if (ended == 0) {
        return;
    }
    run->sync = 0;
    if (ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        move_pictures(run, DISK_ON_ITS_WAY, DISK_SURE);
    } else if (ended > 0 && WIFSIGNALED(status) && !run->has_sync_died) {
        run->has_sync_died = true; /* one more try, as a variant has */
        begin_sync(run);
    } else {
        fail_sync(run, ended > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : EIO);
    }
}

static void sync_sometimes(struct run *run) {
    enum { PART_OF_TIME = 20 }; /* at most so much of it is spent with manifests */

    if (run->sync > 0) {
        look_after_sync(run);
        if (run->sync == 0 && !must_stop(run) && write_manifest(run)) {
            gint64 now = g_get_monotonic_time();
            run->next_sync = now + MAX(SYNC_INTERVAL, PART_OF_TIME * (now - run->sync_begun));
        }
    } else if (g_get_monotonic_time() > run->next_sync) {
        move_pictures(run, DISK_UNKNOWN, DISK_ON_ITS_WAY);
        begin_sync(run);
    }
}

/* With a deadline not even a stop ends the wait before it. */
#define NO_DEADLINE G_MAXINT64

static void await_sync(struct run *run, gint64 deadline) {
    enum { MICROSECONDS_BETWEEN = 2000 };

    while (run->sync > 0 && run->error.code == GRADFIG_OK && g_get_monotonic_time() < deadline &&
           (deadline != NO_DEADLINE || *run->batch->stop == 0)) {
        look_after_sync(run);
        tell(run, NULL, NULL);
        g_usleep(MICROSECONDS_BETWEEN);
    }
}

/* Whether all pictures that are there are on the disk, within the time given. */
static bool sync_all(struct run *run, gint64 deadline) {
    await_sync(run, deadline); /* one that began before the last picture */
    if (run->sync == 0 && run->error.code == GRADFIG_OK &&
        move_pictures(run, DISK_UNKNOWN, DISK_ON_ITS_WAY) > 0) {
        begin_sync(run);
        await_sync(run, deadline);
    }
    return run->sync == 0 && run->error.code == GRADFIG_OK;
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
        /* An earlier run has noted it, once it was on the disk. */
        entry->disk = *entry->sha256 != '\0' ? DISK_SURE : DISK_UNKNOWN;
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
    size_t number = (size_t)(worker - run->crew.workers);
    char reason[128];

    worker_bury(worker, reason, sizeof(reason));
    if (!crew_start(&run->crew, number, &run->error)) {
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

    struct crew *crew = &run->crew;
    for (size_t i = 0; i < crew->n; i++) {
        polled[i] = (struct pollfd){.fd = crew->workers[i].socket, .events = POLLIN};
    }
    if (poll(polled, crew->n, MILLISECONDS) <= 0) {
        return;
    }
    for (size_t i = 0; i < crew->n && !must_stop(run); i++) {
        if (polled[i].revents != 0) {
            listen_to(run, &crew->workers[i]);
        }
    }
}

/* Forks them all before anything is drawn. Fewer than asked for are enough. */
static bool start_workers(struct run *run) {
    size_t n = MIN(MIN(run->batch->n_workers, crew_limit()), run->progress.n);
    struct gradfig_error error;

    run->crew.batch = run->batch;
    while (run->crew.n < n && crew_start(&run->crew, run->crew.n, &error)) {
    }
    if (run->crew.n == 0 && n > 0) {
        run->error = error;
    }
    return run->error.code == GRADFIG_OK;
}

/* Gives every idle worker a task; returns whether any has one. */
static bool feed_workers(struct run *run) {
    bool is_any_busy = false;

    for (size_t i = 0; i < run->crew.n; i++) {
        struct worker *worker = &run->crew.workers[i];
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

/* Returns a descriptor, or -1. */
static int open_folder(const char *folder, struct gradfig_error *error) {
    int descriptor = -1;

    if (g_mkdir_with_parents(folder, 0777) == 0) {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
    if (descriptor < 0) {
        int cause = errno;
        char *shown = text_escape_path(folder);
        error_set(error, GRADFIG_WORK_FAILED, "%s: expected a folder to write to: %s", shown,
                  g_strerror(cause));
        g_free(shown);
    }
    return descriptor;
}

/* Where a stop came, what can still be noted within a moment. */
static void note_pictures(struct run *run) {
    enum { PATIENCE = 300000, ROWS_MAX = 50000 };

    if (*run->batch->stop != 0 && run->progress.n <= ROWS_MAX &&
        sync_all(run, g_get_monotonic_time() + PATIENCE)) {
        (void)write_manifest(run);
    }
}

static void finish_folder(struct run *run) {
    if (!sync_all(run, NO_DEADLINE) || !write_manifest(run)) {
        return;
    }
    char *manifest = shard_manifest(&run->shard);
    if (file_reach_disk(manifest, &run->error) && run->shard.n == 1) {
        gallery_forget_shards(run->shard.folder);
        (void)!gallery_write_whole(&run->shard, run->batch->stop, &run->error);
    }
    g_free(manifest);
}

static void run_locked(struct run *run) {
    shard_clean(&run->shard);
    read_manifests(run);
    run->next_sync = g_get_monotonic_time() + SYNC_INTERVAL;
    if (gallery_check_folder(run->shard.folder, &run->error) && write_manifest(run) &&
        start_workers(run)) {
        draw_all(run);
    }
    crew_stop(&run->crew);
    if (!must_stop(run)) {
        finish_folder(run);
    }
    note_pictures(run);
    if (run->sync > 0) {
        kill(run->sync, SIGKILL); /* not waited for: the disk may take its time */
    }
    shard_clean(&run->shard);
}

static struct run *create_run(const struct gradfig_batch *batch) {
    struct run *run = g_new0(struct run, 1);

    run->batch = batch;
    run->shard = (struct shard){batch->folder, batch->shard, batch->n_shards};
    run->digest = batch->n_shards > 1 ? gradfig_variants_digest(batch->variants) : NULL;
    run->progress.n = count_entries(batch);
    run->entries = g_new0(struct entry, MAX(run->progress.n, 1));
    return run;
}

static void free_run(struct run *run) {
    for (size_t k = 0; k < run->progress.n; k++) {
        g_free(run->entries[k].reason);
    }
    g_free(run->entries);
    g_free(run->digest);
    g_free(run);
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
    struct run *run = create_run(batch);

    /* Not even a folder is made for a batch that was stopped before. */
    bool done = *batch->stop == 0 || conclude(run, error);
    run->folder = done ? open_folder(batch->folder, error) : -1;
    done = run->folder >= 0 && shard_take_lock(&run->shard, &run->lock, error);
    if (done) {
        run_locked(run);
        done = conclude(run, error);
    }
    shard_unlock(&run->lock);
    if (run->folder >= 0) {
        close(run->folder);
    }
    *progress = run->progress;
    free_run(run);
    return done;
}
