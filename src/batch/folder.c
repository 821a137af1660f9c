/* Distinguishes the files of a batch from others with the same names, and opens them. */
#include "batch/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/error.h"
#include "base/file.h"
#include "batch/gallery_page.h"
#include "batch/manifest.h"
#include "output/formats.h"
#include "spec/variants.h"

/* ---- what is gradfig's ---- */

static const char *refuse_unless(int descriptor, bool (*is_ours)(const char *text)) {
    g_autofree char *head = file_read_head(descriptor);
    bool is = is_ours(head);

    return is ? NULL : "another file";
}

static const char *refuse_page(int descriptor) {
    return refuse_unless(descriptor, gallery_page_is_ours);
}

static const char *refuse_spec(int descriptor) {
    return refuse_unless(descriptor, variants_are_written);
}

static const char *refuse_manifest(int descriptor) {
    return refuse_unless(descriptor, manifest_is_ours);
}

static struct file_rule make_rule(const struct batch *batch, const char *(*refusal)(int descriptor),
                                  const char *expected) {
    bool is_forced = batch != NULL && batch->is_forced;

    return (struct file_rule){
        .inputs = batch != NULL ? variants_inputs(batch->variants) : NULL,
        .refusal = is_forced ? NULL : refusal,
        .expected = expected,
        .advice = "draw into another folder, or draw over it with gradfig batch --force",
        .is_own_name = true,
    };
}

static struct file_rule rule_of(const struct batch *batch, const char *name) {
    if (strcmp(name, FOLDER_PAGE) == 0) {
        return make_rule(batch, refuse_page, "the page of a batch");
    }
    if (strcmp(name, FOLDER_SPEC) == 0) {
        return make_rule(batch, refuse_spec, "the spec of a batch");
    }
    return make_rule(batch, refuse_manifest, "the manifest of a batch");
}

struct file_rule folder_picture_rule(const struct batch *batch, bool is_listed) {
    return make_rule(batch, is_listed ? NULL : figure_file_refusal, "a picture of the batch");
}

/* ---- the files ---- */

bool folder_check(const struct shard *shard, const struct batch *batch,
                  struct gradfig_error *error) {
    const struct shard whole = {shard->folder, 1, 1};
    g_autofree char *whole_manifest = shard_manifest_name(&whole);
    g_autofree char *manifest = shard_manifest_name(shard);
    const char *const names[] = {FOLDER_PAGE, FOLDER_SPEC, whole_manifest, manifest,
                                 FOLDER_EARLIER};
    bool may = true;

    for (size_t i = 0; i < G_N_ELEMENTS(names) && may; i++) {
        struct file_rule rule = rule_of(batch, names[i]);
        if (strcmp(names[i], FOLDER_SPEC) == 0) {
            rule.inputs = NULL; /* a batch may be drawn again from its own spec */
        }
        may = file_check_below(shard->folder, names[i], &rule, error);
    }
    return may;
}

bool folder_open_file(const struct shard *shard, const struct batch *batch, char *name,
                      struct file_output *file, struct gradfig_error *error) {
    struct file_rule rule = rule_of(batch, name);
    bool done = file_open_below(file, shard->folder, name, &rule, error);

    g_free(name);
    return done;
}

bool folder_forget_page(const struct shard *shard, const char *digest) {
    g_autofree char *path = shard_path(shard, FOLDER_PAGE);
    int page = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool forgets = false;

    if (page >= 0) {
        g_autofree char *head = file_read_head(page);
        forgets = !gallery_page_is_of(head, digest) && unlink(path) == 0;
        close(page);
    }
    return forgets;
}

int folder_open(const char *folder, struct gradfig_error *error) {
    int descriptor = -1;

    if (g_mkdir_with_parents(folder, 0777) == 0) {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
    if (descriptor < 0) {
        error_set_at(error, GRADFIG_WORK_FAILED, folder, "expected a folder to write to: %s",
                     g_strerror(errno));
    }
    return descriptor;
}
