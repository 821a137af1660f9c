/* Tests of manifests: what is written is read back, and no other file is taken for one. */
#include "batch/manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch/batch.h"
#include "shared/folder.h"
#include "shared/rows.h"
#include "spec/reader.h"

static const char DIGEST[] = "0123456789abcdef";

/* ---- writing and reading back ---- */

/* The values of both keys have a comma or a quote. */
static const char YAML[] = "name: '{number}'\n"
                           "vary:\n"
                           "  networks.plain.slopes: [[0.5, 0.25], [0.8]]\n"
                           "  networks.plain.label: ['a, b', 'say \"c\"', '\"', 'd']\n";

static struct variants *read_variants(void) {
    struct reader *reader = reader_create();

    reader_read_text(reader, YAML, strlen(YAML), "x.yaml");
    struct variants *variants = reader_finish_variants(reader, "png", false);
    if (variants == NULL) {
        fail_msg("%s", reader_mistake(reader, 0));
    }
    reader_destroy(reader);
    return variants;
}

/* The file of each variant, in turn. */
static const struct manifest_file files[] = {
    {MANIFEST_DONE, 12345, "ab", DIGEST},
    {MANIFEST_MISSING, 0, "", DIGEST},
    {MANIFEST_FAILED "cannot write: a, b", 0, "", DIGEST},
    {MANIFEST_FAILED "no font has \"x\"", 0, "", DIGEST},
    {MANIFEST_FAILED "\"", 0, "", DIGEST},
    {MANIFEST_FAILED "two\nlines", 0, "", DIGEST},
    {"-two\rlines", 0, "", DIGEST},
    {MANIFEST_DONE, 1, "f", DIGEST},
};

/* Freed with free(). */
static char *write_manifest(const struct variants *variants) {
    char *text = NULL;
    size_t n_bytes = 0;
    FILE *stream = open_memstream(&text, &n_bytes);
    GString *name = g_string_new(NULL);

    assert_non_null(stream);
    batch_write_keys(variants, stream);
    manifest_write_columns(stream);
    for (size_t i = 0; i < variants_count(variants); i++) {
        batch_write_variant(variants, i, name, stream);
        manifest_write_file(stream, &files[i]);
    }
    g_string_free(name, TRUE);
    assert_int_equal(fclose(stream), 0);
    return text;
}

/* The same text, made from what was read. */
static char *write_again(const struct manifest *manifest) {
    char *text = NULL;
    size_t n_bytes = 0;
    FILE *stream = open_memstream(&text, &n_bytes);

    assert_non_null(stream);
    manifest_write(manifest, stream);
    assert_int_equal(fclose(stream), 0);
    return text;
}

static bool read_text(const char *text, size_t n_bytes, struct manifest *manifest,
                      struct gradfig_error *error) {
    char *folder = folder_make();
    char *path = g_build_filename(folder, "manifest.csv", NULL);

    folder_write(folder, "manifest.csv", text, n_bytes);
    bool done = manifest_read(manifest, path, error);
    g_free(path);
    folder_remove(folder);
    return done;
}

static void expect_row(const struct manifest *manifest, const struct variants *variants, size_t i) {
    char *name = variants_name(variants, i);

    expect_text("name", manifest_name(manifest, i), name);
    for (size_t k = 0; k < manifest->n_keys; k++) {
        expect_text(manifest_key(manifest, k), manifest_value(manifest, i, k),
                    variants_value(variants, i, k));
    }
    struct manifest_file file = manifest_file(manifest, i);
    expect_text(name, file.status, files[i].status);
    expect_equal(name, (int64_t)file.n_bytes, (int64_t)files[i].n_bytes);
    expect_text(name, file.sha256, files[i].sha256);
    free(name);
}

static void what_is_written_is_read_back(void **state) {
    struct variants *variants = read_variants();
    struct manifest manifest;
    struct gradfig_error error;
    (void)state;

    assert_int_equal(variants_count(variants), G_N_ELEMENTS(files));
    char *text = write_manifest(variants);
    assert_true(manifest_is_ours(text));
    assert_true(read_text(text, strlen(text), &manifest, &error));
    assert_int_equal(manifest.n_keys, variants_n_keys(variants));
    assert_int_equal(manifest.n_rows, variants_count(variants));
    for (size_t i = 0; i < manifest.n_rows; i++) {
        expect_row(&manifest, variants, i);
    }
    assert_string_equal(manifest_batch(&manifest), DIGEST);
    char *again = write_again(&manifest);
    assert_string_equal(again, text);
    free(again);
    free(text);
    manifest_finish(&manifest);
    variants_destroy(variants);
}

/* ---- the column of the digest ---- */

#define COLUMNS "name,depth,status,bytes,sha256"

