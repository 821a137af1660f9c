/* Every spec of a folder is read as its .err file says: "accept", or these mistakes and no others.
 *
 * usage: test-bad_specs FOLDER. NAME-ok- marks specs that are right, NAME-batch- those of batches.
 */
#include "shared/drawing.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "spec/reader.h"
#include "spec/variants.h"

enum { N_SPECS_MIN = 200, SECONDS_MAX = 10 };

static const char *folder;

/* ---- what is found ---- */

/* The mistakes, a line each; "accept" without one. */
static char *list_mistakes(const struct reader *reader, bool is_right) {
    GString *lines = g_string_new(is_right ? "accept\n" : "");

    for (size_t i = 0; i < reader_n_mistakes(reader); i++) {
        g_string_append_printf(lines, "%s\n", reader_mistake(reader, i));
    }
    return g_string_free(lines, FALSE);
}

static bool read_batch(struct reader *reader) {
    struct variants *variants = reader_finish_variants(reader, "png", false);
    bool is_right = variants != NULL && variants_count(variants) > 0;

    variants_destroy(variants);
    return is_right;
}

static bool read_figure(struct reader *reader, struct drawing *drawing) {
    spec_finish(&drawing->spec);
    if (!reader_finish(reader, &drawing->spec)) {
        spec_init(&drawing->spec);
        return false;
    }
    if (!drawing_try(drawing)) {
        print_error("it cannot be drawn: %s\n", drawing->error.message);
        return false;
    }
    return true;
}

static char *read_spec(const char *name, struct drawing *drawing) {
    struct reader *reader = reader_create();
    FILE *stream = fopen(name, "rb");

    assert_non_null(stream);
    reader_read(reader, stream, name);
    fclose(stream);
    bool is_batch = strstr(name, "-batch-") != NULL;
    char *found =
        list_mistakes(reader, is_batch ? read_batch(reader) : read_figure(reader, drawing));
    reader_destroy(reader);
    return found;
}

/* ---- what is expected ---- */

/* The lines of the .err file, with the spec's name before each mistake. */
static char *expected_lines(const char *name) {
    g_autofree char *path =
        g_strdup_printf("%.*s.err", (int)(strlen(name) - strlen(".yaml")), name);
    g_autofree char *text = NULL;

    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        fail_msg("%s is missing", path);
    }
    g_auto(GStrv) each = g_strsplit(g_strchomp(text), "\n", -1);
    bool is_right = strcmp(each[0], "accept") == 0; /* what comes after it is a remark */
    GString *lines = g_string_new(is_right ? "accept\n" : "");
    for (size_t i = 0; !is_right && each[i] != NULL; i++) {
        g_string_append_printf(lines, "%s:%s\n", name, each[i]);
    }
    return g_string_free(lines, FALSE);
}

/* UTF-8 without control characters, but for the ends of lines. */
static bool is_clean(const char *text) {
    bool is_clean = g_utf8_validate(text, -1, NULL);

    for (const char *at = text; is_clean && *at != '\0'; at = g_utf8_find_next_char(at, NULL)) {
        is_clean = *at == '\n' || !g_unichar_iscntrl(g_utf8_get_char(at));
    }
    return is_clean;
}

/* ---- the folder ---- */

static bool is_as_expected(const char *name, struct drawing *drawing) {
    bool must_be_right = strstr(name, "-ok-") != NULL;
    g_autofree char *expected = expected_lines(name);

    alarm(SECONDS_MAX);
    g_autofree char *found = read_spec(name, drawing);
    alarm(0);
    bool is_right = strcmp(expected, found) == 0 && is_clean(found) &&
                    must_be_right == (strcmp(found, "accept\n") == 0);
    if (!is_right) {
        print_error("%s: expected\n%sfound\n%s", name, expected, found);
    }
    return is_right;
}

static void every_spec_is_read_as_expected(void **state) {
    struct drawing *drawing = *state;
    GDir *directory = g_dir_open(folder, 0, NULL);
    size_t n_specs = 0;
    size_t n_expected = 0;
    size_t n_wrong = 0;

    assert_non_null(directory);
    assert_int_equal(chdir(folder), 0);
    for (const char *name = g_dir_read_name(directory); name != NULL;
         name = g_dir_read_name(directory)) {
        n_expected += g_str_has_suffix(name, ".err") ? 1 : 0;
        if (g_str_has_suffix(name, ".yaml")) {
            n_specs++;
            n_wrong += is_as_expected(name, drawing) ? 0 : 1;
        }
    }
    g_dir_close(directory);
    assert_int_equal(n_wrong, 0);
    assert_int_equal(n_expected, n_specs);
    assert_in_range(n_specs, N_SPECS_MIN, SIZE_MAX);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        TEST_WITH_DRAWING(every_spec_is_read_as_expected),
    };

    if (argc != 2) {
        return 2;
    }
    folder = argv[1];
    return run_all(tests);
}
