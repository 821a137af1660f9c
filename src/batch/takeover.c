/* Compares the pictures of a manifest without a digest with the variants of a batch. */
#include "batch/takeover.h"

#include <stdint.h>

#include <glib.h>

#include "base/below.h"
#include "base/error.h"
#include "base/user_text.h"
#include "batch/task.h"
#include "output/formats.h"

/* The names of the pictures that are done; borrowed from the manifest. */
static GHashTable *collect_names(const struct manifest *manifest) {
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);

    for (size_t i = 0; i < manifest->n_rows; i++) {
        if (manifest_is_done(manifest, i)) {
            g_hash_table_add(names, (char *)(uintptr_t)manifest_name(manifest, i));
        }
    }
    return names;
}

static bool refuse(const struct batch *batch, const char *name, struct gradfig_error *error) {
    g_autofree char *picture = text_escape_path(name);
    error_set_at(error, GRADFIG_INVALID_INPUT, batch->folder,
                 "expected the pictures of this spec, found %s with other parameters; draw into "
                 "another folder, or draw over it with --force",
                 picture);
    return false;
}

/* Removes the names of variants from `names`, and compares the pictures of the batch's shard. */
static bool check_variants(const struct batch *batch, GHashTable *names,
                           struct gradfig_error *error) {
    size_t n = variants_count(batch->variants);
    bool are_same = true;

    for (size_t i = 0; i < n && are_same && *batch->stop == 0; i++) {
        g_autofree char *name = variants_name(batch->variants, i);
        bool is_listed = g_hash_table_remove(names, name);
        bool is_of_shard = i % batch->n_shards == batch->shard - 1;
        if (is_listed && is_of_shard && task_compare_recipe(batch, i) == PICTURE_OTHER) {
            are_same = refuse(batch, name, error);
        }
    }
    return are_same;
}

static bool has_recipe(const char *folder, const char *name) {
    ENDED_BY(bytes_finish) struct bytes bytes = {0};
    struct gradfig_error error;
    return below_read(folder, name, "a figure", FIGURE_FILE_MAX, &bytes, &error) &&
           figure_file_has_recipe(&bytes);
}

/* Checks the remaining names, which no variant has. */
static bool check_others(const struct batch *batch, const struct manifest *manifest,
                         GHashTable *names, struct gradfig_error *error) {
    bool are_same = true;

    for (size_t i = 0; i < manifest->n_rows && are_same && *batch->stop == 0; i++) {
        const char *name = manifest_name(manifest, i);
        if (g_hash_table_contains(names, name) && has_recipe(batch->folder, name)) {
            are_same = refuse(batch, name, error);
        }
    }
    return are_same;
}

bool takeover_check(const struct batch *batch, const struct manifest *manifest,
                    struct gradfig_error *error) {
    g_autoptr(GHashTable) names = collect_names(manifest);
    return check_variants(batch, names, error) &&
           (g_hash_table_size(names) == 0 || check_others(batch, manifest, names, error));
}
