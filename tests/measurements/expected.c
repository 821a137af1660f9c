/* Real files of gradient norms against values that other programs computed, in expected.json.
 *
 * usage: test-measurements-expected FOLDER */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>
#include <jansson.h>

#include "measurements/exports.h"
#include "measurements/stack_json.h"
#include "measurements/stacks.h"
#include "shared/rows.h"

static const char *folder;

/* ---- one fit ---- */

/* The fit of `stacks` with the run of the expected one, new. */
static json_t *read_found(const struct stacks *stacks, const char *run) {
    struct gradfig_error error;
    g_autofree char *text = stack_json_write(stacks, &error);
    json_t *json = json_loads(text, 0, NULL);
    json_t *found = json_is_object(json) ? json_incref(json) : NULL;
    size_t i;
    json_t *item;

    json_array_foreach(json, i, item) {
        if (g_strcmp0(json_string_value(json_object_get(item, "run")), run) == 0) {
            found = json_incref(item);
        }
    }
    json_decref(json);
    return found;
}

/* `tolerance` is relative, `least` absolute. */
static bool is_near(const json_t *found, const json_t *expected, double tolerance, double least) {
    double a = json_number_value(found);
    double b = json_number_value(expected);

    if (!json_is_number(expected)) {
        return json_equal(found, expected) != 0;
    }
    return json_is_number(found) && fabs(a - b) <= fmax(tolerance * fmax(fabs(a), fabs(b)), least);
}

static void compare_lists(const char *where, const char *key, const json_t *found,
                          const json_t *expected, double tolerance) {
    const json_t *list = json_object_get(found, key);
    const json_t *other = json_object_get(expected, key);
    size_t n = json_array_size(other);

    if (json_array_size(list) != n) {
        row_fail("%s: %s: %zu in place of %zu", where, key, json_array_size(list), n);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (!is_near(json_array_get(list, i), json_array_get(other, i), tolerance, 0)) {
            row_fail("%s: %s: another item %zu", where, key, i);
        }
    }
}

static void compare_number(const char *where, const char *key, const json_t *found,
                           const json_t *expected, double least) {
    const json_t *value = json_object_get(found, key);
    const json_t *other = json_object_get(expected, key);

    if (other != NULL && !is_near(value, other, 1e-9, least)) {
        row_fail("%s: %s: %.17g in place of %.17g", where, key, json_number_value(value),
                 json_number_value(other));
    }
}

static void compare_fit(const char *where, const json_t *found, const json_t *expected) {
    static const struct {
        const char *key;
        double least;
    } numbers[] = {{"b", 1e-11},  {"s", 0},      {"se_b", 1e-11}, {"se_s", 1e-11},
                   {"r2", 1e-11}, {"points", 0}, {"step", 0}};

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        compare_number(where, numbers[i].key, found, expected, numbers[i].least);
    }
    compare_lists(where, "values", found, expected, 0);
    compare_lists(where, "g", found, expected, 1e-9);
    if (!json_equal(json_object_get(found, "left_out"), json_object_get(expected, "left_out"))) {
        row_fail("%s: others are left out", where);
    }
}

/* ---- entries ---- */

static const char *text_of(const json_t *object, const char *key) {
    return json_string_value(json_object_get(object, key));
}

/* The patterns of an entry, and the choice that uses them; freed with g_free. */
static const char **choose(const json_t *entry, struct stack_choice *choice) {
    const json_t *select = json_object_get(entry, "select");
    size_t n = json_array_size(select);
    const char **patterns = g_new(const char *, n + 1);

    for (size_t i = 0; i < n; i++) {
        patterns[i] = json_string_value(json_array_get(select, i));
    }
    *choice = (struct stack_choice){
        .patterns = patterns,
        .n_patterns = n,
        .kind = text_of(entry, "column"),
        .order = text_of(entry, "order"),
    };
    return patterns;
}

static char *write_step(const json_t *fit) {
    const json_t *step = json_object_get(fit, "step");

    return json_is_integer(step) ? g_strdup_printf("%lld", (long long)json_integer_value(step))
                                 : NULL;
}

static void check_fit(const struct measurements *measurements, const json_t *entry,
                      const json_t *fit, const struct stack_choice *choice) {
    g_autofree char *step = write_step(fit);
    g_autofree char *where = g_strdup_printf("%s, step %s", text_of(entry, "file"), step);
    struct stack_choice at = *choice;
    struct gradfig_error error;
    struct stacks stacks;

    at.step = step;
    bool done = stacks_read(&stacks, measurements, &at, &error);
    if (done == (json_object_get(fit, "error") != NULL)) {
        row_fail("%s: %s", where, done ? "no error" : error.message);
    }
    if (done) {
        json_t *found = read_found(&stacks, text_of(fit, "run"));
        compare_fit(where, found, fit);
        if (!json_equal(json_object_get(found, "layers"), json_object_get(entry, "layers"))) {
            row_fail("%s: other layers", where);
        }
        json_decref(found);
        stacks_finish(&stacks);
    }
}

