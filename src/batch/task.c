/* One variant's picture, kept or drawn. */
#include "batch/task.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <glib.h>

#include <gradfig/picture.h>
#include <gradfig/recipe.h>

#include "base/error.h"
#include "base/file.h"

static void describe(struct outcome_report *report, enum outcome outcome,
                     const struct gradfig_bytes *bytes) {
    char *sha256 =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes->data, bytes->n);

    report->outcome = outcome;
    report->n_bytes = bytes->n;
    g_strlcpy(report->sha256, sha256, sizeof(report->sha256));
    g_free(sha256);
}

/* ---- what is there ---- */

static bool has_recipe(const struct gradfig_bytes *bytes, enum gradfig_format format,
                       const struct gradfig_spec *spec) {
    struct gradfig_error error;
    char *found = gradfig_picture_read_recipe(bytes, format, &error);
    char *expected = gradfig_recipe_write(spec);
    bool is_same = found != NULL && strcmp(found, expected) == 0;

    free(found);
    free(expected);
    return is_same;
}

/* Whether the file is this variant's picture and undamaged: a manifest's checksum knows, or else
 * the file itself. */
static bool is_good(const struct hand *hand, const struct task *task,
                    const struct gradfig_spec *spec, const struct gradfig_bytes *bytes,
                    struct outcome_report *report) {
    enum gradfig_format format = hand->batch->format;

    if (!has_recipe(bytes, format, spec)) {
        return false;
    }
    describe(report, OUTCOME_KEPT, bytes);
    return *task->sha256 != '\0' ? strcmp(task->sha256, report->sha256) == 0
                                 : gradfig_picture_is_whole(bytes, format, spec);
}

static bool keep(const struct hand *hand, const struct task *task, const struct gradfig_spec *spec,
                 const char *path, struct outcome_report *report) {
    struct gradfig_bytes bytes = {0};

    if (hand->batch->is_forced || !g_file_get_contents(path, &bytes.data, &bytes.n, NULL)) {
        return false;
    }
    bool is_kept = is_good(hand, task, spec, &bytes, report);
    gradfig_bytes_finish(&bytes);
    return is_kept;
}

/* ---- drawing ---- */

static bool make(struct hand *hand, const struct gradfig_spec *spec, struct gradfig_bytes *bytes,
                 struct gradfig_error *error) {
    const struct gradfig_selection selection = {.n_points_max = GRADFIG_RENDERER_POINTS_MAX};
    struct gradfig_series series = {0};
    bool done =
        gradfig_series_collect(&series, spec, &selection, error) &&
        gradfig_picture_make(hand->renderer, spec, &series, hand->batch->format, bytes, error);

    gradfig_series_finish(&series);
    return done;
}

/* On failure errno tells why. */
static bool write_picture(const struct hand *hand, const struct gradfig_bytes *bytes,
                          const char *path, struct gradfig_error *error) {
    struct file_output file;
    char *folder = g_path_get_dirname(path);

    g_mkdir_with_parents(folder, 0777); /* what fails here fails below, with its reason */
    g_free(folder);
    if (!file_open_through(&file, path, hand->temporary, error)) {
        return false;
    }
    fwrite(bytes->data, 1, bytes->n, file.stream); /* errors are found by file_commit */
    return file_commit(&file, error);
}

/* No other picture can be written either. */
static bool is_for_all(int cause) {
    return cause == ENOSPC || cause == EDQUOT || cause == EROFS || cause == EIO;
}

static void fail(struct outcome_report *report, enum outcome outcome,
                 const struct gradfig_error *error) {
    report->outcome = outcome;
    g_strlcpy(report->reason, error->message, sizeof(report->reason));
}

static void draw(struct hand *hand, const struct gradfig_spec *spec, const char *path,
                 struct outcome_report *report) {
    struct gradfig_bytes bytes = {0};
    struct gradfig_error error;

    if (hand->renderer == NULL) {
        hand->renderer = gradfig_renderer_create(&error);
    }
    if (hand->renderer == NULL) {
        fail(report, OUTCOME_BROKEN, &error);
    } else if (!make(hand, spec, &bytes, &error)) {
        fail(report, OUTCOME_FAILED, &error);
    } else if (!write_picture(hand, &bytes, path, &error)) {
        fail(report, is_for_all(errno) ? OUTCOME_BROKEN : OUTCOME_FAILED, &error);
    } else {
        describe(report, OUTCOME_DRAWN, &bytes);
    }
    gradfig_bytes_finish(&bytes);
}

void task_do(struct hand *hand, const struct task *task, struct outcome_report *report) {
    struct gradfig_spec spec;
    char *name = gradfig_variants_name(hand->batch->variants, task->i);
    char *path = g_build_filename(hand->batch->folder, name, NULL);

    *report = (struct outcome_report){.i = task->i};
    gradfig_variants_spec(hand->batch->variants, task->i, &spec);
    if (!keep(hand, task, &spec, path, report)) {
        *report = (struct outcome_report){.i = task->i};
        draw(hand, &spec, path, report);
    }
    g_free(path);
    free(name);
}
