/* Lists and removes pictures of earlier specs. */
#include "batch/earlier.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <glib.h>

#include "base/below.h"
#include "base/file.h"
#include "batch/folder.h"
#include "batch/manifest.h"
#include "batch/picture_check.h"
#include "output/formats.h"

/* ---- the pictures of manifests ---- */

struct earlier_search {
    struct ledger *ledger;
    struct manifest list;
    GHashTable *names;  /* of all variants in lower case, once they are needed; else NULL */
    GHashTable *listed; /* the names in `list` */
    bool is_new;        /* the list differs from the one in the folder */
};

/* A file system may not distinguish cases. */
static GHashTable *collect_names(const struct variants *variants) {
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (size_t i = 0; i < variants_count(variants); i++) {
        g_autofree char *name = variants_name(variants, i);
        g_hash_table_insert(names, g_ascii_strdown(name, -1), GSIZE_TO_POINTER(i));
    }
    return names;
}

/* Whether a variant has the name, whose checksum the ledger then gets. */
static bool is_of_variant(struct earlier_search *search, const struct manifest *manifest,
                          size_t i) {
    const struct variants *variants = search->ledger->batch->variants;
    const char *name = manifest_name(manifest, i);
    g_autofree char *folded = g_ascii_strdown(name, -1);
    void *variant;

    if (search->names == NULL) {
        search->names = collect_names(variants);
    }
    if (!g_hash_table_lookup_extended(search->names, folded, NULL, &variant)) {
        return false;
    }
    g_autofree char *own = variants_name(variants, GPOINTER_TO_SIZE(variant));
    if (strcmp(name, own) == 0 && manifest_is_done(manifest, i)) {
        ledger_expect(search->ledger, GPOINTER_TO_SIZE(variant), manifest_file(manifest, i).sha256);
    }
    return true;
}

static bool take_row(struct earlier_search *search, const struct manifest *manifest, size_t i,
                     struct gradfig_error *error) {
    const char *name = manifest_name(manifest, i);
    struct stat status;
    bool is_there = false;

    if (g_hash_table_contains(search->listed, name)) {
        return true;
    }
    if (!below_find(search->ledger->shard.folder, name, &is_there, &status, error)) {
        return false;
    }
    if (!is_there || is_of_variant(search, manifest, i)) {
        return true;
    }
    struct manifest_file file = manifest_file(manifest, i);
    g_autofree char *n_bytes = g_strdup_printf("%zu", file.n_bytes);
    const char *const fields[] = {name, file.status, n_bytes, file.sha256,
                                  file.batch != NULL ? file.batch : ""};
    manifest_add(&search->list, fields);
    g_hash_table_add(search->listed,
                     (char *)(uintptr_t)manifest_name(&search->list, search->list.n_rows - 1));
    return true;
}

/* Takes the pictures of a manifest of another batch. One that is not there or is damaged has none,
 * and one that the system cannot read is a failure, because its pictures would be forgotten. */
static bool take_manifest(struct earlier_search *search, char *path, bool is_list,
                          struct gradfig_error *error) {
    struct manifest manifest;
    struct gradfig_error unreadable = {0};
    bool done = true;

    if (manifest_read(&manifest, path, &unreadable)) {
        bool is_own = !is_list && manifest_is_of(&manifest, search->ledger->digest);
        size_t n_before = search->list.n_rows;
        for (size_t i = 0; i < manifest.n_rows && !is_own && done; i++) {
            done = take_row(search, &manifest, i, error);
        }
        size_t n_taken = search->list.n_rows - n_before;
        search->is_new = search->is_new || n_taken != (is_list ? manifest.n_rows : 0);
        manifest_finish(&manifest);
    }
    g_free(path);
    return done && (unreadable.code != GRADFIG_WORK_FAILED ||
                    error_set(error, unreadable.code, "%s", unreadable.message));
}

static bool take_shard(void *context, const struct shard *shard, struct gradfig_error *error) {
    return take_manifest(context, shard_manifest(shard), false, error);
}

/* Reads the list and the manifests that a run of the shard replaces or makes false. The caller
 * ends `search` with finish, even if this fails. */
static bool find(struct ledger *ledger, struct earlier_search *search,
                 struct gradfig_error *error) {
    const struct shard whole = {ledger->shard.folder, 1, 1};

    *search = (struct earlier_search){
        .ledger = ledger,
        .list = manifest_begin(),
        .listed = g_hash_table_new(g_str_hash, g_str_equal),
    };
    return take_manifest(search, shard_path(&whole, FOLDER_EARLIER), true, error) &&
           take_shard(search, &whole, error) &&
           (ledger->shard.n > 1 ? take_shard(search, &ledger->shard, error)
                                : shard_visit(whole.folder, take_shard, search, error));
}

static void finish(struct earlier_search *search) {
    manifest_finish(&search->list);
    g_hash_table_destroy(search->listed);
    if (search->names != NULL) {
        g_hash_table_destroy(search->names);
    }
}

/* ---- the list ---- */

static bool write_list(const struct ledger *ledger, const struct manifest *list,
                       struct gradfig_error *error) {
    struct file_output file;

    if (!folder_open_file(&ledger->shard, ledger->batch, g_strdup(FOLDER_EARLIER), &file, error)) {
        return false;
    }
    manifest_write(list, file.stream);
    return file_commit(&file, error);
}

static bool remove_file(const char *folder, const char *name, struct gradfig_error *error) {
    return below_remove(folder, name) ||
           below_fail(folder, name, error, "cannot remove: %s", g_strerror(errno));
}

