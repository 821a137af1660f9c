/* Tests of the files that documents show: when they are drawn, and what they never replace. */
#include "documents/embedded_figure.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#include "base/file.h"
#include "output/formats.h"
#include "shared/fixture.h"
#include "shared/folder.h"

/* A small spec, a folder, and what all figures share. */
struct test {
    struct fixture *fixture;
    char *folder;
    struct embedding shared;
};

static int setup(void **state) {
    struct test *test = g_new0(struct test, 1);
    void *fixture;

    fixture_setup(&fixture);
    test->fixture = fixture;
    test->folder = folder_make();
    test->shared = embedding_begin(NULL);
    fixture_set(test->fixture, "figure.width", "400");
    fixture_set(test->fixture, "figure.height", "300");
    fixture_set(test->fixture, "figure.panels", "gradient");
    *state = test;
    return 0;
}

static int teardown(void **state) {
    struct test *test = *state;
    void *fixture = test->fixture;

    fixture_teardown(&fixture);
    folder_remove(test->folder);
    embedding_finish(&test->shared);
    g_free(test);
    return 0;
}

static char *path_of(const struct test *test, const char *name) {
    return g_build_filename(test->folder, name, NULL);
}

/* The spec as a file of that name in the folder, to be ended with embedded_figures_finish. */
static struct embedded_figures embed(const struct test *test, const char *name) {
    g_autofree char *document = path_of(test, "page.md");
    const struct embedded_block block = {"page.md:1", figure_format_find(file_extension(name)),
                                         &test->fixture->spec, document, name};
    struct embedded_figures figures = {0};
    struct gradfig_error error;

    assert_true(embedded_figures_choose(&figures, &block, 0, &error));
    return figures;
}

static bool compare(const struct test *test, const char *name, enum embedded_state *state,
                    struct gradfig_error *error) {
    struct embedded_figures figures = embed(test, name);
    bool done = embedded_figure_compare(&test->shared, &figures.all[0], error);

    *state = figures.all[0].state;
    embedded_figures_finish(&figures);
    return done;
}

static enum embedded_state state_of(const struct test *test, const char *name) {
    struct gradfig_error error;
    enum embedded_state state = EMBEDDED_CURRENT;

    if (!compare(test, name, &state, &error)) {
        row_fail("%s", error.message);
    }
    return state;
}

static void update(struct test *test, const char *name) {
    struct embedded_figures figures = embed(test, name);
    struct gradfig_error error = {0};

    figures.all[0].state = EMBEDDED_STALE;
    if (!embedded_figure_draw(&test->shared, &figures.all[0], &error) ||
        !embedded_figure_write(&test->shared, &figures.all[0], &error)) {
        row_fail("%s", error.message);
    }
    embedded_figures_finish(&figures);
    assert_int_equal(test->shared.warnings->len, 0);
}

/* The shared figure of a file that several names lead to. */
static void finds_another_figure_of_a_file(void **state) {
    struct test *test = *state;
    g_autofree char *link = path_of(test, "link");
    struct embedded_figures first;
    struct embedded_figures same;
    struct embedded_figures other;

    assert_int_equal(symlink(test->folder, link), 0);
    first = embed(test, "new/a.svg");
    same = embed(test, "link/new/../new/a.svg");
    fixture_set(test->fixture, "depth", "12");
    other = embed(test, "link/new/a.svg");
    assert_null(embedded_figure_share(&test->shared, &first.all[0]));
    assert_null(embedded_figure_share(&test->shared, &same.all[0]));
    assert_ptr_equal(embedded_figure_share(&test->shared, &other.all[0]), &first.all[0]);
    assert_false(first.all[0].is_shared);
    assert_true(same.all[0].is_shared);
    embedded_figures_finish(&first);
    embedded_figures_finish(&same);
    embedded_figures_finish(&other);
}

