/* Takes what earlier manifests know, notes what becomes of variants, and writes it down. */
#include "batch/ledger.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/error.h"
#include "base/file.h"

/* ---- variants and their entries ---- */

static size_t count_entries(const struct batch *batch) {
    size_t n = variants_count(batch->variants);
    return n < batch->shard ? 0 : (n - batch->shard) / batch->n_shards + 1;
}

void ledger_init(struct ledger *ledger, const struct batch *batch) {
    size_t n = count_entries(batch);

    *ledger = (struct ledger){
        .batch = batch,
        .shard = {batch->folder, batch->shard, batch->n_shards},
        .digest = variants_digest(batch->variants),
        .n = n,
        .entries = g_new0(struct entry, MAX(n, 1)),
    };
}

void ledger_finish(struct ledger *ledger) {
    for (size_t k = 0; k < ledger->n; k++) {
        g_free(ledger->entries[k].reason);
    }
    g_free(ledger->entries);
    g_free(ledger->digest);
    *ledger = (struct ledger){0};
}

size_t ledger_variant(const struct ledger *ledger, size_t k) {
    return ledger->shard.number - 1 + k * ledger->shard.n;
}

static struct entry *entry_of(struct ledger *ledger, size_t i) {
    return &ledger->entries[i / ledger->shard.n];
}

static bool is_drawn(const struct entry *entry) {
    return entry->outcome == OUTCOME_KEPT || entry->outcome == OUTCOME_DRAWN;
}

void ledger_note(struct ledger *ledger, const struct task_result *result) {
    struct entry *entry = entry_of(ledger, result->i);
    bool was_noted = result->outcome == OUTCOME_KEPT && *entry->sha256 != '\0';

    entry->outcome = (unsigned char)result->outcome;
    entry->disk = was_noted ? DISK_SURE : DISK_UNKNOWN; /* an earlier run noted what was there */
    entry->n_bytes = result->n_bytes;
    memcpy(entry->sha256, result->sha256, SHA256_SIZE);
}

void ledger_give_up(struct ledger *ledger, size_t i, const char *reason) {
    struct entry *entry = entry_of(ledger, i);

    entry->outcome = OUTCOME_FAILED;
    entry->reason = g_strdup(reason);
}

size_t ledger_move(struct ledger *ledger, enum disk from, enum disk to) {
    size_t n = 0;

    for (size_t k = 0; k < ledger->n; k++) {
        if (is_drawn(&ledger->entries[k]) && ledger->entries[k].disk == from) {
            ledger->entries[k].disk = (unsigned char)to;
            n++;
        }
    }
    return n;
}

/* ---- an earlier manifest ---- */

static bool has_same_keys(const struct ledger *ledger, const struct manifest *manifest) {
    const struct variants *variants = ledger->batch->variants;
    bool is_same = manifest->n_keys == variants_n_keys(variants);

    for (size_t k = 0; is_same && k < manifest->n_keys; k++) {
        is_same = strcmp(manifest_key(manifest, k), variants_key(variants, k)) == 0;
    }
    return is_same;
}

