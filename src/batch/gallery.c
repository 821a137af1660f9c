/* Joins the manifests of a folder, lists what is missing, and writes the page. */
#include "batch/gallery.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/below.h"
#include "base/error.h"
#include "base/file_output.h"
#include "base/user_text.h"
#include "batch/batch.h"
#include "batch/earlier.h"
#include "batch/folder.h"

#include "batch/gallery_crop.h"
#include "batch/gallery_page.h"
#include "batch/gallery_results.h"
#include "batch/manifest_join.h"
#include "batch/stored_spec.h"
#include "spec/variants.h"

/* ---- what is missing ---- */

enum { LISTED_MAX = 20 };

static bool is_at_work(const struct part *part) {
    return part->shard.n > 1 && part->has_own && shard_is_at_work(&part->shard);
}

/* Whether the picture of a row is in the folder. Fails if the system cannot say. */
static bool look_for_picture(const struct manifest *manifest, struct below_walk *walk, size_t i,
                             bool *is_missing, struct gradfig_error *error) {
    struct stat status;
    bool is_done = strcmp(manifest_status(manifest, i), MANIFEST_DONE) == 0;
    bool is_file = false;
    bool is_known =
        !is_done || below_walk_find(walk, manifest_name(manifest, i), &is_file, &status, error);

    *is_missing = !is_file || (size_t)status.st_size != manifest_n_bytes(manifest, i);
    return is_known;
}

static void list_more(GString *lines, size_t n, size_t n_listed, const char *what) {
    if (n > n_listed) {
        g_string_append_printf(lines, "and %zu more%s\n", n - n_listed, what);
    }
}

/* Counts the shards that are absent or not finished; returns their number. */
static size_t list_shards(const struct manifest_join *join, GString *lines,
                          struct gallery *gallery) {
    size_t n_open = 0;

    for (size_t i = 0; i < join->n_parts; i++) {
        const struct part *part = &join->parts[i];
        bool is_absent = part->manifest == NULL;
        gallery->n_shards_absent += is_absent;
        if (!is_absent && !is_at_work(part)) {
            continue;
        }
        if (n_open++ < LISTED_MAX) {
            g_string_append_printf(lines, "shard %zu of %zu: %s\n", part->shard.number,
                                   part->shard.n, is_absent ? "no manifest" : "still at work");
        }
    }
    list_more(lines, n_open, LISTED_MAX, " shards");
    return n_open;
}

static void list_pictures(const struct manifest *manifest, const bool *is_missing, size_t n,
                          GString *lines) {
    size_t n_listed = 0;

    for (size_t i = 0; i < manifest->n_rows && n_listed < LISTED_MAX; i++) {
        if (is_missing[i]) {
            bool is_done = strcmp(manifest_status(manifest, i), MANIFEST_DONE) == 0;
            char *name = text_escape_path(manifest_name(manifest, i));
            char *status =
                text_escape_path(is_done ? MANIFEST_MISSING : manifest_status(manifest, i));
            g_string_append_printf(lines, "%s: %s\n", name, status);
            g_free(status);
            g_free(name);
            n_listed++;
        }
    }
    list_more(lines, n, n_listed, "");
}

/* Whether every variant was attempted, even if it failed. */
static bool is_attempted(const struct manifest *joined, const bool *is_missing) {
    size_t i = 0;
    while (i < joined->n_rows &&
           (!is_missing[i] || g_str_has_prefix(manifest_status(joined, i), MANIFEST_FAILED))) {
        i++;
    }
    return i == joined->n_rows;
}

/* ---- writing ---- */

static bool write_joined(const struct shard *whole, const struct batch *batch,
                         const struct manifest *joined, struct gradfig_error *error) {
    struct file_output file;

    if (!folder_open_file(whole, batch, shard_manifest_name(whole), &file, error)) {
        return false;
    }
    manifest_write_header(joined, file.stream);
    for (size_t i = 0; i < joined->n_rows; i++) {
        manifest_write_row(joined, i, file.stream);
    }
    return file_commit(&file, error);
}

/* Replaces the manifests of the shards by one. */
static bool replace_parts(const struct manifest_join *join, const struct manifest *joined,
                          struct gradfig_error *error) {
    if (!write_joined(&join->whole, join->batch, joined, error)) {
        return false;
    }
    for (size_t i = 0; i < join->n_parts; i++) {
        if (join->parts[i].has_own) {
            shard_forget(&join->parts[i].shard, &join->parts[i].status);
        }
    }
    return true;
}

static bool write_page(const struct manifest_join *join, const struct gallery_page *page,
                       struct gradfig_error *error) {
    const struct shard *whole = &join->whole;
    struct file_output file;

    if (!folder_open_file(whole, join->batch, g_strdup(FOLDER_PAGE), &file, error)) {
        return false;
    }
    gallery_page_write(page, file.stream);
    if (manifest_join_is_stopped(join, error)) {
        file_discard(&file);
        return false;
    }
    return file_commit(&file, error);
}

static bool look_for_pictures(const struct manifest_join *join, const struct manifest *joined,
                              bool *is_missing, struct gallery *gallery,
                              struct gradfig_error *error) {
    struct below_walk walk = below_walk_begin(join->whole.folder);
    bool done = true;

    for (size_t i = 0; i < joined->n_rows && done; i++) {
        done = !manifest_join_is_stopped(join, error) &&
               look_for_picture(joined, &walk, i, &is_missing[i], error);
        gallery->n_missing += is_missing[i];
    }
    below_walk_finish(&walk);
    return done;
}

