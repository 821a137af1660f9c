/* Keeps or draws the picture of one variant. */
#include "batch/task.h"

#include <errno.h>

#include <glib.h>

#include "base/below.h"
#include "base/error.h"
#include "base/file.h"
#include "base/file_output.h"
#include "batch/folder.h"
#include "output/formats.h"

/* `sha256` is that of the bytes if it is known, else "". */
static void describe(struct task_result *result, enum outcome outcome, const struct bytes *bytes,
                     const char *sha256) {
    result->outcome = outcome;
    result->n_bytes = bytes->n;
    g_strlcpy(result->sha256, sha256, SHA256_SIZE);
    if (*sha256 == '\0') {
        picture_digest(bytes, result->sha256);
    }
}

/* ---- what is there ---- */

/* When the file last changed; 0 if that is unknown. */
static int64_t time_of_change(const struct batch *batch, const char *name) {
    struct stat status;
    return below_stat(batch->folder, name, &status) ? file_time_of_change(&status) : 0;
}

enum picture_state task_compare_recipe(const struct batch *batch, size_t i) {
    enum picture_state state = PICTURE_DAMAGED;
    ENDED_BY(bytes_finish) struct bytes bytes = {0};
    struct gradfig_error error;
    struct spec spec;
    g_autofree char *name = variants_name(batch->variants, i);

    if (below_read(batch->folder, name, "a figure", FIGURE_FILE_MAX, &bytes, &error)) {
        variants_spec(batch->variants, i, &spec);
        state = picture_check_recipe(&bytes, batch->format, &spec);
    }
    return state;
}

bool task_may_write(const struct batch *batch, size_t i, bool is_listed,
                    struct gradfig_error *error) {
    struct file_rule rule = folder_picture_rule(batch, is_listed);
    g_autofree char *name = variants_name(batch->variants, i);
    struct gradfig_error cause;
    bool may = file_check_below(batch->folder, name, &rule, &cause) ||
               cause.code != GRADFIG_INVALID_INPUT; /* the rest is this variant's alone */

    if (!may) {
        *error = cause;
    }
    return may;
}

/* ---- drawing ---- */

/* On failure errno has the cause. The run waits for the disk, for many pictures at once. */
static bool write_picture(const struct task_context *context, const struct bytes *bytes,
                          const char *name, struct task_result *result,
                          struct gradfig_error *error) {
    struct file_rule rule = folder_picture_rule(context->batch, false);
    struct file_output file;

    if (!file_open_below(&file, context->batch->folder, name, &rule, error)) {
        return false;
    }
    fwrite(bytes->data, 1, bytes->n, file.stream); /* the commit reports errors */
    bool done = file_commit_early(&file, error);
    result->lost = file.lost;
    if (done) {
        result->changed = time_of_change(context->batch, name);
    }
    return done;
}

/* Errors after which no other picture can be written, either. */
static bool is_for_all(int cause) {
    return cause == ENOSPC || cause == EDQUOT || cause == EROFS || cause == EIO;
}

static void fail(struct task_result *result, enum outcome outcome,
                 const struct gradfig_error *error) {
    result->outcome = outcome;
    g_strlcpy(result->reason, error->message, sizeof(result->reason));
}

static bool has_renderer(struct task_context *context, struct gradfig_error *error) {
    if (context->renderer == NULL) {
        context->renderer = renderer_create(error);
    }
    return context->renderer != NULL;
}

/* The manifest omits the folder's name, which may be different next time. */
static void fail_to_write(struct task_result *result, const struct gradfig_error *error,
                          int cause) {
    struct gradfig_error of_variant;

    if (is_for_all(cause)) {
        fail(result, OUTCOME_BROKEN, error);
        return;
    }
    error_set(&of_variant, GRADFIG_WORK_FAILED, "cannot write: %s",
              error->code == GRADFIG_INVALID_INPUT ? "gradfig did not write the file in its place"
                                                   : g_strerror(cause));
    fail(result, OUTCOME_FAILED, &of_variant);
}

/* `found` is the content of the file, if any. If it equals the picture, the file is not written. */
static void draw(struct task_context *context, const struct spec *spec, const char *name,
                 const struct bytes *found, struct task_result *result) {
    ENDED_BY(bytes_finish) struct bytes bytes = {0};
    struct gradfig_error error;

    if (!has_renderer(context, &error)) {
        fail(result, OUTCOME_BROKEN, &error);
    } else if (!figure_file_draw(context->renderer, spec, context->batch->format, NULL, &bytes,
                                 &error)) {
        fail(result, OUTCOME_FAILED, &error);
    } else if (bytes_are_equal(&bytes, found)) {
        describe(result, OUTCOME_KEPT, &bytes, "");
    } else if (!write_picture(context, &bytes, name, result, &error)) {
        fail_to_write(result, &error, errno);
    } else {
        describe(result, OUTCOME_DRAWN, &bytes, "");
        result->is_crowded = *renderer_left_out(context->renderer) != NULL;
    }
}

void task_do(struct task_context *context, const struct task *task, struct task_result *result) {
    ENDED_BY(bytes_finish) struct bytes found = {0};
    struct gradfig_error error;
    struct spec spec;
    const struct batch *batch = context->batch;
    g_autofree char *name = variants_name(batch->variants, task->i);

    /* asked before the file is read, so that a change meanwhile is noticed */
    *result = (struct task_result){.i = task->i, .changed = time_of_change(batch, name)};
    variants_spec(batch->variants, task->i, &spec);
    bool is_there = !batch->is_forced &&
                    below_read(batch->folder, name, "a figure", FIGURE_FILE_MAX, &found, &error);
    if (is_there && picture_check(&found, batch->format, &spec, task->sha256) == PICTURE_GOOD) {
        describe(result, OUTCOME_KEPT, &found, task->sha256);
    } else {
        result->was_changed =
            is_there && *task->sha256 != '\0' && !picture_has_digest(&found, task->sha256);
        draw(context, &spec, name, &found, result);
    }
}

static void add(struct batch_some *some, size_t i) {
    some->first = some->n > 0 ? MIN(some->first, i) : i;
    some->n++;
}

void task_count_drawn(const struct task_result *result, struct batch_progress *progress) {
    if (result->is_crowded) {
        add(&progress->crowded, result->i);
    }
    if (result->was_changed) {
        add(&progress->changed, result->i);
    }
    progress->n_drawn++;
    progress->n_lost += result->lost != 0;
    progress->lost |= result->lost;
}
