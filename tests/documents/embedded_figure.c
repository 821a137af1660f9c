/* Tests of the files that documents show: when they are drawn, and what they never replace. */
#include "documents/embedded_figure.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#include "base/file.h"
#include "output/figure_file.h"
#include "shared/fixture.h"
#include "shared/folder.h"

enum { LOST_NOTHING = 0 };

/* A small spec, a folder, and a renderer for all tests. */
struct embedding {
    struct fixture *fixture;
    char *folder;
    struct renderer *renderer;
};

static int setup(void **state) {
    struct embedding *embedding = g_new0(struct embedding, 1);
    void *fixture;

    fixture_setup(&fixture);
    embedding->fixture = fixture;
    embedding->folder = folder_make();
    fixture_set(embedding->fixture, "figure.width", "400");
    fixture_set(embedding->fixture, "figure.height", "300");
    fixture_set(embedding->fixture, "figure.panels", "gradient");
    *state = embedding;
    return 0;
}

static int teardown(void **state) {
    struct embedding *embedding = *state;
    void *fixture = embedding->fixture;

    fixture_teardown(&fixture);
    folder_remove(embedding->folder);
    renderer_destroy(embedding->renderer);
    g_free(embedding);
    return 0;
}

/* The spec as a file of that name in the folder; the path is freed with g_free. */
static struct embedded_figure embed(const struct embedding *embedding, const char *name) {
    return (struct embedded_figure){
        .path = g_build_filename(embedding->folder, name, NULL),
        .format = figure_format_find(file_extension(name)),
        .spec = &embedding->fixture->spec,
    };
}

static enum embedded_state state_of(const struct embedded_figure *figure) {
    struct gradfig_error error;
    enum embedded_state state = EMBEDDED_CURRENT;

    if (!embedded_figure_compare(figure, &state, &error)) {
        row_fail("%s", error.message);
    }
    return state;
}

static void update(struct embedding *embedding, const struct embedded_figure *figure) {
    struct gradfig_error error = {0};
    struct bytes bytes = {0};
    unsigned lost = 1;

    if (!embedded_figure_draw(figure, &embedding->renderer, NULL, &bytes, &error) ||
        !embedded_figure_write(figure, &bytes, &lost, &error)) {
        row_fail("%s", error.message);
    }
    bytes_finish(&bytes);
    assert_int_equal(lost, LOST_NOTHING);
}

/* Once drawn it is current, until the spec changes. */
static void tells_what_is_current(void **state) {
    struct embedding *embedding = *state;
    static const char *const names[] = {"a.png", "new/folder/a.svg", "a.pdf"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct embedded_figure figure = embed(embedding, names[i]);
        fixture_set(embedding->fixture, "depth", "10");
        assert_int_equal(state_of(&figure), EMBEDDED_MISSING);
        update(embedding, &figure);
        assert_int_equal(state_of(&figure), EMBEDDED_CURRENT);
        fixture_set(embedding->fixture, "depth", "12");
        assert_int_equal(state_of(&figure), EMBEDDED_STALE);
        update(embedding, &figure);
        assert_int_equal(state_of(&figure), EMBEDDED_CURRENT);
        g_free((void *)(uintptr_t)figure.path);
    }
}

/* A file that lacks its end is drawn again. */
static void draws_what_is_damaged(void **state) {
    struct embedding *embedding = *state;
    static const char *const names[] = {"a.png", "a.svg", "a.pdf"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct embedded_figure figure = embed(embedding, names[i]);
        struct stat status;
        update(embedding, &figure);
        assert_int_equal(stat(figure.path, &status), 0);
        for (off_t n_lost = 3; n_lost < 400; n_lost *= 2) {
            assert_int_equal(truncate(figure.path, status.st_size - n_lost), 0);
            assert_int_equal(state_of(&figure), EMBEDDED_DAMAGED);
            update(embedding, &figure);
            assert_int_equal(state_of(&figure), EMBEDDED_CURRENT);
        }
        g_free((void *)(uintptr_t)figure.path);
    }
}

/* The recipe of a program that knew fewer parameters, or of one that changed its line ends. */
static void reads_other_recipes(void **state) {
    struct embedding *embedding = *state;
    struct embedded_figure figure = embed(embedding, "a.svg");
    struct gradfig_error error;
    struct bytes file;

    update(embedding, &figure);
    assert_true(file_read(figure.path, "a figure", FIGURE_FILE_MAX, &file, &error));
    char **lines = g_strsplit(file.data, "  colors: exact\n", -1);
    assert_non_null(lines[1]);
    char *older = g_strjoinv("", lines);
    folder_write_text(embedding->folder, "a.svg", older);
    assert_int_equal(state_of(&figure), EMBEDDED_CURRENT);
    fixture_set(embedding->fixture, "figure.colors", "256");
    assert_int_equal(state_of(&figure), EMBEDDED_STALE);
    g_free(older);
    g_strfreev(lines);
    bytes_finish(&file);
    g_free((void *)(uintptr_t)figure.path);
}

static void keeps_other_files(void **state) {
    struct embedding *embedding = *state;
    struct embedded_figure figure = embed(embedding, "a.png");
    enum embedded_state found;
    struct gradfig_error error = {0};
    struct inputs *inputs = inputs_create();
    struct stat status;

    folder_write_text(embedding->folder, "a.png", "a photograph");
    assert_false(embedded_figure_compare(&figure, &found, &error));
    assert_int_equal(error.code, GRADFIG_INVALID_INPUT);
    assert_non_null(strstr(error.message, "found a file that gradfig did not write"));
    folder_write_text(embedding->folder, "a.png", ""); /* an empty file is no loss */
    assert_int_equal(state_of(&figure), EMBEDDED_DAMAGED);
    assert_int_equal(stat(figure.path, &status), 0);
    inputs_add(inputs, &status, "base.yaml");
    figure.inputs = inputs;
    assert_false(embedded_figure_compare(&figure, &found, &error));
    assert_non_null(strstr(error.message, "found base.yaml"));
    inputs_destroy(inputs);
    g_free((void *)(uintptr_t)figure.path);
}

static void refuses_what_a_format_cannot_show(void **state) {
    struct embedding *embedding = *state;
    struct embedded_figure figure = embed(embedding, "a.png");
    enum embedded_state found;
    struct gradfig_error error = {0};

    fixture_set(embedding->fixture, "figure.theme", "auto");
    assert_false(embedded_figure_compare(&figure, &found, &error));
    assert_int_equal(error.code, GRADFIG_INVALID_INPUT);
    assert_false(folder_has(embedding->folder, "a.png"));
    g_free((void *)(uintptr_t)figure.path);
}

#define TEST_EMBEDDING(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_EMBEDDING(tells_what_is_current),
        TEST_EMBEDDING(draws_what_is_damaged),
        TEST_EMBEDDING(reads_other_recipes),
        TEST_EMBEDDING(keeps_other_files),
        TEST_EMBEDDING(refuses_what_a_format_cannot_show),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