static bool store(const struct earlier_search *search, struct gradfig_error *error) {
    if (search->list.n_rows > 0) {
        return write_list(search->ledger, &search->list, error);
    }
    return remove_file(search->ledger->shard.folder, FOLDER_EARLIER, error);
}

/* Shards that start together wait for each other. */
static bool lock_list(const struct ledger *ledger, struct shard_lock *lock,
                      struct gradfig_error *error) {
    enum { N_TRIES = 30 };
    const struct shard whole = {ledger->shard.folder, 1, 1};
    bool done = ledger->shard.n == 1; /* this run holds it */

    for (int i = 0; i < N_TRIES && !done && *ledger->batch->stop == 0; i++) {
        done = shard_take_lock(&whole, ledger->batch->stop, lock, error);
    }
    if (!done) {
        error_check_stop(ledger->batch->stop, error); /* which may have been before the first try */
    }
    return done;
}

bool earlier_note(struct ledger *ledger, struct gradfig_error *error) {
    struct earlier_search search;
    struct shard_lock lock = {0};
    bool done = find(ledger, &search, error);

    if (done && search.is_new) {
        done = lock_list(ledger, &lock, error);
        finish(&search);
        /* Once more, as another shard may have changed it. */
        done = find(ledger, &search, error) && done && store(&search, error);
    }
    shard_unlock(&lock);
    finish(&search);
    return done;
}

/* ---- whether a file is the picture that was drawn ---- */

/* Without a checksum if a run was interrupted after it had drawn the picture. */
static bool has_content(const struct bytes *bytes, const struct manifest *list, size_t i) {
    return manifest_is_done(list, i) ? picture_has_digest(bytes, manifest_file(list, i).sha256)
                                     : figure_file_has_recipe(bytes);
}

/* Fails if the system cannot read the file. */
static bool compare(const char *folder, const struct manifest *list, size_t i, bool *is_as_drawn,
                    struct gradfig_error *error) {
    const char *name = manifest_name(list, i);
    ENDED_BY(bytes_finish) struct bytes bytes = {0};
    struct gradfig_error cause = {0};

    *is_as_drawn = below_read(folder, name, "a figure", FIGURE_FILE_MAX, &bytes, &cause) &&
                   has_content(&bytes, list, i);
    return cause.code != GRADFIG_WORK_FAILED ||
           below_fail(folder, name, error, "%s", cause.message);
}

/* Whether a listed file still is the picture. Only compares the size if the list has it. */
static bool look(const char *folder, const struct manifest *list, size_t i, bool *is_picture,
                 struct gradfig_error *error) {
    struct stat status;

    if (!manifest_is_done(list, i)) {
        return compare(folder, list, i, is_picture, error);
    }
    if (!below_find(folder, manifest_name(list, i), is_picture, &status, error)) {
        return false;
    }
    *is_picture = *is_picture && (size_t)status.st_size == manifest_file(list, i).n_bytes;
    return true;
}

bool earlier_count(const char *folder, size_t *n, struct gradfig_error *error) {
    g_autofree char *path = g_build_filename(folder, FOLDER_EARLIER, NULL);
    struct manifest list;
    bool is_absent = file_is_absent(path);
    bool done = is_absent || manifest_read(&list, path, error);

    *n = 0;
    if (done && !is_absent) {
        for (size_t i = 0; i < list.n_rows && done; i++) {
            bool counts = false;
            done = look(folder, &list, i, &counts, error);
            *n += counts;
        }
        manifest_finish(&list);
    }
    return done;
}

bool batch_visit_earlier(const struct batch *batch, batch_name_visitor *visit, void *context,
                         struct gradfig_error *error) {
    ENDED_BY(ledger_finish) struct ledger ledger = {0};

    if (!ledger_init(&ledger, batch, error)) {
        return false;
    }
    struct earlier_search search;
    bool done = find(&ledger, &search, error);
    for (size_t i = 0; done && i < search.list.n_rows && *batch->stop == 0; i++) {
        bool is_as_drawn;
        done = compare(batch->folder, &search.list, i, &is_as_drawn, error);
        if (done && is_as_drawn) {
            visit(context, manifest_name(&search.list, i));
        }
    }
    finish(&search);
    return done && error_check_stop(batch->stop, error);
}

/* ---- removing ---- */

static bool prune(struct earlier_search *search, struct earlier_pruned *pruned,
                  struct gradfig_error *error) {
    const struct ledger *ledger = search->ledger;
    struct manifest *list = &search->list;
    bool done = true;

    for (size_t i = 0; i < list->n_rows && done; i++) {
        bool is_picture = false;
        done = error_check_stop(ledger->batch->stop, error) &&
               compare(ledger->shard.folder, list, i, &is_picture, error) &&
               (!is_picture || remove_file(ledger->shard.folder, manifest_name(list, i), error));
        pruned->n += done && is_picture;
        if (done && !is_picture) {
            g_ptr_array_add(pruned->changed, g_strdup(manifest_name(list, i)));
        }
    }
    if (done) {
        list->n_rows = 0;
        done = store(search, error);
    }
    return done;
}

bool earlier_prune(struct ledger *ledger, struct earlier_pruned *pruned,
                   struct gradfig_error *error) {
    struct shard_lock lock = {0};
    bool done = lock_list(ledger, &lock, error);

    if (done) {
        struct earlier_search search;
        done = find(ledger, &search, error) && prune(&search, pruned, error);
        finish(&search);
    }
    shard_unlock(&lock);
    return done;
}
