/* Joins the manifests of a folder, lists what is missing, and writes the page. */
#include "batch/gallery.h"

#include <stdlib.h>

#include <glib.h>

#include "base/error.h"
#include "base/file_output.h"
#include "base/user_text.h"
#include "batch/batch.h"
#include "batch/earlier.h"
#include "batch/folder.h"
#include "batch/gallery_crop.h"
#include "batch/gallery_faults.h"
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

static void list_pictures(const struct manifest *manifest, const enum gallery_fault *faults,
                          size_t n, GString *lines) {
    size_t n_listed = 0;

    for (size_t i = 0; i < manifest->n_rows && n_listed < LISTED_MAX; i++) {
        if (faults[i] != FAULT_NONE) {
            char *name = text_escape_path(manifest_name(manifest, i));
            char *fault = text_escape_path(gallery_fault_words(manifest, i, faults[i]));
            g_string_append_printf(lines, "%s: %s\n", name, fault);
            g_free(fault);
            g_free(name);
            n_listed++;
        }
    }
    list_more(lines, n, n_listed, "");
}

static void count_faults(const struct manifest *manifest, const enum gallery_fault *faults,
                         struct gallery *gallery) {
    for (size_t i = 0; i < manifest->n_rows; i++) {
        gallery->n_missing += faults[i] != FAULT_NONE;
        gallery->n_unlisted +=
            faults[i] == FAULT_NONE && !gallery_fault_is_listed(manifest, i, faults[i]);
    }
}

/* Whether every variant was attempted, even if it failed, and the manifest says how it ended. */
static bool is_attempted(const struct manifest *joined, const enum gallery_fault *faults) {
    size_t i = 0;
    while (i < joined->n_rows && gallery_fault_is_listed(joined, i, faults[i])) {
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
    manifest_write(joined, file.stream);
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
    if (!error_check_stop(join->stop, error)) {
        file_discard(&file);
        return false;
    }
    return file_commit(&file, error);
}

/* What the page shows of the stored spec. */
struct shown_spec {
    struct variants *variants; /* or NULL */
    size_t *numbers;           /* the variant of each row */
    struct spec spec;          /* of the first variant, or the default one */
    char *recipe;              /* or NULL */
    struct gallery_results results;
    struct gallery_crop crop;
    bool has_crop;
};

static void shown_spec_init(struct shown_spec *shown, const struct manifest_join *join,
                            const struct manifest *joined) {
    *shown = (struct shown_spec){.numbers = manifest_join_numbers(join, joined->n_rows)};
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
    gallery_results_init(&shown->results, joined, shown->variants, shown->numbers, join->stop);
}

static void shown_spec_finish(struct shown_spec *shown) {
    if (shown->variants == NULL) {
        spec_finish(&shown->spec);
    }
    variants_destroy(shown->variants);
    gallery_results_finish(&shown->results);
    g_free(shown->numbers);
    free(shown->recipe);
}

/* What is known of the folder. */
struct found {
    const struct manifest_join *join;
    const struct manifest *joined;
    const struct shown_spec *shown;
    enum gallery_fault *faults; /* of each row */
};

static bool write_page_of(const struct found *found, bool is_joined, const struct gallery *gallery,
                          struct gradfig_error *error) {
    const struct shown_spec *shown = found->shown;
    const struct gallery_page page = {
        .manifest = found->joined,
        .recipe = shown->recipe,
        .spec = &shown->spec,
        .results = &shown->results,
        .crop = shown->has_crop ? &shown->crop : NULL,
        .digest = found->join->digest,
        .n_earlier = gallery->n_earlier,
        .faults = found->faults,
        .is_joined = is_joined,
        .n_shards = gallery->n_shards,
        .n_shards_absent = gallery->n_shards_absent,
        .stop = found->join->stop,
    };

    return write_page(found->join, &page, error);
}

static bool find_faults(const struct found *found, struct gallery *gallery,
                        struct gradfig_error *error) {
    const struct gallery_rows rows = {found->joined, found->shown->variants, found->shown->numbers};

    if (!earlier_count(found->join->whole.folder, &gallery->n_earlier, error) ||
        !gallery_faults_find(found->join, &rows, found->faults, error)) {
        return false;
    }
    count_faults(found->joined, found->faults, gallery);
    return true;
}

static bool write_gallery(const struct found *found, struct gallery *gallery,
                          struct gradfig_error *error) {
    bool has_shards = found->join->n_parts > 1;

    *gallery = (struct gallery){
        .n = found->joined->n_rows,
        .n_shards = found->join->n_parts,
    };
    if (!find_faults(found, gallery, error)) {
        return false;
    }
    GString *lines = g_string_new(NULL);
    bool is_ended =
        list_shards(found->join, lines, gallery) == 0 && is_attempted(found->joined, found->faults);
    list_pictures(found->joined, found->faults, gallery->n_missing, lines);
    bool done = (!has_shards || !is_ended || replace_parts(found->join, found->joined, error)) &&
                write_page_of(found, !has_shards || is_ended, gallery, error);
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
        struct shown_spec shown;
        shown_spec_init(&shown, join, &joined);
        const struct found found = {
            .join = join,
            .joined = &joined,
            .shown = &shown,
            .faults = g_new0(enum gallery_fault, MAX(joined.n_rows, 1)),
        };
        done = write_gallery(&found, gallery, error);
        g_free(found.faults);
        shown_spec_finish(&shown);
        g_ptr_array_free(joined.rows, TRUE);
    }
    manifest_join_finish(join);
    return done;
}

bool gallery_write_whole(const struct shard *whole, const struct batch *batch, stop_flag *stop,
                         struct gradfig_error *error) {
    struct manifest_join join = {.whole = *whole, .batch = batch, .stop = stop};
    struct gallery gallery = {0};
    bool done = make(&join, manifest_join_read_whole, &gallery, error);

    free(gallery.missing); /* the run has already reported it */
    return done;
}

bool gallery_write(const char *folder, stop_flag *stop, struct gallery *gallery,
                   struct gradfig_error *error) {
    struct manifest_join join = {.whole = {folder, 1, 1}, .stop = stop};
    struct shard_lock lock = {0};

    *gallery = (struct gallery){0};
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        return error_set_at(error, GRADFIG_INVALID_INPUT, folder, "expected the folder of a batch");
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
