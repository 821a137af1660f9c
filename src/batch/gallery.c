/* Joins the manifests of a folder, lists what is missing, and writes the page. */
#include "batch/batch.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/error.h"
#include "base/file_output.h"
#include "base/user_text.h"
#include "batch/earlier.h"
#include "batch/folder.h"
#include "batch/gallery_faults.h"
#include "batch/gallery_page.h"
#include "batch/gallery_results.h"
#include "batch/manifest_join.h"
#include "batch/stored_spec.h"
#include "rendering/figure/layout.h"
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
            g_autofree char *name = text_escape_path(manifest_name(manifest, i));
            g_autofree char *fault =
                text_escape_path(gallery_fault_words(manifest, i, faults[i], false));
            g_string_append_printf(lines, "%s: %s\n", name, fault);
            n_listed++;
        }
    }
    list_more(lines, n, n_listed, "");
}

/* Counts them. Returns whether every variant was attempted, even if it failed, and the manifest
 * says how it ended. */
static bool count_faults(const struct manifest *manifest, const enum gallery_fault *faults,
                         struct gallery *gallery) {
    bool are_attempted = true;

    for (size_t i = 0; i < manifest->n_rows; i++) {
        bool is_listed = gallery_fault_is_listed(manifest, i, faults[i]);
        gallery->n_missing += faults[i] != FAULT_NONE;
        gallery->n_unlisted += faults[i] == FAULT_NONE && !is_listed;
        are_attempted = are_attempted && is_listed;
    }
    return are_attempted;
}

/* ---- the part of the pictures that small ones show ---- */

/* What keys end or begin with that only one panel shows, and that panel. */
static const struct {
    const char *key;
    enum panel_kind panel;
} shown_by[] = {
    {"input", PANEL_ACTIVATION},       {".intercept", PANEL_ACTIVATION},
    {".intercepts", PANEL_ACTIVATION}, {"geometry.", PANEL_GEOMETRY},
    {"sweep.", PANEL_SWEEP},           {"paths.", PANEL_PATHS},
};

static enum panel_kind panel_of(const char *key) {
    for (size_t i = 0; i < G_N_ELEMENTS(shown_by); i++) {
        if (g_str_has_prefix(key, shown_by[i].key) || g_str_has_suffix(key, shown_by[i].key)) {
            return shown_by[i].panel;
        }
    }
    return PANEL_GRADIENT;
}

/* The panel in which all keys are seen, or else that of the gradient. */
static enum panel_kind panel_of_all(const struct manifest *manifest) {
    enum panel_kind panel = PANEL_GRADIENT;
    size_t n = 0;

    for (size_t k = 0; k < manifest->n_keys; k++) {
        const char *key = manifest_key(manifest, k);
        if (strcmp(key, "figure.theme") != 0) {
            panel = n == 0 || panel_of(key) == panel ? panel_of(key) : PANEL_GRADIENT;
            n++;
        }
    }
    return panel;
}

/* The place of the panel in which what varies is seen. False if the pictures have one panel only,
 * or if their panels are not at the same places. `spec` is the first variant's. */
static bool find_crop(const struct spec *spec, const struct manifest *manifest,
                      struct gallery_crop *crop) {
    const struct figure_options *figure = &spec->figure;
    enum panel_kind panel = panel_of_all(manifest);
    size_t i = 0;

    if (figure->panels.n_values < 2 || manifest_has_key(manifest, "figure.width") ||
        manifest_has_key(manifest, "figure.height") ||
        manifest_has_key(manifest, "figure.panels")) {
        return false;
    }
    while (i < figure->panels.n_values && figure->panels.values[i] != (int64_t)panel) {
        i++;
    }
    struct box box = layout_panel_box(figure, i < figure->panels.n_values ? i : 0);
    *crop = (struct gallery_crop){
        .left = box.left / (double)figure->width,
        .top = box.top / (double)figure->height,
        .width = (box.right - box.left) / (double)figure->width,
        .height = (box.bottom - box.top) / (double)figure->height,
        .ratio = (box.right - box.left) / (box.bottom - box.top),
    };
    return true;
}

/* ---- writing ---- */