/* What the page shows of the stored spec. */
struct shown_spec {
    struct variants *variants; /* or NULL */
    struct spec spec;          /* of the first variant, or the default one */
    char *recipe;              /* or NULL */
    struct gallery_results results;
    struct gallery_crop crop;
    bool has_crop;
};

static void shown_spec_init(struct shown_spec *shown, const struct manifest_join *join,
                            const struct manifest *joined) {
    size_t *numbers = manifest_join_numbers(join, joined->n_rows);

    *shown = (struct shown_spec){0};
    if (join->spec != NULL) {
        shown->recipe = variants_written_recipe(join->spec);
        shown->variants = stored_spec_variants(join->spec);
    }
    if (shown->variants != NULL) {
        variants_spec(shown->variants, 0, &shown->spec);
        shown->has_crop = gallery_crop_find(&shown->spec, joined, &shown->crop);
    } else {
        spec_init(&shown->spec);
    }
    gallery_results_init(&shown->results, joined, shown->variants, numbers, join->stop);
    g_free(numbers);
}

static void shown_spec_finish(struct shown_spec *shown) {
    if (shown->variants == NULL) {
        spec_finish(&shown->spec);
    }
    variants_destroy(shown->variants);
    gallery_results_finish(&shown->results);
    free(shown->recipe);
}

/* Writes the page from what is known of the folder. */
static bool write_page_of(const struct manifest_join *join, const struct manifest *joined,
                          const bool *is_missing, bool is_joined, const struct gallery *gallery,
                          struct gradfig_error *error) {
    struct shown_spec shown;

    shown_spec_init(&shown, join, joined);
    const struct gallery_page page = {
        .manifest = joined,
        .recipe = shown.recipe,
        .spec = &shown.spec,
        .results = &shown.results,
        .crop = shown.has_crop ? &shown.crop : NULL,
        .digest = join->digest,
        .n_earlier = gallery->n_earlier,
        .is_missing = is_missing,
        .is_joined = is_joined,
        .n_shards = gallery->n_shards,
        .n_shards_absent = gallery->n_shards_absent,
        .stop = join->stop,
    };
    bool done = write_page(join, &page, error);
    shown_spec_finish(&shown);
    return done;
}

static bool write_gallery(const struct manifest_join *join, const struct manifest *joined,
                          bool *is_missing, struct gallery *gallery, struct gradfig_error *error) {
    bool has_shards = join->n_parts > 1;

    *gallery = (struct gallery){
        .n = joined->n_rows,
        .n_shards = join->n_parts,
    };
    if (!earlier_count(join->whole.folder, &gallery->n_earlier, error) ||
        !look_for_pictures(join, joined, is_missing, gallery, error)) {
        return false;
    }
    GString *lines = g_string_new(NULL);
    bool is_ended = list_shards(join, lines, gallery) == 0 && is_attempted(joined, is_missing);
    list_pictures(joined, is_missing, gallery->n_missing, lines);
    bool done = (!has_shards || !is_ended || replace_parts(join, joined, error)) &&
                write_page_of(join, joined, is_missing, !has_shards || is_ended, gallery, error);
    gallery->missing = done && lines->len > 0 ? g_strdup(lines->str) : NULL;
    g_string_free(lines, TRUE);
    return done;
}

static bool make(struct manifest_join *join,
                 bool (*find)(struct manifest_join *, struct gradfig_error *),
                 struct gallery *gallery, struct gradfig_error *error) {
    bool done = folder_check(&join->whole, join->batch, error) && find(join, error);

    if (done) {
        struct manifest joined = manifest_join_all(join);
        bool *is_missing = g_new0(bool, MAX(joined.n_rows, 1));
        done = write_gallery(join, &joined, is_missing, gallery, error);
        g_free(is_missing);
        g_ptr_array_free(joined.rows, TRUE);
    }
    manifest_join_finish(join);
    return done;
}

bool gallery_write_whole(const struct shard *whole, const struct batch *batch,
                         const volatile sig_atomic_t *stop, struct gradfig_error *error) {
    struct manifest_join join = {.whole = *whole, .batch = batch, .stop = stop};
    struct gallery gallery = {0};
    bool done = make(&join, manifest_join_read_whole, &gallery, error);

    free(gallery.missing); /* the run has already reported it */
    return done;
}

bool gallery_write(const char *folder, const volatile sig_atomic_t *stop, struct gallery *gallery,
                   struct gradfig_error *error) {
    struct manifest_join join = {.whole = {folder, 1, 1}, .stop = stop};
    struct shard_lock lock = {0};

    *gallery = (struct gallery){0};
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        return manifest_join_refuse(&join, "expected the folder of a batch", error);
    }
    if (!manifest_join_is_possible(&join, error) || !folder_check(&join.whole, NULL, error) ||
        !shard_take_lock(&join.whole, stop, &lock, error)) {
        return false;
    }
    file_clean_folder(folder);
    bool done = make(&join, manifest_join_read, gallery, error);
    shard_unlock(&lock);
    return done;
}
