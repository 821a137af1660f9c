/* Files of measurements with small random changes: each is a fit, or an error with a place. The
 * changes are the same in every run.
 *
 * usage: test-measurements-mutated FOLDER */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "measurements/exports.h"
#include "measurements/stack_json.h"
#include "measurements/stack_warnings.h"
#include "measurements/stack_yaml.h"
#include "measurements/stacks.h"
#include "shared/folder.h"
#include "shared/rows.h"
#include "shared/sanitized.h"
#include "simulation/measured.h"
#include "spec/reader.h"

enum {
    N_CASES = 2000,
    N_BYTES_MAX = 20000, /* of a file that is changed; the rest is cut off */
};

static const char *folder;

/* ---- changes ---- */

static const char *const tokens[] = {
    ",",      ",,",        "\"",       "\"\"",  "\n",      "\r",         "\r\n", ";",
    "nan",    "NaN",       "inf",      "-inf",  "-1",      "0",          "0.0",  "1e999",
    "1e-400", "tensor(1)", "\t",       " ",     "step",    "{",          "}",    "[",
    "]",      ":",         "Infinity", "null",  "\\u0000", "layers.10.", "\xe9", "\xef\xbb\xbf",
    "*",      "__MIN",     " - ",      "layer", "1.",      "[[[[[[[["};

static size_t choose(GRand *random, size_t n) {
    return n > 0 ? g_rand_int(random) % n : 0;
}

static void change(GRand *random, GString *text) {
    size_t at = choose(random, text->len + 1);
    size_t n = choose(random, choose(random, 3) == 0 ? text->len : 16);
    const char *token = tokens[choose(random, G_N_ELEMENTS(tokens))];

    n = MIN(n, text->len - at);
    switch (choose(random, 6)) {
    case 0:
        g_string_erase(text, (gssize)at, (gssize)n);
        return;
    case 1: {
        g_autofree char *copy = g_strndup(text->str + at, n);
        g_string_insert_len(text, (gssize)at, copy, (gssize)n);
        return;
    }
    case 2:
        g_string_truncate(text, at);
        return;
    case 3:
        if (at < text->len) {
            text->str[at] = (char)choose(random, 256);
        }
        return;
    default:
        g_string_insert(text, (gssize)at, token);
        return;
    }
}

/* ---- one case ---- */

static void check_error(int number, const char *path, const struct gradfig_error *error) {
    if (!g_str_has_prefix(error->message, path) || error->code != GRADFIG_INVALID_INPUT ||
        strchr(error->message, '\n') != NULL || !g_utf8_validate(error->message, -1, NULL)) {
        row_fail("case %d: a strange error: %s", number, error->message);
    }
}

static void compare_fits(int number, const struct stacks *stacks, const struct spec *spec) {
    struct gradient_fit fit;

    for (size_t i = 0; i < spec->n_measured; i++) {
        const struct stack *stack = g_ptr_array_index(stacks->stacks, i);
        if (!measured_fit(&spec->measured[i], &fit) || fit.s.value != stack->fit.s.value) {
            row_fail("case %d: the spec has another fit", number);
        }
    }
}

/* The spec that is written can be read, and has the same fit. */
static void check_spec(int number, const struct stacks *stacks) {
    struct reader *reader = reader_create();
    struct gradfig_error error;
    struct spec spec;
    g_autofree char *text = stack_yaml_write(stacks, &error);

    if (text != NULL) {
        reader_read_text(reader, text, strlen(text), "spec");
    }
    if (text == NULL) {
        row_fail("case %d: %s", number, error.message);
    } else if (!reader_finish(reader, &spec)) {
        row_fail("case %d: %s\n%s", number, reader_mistake(reader, 0), text);
    } else {
        compare_fits(number, stacks, &spec);
        spec_finish(&spec);
    }
    reader_destroy(reader);
}

static void check_stacks(int number, const struct stacks *stacks) {
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    struct gradfig_error error;
    g_autofree char *text = stack_json_write(stacks, &error);

    if (text == NULL || stacks->stacks->len == 0) {
        row_fail("case %d: no JSON", number);
    }
    for (guint i = 0; i < stacks->stacks->len; i++) {
        const struct stack *stack = g_ptr_array_index(stacks->stacks, i);
        stack_warnings_append(stack, lines);
        if (stack->fit.n_points < FIT_POINTS_MIN || !fit_uses(stack->fit.s.value)) {
            row_fail("case %d: a strange fit", number);
        }
    }
    check_spec(number, stacks);
}

