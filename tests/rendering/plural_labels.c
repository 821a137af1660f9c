/* Verbs agree with labels that name several things. */
#include "rendering/words/plural_labels.h"

#include "shared/rows.h"

static const struct {
    const char *label;
    bool is_plural;
} rows[] = {
    {"plain", false},
    {"Plain networks", true},
    {"Highway Networks (2015)", true},
    {"ResNets, 2016", true},
    {"LSTMs", true},
    {"ResNet-50", false},
    {"without skip layers", false},
    {"Network with 12 layers", false},
    {"Highway networks with 10 layers", true},
    {"34 convolutions", true},
    {"ResNets of depth 50", true},
    {"no residual blocks", false},
    {"activations", true},
    {"weights of the last layer", true},
    {"Gradients, fp16", true},
    {"two branches", true},
    {"all signals", true},
    {"residual connections with decay", true},
    {"ReZero after 1k layers", false},
    {"Fourier series", false},
    {"batch axis", false},
    {"chaos", false},
    {"focus", false},
    {"with bias", false},
    {"cross-entropy loss", false},
    {"Adams", false},
    {"", false},
    {"s", false},
    {"残差网络", false},
};

static void verbs_agree_with_labels(void **state) {
    (void)state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (label_is_plural(rows[i].label) != rows[i].is_plural) {
            row_fail("\"%s\": expected %s", rows[i].label,
                     rows[i].is_plural ? "the plural" : "the singular");
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(verbs_agree_with_labels)};
    return run_all(tests);
}