/* Once drawn it is current, until the spec changes. */
static void tells_what_is_current(void **state) {
    struct test *test = *state;
    static const char *const names[] = {"a.png", "new/folder/a.svg", "a.pdf"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        fixture_set(test->fixture, "depth", "10");
        assert_int_equal(state_of(test, names[i]), EMBEDDED_MISSING);
        update(test, names[i]);
        assert_int_equal(state_of(test, names[i]), EMBEDDED_CURRENT);
        fixture_set(test->fixture, "depth", "12");
        assert_int_equal(state_of(test, names[i]), EMBEDDED_STALE);
        update(test, names[i]);
        assert_int_equal(state_of(test, names[i]), EMBEDDED_CURRENT);
    }
}

/* A file that lacks its end is drawn again. */
static void draws_what_is_damaged(void **state) {
    struct test *test = *state;
    static const char *const names[] = {"a.png", "a.svg", "a.pdf"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = path_of(test, names[i]);
        struct stat status;
        update(test, names[i]);
        assert_int_equal(stat(path, &status), 0);
        for (off_t n_lost = 3; n_lost < 400; n_lost *= 2) {
            assert_int_equal(truncate(path, status.st_size - n_lost), 0);
            assert_int_equal(state_of(test, names[i]), EMBEDDED_DAMAGED);
            update(test, names[i]);
            assert_int_equal(state_of(test, names[i]), EMBEDDED_CURRENT);
        }
    }
}

/* The recipe of a program that knew fewer parameters, or of one that changed its line ends. */
static void reads_other_recipes(void **state) {
    struct test *test = *state;
    static const char name[] = "a.svg";
    struct gradfig_error error;
    g_autofree char *path = path_of(test, name);
    struct bytes file;

    update(test, name);
    assert_true(file_read(path, "a figure", FIGURE_FILE_MAX, &file, &error));
    char **lines = g_strsplit(file.data, "  colors: exact\n", -1);
    assert_non_null(lines[1]);
    char *older = g_strjoinv("", lines);
    folder_write_text(test->folder, "a.svg", older);
    assert_int_equal(state_of(test, name), EMBEDDED_CURRENT);
    fixture_set(test->fixture, "figure.colors", "256");
    assert_int_equal(state_of(test, name), EMBEDDED_STALE);
    g_free(older);
    g_strfreev(lines);
    bytes_finish(&file);
}

static void keeps_other_files(void **state) {
    struct test *test = *state;
    static const char name[] = "a.png";
    enum embedded_state found;
    struct gradfig_error error = {0};
    g_autofree char *path = path_of(test, name);
    struct stat status;

    folder_write_text(test->folder, "a.png", "a photograph");
    assert_false(compare(test, name, &found, &error));
    assert_int_equal(error.code, GRADFIG_INVALID_INPUT);
    assert_non_null(strstr(error.message, "found a file that gradfig did not write"));
    folder_write_text(test->folder, "a.png", ""); /* an empty file is no loss */
    assert_int_equal(state_of(test, name), EMBEDDED_DAMAGED);
    assert_int_equal(stat(path, &status), 0);
    inputs_add(test->shared.inputs, &status, "base.yaml");
    assert_false(compare(test, name, &found, &error));
    assert_non_null(strstr(error.message, "read as base.yaml"));
}

static void refuses_what_a_format_cannot_show(void **state) {
    struct test *test = *state;
    static const char name[] = "a.png";
    enum embedded_state found;
    struct gradfig_error error = {0};

    fixture_set(test->fixture, "figure.theme", "auto");
    assert_false(compare(test, name, &found, &error));
    assert_int_equal(error.code, GRADFIG_INVALID_INPUT);
    assert_false(folder_has(test->folder, "a.png"));
}

#define TEST_EMBEDDING(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_EMBEDDING(finds_another_figure_of_a_file),
        TEST_EMBEDDING(tells_what_is_current),
        TEST_EMBEDDING(draws_what_is_damaged),
        TEST_EMBEDDING(reads_other_recipes),
        TEST_EMBEDDING(keeps_other_files),
        TEST_EMBEDDING(refuses_what_a_format_cannot_show),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
