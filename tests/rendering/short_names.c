/* Names of networks are cut after a word, and those that fit stay. */
#include "rendering/short_names.h"

#include <glib.h>

#include "shared/rows.h"

static const struct {
    const char *label;
    const char *shown;
} rows[] = {
    {"", ""},
    {"plain", "plain"},
    {"A name of just 32 columns it is.", "A name of just 32 columns it is."},
    {"A plain convolutional network without shortcuts", "A plain convolutional…"},
    {"He et al. (2016), post-activation variant", "He et al. (2016)…"},
    {"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Aaaaaaaaaaaaaaaaaaaaaaaaaaaa…"},
    {"残差网络残差网络残差网络残差网络残差网络", "残差网络残差网络残差网络残差…"},
    {"                                        ", " …"},
};

static void names_are_cut_after_a_word(void **state) {
    (void)state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char *shown = short_name(rows[i].label);
        expect_text(rows[i].label, shown, rows[i].shown);
        g_free(shown);
    }
}

static void only_long_labels_are_replaced(void **state) {
    static const char *const long_label = "A plain convolutional network without shortcuts";
    struct spec spec;
    struct short_names names;
    (void)state;

    spec_init(&spec);
    spec.networks[1].label = long_label;
    short_names_init(&names, &spec);
    assert_null(names.spec.networks[0].label);
    assert_string_equal(names.spec.networks[1].label, "A plain convolutional…");
    assert_ptr_equal(spec.networks[1].label, long_label);
    short_names_finish(&names);
    spec_finish(&spec);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_are_cut_after_a_word),
                                       cmocka_unit_test(only_long_labels_are_replaced)};
    return run_all(tests);
}