/* Of the large file: b and r2 of all steps under TEST_ALL, else of some. */
static void check_every_step(const struct measurements *measurements, const json_t *entry,
                             const struct stack_choice *choice) {
    const json_t *all = json_object_get(entry, "every_step");
    const json_t *steps = json_object_get(all, "step");

    size_t stride = getenv("TEST_ALL") != NULL ? 1 : 50;

    for (size_t i = 0; i < json_array_size(steps); i += stride) {
        json_t *fit = json_pack("{s:O, s:O, s:O}", "step", json_array_get(steps, i), "b",
                                json_array_get(json_object_get(all, "b"), i), "r2",
                                json_array_get(json_object_get(all, "r2"), i));
        g_autofree char *step = write_step(fit);
        struct stack_choice at = *choice;
        struct gradfig_error error;
        struct stacks stacks;
        at.step = step;
        if (stacks_read(&stacks, measurements, &at, &error)) {
            json_t *found = read_found(&stacks, NULL);
            compare_number(step, "b", found, fit, 1e-11);
            compare_number(step, "r2", found, fit, 1e-11);
            json_decref(found);
            stacks_finish(&stacks);
        } else {
            row_fail("step %s: %s", step, error.message);
        }
        json_decref(fit);
    }
}

static void check_fits(const struct measurements *measurements, const json_t *entry) {
    struct stack_choice choice;
    g_autofree const char **patterns = choose(entry, &choice);
    size_t i;
    json_t *fit;

    json_array_foreach(json_object_get(entry, "fits"), i, fit) {
        check_fit(measurements, entry, fit, &choice);
    }
    /* One family is taken by itself. */
    if (choice.n_patterns == 1) {
        choice.n_patterns = 0;
        check_fit(measurements, entry, json_array_get(json_object_get(entry, "fits"), 0), &choice);
        choice.n_patterns = 1;
    }
    check_every_step(measurements, entry, &choice);
}

/* Reads and fits what the entry says may be refused. */
static void check_refusal(const char *path, const json_t *entry) {
    const json_t *line = json_object_get(entry, "line");
    struct gradfig_error error = {0};
    struct measurements *measurements = measurements_read(path, &error);
    struct stack_choice choice = {0};
    struct stacks stacks;

    if (measurements != NULL && stacks_read(&stacks, measurements, &choice, &error)) {
        row_fail("%s: not refused", path);
        stacks_finish(&stacks);
    } else if (!g_str_has_prefix(error.message, path) || error.code != GRADFIG_INVALID_INPUT) {
        row_fail("%s: %s", path, error.message);
    }
    g_autofree char *place = g_strdup_printf("%s:%lld:", path, (long long)json_integer_value(line));
    if (line != NULL && !g_str_has_prefix(error.message, place)) {
        row_fail("%s: another line: %s", path, error.message);
    }
    measurements_destroy(measurements);
}

static void check_entry(const json_t *entry) {
    g_autofree char *path = g_build_filename(folder, text_of(entry, "file"), NULL);
    bool may_refuse = json_is_true(json_object_get(entry, "may_refuse"));
    struct gradfig_error error;

    if (may_refuse || strcmp(text_of(entry, "outcome"), "refuse") == 0) {
        check_refusal(path, entry);
    } else {
        struct measurements *measurements = measurements_read(path, &error);
        if (measurements != NULL) {
            check_fits(measurements, entry);
        } else {
            row_fail("%s: %s", path, error.message);
        }
        measurements_destroy(measurements);
    }
}

static void real_files(void **state) {
    g_autofree char *path = g_build_filename(folder, "expected.json", NULL);
    json_t *expected = json_load_file(path, 0, NULL);
    const json_t *entries = json_object_get(expected, "entries");
    size_t i;
    json_t *entry;

    (void)state;
    assert_true(json_array_size(entries) > 10);
    json_array_foreach(entries, i, entry) {
        check_entry(entry);
    }
    json_decref(expected);
}

/* The file in Windows-1252 is a file like others once it is in UTF-8. */
static void in_utf8(void **state) {
    g_autofree char *path = g_build_filename(folder, "long", "tableur.csv", NULL);
    g_autofree char *changed = g_build_filename(g_get_tmp_dir(), "gradfig-tableur-XXXXXX", NULL);
    g_autofree char *bytes = NULL;
    gsize n;

    (void)state;
    int file = g_mkstemp(changed);
    assert_true(file >= 0 && close(file) == 0);
    assert_true(g_file_get_contents(path, &bytes, &n, NULL));
    g_autofree char *text = g_convert(bytes, (gssize)n, "UTF-8", "WINDOWS-1252", NULL, &n, NULL);
    assert_non_null(text);
    assert_true(g_file_set_contents(changed, text, (gssize)n, NULL));

    struct gradfig_error error;
    struct stack_choice choice = {.step = "0"};
    struct stacks stacks;
    struct measurements *measurements = measurements_read(changed, &error);
    assert_non_null(measurements);
    assert_true(stacks_read(&stacks, measurements, &choice, &error));
    const struct stack *stack = g_ptr_array_index(stacks.stacks, 0);
    assert_int_equal(stack->n_layers, 30);
    assert_string_equal(stack->layers[7].name, "r\u00e9seau.7.poids");
    expect_near("s", stack->fit.s.value, 1.0084860717892046, 1e-12);
    expect_near("points", (double)stack->fit.n_points, 29, 0);
    stacks_finish(&stacks);
    measurements_destroy(measurements);
    remove(changed);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(real_files), cmocka_unit_test(in_utf8)};

    if (argc != 2) {
        fputs("usage: test-measurements-expected FOLDER\n", stderr);
        return EXIT_FAILURE;
    }
    folder = argv[1];
    return run_all(tests);
}
