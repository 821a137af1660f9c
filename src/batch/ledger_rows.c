/* Takes over the rows of an earlier manifest whose pictures are there. */
#include "batch/ledger.h"

#include <string.h>

#include <glib.h>

#include "base/below.h"
#include "base/file.h"
#include "base/inputs.h"

/* A slice of the entries, and the manifest whose rows they take over. Row r of a shard is variant
 * r·n + number - 1. */
struct slice {
    struct ledger *ledger;
    const struct manifest *manifest;
    size_t n_shards; /* of the manifest */
    int64_t checked; /* when the pictures were as it says; 0: unknown */
    size_t first;
    size_t end; /* after the last entry */
    size_t step;
    struct below_walk walk; /* to the pictures */
    GString *name;
};

/* Whether neither the file nor a folder on the way to it has changed since it was checked. */
static bool is_unchanged(const struct slice *slice, const struct stat *status) {
    return file_time_of_change(status) < slice->checked && slice->walk.changed < slice->checked;
}

static void take_file(struct slice *slice, struct entry *entry, const struct manifest_file *file) {
    const struct inputs *inputs = variants_inputs(slice->ledger->batch->variants);
    struct stat status;

    /* The last byte of an entry's checksum is always 0. */
    memcpy(entry->sha256, file->sha256, MIN(strlen(file->sha256) + 1, SHA256_SIZE - 1));
    entry->n_bytes = file->n_bytes;
    entry->was_there = below_walk_stat(&slice->walk, slice->name->str, &status) &&
                       file_has_size(&status, entry->n_bytes);
    if (entry->was_there && is_unchanged(slice, &status) && inputs_find(inputs, &status) == NULL) {
        entry->outcome = OUTCOME_KEPT;
        entry->disk = DISK_SURE;
        entry->changed = file_time_of_change(&status);
    }
}

static void take_row(struct slice *slice, size_t k, size_t row) {
    struct manifest_file file;

    variants_set_name(slice->ledger->batch->variants, shard_variant(&slice->ledger->shard, k),
                      slice->name);
    if (strcmp(manifest_name(slice->manifest, row), slice->name->str) == 0) {
        file = manifest_file(slice->manifest, row);
        if (strcmp(file.status, MANIFEST_DONE) == 0) {
            take_file(slice, &slice->ledger->entries[k], &file);
        }
    }
}

static void *take_slice(void *context) {
    struct slice *slice = context;
    /* There is at least one slice. NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign) */
    struct ledger *ledger = slice->ledger;

    slice->walk = below_walk_begin(ledger->shard.folder);
    slice->name = g_string_new(NULL);
    for (size_t k = slice->first; k < slice->end && *ledger->batch->stop == 0; k += slice->step) {
        size_t row = shard_variant(&ledger->shard, k) / slice->n_shards;
        if (row < slice->manifest->n_rows && ledger->entries[k].outcome == OUTCOME_OPEN) {
            take_row(slice, k, row);
        }
    }
    g_string_free(slice->name, TRUE);
    below_walk_finish(&slice->walk);
    return NULL;
}

/* ---- threads ---- */

enum { THREADS_MAX = 64, ENTRIES_PER_THREAD = 10000 };

/* A run that finds all pictures spends most of its time looking for them. If a thread cannot start,
 * this one takes its slice. */
static void take_slices(struct slice *slices, size_t n) {
    GThread *threads[THREADS_MAX];

    for (size_t i = 1; i < n; i++) {
        threads[i] = g_thread_try_new("rows", take_slice, &slices[i], NULL);
    }
    take_slice(&slices[0]);
    for (size_t i = 1; i < n; i++) {
        if (threads[i] != NULL) {
            g_thread_join(threads[i]);
        } else {
            take_slice(&slices[i]);
        }
    }
}

void ledger_take_rows(struct ledger *ledger, const struct shard *shard,
                      const struct manifest *manifest) {
    bool is_part = ledger->shard.n == 1; /* this run has all variants, the other shard every nth */
    size_t n =
        CLAMP(ledger->batch->n_workers, 1, MIN(1 + ledger->n / ENTRIES_PER_THREAD, THREADS_MAX));
    struct slice slices[THREADS_MAX];
    struct slice slice = {
        .ledger = ledger,
        .manifest = manifest,
        .n_shards = shard->n,
        .checked = shard->n == ledger->shard.n ? ledger->note.checked : 0,
        .end = is_part ? shard->number - 1 : 0,
        .step = is_part ? shard->n : 1,
    };

    for (size_t i = 0; i < n; i++) {
        slice.first = slice.end;
        slice.end += ((ledger->n / n) / slice.step + 1) * slice.step;
        slices[i] = slice;
        slices[i].end = MIN(slice.end, ledger->n);
    }
    take_slices(slices, n);
}
