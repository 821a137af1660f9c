/* Takes over the rows of an earlier manifest whose pictures are there. */
#include "batch/ledger_rows.h"

#include <string.h>

#include <glib.h>

#include "base/below.h"
#include "base/file.h"
#include "base/inputs.h"

/* A part of the entries, and the manifest whose rows they take over. Row r of a shard is variant
 * r·n + number - 1. */
struct part {
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
static bool is_unchanged(const struct part *part, const struct stat *status) {
    return file_time_of_change(status) < part->checked && part->walk.changed < part->checked;
}

static void take_file(struct part *part, struct entry *entry, const struct manifest_file *file) {
    const struct inputs *inputs = variants_inputs(part->ledger->batch->variants);
    struct stat status;

    /* The last byte of an entry's checksum is always 0. */
    memcpy(entry->sha256, file->sha256, MIN(strlen(file->sha256) + 1, SHA256_SIZE - 1));
    entry->n_bytes = file->n_bytes;
    entry->was_there = below_walk_stat(&part->walk, part->name->str, &status) &&
                       file_has_size(&status, entry->n_bytes);
    if (entry->was_there && is_unchanged(part, &status) && inputs_find(inputs, &status) == NULL) {
        entry->outcome = OUTCOME_KEPT;
        entry->disk = DISK_SURE;
        entry->changed = file_time_of_change(&status);
    }
}

static void take_row(struct part *part, size_t k, size_t row) {
    struct manifest_file file;

    variants_set_name(part->ledger->batch->variants, shard_variant(&part->ledger->shard, k),
                      part->name);
    if (strcmp(manifest_name(part->manifest, row), part->name->str) == 0) {
        file = manifest_file(part->manifest, row);
        if (strcmp(file.status, MANIFEST_DONE) == 0) {
            take_file(part, &part->ledger->entries[k], &file);
        }
    }
}

static void *take_part(void *context) {
    struct part *part = context;
    /* There is at least one part. NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign) */
    struct ledger *ledger = part->ledger;

    part->walk = below_walk_begin(ledger->shard.folder);
    part->name = g_string_new(NULL);
    for (size_t k = part->first; k < part->end && *ledger->batch->stop == 0; k += part->step) {
        size_t row = shard_variant(&ledger->shard, k) / part->n_shards;
        if (row < part->manifest->n_rows && ledger->entries[k].outcome == OUTCOME_OPEN) {
            take_row(part, k, row);
        }
    }
    g_string_free(part->name, TRUE);
    below_walk_finish(&part->walk);
    return NULL;
}

/* ---- threads ---- */

enum { THREADS_MAX = 64, ENTRIES_PER_THREAD = 10000 };

/* A run that finds all pictures spends most of its time looking for them. If a thread cannot start,
 * this one takes its part. */
static void take_parts(struct part *parts, size_t n) {
    GThread *threads[THREADS_MAX];

    for (size_t i = 1; i < n; i++) {
        threads[i] = g_thread_try_new("rows", take_part, &parts[i], NULL);
    }
    take_part(&parts[0]);
    for (size_t i = 1; i < n; i++) {
        if (threads[i] != NULL) {
            g_thread_join(threads[i]);
        } else {
            take_part(&parts[i]);
        }
    }
}

void ledger_take_rows(struct ledger *ledger, const struct shard *shard,
                      const struct manifest *manifest) {
    bool is_part = ledger->shard.n == 1; /* this run has all variants, the other shard every nth */
    size_t n =
        CLAMP(ledger->batch->n_workers, 1, MIN(1 + ledger->n / ENTRIES_PER_THREAD, THREADS_MAX));
    struct part parts[THREADS_MAX];
    struct part part = {
        .ledger = ledger,
        .manifest = manifest,
        .n_shards = shard->n,
        .checked = shard->n == ledger->shard.n ? ledger->unchanged.checked : 0,
        .end = is_part ? shard->number - 1 : 0,
        .step = is_part ? shard->n : 1,
    };

    for (size_t i = 0; i < n; i++) {
        part.first = part.end;
        part.end += ((ledger->n / n) / part.step + 1) * part.step;
        parts[i] = part;
        parts[i].end = MIN(part.end, ledger->n);
    }
    take_parts(parts, n);
}
