/* The gradients on a gallery's page: computed where that is quick, and otherwise left out. */
#include "batch/gallery_results.h"

#include <math.h>
#include <stdio.h>

#include <glib.h>

#include "shared/fixture.h"
#include "spec/reader.h"

enum { N_ROWS = 500 };

/* One variant of a network whose layers have the slopes 2, 1, 1, ... */
static struct variants *variants_with_slopes(size_t n_slopes) {
    GString *yaml = g_string_new(NULL);
    struct reader *reader = reader_create();

    g_string_printf(yaml, "depth: %zu\nnetworks: {a: {slopes: [2", n_slopes);
    for (size_t i = 1; i < n_slopes; i++) {
        g_string_append(yaml, ",1");
    }
    g_string_append(yaml, "]}}\n");
    FILE *stream = fmemopen(yaml->str, yaml->len, "r");
    assert_non_null(stream);
    reader_read(reader, stream, "x.yaml");
    (void)fclose(stream);
    struct variants *variants = reader_finish_variants(reader, "png", false);
    assert_non_null(variants);
    reader_destroy(reader);
    g_string_free(yaml, TRUE);
    return variants;
}

static void results_are_left_out_where_they_take_long(void **state) {
    static const struct {
        size_t n_slopes;
        bool is_too_long;
    } rows[] = {{3, false}, {700, false}, {9000, true}};
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct manifest manifest = {.n_rows = N_ROWS};
        const size_t numbers[N_ROWS] = {0};
        const volatile sig_atomic_t stop = 0;
        struct variants *variants = variants_with_slopes(rows[i].n_slopes);
        struct gallery_results results;

        gallery_results_init(&results, &manifest, variants, numbers, &stop);
        assert_int_equal(results.is_too_long, rows[i].is_too_long);
        assert_int_equal(results.gradients == NULL, rows[i].is_too_long);
        for (size_t row = 0; row < N_ROWS && results.gradients != NULL; row++) {
            assert_true(fabs(results.gradients[row].value - 2) < 1e-9);
        }
        gallery_results_finish(&results);
        variants_destroy(variants);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_left_out_where_they_take_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
