/* Names of networks are cut after a word, and those that fit stay. */
#include "rendering/words/short_names.h"

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
    {"ResNet-152（ILSVRC 2015冠军，共152层，含瓶颈结构）", "ResNet-152…"},
    {"A network (with batch normalisation everywhere)", "A network…"},
};

static void names_are_cut_after_a_word(void **state) {
    struct spec spec;
    (void)state;

    spec_init(&spec);

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char *shown = short_name(rows[i].label, &spec);
        expect_text(rows[i].label, shown, rows[i].shown);
        g_free(shown);
    }
    spec_finish(&spec);
}

static void different_names_stay_different(void **state) {
    static const char *const labels[][2][2] = {
        {{"ResNet-50 trained on ImageNet, learning rate 0.1", "ResNet-50 trained… rate 0.1"},
         {"ResNet-50 trained on ImageNet, learning rate 0.01", "ResNet-50 trained… rate 0.01"}},
        {{"Anextremelylongnameofatransformer-XL", "Anextremelylongn…ansformer-XL"},
         {"Anextremelylongnameofatransformer-XXL", "Anextremelylongn…nsformer-XXL"}},
        {{"残差网络残差网络残差网络残差网络甲", "残差网络残差网络…络残差网络甲"},
         {"残差网络残差网络残差网络残差网络乙", "残差网络残差网络…络残差网络乙"}},
        {{"A residual network with batch normalisation before the activation",
          "A residual… before the activation"},
         {"A residual network with batch normalisation after the activation",
          "A residual… after the activation"}},
        {{"A residual network with many blocks of 残差 kind, and activation", /* E6 AE 8B, E6 AF 8B
                                                                               */
          "A residual… 残差 kind…"},
         {"A residual network with many blocks of 毋差 kind, and activation",
          "A residual… 毋差 kind…"}},
        {{"Deep equilibrium model without skip connections", "Deep equilibrium… without skip…"},
         {"Deep equilibrium model with skip connections",
          "Deep equilibrium… with skip connections"}},
        {{"Sigmoid with batch normalization", "Sigmoid with batch normalization"},
         {"Sigmoid with batch normalization and skips", "Sigmoid with batch… and skips"}},
        {{"ConvNeXt-T (Liu et al., 2022), without skip connections", "ConvNeXt-T… without skip…"},
         {"ConvNeXt-T (Liu et al., 2022), trained", "ConvNeXt-T… trained"}},
        {{"Highway networks (10 layers) on ImageNet", "Highway networks (10 layers) on ImageNet"},
         {"Highway networks (20 layers) on ImageNet", "Highway networks (20 layers) on ImageNet"}},
        {{"Averylonglabelwithoutanyblank,onceA,andnothingelse",
          "Averylonglabelwithoutanyblank,onceA,andnothingelse"},
         {"Averylonglabelwithoutanyblank,onceB,andnothingelse",
          "Averylonglabelwithoutanyblank,onceB,andnothingelse"}},
    };
    struct spec spec;
    (void)state;

    spec_init(&spec);
    for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
        spec.networks[0].label = labels[i][0][0];
        spec.networks[1].label = labels[i][1][0];
        for (int j = 0; j < 2; j++) {
            char *shown = short_name(labels[i][j][0], &spec);
            expect_text(labels[i][j][0], shown, labels[i][j][1]);
            g_free(shown);
        }
    }
    spec_finish(&spec);
}

static void only_long_labels_are_replaced(void **state) {
    static const char *const long_label = "A plain convolutional network without shortcuts";
    struct spec spec;
    struct short_names names;
    (void)state;

    spec_init(&spec);
    spec.networks[1].label = long_label;
    short_names_init(&names, &(struct series){.spec = &spec});
    assert_null(names.spec.networks[0].label);
    assert_string_equal(names.spec.networks[1].label, "A plain convolutional…");
    assert_ptr_equal(spec.networks[1].label, long_label);
    short_names_finish(&names);
    spec_finish(&spec);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_are_cut_after_a_word),
                                       cmocka_unit_test(different_names_stay_different),
                                       cmocka_unit_test(only_long_labels_are_replaced)};
    return run_all(tests);
}
