/* Looks for the pictures of a batch, and reads those that may have changed. */
#include "batch/gallery_faults.h"

#include <string.h>

#include <glib.h>

#include "base/below.h"
#include "base/file.h"
#include "batch/picture_check.h"

/* What looking for one picture after another needs. */
struct search {
    const struct manifest_join *join;
    const struct gallery_rows *rows;
    struct below_walk walk;
    int64_t *checked; /* for each shard, when its pictures were as its manifest says; 0: unknown */
};

/* ---- one picture ---- */

/* The manifest may be of another spec than the stored one. */
static bool has_variant(const struct gallery_rows *rows, size_t i) {
    if (rows->variants == NULL || rows->numbers[i] >= variants_count(rows->variants)) {
        return false;
    }
    g_autofree char *name = variants_name(rows->variants, rows->numbers[i]);
    return strcmp(name, manifest_name(rows->manifest, i)) == 0;
}

/* Whether a run has checked the file since it changed. */
static bool is_checked(const struct search *search, size_t i, const struct stat *status) {
    int64_t checked = search->checked[search->rows->numbers[i] % search->join->n_parts];

    return search->join->batch != NULL ||
           (file_time_of_change(status) < checked && search->walk.changed < checked);
}

/* The state by the content of the file; `otherwise` if nothing is known of what it should be. */
static enum gallery_fault read_picture(const struct search *search, size_t i,
                                       enum gallery_fault otherwise) {
    static const enum gallery_fault of_states[] = {
        [PICTURE_GOOD] = FAULT_NONE,       [PICTURE_UNPROVEN] = FAULT_NONE,
        [PICTURE_DAMAGED] = FAULT_DAMAGED, [PICTURE_OTHER] = FAULT_OTHER,
        [PICTURE_FOREIGN] = FAULT_FOREIGN,
    };
    const struct gallery_rows *rows = search->rows;
    const char *name = manifest_name(rows->manifest, i);
    const struct figure_format *format = figure_format_find(file_extension(name));
    ENDED_BY(bytes_finish) struct bytes bytes = {0};
    struct gradfig_error error;
    struct spec spec;

    if (!has_variant(rows, i) || format == NULL) {
        return otherwise;
    }
    if (!below_read(search->join->whole.folder, name, "a figure", FIGURE_FILE_MAX, &bytes,
                    &error)) {
        return FAULT_DAMAGED;
    }
    variants_spec(rows->variants, rows->numbers[i], &spec);
    enum picture_state state =
        picture_check(&bytes, format, &spec, manifest_file(rows->manifest, i).sha256);
    return of_states[state];
}

/* Of a picture that the manifest does not list as done, without reading it. */
static enum gallery_fault fault_of_status(const struct manifest *manifest, size_t i) {
    return g_str_has_prefix(manifest_file(manifest, i).status, MANIFEST_FAILED) ? FAULT_FAILED
                                                                                : FAULT_MISSING;
}

static bool look_for_picture(struct search *search, size_t i, enum gallery_fault *fault,
                             struct gradfig_error *error) {
    const struct manifest *manifest = search->rows->manifest;
    bool is_listed = manifest_is_done(manifest, i);
    bool is_file = false;
    struct stat status;

    *fault = is_listed ? FAULT_MISSING : fault_of_status(manifest, i);
    if (!is_listed && search->join->batch != NULL) {
        return true;
    }
    if (!below_walk_find(&search->walk, manifest_name(manifest, i), &is_file, &status, error)) {
        return false;
    }
    if (!is_file) {
        return true;
    }
    bool has_size = is_listed && (size_t)status.st_size == manifest_file(manifest, i).n_bytes;
    enum gallery_fault by_size = has_size ? FAULT_NONE : is_listed ? FAULT_DAMAGED : *fault;
    *fault =
        has_size && is_checked(search, i, &status) ? FAULT_NONE : read_picture(search, i, by_size);
    return true;
}

/* ---- all of them ---- */

bool gallery_faults_find(const struct manifest_join *join, const struct gallery_rows *rows,
                         enum gallery_fault *faults, struct gradfig_error *error) {
    struct search search = {
        .join = join,
        .rows = rows,
        .walk = below_walk_begin(join->whole.folder),
        .checked = g_new(int64_t, MAX(join->n_parts, 1)),
    };
    bool done = true;

    for (size_t i = 0; i < join->n_parts; i++) {
        search.checked[i] = shard_read_note(&join->parts[i].shard).checked;
    }
    for (size_t i = 0; i < rows->manifest->n_rows && done; i++) {
        done =
            error_check_stop(join->stop, error) && look_for_picture(&search, i, &faults[i], error);
    }
    below_walk_finish(&search.walk);
    g_free(search.checked);
    return done;
}

/* ---- words ---- */

static const struct {
    const char *code, *words; /* NULL: the status of the row */
} faults_in_words[] = {
    [FAULT_NONE] = {"", ""},
    [FAULT_MISSING] = {"missing", "missing"},
    [FAULT_DAMAGED] = {"damaged", "damaged"},
    [FAULT_OTHER] = {"other", "drawn with other parameters"},
    [FAULT_FOREIGN] = {"foreign",
                       "a file that gradfig did not write; move it away, or draw over it "
                       "with gradfig batch --force"},
    [FAULT_FAILED] = {NULL, NULL},
};

const char *gallery_fault_words(const struct manifest *manifest, size_t i, enum gallery_fault fault,
                                bool are_of_page) {
    return fault == FAULT_FAILED ? manifest_file(manifest, i).status
           : are_of_page         ? faults_in_words[fault].code
                                 : faults_in_words[fault].words;
}

bool gallery_fault_is_listed(const struct manifest *manifest, size_t i, enum gallery_fault fault) {
    return fault == FAULT_FAILED || (fault == FAULT_NONE && manifest_is_done(manifest, i));
}
