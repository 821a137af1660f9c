/* A PDF keeps its recipe, also one whose keywords the library below has left out or changed. */
#include "output/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <glib.h>

#include "output/packed_recipe.h"
#include "spec/recipe.h"
#include "spec/spec.h"

#include "shared/rows.h"

#define LAST_LINES "startxref\n7\n%%EOF\n"
#define END "trailer\n<< /Size 9 >>\n" LAST_LINES

static const struct row {
    const char *what;
    const char *before; /* what stands before and after the keywords */
    const char *keywords;
    const char *after;
    bool is_changed;
} rows[] = {
    {"as Cairo writes it", "%PDF-1.4\n<< /Keywords (", "gradfig:", ")\n>>\n" END, false},
    {"escaped", "%PDF-1.7\n<< /Keywords (", "gradfig\\072", ")\n>>\n" END, true},
    {"in two lines", "%PDF-1.7\n<< /Keywords (", "gradfig:\\\n", ")\n>>\n" END, true},
    {"another one before", "%PDF-1.7\nstartxref\n1\n", NULL, END, true},
    {"no keywords", "%PDF-1.7\n", NULL, END, true},
    {"no trailer", "%PDF-1.7\n", NULL, "startxref", true},
};

static struct bytes make_pdf(const struct row *row, const char *packed) {
    const char *digits = strchr(packed, ':') + 1;
    char *text = g_strconcat(row->before, row->keywords != NULL ? row->keywords : "",
                             row->keywords != NULL ? digits : "", row->after, NULL);

    return (struct bytes){strlen(text), text};
}

static void check_row(const struct row *row, const char *recipe, const char *packed) {
    struct gradfig_error error;
    struct bytes bytes = make_pdf(row, packed);
    char *before = g_strdup(bytes.data);

    pdf_keep_recipe(&bytes, packed);
    char *found = pdf_read_recipe(&bytes, &error);
    assert_non_null(found);
    expect_text(row->what, found, recipe);
    expect_equal(row->what, strcmp(before, bytes.data) != 0, row->is_changed);
    assert_int_equal(strlen(bytes.data), bytes.n);
    expect_equal(row->what, g_str_has_suffix(bytes.data, LAST_LINES),
                 g_str_has_suffix(before, LAST_LINES));
    g_free(before);
    free(found);
    bytes_finish(&bytes);
}

static void test_the_recipe_is_kept(void **state) {
    struct gradfig_error error;
    struct spec spec;

    (void)state;
    spec_init(&spec);
    char *recipe = recipe_write(&spec, &error);
    char *packed = packed_recipe_write(recipe);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        check_row(&rows[i], recipe, packed);
    }
    g_free(packed);
    free(recipe);
    spec_finish(&spec);
}

int main(void) {
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_recipe_is_kept)};

    return run_all(tests);
}
