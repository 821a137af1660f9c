/* Reads earlier manifests, records the result of each variant, and writes the manifest. */
#include "batch/ledger.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/below.h"
#include "base/error.h"
#include "base/file.h"
#include "batch/folder.h"
#include "batch/stored_spec.h"
#include "batch/takeover.h"

/* ---- variants and their entries ---- */

static size_t count_entries(const struct batch *batch) {
    size_t n = variants_count(batch->variants);
    return n < batch->shard ? 0 : (n - batch->shard) / batch->n_shards + 1;
}

bool ledger_init(struct ledger *ledger, const struct batch *batch, struct gradfig_error *error) {
    size_t n = count_entries(batch);
    char *spec = variants_write(batch->variants, error);

    if (spec == NULL) {
        return false;
    }

    *ledger = (struct ledger){
        .batch = batch,
        .shard = {batch->folder, batch->shard, batch->n_shards},
        .spec = spec,
        .digest = stored_spec_digest(spec),
        .n = n,
        .entries = g_new0(struct entry, MAX(n, 1)),
    };
    return true;
}

void ledger_finish(struct ledger *ledger) {
    for (size_t k = 0; k < ledger->n; k++) {
        g_free(ledger->entries[k].reason);
    }
    g_free(ledger->entries);
    g_free(ledger->digest);
    free(ledger->spec);
    *ledger = (struct ledger){0};
}

static struct entry *entry_of(struct ledger *ledger, size_t i) {
    return &ledger->entries[i / ledger->shard.n];
}

static bool is_drawn(const struct entry *entry) {
    return entry->outcome == OUTCOME_KEPT || entry->outcome == OUTCOME_DRAWN;
}

void ledger_expect(struct ledger *ledger, size_t i, const char *sha256) {
    bool is_of_shard = i % ledger->shard.n == ledger->shard.number - 1;
    struct entry *entry = entry_of(ledger, i);

    if (is_of_shard && entry->outcome == OUTCOME_OPEN && *entry->sha256 == '\0') {
        g_strlcpy(entry->sha256, sha256, SHA256_SIZE);
    }
}