static bool has_same_values(const struct ledger *ledger, const struct manifest *manifest,
                            size_t row, size_t i) {
    bool is_same = true;

    for (size_t k = 0; is_same && k < manifest->n_keys; k++) {
        is_same = strcmp(manifest_value(manifest, row, k),
                         variants_value(ledger->batch->variants, i, k)) == 0;
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

/* The rows of `shard`'s manifest that are of our variants: of each entry row + 1, or 0; freed with
 * g_free. `*is_ours` becomes whether the manifest is of this batch, as far as values and the first
 * pictures tell: one of these at least has the parameters that it is to have. */
static size_t *match_rows(const struct ledger *ledger, const struct shard *shard,
                          const struct manifest *manifest, bool *is_ours) {
    enum { OTHERS_MAX = 5 };
    GHashTable *rows = index_rows(manifest);
    size_t *matches = g_new0(size_t, MAX(ledger->n, 1));
    bool is_known = manifest_batch(manifest) != NULL; /* which has been compared */
    bool is_part = ledger->shard.n == 1; /* all variants are ours, every nth is the shard's */
    size_t first = is_part ? shard->number - 1 : 0;
    size_t step = is_part ? shard->n : 1;
    size_t n_others = 0;

    for (size_t k = first; k < ledger->n && *ledger->batch->stop == 0; k += step) {
        size_t i = ledger_variant(ledger, k);
        char *name = variants_name(ledger->batch->variants, i);
        size_t row = GPOINTER_TO_SIZE(g_hash_table_lookup(rows, name));
        free(name);
        if (row == 0) {
            continue;
        }
        if (has_same_values(ledger, manifest, row - 1, i)) {
            matches[k] = row;
        } else {
            n_others++;
        }
        if (!is_known && matches[k] > 0 && n_others < OTHERS_MAX) {
            enum task_recipe recipe = task_compare_recipe(ledger->batch, i);
            is_known = recipe == TASK_RECIPE_SAME;
            n_others += recipe == TASK_RECIPE_OTHER;
        }
    }
    g_hash_table_destroy(rows);
    *is_ours = is_known || n_others == 0;
    return matches;
}

static void take_checksums(struct ledger *ledger, const struct manifest *manifest,
                           const size_t *matches) {
    for (size_t k = 0; k < ledger->n && *ledger->batch->stop == 0; k++) {
        struct entry *entry = &ledger->entries[k];
        if (matches[k] > 0) {
            size_t row = matches[k] - 1;
            g_strlcpy(entry->sha256, manifest_sha256(manifest, row), SHA256_SIZE);
            entry->n_bytes = manifest_n_bytes(manifest, row);
            entry->was_there =
                task_is_there(ledger->batch, ledger_variant(ledger, k), entry->n_bytes);
        }
    }
}

/* Returns whether the manifest is of this batch. */
static bool take_manifest(struct ledger *ledger, const struct shard *shard,
                          const struct manifest *manifest) {
    const char *batch = manifest_batch(manifest);
    bool is_ours =
        has_same_keys(ledger, manifest) && (batch == NULL || strcmp(batch, ledger->digest) == 0);

    if (is_ours) {
        size_t *matches = match_rows(ledger, shard, manifest, &is_ours);
        if (is_ours) {
            take_checksums(ledger, manifest, matches);
        }
        g_free(matches);
    }
    return is_ours;
}

/* False where there is a manifest, but of another batch. Without one, or with a damaged one, the
 * pictures tell for themselves. */
static bool read_manifest(struct ledger *ledger, const struct shard *shard) {
    struct manifest manifest;
    struct gradfig_error error;
    char *path = shard_manifest(shard);
    bool is_there = manifest_read(&manifest, path, &error);
    bool is_ours = !is_there || take_manifest(ledger, shard, &manifest);

    if (is_there) {
        manifest_finish(&manifest);
    }
    g_free(path);
    return is_ours;
}

/* Once nobody is at work with it, be it a gallery. */
static void remove_manifest(const struct ledger *ledger, const struct shard *shard) {
    struct shard_lock lock = {0};
    struct gradfig_error error;
    char *path = shard_manifest(shard);

    if (shard_take_lock(shard, ledger->batch->stop, &lock, &error)) {
        unlink(path);
    }
    shard_unlock(&lock);
    g_free(path);
}

static bool read_one(void *context, const struct shard *shard) {
    struct ledger *ledger = context;

    (void)read_manifest(ledger, shard);
    return *ledger->batch->stop == 0;
}

void ledger_read(struct ledger *ledger) {
    const struct shard whole = {ledger->shard.folder, 1, 1};

    bool is_forced = ledger->batch->is_forced; /* what is there is not what is asked for */
    bool is_ours = !is_forced && read_manifest(ledger, &whole);

    if (!is_ours && ledger->shard.n > 1) {
        remove_manifest(ledger, &whole); /* it does not stay true */
    }
    if (is_forced) {
        return;
    }
    if (ledger->shard.n > 1) {
        (void)read_manifest(ledger, &ledger->shard);
    } else {
        (void)shard_visit(ledger->shard.folder, read_one, ledger);
    }
}

/* ---- the manifest ---- */

static struct manifest_file file_of(const struct ledger *ledger, size_t k, GString *status) {
    const struct entry *entry = &ledger->entries[k];
    bool was_there = entry->outcome == OUTCOME_OPEN && entry->was_there;
    bool is_there = is_drawn(entry) && entry->disk == DISK_SURE;
    const char *batch = ledger->shard.n > 1 ? ledger->digest : NULL;
    struct manifest_file file = {MANIFEST_MISSING, 0, "", batch};

    if (was_there || is_there) {
        return (struct manifest_file){MANIFEST_DONE, entry->n_bytes, entry->sha256, batch};
    }
    if (entry->outcome == OUTCOME_FAILED) {
        g_string_printf(status, MANIFEST_FAILED "%s", entry->reason);
        file.status = status->str;
    }
    return file;
}

/* False after a stop, unless the rows are so few that they are written in a moment. */
static bool write_rows(const struct ledger *ledger, FILE *stream) {
    GString *status = g_string_new(NULL);
    bool goes_on = true;

    for (size_t k = 0; k < ledger->n && goes_on; k++) {
        struct manifest_file part = file_of(ledger, k, status);
        batch_write_variant(ledger->batch->variants, ledger_variant(ledger, k), stream);
        manifest_write_file(stream, &part);
        goes_on = *ledger->batch->stop == 0 || ledger->n <= LEDGER_MOMENT;
    }
    g_string_free(status, TRUE);
    return goes_on;
}

bool ledger_write(const struct ledger *ledger, struct gradfig_error *error) {
    struct file_output file;

    if (!shard_open(&ledger->shard, shard_manifest(&ledger->shard), "manifest", &file, error)) {
        return false;
    }
    batch_write_keys(ledger->batch->variants, file.stream);
    manifest_write_columns(file.stream, ledger->shard.n > 1);
    if (!write_rows(ledger, file.stream)) {
        file_discard(&file);
        return error_set(error, GRADFIG_INTERRUPTED, "interrupted");
    }
    return file_commit(&file, error);
}

size_t ledger_lose(struct ledger *ledger) {
    size_t n = 0;

    for (size_t k = 0; k < ledger->n && *ledger->batch->stop == 0; k++) {
        struct entry *entry = &ledger->entries[k];
        if (is_drawn(entry) &&
            !task_is_there(ledger->batch, ledger_variant(ledger, k), entry->n_bytes)) {
            *entry = (struct entry){.outcome = OUTCOME_OPEN};
            n++;
        }
    }
    return n;
}
