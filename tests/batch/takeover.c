/* Tests of folders of an earlier version: which pictures are those of the batch. */
#include "batch/takeover.h"

#include <stdlib.h>
#include <string.h>

#include "output/svg.h"
#include "shared/folder.h"
#include "shared/rows.h"
#include "spec/reader.h"
#include "spec/recipe.h"

static const volatile sig_atomic_t never_stop = 0;

/* Two variants, 1.svg of depth 1 and 2.svg of depth 2. */
static struct variants *read_variants(void) {
    static const char yaml[] = "{name: '{number}', vary: {depth: [1, 2]}}\n";
    struct reader *reader = reader_create();

    reader_read_text(reader, yaml, sizeof(yaml) - 1, "x.yaml");
    struct variants *variants = reader_finish_variants(reader, "svg", false);
    assert_non_null(variants);
    reader_destroy(reader);
    return variants;
}

/* What is in the place of a picture. */
enum content {
    ABSENT,
    DAMAGED,
    FIRST, /* with the recipe of the first variant */
    SECOND,
    OLDER, /* with that of the first variant by a version without the last parameter */
};

/* Writes an SVG with the recipe of a variant, and nothing drawn. */
static void write_picture(const char *folder, const char *name, const struct variants *variants,
                          enum content content) {
    struct gradfig_error error;
    struct spec spec;
    struct bytes bytes = {0};

    variants_spec(variants, content == SECOND, &spec);
    char *recipe = recipe_write(&spec, &error);
    assert_non_null(recipe);
    if (content == OLDER) {
        *strstr(recipe, "  colors: exact\n") = '\0';
    }
    bytes.data = g_strdup("<?xml version=\"1.0\"?>\n<svg width=\"5\">\n</svg>\n");
    bytes.n = strlen(bytes.data);
    const struct about about = {
        .software = "gradfig", .title = "title", .description = "text", .recipe = recipe};
    assert_true(svg_complete(&bytes, NULL, 0, &about, &error));
    folder_write(folder, name, bytes.data, bytes.n);
    bytes_finish(&bytes);
    free(recipe);
}

#define N_FILES 3

/* The third name is that of no variant. */
static const char *const file_names[N_FILES] = {"1.svg", "2.svg", "old.svg"};

static const struct row {
    const char *what;
    enum content files[N_FILES];
    const char *status[N_FILES];
    size_t shard, n_shards;
    const char *other; /* the picture that is of another batch, or NULL */
} rows[] = {
    {"the batch's own", {FIRST, SECOND, ABSENT}, {"done", "done", "missing"}, 1, 1, NULL},
    {"an older recipe", {OLDER, SECOND, ABSENT}, {"done", "done", "missing"}, 1, 1, NULL},
    {"another's older one", {FIRST, OLDER, ABSENT}, {"done", "done", "missing"}, 1, 1, "2.svg"},
    {"absent ones", {ABSENT, ABSENT, ABSENT}, {"done", "done", "done"}, 1, 1, NULL},
    {"damaged ones", {DAMAGED, DAMAGED, DAMAGED}, {"done", "done", "done"}, 1, 1, NULL},
    {"the first differs", {SECOND, SECOND, ABSENT}, {"done", "done", "missing"}, 1, 1, "1.svg"},
    {"the last differs", {FIRST, FIRST, ABSENT}, {"done", "done", "missing"}, 1, 1, "2.svg"},
    {"both differ", {SECOND, FIRST, ABSENT}, {"done", "done", "missing"}, 1, 1, "1.svg"},
    {"one that is not done", {FIRST, FIRST, ABSENT}, {"done", "missing", "missing"}, 1, 1, NULL},
    {"one that failed", {FIRST, FIRST, ABSENT}, {"done", "failed: x", "missing"}, 1, 1, NULL},
    {"one of no variant", {FIRST, SECOND, FIRST}, {"done", "done", "done"}, 1, 1, "old.svg"},
    {"its row not done", {FIRST, SECOND, FIRST}, {"done", "done", "missing"}, 1, 1, NULL},
    {"another shard's", {FIRST, FIRST, ABSENT}, {"done", "done", "missing"}, 1, 2, NULL},
    {"the shard's own", {FIRST, FIRST, ABSENT}, {"done", "done", "missing"}, 2, 2, "2.svg"},
    {"no variant's, of a shard", {FIRST, FIRST, FIRST}, {"done", "done", "done"}, 1, 2, "old.svg"},
};

static void fill(const char *folder, const struct row *row, const struct variants *variants) {
    GString *text = g_string_new("name,depth,status,bytes,sha256\n");

    for (size_t i = 0; i < N_FILES; i++) {
        enum content content = row->files[i];
        if (content == DAMAGED) {
            folder_write_text(folder, file_names[i], "<svg ");
        } else if (content != ABSENT) {
            write_picture(folder, file_names[i], variants, content);
        }
        g_string_append_printf(text, "%s,%zu,%s,,\n", file_names[i], i + 1, row->status[i]);
    }
    folder_write_text(folder, "manifest.csv", text->str);
    g_string_free(text, TRUE);
}

static void judge(const struct row *row, const struct batch *batch) {
    struct manifest manifest;
    struct gradfig_error error = {.code = GRADFIG_OK};
    char *path = g_build_filename(batch->folder, "manifest.csv", NULL);

    assert_true(manifest_read(&manifest, path, &error));
    bool is_same = takeover_check(batch, &manifest, &error);
    expect_equal(row->what, is_same, row->other == NULL);
    if (!is_same && row->other != NULL) {
        char *named = g_strdup_printf("found %s with other parameters", row->other);
        expect_equal(row->what, strstr(error.message, named) != NULL, true);
        g_free(named);
    }
    manifest_finish(&manifest);
    g_free(path);
}

static void pictures_of_another_batch_are_found(void **state) {
    struct variants *variants = read_variants();
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *folder = folder_make();
        const struct batch batch = {
            .variants = variants,
            .format = &figure_format_svg,
            .folder = folder,
            .shard = rows[i].shard,
            .n_shards = rows[i].n_shards,
            .stop = &never_stop,
        };
        fill(folder, &rows[i], variants);
        judge(&rows[i], &batch);
        folder_remove(folder);
    }
    variants_destroy(variants);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_of_another_batch_are_found),
    };
    return run_all(tests);
}