void ledger_note(struct ledger *ledger, const struct task_result *result) {
    struct entry *entry = entry_of(ledger, result->i);
    bool was_noted = result->outcome == OUTCOME_KEPT && *entry->sha256 != '\0';

    entry->outcome = (unsigned char)result->outcome;
    entry->disk = was_noted ? DISK_SURE : DISK_UNKNOWN; /* an earlier run made sure of it */
    entry->n_bytes = result->n_bytes;
    entry->changed = result->changed;
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

/* Checks whether a manifest is of this batch: it has the batch's digest, or an earlier version
 * wrote it and its pictures are the batch's. Fails if such pictures are of another batch. */
static bool recognize(const struct ledger *ledger, const struct manifest *manifest, bool *is_ours,
                      struct gradfig_error *error) {
    *is_ours = manifest_is_of(manifest, ledger->digest);
    if (*is_ours || (manifest_batch(manifest) != NULL && ledger->has_stored_spec)) {
        return true;
    }
    *is_ours = takeover_check(ledger->batch, manifest, error);
    return *is_ours;
}

/* Takes over the manifest of `shard`. `*is_ours` becomes false if it is of another batch. Without a
 * manifest, or with a damaged one, the recipes of the pictures decide. */
static bool read_manifest(struct ledger *ledger, const struct shard *shard, bool *is_ours,
                          struct gradfig_error *error) {
    struct manifest manifest;
    struct gradfig_error unreadable;
    g_autofree char *path = shard_manifest(shard);
    bool done = true;

    *is_ours = true;
    if (manifest_read(&manifest, path, &unreadable)) {
        done = recognize(ledger, &manifest, is_ours, error);
        if (done && *is_ours) {
            ledger_take_rows(ledger, shard, &manifest);
        }
        manifest_finish(&manifest);
    }
    return done;
}

static bool read_one(void *context, const struct shard *shard, struct gradfig_error *error) {
    struct ledger *ledger = context;
    bool is_ours;

    return error_check_stop(ledger->batch->stop, error) &&
           read_manifest(ledger, shard, &is_ours, error);
}

static bool read_shards(struct ledger *ledger, struct gradfig_error *error) {
    return ledger->shard.n > 1 ? read_one(ledger, &ledger->shard, error)
                               : ledger->note.is_folder || /* then there are none */
                                     shard_visit(ledger->shard.folder, read_one, ledger, error);
}

bool ledger_read(struct ledger *ledger, struct gradfig_error *error) {
    const struct shard whole = {ledger->shard.folder, 1, 1};
    g_autofree char *stored = NULL;
    bool is_forced = ledger->batch->is_forced; /* the old pictures are not wanted */
    bool is_ours = false;

    if (!stored_spec_read(ledger->shard.folder, &stored, error)) {
        return false;
    }
    ledger->has_stored_spec = stored != NULL;
    if (!is_forced && !read_manifest(ledger, &whole, &is_ours, error)) {
        return false;
    }
    ledger->outdates_whole = !is_ours && ledger->shard.n > 1;
    return is_forced || read_shards(ledger, error);
}

/* Waits for a run or a gallery that uses the manifest. */
void ledger_remove_outdated(const struct ledger *ledger) {
    const struct shard whole = {ledger->shard.folder, 1, 1};
    struct shard_lock lock = {0};
    struct gradfig_error error;
    g_autofree char *path = shard_manifest(&whole);

    if (ledger->outdates_whole && shard_take_lock(&whole, ledger->batch->stop, &lock, &error)) {
        unlink(path);
    }
    shard_unlock(&lock);
}

/* ---- places ---- */

/* The first part of a name; NULL if case may not be the only difference of names that a file system
 * takes for equal. */
static gpointer hash_first_part(const char *name) {
    uintptr_t hash = 5381;

    for (; *name != '\0' && *name != '/'; name++) {
        if ((signed char)*name < 0) {
            return NULL;
        }
        hash = hash * 33 + (unsigned char)g_ascii_tolower(*name);
    }
    return (gpointer)(hash | 1);
}

static bool add_name(void *hashes, const char *name, struct gradfig_error *error) {
    (void)error;
    g_hash_table_add(hashes, hash_first_part(name));
    return true;
}

/* Which names a folder has, to know of a million files that they are not there: their hashes,
 * because a million names take much memory; NULL if there may be others. */
static GHashTable *read_names(const char *folder) {
    GHashTable *hashes = g_hash_table_new(NULL, NULL);
    struct gradfig_error error;

    if (!directory_visit(folder, add_name, hashes, &error)) {
        g_hash_table_add(hashes, NULL);
    }
    return hashes;
}

/* Whether there may be a file or folder that `name` begins with, even where case does not count. */
static bool may_have(GHashTable *hashes, const char *name) {
    return g_hash_table_contains(hashes, NULL) ||
           g_hash_table_contains(hashes, hash_first_part(name));
}

static bool is_absent(struct below_walk *walk, const char *name) {
    struct stat status;
    return !below_walk_stat(walk, name, &status) && errno == ENOENT;
}

/* Most places are empty, which is quickly seen. */
bool ledger_check_places(const struct ledger *ledger, struct gradfig_error *error) {
    g_autoptr(GHashTable) names = read_names(ledger->shard.folder);
    struct below_walk walk = below_walk_begin(ledger->shard.folder);
    g_autoptr(GString) name = g_string_new(NULL);
    bool may = true;

    for (size_t k = 0; k < ledger->n && may && *ledger->batch->stop == 0; k++) {
        const struct entry *entry = &ledger->entries[k];
        size_t i = shard_variant(&ledger->shard, k);
        if (!is_drawn(entry)) {
            variants_set_name(ledger->batch->variants, i, name);
            may = !may_have(names, name->str) || is_absent(&walk, name->str) ||
                  task_may_write(ledger->batch, i, entry->was_there, error);
        }
    }
    below_walk_finish(&walk);
    return may;
}

/* ---- the manifest ---- */

static struct manifest_file file_of(const struct ledger *ledger, size_t k, GString *status) {
    const struct entry *entry = &ledger->entries[k];
    bool was_there = entry->outcome == OUTCOME_OPEN && entry->was_there;
    bool is_there = is_drawn(entry) && entry->disk == DISK_SURE;
    struct manifest_file file = {MANIFEST_MISSING, 0, "", ledger->digest};

    if (was_there || is_there) {
        return (struct manifest_file){MANIFEST_DONE, entry->n_bytes, entry->sha256, ledger->digest};
    }
    if (entry->outcome == OUTCOME_FAILED) {
        g_string_printf(status, MANIFEST_FAILED "%s", entry->reason);
        file.status = status->str;
    }
    return file;
}

/* False after a stop, unless there are only LEDGER_ROWS_AFTER_STOP rows or fewer. */
static bool goes_on(const struct ledger *ledger) {
    return *ledger->batch->stop == 0 || ledger->n <= LEDGER_ROWS_AFTER_STOP;
}

/* False after a stop. */
static bool write_rows(const struct ledger *ledger, FILE *stream) {
    g_autoptr(GString) status = g_string_new(NULL);
    g_autoptr(GString) name = g_string_new(NULL);
    size_t k = 0;

    for (; k < ledger->n && goes_on(ledger); k++) {
        struct manifest_file part = file_of(ledger, k, status);
        batch_write_variant(ledger->batch->variants, shard_variant(&ledger->shard, k), name,
                            stream);
        manifest_write_file(stream, &part);
    }
    return k == ledger->n;
}

bool ledger_write(const struct ledger *ledger, struct gradfig_error *error) {
    struct file_output file;

    if (!folder_open_file(&ledger->shard, ledger->batch, shard_manifest_name(&ledger->shard), &file,
                          error)) {
        return false;
    }
    batch_write_keys(ledger->batch->variants, file.stream);
    manifest_write_columns(file.stream);
    if (!write_rows(ledger, file.stream)) {
        file_discard(&file);
        return error_check_stop(ledger->batch->stop, error);
    }
    return file_commit(&file, error);
}

size_t ledger_count_kept(const struct ledger *ledger) {
    size_t n = 0;

    for (size_t k = 0; k < ledger->n; k++) {
        n += ledger->entries[k].outcome == OUTCOME_KEPT;
    }
    return n;
}

bool ledger_is_complete(const struct ledger *ledger) {
    struct gradfig_error error;
    g_autofree char *earlier = shard_path(&ledger->shard, FOLDER_EARLIER);
    return ledger->note.is_folder && !ledger->batch->prunes && file_is_absent(earlier) &&
           ledger_count_kept(ledger) == ledger->n &&
           stored_spec_check(&ledger->shard, ledger->spec, &error);
}

/* Whether the file of an entry is there; the ledger is not checked if it may have changed. */
static bool find_file(struct ledger *ledger, size_t k, struct below_walk *walk, GString *name) {
    struct stat status;
    const struct entry *entry = &ledger->entries[k];

    variants_set_name(ledger->batch->variants, shard_variant(&ledger->shard, k), name);
    bool is_there =
        below_walk_stat(walk, name->str, &status) && file_has_size(&status, entry->n_bytes);

    if (is_there && file_time_of_change(&status) != entry->changed) {
        ledger->checked = 0;
    }
    return is_there;
}

size_t ledger_lose(struct ledger *ledger, int64_t now) {
    struct below_walk walk = below_walk_begin(ledger->shard.folder);
    g_autoptr(GString) name = g_string_new(NULL);
    size_t n = 0;
    size_t k = 0;

    ledger->checked = now;
    for (; k < ledger->n && goes_on(ledger); k++) {
        struct entry *entry = &ledger->entries[k];
        if (is_drawn(entry) && !find_file(ledger, k, &walk, name)) {
            *entry = (struct entry){.outcome = OUTCOME_OPEN};
            n++;
        }
        if (entry->outcome == OUTCOME_OPEN && entry->was_there) {
            ledger->checked = 0; /* listed as before, and not read in this run */
        }
    }
    ledger->checked = k < ledger->n ? 0 : ledger->checked;
    below_walk_finish(&walk);
    return n;
}