static const struct {
    const char *text;
    const char *batch; /* NULL: none */
    size_t n_rows;
} digests[] = {
    {COLUMNS ",batch\na.png,1,done,5,ab,d1\nb.png,2,done,5,ab,d2\n", "d1", 2},
    {COLUMNS ",batch\na.png,1,done,5,ab,\n", "", 1},
    {COLUMNS ",batch\n", NULL, 0},
    {"\xef\xbb\xbf" COLUMNS ",batch\r\na.png,1,done,5,ab,d1\r\n", "d1", 1}, /* by a spreadsheet */
    {COLUMNS "\na.png,1,done,5,ab\n", NULL, 1}, /* of an earlier version */
    {COLUMNS "\n", NULL, 0},
    {"name,batch,status,bytes,sha256\na.png,1,done,5,ab\n", NULL, 1},
    {"name,status,bytes,sha256,batch\na.png,done,5,ab,d\n", "d", 1}, /* no key varies */
};

static void the_digest_is_that_of_the_first_row(void **state) {
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(digests); i++) {
        struct manifest manifest;
        struct gradfig_error error;
        if (!read_text(digests[i].text, strlen(digests[i].text), &manifest, &error)) {
            row_fail("%s: %s", digests[i].text, error.message);
            continue;
        }
        const char *batch = manifest_batch(&manifest);
        expect_text(digests[i].text, batch != NULL ? batch : "none",
                    digests[i].batch != NULL ? digests[i].batch : "none");
        expect_equal(digests[i].text, (int64_t)manifest.n_rows, (int64_t)digests[i].n_rows);
        manifest_finish(&manifest);
    }
}

/* ---- columns ---- */

static void columns_are_compared(void **state) {
    static const struct {
        const char *header;
        bool fits;
    } others[] = {
        {COLUMNS ",batch\n", true},
        {COLUMNS "\n", false},
        {"name,status,bytes,sha256,batch\n", false},
        {"name,depth,input,status,bytes,sha256,batch\n", false},
        {"name,input,status,bytes,sha256,batch\n", false},
    };
    struct manifest manifest;
    struct gradfig_error error;
    (void)state;

    assert_true(read_text(others[0].header, strlen(others[0].header), &manifest, &error));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        struct manifest other;
        assert_true(read_text(others[i].header, strlen(others[i].header), &other, &error));
        expect_equal(others[i].header, manifest_fits(&manifest, &other), others[i].fits);
        manifest_finish(&other);
    }
    manifest_finish(&manifest);
}

/* ---- damaged files ---- */

#define HEADER COLUMNS ",batch\n"

static const struct {
    const char *text;
    bool is_ours; /* its beginning alone does not show the damage */
} damaged[] = {
    {"", false},
    {"\n", false},
    {"name", false},
    {"name\n", false},
    {"name,status,bytes\n", false},
    {"title,depth,status,bytes,sha256,batch\n", false},
    {"name,depth,status,sha256,bytes,batch\n", false},
    {"name,depth,bytes,sha256,batch\n", false},
    {COLUMNS ",batch", true},                               /* ends within the header */
    {COLUMNS ",batch,more\n", false},                       /* a column too many */
    {HEADER "a.png,1,done,5,ab,d", true},                   /* ends within a row, */
    {HEADER "a.png,1,done,5,ab\n", true},                   /* which lacks a field, */
    {HEADER "a.png,1,done,5,ab,d,e\n", true},               /* has one too many, */
    {HEADER "a.png,1,done,5,ab,d\n\n", true},               /* or none */
    {HEADER "a.png,1,\"failed: x,5,ab,d\n", true},          /* a quote is not closed, */
    {HEADER "a.png,1,\"failed: x\"y,5,ab,d\n", true},       /* or is not at the end */
    {HEADER "a.png,\"1,done,5,ab,d\nb.png,2,done,5", true}, /* cut within a quotation */
};

static void damaged_files_are_refused(void **state) {
    struct manifest manifest;
    struct gradfig_error error;
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(damaged); i++) {
        const char *text = damaged[i].text;
        if (read_text(text, strlen(text), &manifest, &error)) {
            row_fail("%s: read", text);
            manifest_finish(&manifest);
        } else if (error.code != GRADFIG_INVALID_INPUT ||
                   !g_str_has_suffix(error.message,
                                     "/manifest.csv: expected a manifest of gradfig's")) {
            row_fail("%s: %s", text, error.message);
        }
        expect_equal(text, manifest_is_ours(text), damaged[i].is_ours);
    }
}

static void a_nul_is_damage(void **state) {
    static const char text[] = HEADER "a.png,1,done,5,ab,d\n\0a.png,1,done,5,ab,d\n";
    struct manifest manifest;
    struct gradfig_error error;
    (void)state;

    assert_false(read_text(text, sizeof(text) - 1, &manifest, &error));
    assert_int_equal(error.code, GRADFIG_INVALID_INPUT);
}

static void a_file_that_is_absent_is_an_error(void **state) {
    struct manifest manifest;
    struct gradfig_error error;
    (void)state;

    assert_false(manifest_read(&manifest, "/nonexistent/manifest.csv", &error));
    assert_int_equal(error.code, GRADFIG_INVALID_INPUT);
    manifest_finish(&(struct manifest){0});
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(the_digest_is_that_of_the_first_row),
        cmocka_unit_test(columns_are_compared),
        cmocka_unit_test(damaged_files_are_refused),
        cmocka_unit_test(a_nul_is_damage),
        cmocka_unit_test(a_file_that_is_absent_is_an_error),
    };
    return run_all(tests);
}
