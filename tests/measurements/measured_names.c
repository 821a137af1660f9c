/* Tests of the names of layers: prefixes, families, what is set aside, patterns and order. */
#include "measurements/names.h"

#include <glib.h>

#include "shared/rows.h"

static void families(void **state) {
    static const struct {
        const char *name;
        const char *family;
    } rows[] = {
        {"model.layers.10.conv.weight", "model.layers.*.conv.weight"},
        {"grad_2.0_norm/model.layers.0.conv.weight", "grad_2.0_norm/model.layers.*.conv.weight"},
        {"grad_2.0_norm_net.58.weight", "grad_2.0_norm_net.*.weight"},
        {"grad_inf_norm/net.3.weight", "grad_inf_norm/net.*.weight"},
        {"l2_norm/grad/module.layers.3.weight", "l2_norm/grad/module.layers.*.weight"},
        {"grad_norm_layer1.0.conv2.weight", "grad_norm_layer*.*.conv2.weight"},
        {"gradients/encoder.layers.11.linear2.weight", "gradients/encoder.layers.*.linear2.weight"},
        {"fc12.weight", "fc*.weight"},
        {"30", "*"},
        {"r\u00e9seau.7.poids", "r\u00e9seau.*.poids"},
        {"head.weight", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *family = name_family(rows[i].name);
        if (g_strcmp0(family, rows[i].family) != 0) {
            row_fail("%s: %s", rows[i].name, family);
        }
    }
}

static void aside(void **state) {
    static const struct {
        const char *name;
        const char *reason;
    } rows[] = {
        {"grad_2.0_norm_total", "a total"},
        {"l2_norm/grad/global", "a total"},
        {"gradients/layers.0.weight__MIN", "a minimum"},
        {"gradients/layers.0.weight__MAX", "a maximum"},
        {"layers.0.conv.bias", "a bias"},
        {"layers.0.in_proj_bias", "a bias"},
        {"layers.0.bn.weight", "a norm"},
        {"layer1.0.bn2.weight", "a norm"},
        {"layers.0.norm1.weight", "a norm"},
        {"layers.0.input_layernorm.weight", "a norm"},
        {"h.0.ln_1.weight", "a norm"},
        {"stem.0.weight", "the stem"},
        {"head.2.weight", "the head"},
        {"lr-SGD/pg1", "a learning rate"},
        {"l2_norm/moment/layers.0.weight", "no gradient"},
        {"grad_norm_layer1.0.conv2.weight", NULL},
        {"layers.0.weight", NULL},
        {"normal.0.weight", NULL},
        {"12", NULL},
    };

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *reason = name_reason_aside(rows[i].name);
        if (g_strcmp0(reason, rows[i].reason) != 0) {
            row_fail("%s: %s", rows[i].name, reason);
        }
    }
}

static void patterns(void **state) {
    static const struct {
        const char *pattern;
        const char *name;
        int64_t matches;
    } rows[] = {
        {"a.*.b", "a.10.b", 1},
        {"a.*.b", "a..b", 0},
        {"a.*.b", "a.x.b", 0},
        {"a.*.b", "a.1.bc", 0},
        {"a.*.b", "xa.1.b", 0},
        {"*", "7", 1},
        {"*", "7a", 0},
        {"*", "", 0},
        {"layer*.*", "layer1.0", 1},
        {"a", "a", 1},
        {"a.1.b", "a.10.b", 0},
        {"a - b*", "a - b12", 1},
        {"", "", 1},
        {"a.*", "a.1.5", 0},
    };

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (name_matches(rows[i].name, rows[i].pattern) != rows[i].matches) {
            row_fail("%s, %s", rows[i].pattern, rows[i].name);
        }
    }
}

/* Each is before the next. */
static void order(void **state) {
    static const char *const sorted[] = {"a.2.c",    "a.10.c",    "a.10.d",  "b.1.c",
                                         "layer1.2", "layer1.10", "layer2.0"};

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(sorted); i++) {
        for (size_t k = 0; k < G_N_ELEMENTS(sorted); k++) {
            int order = name_compare(sorted[i], sorted[k]);
            int64_t sign = (order > 0) - (order < 0);
            if (sign != (i > k) - (i < k)) {
                row_fail("%s, %s", sorted[i], sorted[k]);
            }
        }
    }
    expect_equal("equal numbers", name_compare("a.1", "a.01"), 0);
    expect_equal("alike", name_is_alike("a.1.c2", "a.22.c1"), true);
    expect_equal("not alike", name_is_alike("a.1.c", "b.1.c"), false);
    expect_equal("not alike", name_is_alike("a.1", "a.1.c"), false);
    expect_equal("the first of Keras", name_is_alike("d/kernel:0", "d_1/kernel:0"), true);
    expect_equal("it comes first", name_compare("d/kernel:0", "d_1/kernel:0") < 0, true);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(families), cmocka_unit_test(aside),
                                       cmocka_unit_test(patterns), cmocka_unit_test(order)};

    return run_all(tests);
}
