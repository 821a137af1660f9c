/* Runs a batch: gives variants to workers, records the results, and writes the manifest. */
#include "batch/batch.h"

#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/error.h"
#include "base/file.h"
#include "batch/earlier.h"
#include "batch/folder.h"
#include "batch/ledger.h"
#include "batch/stored_spec.h"
#include "batch/worker.h"

struct run {
    const struct batch *batch;
    struct shard_lock lock;
    int folder;
    struct ledger ledger;
    struct workers workers;
    size_t next; /* the first entry that no worker was given */
    struct batch_progress progress;
    struct disk_sync sync;
    gint64 next_sync;
    struct gradfig_error error; /* the error that ends the run */
};

static bool must_stop(const struct run *run) {
    return *run->batch->stop != 0 || run->error.code != GRADFIG_OK;
}

static void notify(const struct run *run, const char *name, const char *reason) {
    run->batch->observe(run->batch->context, &run->progress, name, reason);
}

/* ---- onto the disk, now and then ---- */

enum { SYNC_INTERVAL = 5000000 }; /* microseconds */

static void check_sync(struct run *run) {
    if (disk_sync_has_ended(&run->sync, &run->error)) {
        ledger_move(&run->ledger, DISK_ON_ITS_WAY, DISK_SURE);
    }
}

static void sync_sometimes(struct run *run) {
    enum { PART_OF_TIME = 20 }; /* manifests take at most a twentieth of the time */

    if (run->sync.process > 0) {
        check_sync(run);
        if (run->sync.process == 0 && !must_stop(run) &&
            stored_spec_check(&run->ledger.shard, run->ledger.spec, &run->error) &&
            ledger_write(&run->ledger, &run->error)) {
            gint64 now = g_get_monotonic_time();
            run->next_sync = now + MAX(SYNC_INTERVAL, PART_OF_TIME * (now - run->sync.begun));
        }
    } else if (g_get_monotonic_time() > run->next_sync) {
        ledger_move(&run->ledger, DISK_UNKNOWN, DISK_ON_ITS_WAY);
        (void)!disk_sync_begin(&run->sync, &run->error);
    }
}

/* A wait with a deadline lasts until then, even after a stop. */
#define NO_DEADLINE G_MAXINT64

static void await_sync(struct run *run, gint64 deadline) {
    enum { MICROSECONDS_BETWEEN = 2000 };

    while (run->sync.process > 0 && run->error.code == GRADFIG_OK &&
           g_get_monotonic_time() < deadline &&
           (deadline != NO_DEADLINE || *run->batch->stop == 0)) {
        check_sync(run);
        notify(run, NULL, NULL);
        g_usleep(MICROSECONDS_BETWEEN);
    }
}

/* Waits until `deadline` for all pictures to be on the disk; returns whether they are. */
static bool sync_all(struct run *run, gint64 deadline) {
    await_sync(run, deadline); /* a running one may have begun before the last picture */
    if (run->sync.process == 0 && run->error.code == GRADFIG_OK &&
        ledger_move(&run->ledger, DISK_UNKNOWN, DISK_ON_ITS_WAY) > 0) {
        (void)!disk_sync_begin(&run->sync, &run->error);
        await_sync(run, deadline);
    }
    return run->sync.process == 0 && run->error.code == GRADFIG_OK;
}

/* ---- workers ---- */

/* Moves to the next entry that is not done; returns whether there is one. */
static bool find_next(struct run *run) {
    while (run->next < run->progress.n && run->ledger.entries[run->next].outcome != OUTCOME_OPEN) {
        run->next++;
    }
    return run->next < run->progress.n;
}

static void give_task(struct run *run, struct worker *worker) {
    size_t k = run->next++;

    worker->n_deaths = 0;
    worker->task.i = (uint32_t)shard_variant(&run->ledger.shard, k);
    memcpy(worker->task.sha256, run->ledger.entries[k].sha256, SHA256_SIZE);
    worker_send(worker);
}

static void give_up(struct run *run, size_t i, const char *reason) {
    g_autofree char *name = variants_name(run->batch->variants, i);

    ledger_give_up(&run->ledger, i, reason);
    run->progress.n_failed++;
    notify(run, name, reason);
}

