/* Tests of sentences with a number: their words agree with it. */
#include "shared/fixture.h"

#include <string.h>

#include "rendering/figure/left_out.h"
#include "rendering/words/measured_text.h"
#include "spec/reader.h"

static void labels_without_room(void **state) {
    static const struct metrics metrics = {.has_subtitles = true, .has_axis_titles = true};
    static const struct {
        const char *const names[4];
        const char *language;
        const char *sentence;
        bool are_cut; /* and not left out */
    } rows[] = {
        {{"<i>a</i> = 0.4"}, "en", "There is no room for the label of a = 0.4"},
        {{"VGG", "ResNet"}, "en", "There is no room for the labels of VGG, ResNet"},
        {{"VGG"}, "zh", "空间不足，未标注：VGG"},
        {{"VGG", "ResNet"}, "zh", "空间不足，未标注：VGG、ResNet"},
        {{"VGG", "ResNet", "VGG"}, "en", "There is no room for the labels of VGG, ResNet"},
        {{"VGG", "VGG"}, "en", "There is no room for the label of VGG"},
        {{"VGG", "0.5<i>x</i>", "VGG"},
         "en",
         "There is no room for all of \"VGG\", \"0.5x\"",
         true},
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GPtrArray *names = g_ptr_array_new();
        GPtrArray *none = g_ptr_array_new();
        GPtrArray *sentences = g_ptr_array_new_with_free_func(g_free);
        for (size_t k = 0; rows[i].names[k] != NULL; k++) {
            g_ptr_array_add(names, (char *)(uintptr_t)rows[i].names[k]);
        }
        fixture_set(fixture, "figure.language", rows[i].language);
        left_out_say(&fixture->spec, &metrics, rows[i].are_cut ? none : names,
                     rows[i].are_cut ? names : none, sentences);
        expect_equal(rows[i].sentence, sentences->len, 1);
        expect_text("the sentence", g_ptr_array_index(sentences, 0), rows[i].sentence);
        g_ptr_array_unref(sentences);
        g_ptr_array_unref(names);
        g_ptr_array_unref(none);
    }
}

static void measured_values_without_a_point(void **state) {
    static const struct {
        const char *gradients;
        const char *language;
        const char *end;
    } rows[] = {
        {"1, 0.5, 0.25", "en", "model"},
        {"1, null, 0.25", "en", "model; 1 value is missing"},
        {"1, null, 0.25, null", "en", "model; 2 values are missing"},
        {"1, null, 0.25, 0, 0.1, 0, 0.2", "en",
         "model; 1 value is missing; 2 values are 0 and not drawn"},
        {"1, 0, 0.25, 0, 0", "en", "model; 1 value is 0 and not drawn"},
        /* Those at the end are an arrow with a label. */
        {"1, 0.5, 0.25, 0, 0", "en", "model"},
        {"1, null, 0.25", "zh", "模型；1 个值缺失"},
        {"1, 0.5, 0.25, 0.12, 0.06", "zh", "点：实测梯度范数；虚线：R² ≥ 0.9 的拟合；实线：模型"},
        {"2, 1, 0.5, 0.25, 0.12", "zh",
         "点：实测梯度范数与输出处之比；虚线：R² ≥ 0.9 "
         "的拟合；实线：模型"},
        {"2, 1, 0.5, 0.25, 0.12", "en",
         "Points: measured gradient norms divided by the one at the output; dashed: fits with R² ≥ "
         "0.9; "
         "solid: the model"},
        /* Too few for a law, and values that none describes. */
        {"1, 0.5, 0.25, 0.12", "en", "Points: measured gradient norms; lines: the model"},
        {"1, 9, 0.1, 7, 1, 9, 0.2", "en", "Points: measured gradient norms; lines: the model"},
        {"1, 0, null, 0.25", "zh", "模型；1 个值缺失；1 个值为 0，未画出"},
    };
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *yaml = g_strdup_printf("measured: {plain: {gradients: [%s]}}\n"
                                     "figure: {language: %s}\n",
                                     rows[i].gradients, rows[i].language);
        struct reader *reader = reader_create();
        struct spec spec;

        reader_read_text(reader, yaml, strlen(yaml), "x.yaml");
        assert_true(reader_finish(reader, &spec));
        char *subtitle = measured_text_subtitle(&spec, false);
        if (!g_str_has_suffix(subtitle, rows[i].end)) {
            row_fail("%s: %s", rows[i].gradients, subtitle);
        }
        g_free(subtitle);
        spec_finish(&spec);
        reader_destroy(reader);
        g_free(yaml);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_WITH_FIXTURE(labels_without_room),
        cmocka_unit_test(measured_values_without_a_point),
    };
    return run_all(tests);
}