/* Replaces the manifests of the shards by one. */
static bool replace_parts(const struct manifest_join *join, const struct manifest *joined,
                          struct gradfig_error *error) {
    const struct shard *whole = &join->whole;
    struct file_output file;

    if (!folder_open_file(whole, join->batch, shard_manifest_name(whole), &file, error)) {
        return false;
    }
    manifest_write(joined, file.stream);
    if (!file_commit(&file, error)) {
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

/* The joined manifest with its pictures, and what the page shows of the stored spec. */
struct work {
    const struct manifest_join *join;
    struct manifest joined;
    enum gallery_fault *faults; /* of each row */
    size_t *numbers;            /* the variant of each row */
    struct variants *variants;  /* of the stored spec, or NULL */
    struct spec spec;           /* of the first variant, or the default one */
    char *recipe;               /* or NULL */
    struct gallery_results results;
    struct gallery_crop crop;
    struct gallery_page page; /* shows all this */
};

static void init(struct work *work, const struct manifest_join *join,
                 const struct gallery *gallery) {
    size_t *numbers;
    struct manifest joined = manifest_join_all(join, &numbers);

    *work = (struct work){
        .join = join,
        .joined = joined,
        .faults = g_new0(enum gallery_fault, MAX(joined.n_rows, 1)),
        .numbers = numbers,
    };
    if (join->spec != NULL) {
        work->recipe = variants_written_recipe(join->spec);
        work->variants = stored_spec_variants(join->spec);
    }
    work->page = (struct gallery_page){
        .manifest = &work->joined,
        .recipe = work->recipe,
        .spec = &work->spec,
        .results = &work->results,
        .digest = join->digest,
        .faults = work->faults,
        .counts = gallery,
        .stop = join->stop,
    };
    if (work->variants == NULL) {
        spec_init(&work->spec);
    } else {
        variants_spec(work->variants, 0, &work->spec);
        bool has_crop = find_crop(&work->spec, &work->joined, &work->crop);
        work->page.crop = has_crop ? &work->crop : NULL;
    }
    gallery_results_init(&work->results, &work->joined, work->variants, work->numbers, join->stop);
}

static void finish(struct work *work) {
    if (work->variants == NULL) {
        spec_finish(&work->spec);
    }
    variants_destroy(work->variants);
    gallery_results_finish(&work->results);
    g_free(work->numbers);
    g_free(work->faults);
    free(work->recipe);
    g_ptr_array_free(work->joined.rows, TRUE);
}

static bool write_gallery(struct work *work, struct gallery *gallery, struct gradfig_error *error) {
    const struct manifest_join *join = work->join;
    const struct manifest *joined = &work->joined;
    const struct gallery_rows rows = {joined, work->variants, work->numbers};
    bool has_shards = join->n_parts > 1;

    *gallery = (struct gallery){.n = joined->n_rows, .n_shards = join->n_parts};
    if (!earlier_count(join->whole.folder, &gallery->n_earlier, error) ||
        !gallery_faults_find(join, &rows, work->faults, error)) {
        return false;
    }
    g_autoptr(GString) lines = g_string_new(NULL);
    bool are_attempted = count_faults(joined, work->faults, gallery);
    bool is_ended = list_shards(join, lines, gallery) == 0 && are_attempted;
    list_pictures(joined, work->faults, gallery->n_missing, lines);
    work->page.is_joined = !has_shards || is_ended;
    bool done = (!has_shards || !is_ended || replace_parts(join, joined, error)) &&
                write_page(join, &work->page, error);
    gallery->missing = done && lines->len > 0 ? g_strdup(lines->str) : NULL;
    return done;
}

static bool make(struct manifest_join *join,
                 bool (*find)(struct manifest_join *, struct gradfig_error *),
                 struct gallery *gallery, struct gradfig_error *error) {
    bool done = folder_check(&join->whole, join->batch, error) && find(join, error);

    if (done) {
        struct work work;
        init(&work, join, gallery);
        done = write_gallery(&work, gallery, error);
        finish(&work);
    }
    manifest_join_finish(join);
    return done;
}

bool gallery_write_of(const struct batch *batch, stop_flag *stop, struct gradfig_error *error) {
    struct manifest_join join = {.whole = {batch->folder, 1, 1}, .batch = batch, .stop = stop};
    struct gallery gallery = {0};
    bool done = make(&join, manifest_join_read_whole, &gallery, error);

    g_free(gallery.missing); /* the run has already reported it */
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