static void take_result(struct run *run, const struct task_result *result) {
    switch (result->outcome) {
    case OUTCOME_BROKEN:
        error_set(&run->error, GRADFIG_WORK_FAILED, "%s", result->reason);
        return;
    case OUTCOME_FAILED:
        give_up(run, result->i, result->reason);
        return;
    case OUTCOME_KEPT:
        run->progress.n_kept++;
        break;
    case OUTCOME_DRAWN:
        task_count_drawn(result, &run->progress);
        break;
    case OUTCOME_OPEN:
        break;
    }
    ledger_note(&run->ledger, result);
}

/* Replaces a dead worker and tries its variant once more. */
static void replace(struct run *run, struct worker *worker) {
    struct worker last = *worker;
    size_t number = (size_t)(worker - run->workers.list);
    g_autofree char *reason = worker_end(worker);

    if (!workers_start(&run->workers, number, &run->error)) {
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
    struct task_result result;

    if (worker_receive(worker, &result)) {
        take_result(run, &result);
    } else if (!must_stop(run)) { /* the signal may have reached the worker first */
        replace(run, worker);
    }
}

static void wait_for_workers(struct run *run) {
    workers_wait(&run->workers);
    for (size_t i = 0; i < run->workers.n && !must_stop(run); i++) {
        if (run->workers.list[i].is_ready) {
            listen_to(run, &run->workers.list[i]);
        }
    }
}

/* Forks all workers before anything is drawn. Continues with fewer if some cannot start. */
static bool start_workers(struct run *run) {
    size_t n_open = run->progress.n - run->progress.n_kept;
    size_t n = MIN(MIN(run->batch->n_workers, workers_limit()), n_open);
    struct gradfig_error error;

    run->workers.batch = run->batch;
    while (run->workers.n < n && workers_start(&run->workers, run->workers.n, &error)) {
    }
    if (run->workers.n == 0 && n > 0) {
        run->error = error;
    }
    return run->error.code == GRADFIG_OK;
}

/* Gives every idle worker a task; returns whether any worker has one. */
static bool feed_workers(struct run *run) {
    bool is_any_busy = false;

    for (size_t i = 0; i < run->workers.n; i++) {
        struct worker *worker = &run->workers.list[i];
        if (!worker->is_busy && find_next(run)) {
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
        notify(run, NULL, NULL);
    }
}

/* ---- a run from its lock to its manifest ---- */

/* A picture that another process has removed meanwhile is not done. */
static bool look_for_pictures(struct run *run) {
    const char *folder = run->ledger.shard.folder;

    if (!file_is_at(run->folder, folder)) {
        return error_set_at(&run->error, GRADFIG_WORK_FAILED, folder,
                            "removed or renamed while at work");
    }
    size_t n_lost = ledger_lose(&run->ledger, shard_now(&run->lock));
    if (n_lost > 0) {
        (void)!ledger_write(&run->ledger, &run->error);
        error_set_at(&run->error, GRADFIG_WORK_FAILED, folder,
                     "another process has removed or changed pictures (%zu); the same command "
                     "draws them",
                     n_lost);
    }
    return !must_stop(run);
}

/* Writes the page of a single shard, then notes when the pictures were checked. */
static void write_page(struct run *run, stop_flag *stop) {
    const struct shard *shard = &run->ledger.shard;

    if (shard->n > 1 || gallery_write_of(run->batch, stop, &run->error)) {
        shard_note_checked(shard, run->ledger.checked);
    }
}

/* After a stop, records the pictures that reach the disk within a moment. */
static void note_pictures(struct run *run) {
    enum { MICROSECONDS_AFTER_STOP = 300000 };
    static stop_flag never = 0;

    if (*run->batch->stop != 0 && run->ledger.n <= LEDGER_ROWS_AFTER_STOP &&
        sync_all(run, g_get_monotonic_time() + MICROSECONDS_AFTER_STOP)) {
        (void)ledger_lose(&run->ledger, shard_now(&run->lock));
        if (ledger_write(&run->ledger, &run->error)) {
            write_page(run, &never);
        }
    }
}

/* Removes or counts the pictures of earlier specs. */
static bool end_earlier(struct run *run) {
    struct earlier_pruned pruned = {.changed = run->progress.kept};
    bool done = !run->batch->prunes || earlier_prune(&run->ledger, &pruned, &run->error);

    run->progress.n_pruned = pruned.n;
    return done && earlier_count(run->batch->folder, &run->progress.n_earlier, &run->error);
}

static void finish_folder(struct run *run) {
    const struct shard *shard = &run->ledger.shard;

    if (sync_all(run, NO_DEADLINE) && look_for_pictures(run) &&
        stored_spec_check(shard, run->ledger.spec, &run->error) &&
        ledger_write(&run->ledger, &run->error) && end_earlier(run)) {
        if (shard->n == 1) {
            shard_forget_all(shard->folder);
        }
        write_page(run, run->batch->stop);
    }
}

/* Whether the batch may have the folder. */
static bool check_folder(const struct ledger *ledger, struct gradfig_error *error) {
    return folder_check(&ledger->shard, ledger->batch, error) &&
           stored_spec_may_be(&ledger->shard, ledger->batch, ledger->spec, error);
}

/* Reads earlier manifests. */
static bool read_folder(struct run *run) {
    struct ledger *ledger = &run->ledger;
    const struct shard *shard = &ledger->shard;

    ledger->note = shard_read_note(shard);
    if (!ledger->note.is_folder) {
        file_clean_folder(shard->folder);
    }
    bool done =
        check_folder(ledger, &run->error) && ledger_read(ledger, &run->error) && !must_stop(run);
    run->progress.n_kept = ledger_count_kept(ledger);
    return done;
}

/* Saves the manifest before drawing, and removes what the first picture would make false. An
 * unsharded run supersedes finished shards. */
static bool begin_folder(struct run *run) {
    struct ledger *ledger = &run->ledger;
    const struct shard *shard = &ledger->shard;

    if (!ledger_check_places(ledger, &run->error) || must_stop(run) ||
        !earlier_note(ledger, &run->error)) {
        return false;
    }
    ledger_remove_outdated(ledger);
    run->progress.lost_page = folder_forget_page(shard, ledger->digest);
    bool done = stored_spec_write(shard, run->batch, ledger->spec, &run->error) &&
                ledger_write(ledger, &run->error);
    if (done && shard->n == 1) {
        shard_forget_all(shard->folder);
    }
    return done;
}

static void draw_pictures(struct run *run) {
    if (begin_folder(run) && start_workers(run)) {
        run->next_sync = g_get_monotonic_time() + SYNC_INTERVAL;
        draw_all(run);
        workers_stop(&run->workers);
        if (!must_stop(run)) {
            finish_folder(run);
        }
        note_pictures(run);
    }
    disk_sync_stop(&run->sync);
    file_clean_folder(run->ledger.shard.folder);
    g_autofree char *page = shard_path(&run->ledger.shard, FOLDER_PAGE);
    run->progress.lost_page = run->progress.lost_page && !g_file_test(page, G_FILE_TEST_EXISTS);
}

static bool conclude(struct run *run, struct gradfig_error *error) {
    return error_check_stop(run->batch->stop, error) &&
           (run->error.code == GRADFIG_OK ||
            error_set(error, run->error.code, "%s", run->error.message));
}

/* Holds the shard's lock during the run. */
static bool run_in_folder(struct run *run, struct gradfig_error *error) {
    const struct batch *batch = run->batch;

    run->folder = folder_open(batch->folder, error);
    if (run->folder < 0) {
        return false;
    }
    bool done = folder_check(&run->ledger.shard, batch, error) && /* before it gets a lock */
                shard_take_lock(&run->ledger.shard, batch->stop, &run->lock, error);
    if (done) {
        run->sync = (struct disk_sync){
            .name = batch->folder, .folder = run->folder, .lock = run->lock.descriptor};
        if (read_folder(run) && !ledger_is_complete(&run->ledger)) {
            draw_pictures(run);
        }
        done = conclude(run, error);
    }
    shard_unlock(&run->lock);
    close(run->folder);
    return done;
}

bool batch_run(const struct batch *batch, struct batch_progress *progress,
               struct gradfig_error *error) {
    g_autofree struct run *run = g_new0(struct run, 1);
    bool done = ledger_init(&run->ledger, batch, error);

    run->batch = batch;
    run->progress.n = run->ledger.n;
    run->progress.kept = g_ptr_array_new_with_free_func(g_free);
    /* A batch that is already stopped does not even create its folder. */
    done = done && (*batch->stop == 0 || conclude(run, error)) && run_in_folder(run, error);
    *progress = run->progress;
    ledger_finish(&run->ledger);
    return done;
}

bool batch_check(const struct batch *batch, struct gradfig_error *error) {
    ENDED_BY(ledger_finish) struct ledger ledger = {0};

    return ledger_init(&ledger, batch, error) && check_folder(&ledger, error);
}