/* Returns whether there is a fit. */
static bool check_case(int number, const char *path) {
    static const char *const patterns[] = {"encoder.*.weight", "decoder.*.weight"};
    const bool is_two = strstr(path, "encoder-decoder") != NULL;
    const struct stack_choice choice = {.patterns = patterns,
                                        .n_patterns = is_two ? G_N_ELEMENTS(patterns) : 0,
                                        .order = is_two ? "file" : NULL};
    struct gradfig_error error = {0};
    struct stacks stacks;
    struct measurements *measurements = measurements_read(path, &error);

    if (measurements == NULL || !stacks_read(&stacks, measurements, &choice, &error)) {
        check_error(number, path, &error);
        measurements_destroy(measurements);
        return false;
    }
    check_stacks(number, &stacks);
    stacks_finish(&stacks);
    measurements_destroy(measurements);
    return true;
}

/* ---- files ---- */

static const char *const files[] = {
    "lightning/metrics.csv",
    "lightning-1.2/metrics.csv",
    "wandb-chart/wandb_export_2026-11-02T10_15_30.123+01_00.csv",
    "wandb-history/history.csv",
    "long/gradnorm.csv",
    "long/tableur.csv",
    "forum/gradflow.csv",
    "forum/gradflow.json",
    "forum/encoder-decoder.csv",
    "forum/gradflow-tensors.csv",
    "jsonl/gradients.jsonl",
    "jsonl/diverged.jsonl",
    "huggingface/trainer_state.json",
};

/* The first lines of a file. */
static GString *read_lines(const char *name) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *bytes = NULL;
    gsize n = 0;

    assert_true(g_file_get_contents(path, &bytes, &n, NULL));
    n = MIN(n, N_BYTES_MAX);
    while (n == N_BYTES_MAX && n > 0 && bytes[n - 1] != '\n') {
        n--;
    }
    return g_string_new_len(bytes, (gssize)(n > 0 ? n : N_BYTES_MAX));
}

static void mutated_files(void **state) {
    char *temporary = folder_make();
    int n_cases = count_all_cases(N_CASES);
    int n_fits = 0;

    (void)state;
    for (int i = 0; i < n_cases; i++) {
        GRand *random = g_rand_new_with_seed((guint32)i);
        const char *name = files[(size_t)i % G_N_ELEMENTS(files)];
        g_autofree char *base = g_path_get_basename(name);
        g_autofree char *path = g_build_filename(temporary, base, NULL);
        g_autoptr(GString) text = read_lines(name);
        do {
            change(random, text);
        } while (choose(random, 3) == 0);
        folder_write(temporary, base, text->str, text->len);
        n_fits += check_case(i, path);
        g_rand_free(random);
    }
    folder_remove(temporary);
    if (n_fits < n_cases / 20 || n_fits > n_cases * 19 / 20) {
        row_fail("%d of %d cases are fits: both must be many", n_fits, n_cases);
    }
}

/* The files of TensorBoard, of which one is changed. */
static void mutated_folder(void **state) {
    static const char *const layers[] = {"layer1.0", "layer1.1", "layer2.0", "layer10.0"};
    int n_cases = count_all_cases(N_CASES) / 10;
    int n_fits = 0;

    (void)state;
    for (int i = 0; i < n_cases; i++) {
        GRand *random = g_rand_new_with_seed((guint32)i);
        char *temporary = folder_make();
        for (size_t k = 0; k < G_N_ELEMENTS(layers); k++) {
            g_autoptr(GString) text = g_string_new(NULL);
            g_autofree char *name = g_strdup_printf("run-a-tag-%s.conv2.weight.csv", layers[k]);
            g_string_printf(text, "Wall time,Step,Value\r\n1.5,0,0.%zu\r\n2.5,50,1.%zu\r\n", k + 1,
                            k + 2);
            if (k == choose(random, G_N_ELEMENTS(layers))) {
                change(random, text);
            }
            folder_write(temporary, name, text->str, text->len);
        }
        n_fits += check_case(i, temporary);
        folder_remove(temporary);
        g_rand_free(random);
    }
    if (n_fits == 0 || n_fits == n_cases) {
        row_fail("%d of %d folders are fits", n_fits, n_cases);
    }
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(mutated_files),
                                       cmocka_unit_test(mutated_folder)};

    if (argc != 2) {
        fputs("usage: test-measurements-mutated FOLDER\n", stderr);
        return EXIT_FAILURE;
    }
    folder = argv[1];
    return run_all(tests);
}
