/* Every number of an alt text is one of the series, and every class is that of the number. */
#include "shared/drawing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "rendering/figure/alt.h"

#include "shared/random_spec.h"
#include "shared/sanitized.h"

enum { N_SPECS = CASES(2000) };

#define MINUS "\u2212"
#define TIMES "\u00d7"

/* ---- reading numbers as a reader does ---- */

struct read_number {
    int sign;
    double log10_abs;
};

static double read_digits(const char **text) {
    char *end = NULL;
    double value = g_ascii_strtod(*text, &end);
    assert_true(end > *text);
    *text = end;
    return value;
}

static bool pass_over(const char **text, const char *expected) {
    bool found = g_str_has_prefix(*text, expected);
    *text += found ? strlen(expected) : 0;
    return found;
}

/* "0", "0.107", "−2.35", "1.02×10^−7", "10^7". */
static struct read_number read_factor(const char **text) {
    int sign = pass_over(text, MINUS) ? -1 : 1;
    double mantissa = read_digits(text);
    double exponent = 0;

    if (mantissa == 10 && pass_over(text, "^")) {
        mantissa = 1;
        exponent = pass_over(text, MINUS) ? -read_digits(text) : read_digits(text);
    } else if (pass_over(text, TIMES "10^")) {
        exponent = pass_over(text, MINUS) ? -read_digits(text) : read_digits(text);
    }
    return (struct read_number){mantissa == 0 ? 0 : sign, log10(mantissa) + exponent};
}

/* The same, or a sum beside 1 or -1: "1 + 2×10^−7", "−(1 − 2×10^−7)". */
static struct read_number read_number(const char **text) {
    int sign = pass_over(text, MINUS "(") ? -1 : 1;
    struct read_number number = read_factor(text);
    int sign_beside = pass_over(text, " + ") ? 1 : pass_over(text, " " MINUS " ") ? -1 : 0;

    if (sign_beside != 0) {
        assert_true(number.sign == 1 && number.log10_abs == 0);
        struct read_number distance = read_factor(text);
        number.log10_abs = log1p(sign_beside * pow(10, distance.log10_abs)) / G_LN10;
    }
    if (sign < 0) {
        number.sign = -number.sign;
        assert_true(pass_over(text, ")"));
    }
    return number;
}

/* Three digits: half a unit of the third is at most 5e-3 of the number. Only what is 1 reads 1, but
 * for the rounding of the products of `depth` layers. */
static void expect_number(const char **text, struct number expected, int64_t depth) {
    static const double half_unit = 0.0022; /* log10(1.005), and a little */
    double rounding = 1e-13 + 5e-16 * (double)depth;
    const char *begin = *text;
    struct read_number found = read_number(text);

    bool hides_distance = found.log10_abs == 0 && fabs(expected.log10_abs) > rounding;
    if (found.sign != expected.sign || hides_distance ||
        (found.sign != 0 && fabs(found.log10_abs - expected.log10_abs) > half_unit)) {
        fail_msg("expected %d * 10^%.17g at \"%.40s\"", expected.sign, expected.log10_abs, begin);
    }
}

/* The article's words and thresholds; a number on one may be off by its rounding. */
static const char *class_of(struct number gradient) {
    static const double rounding = 1e-13;
    double log10_abs = gradient.log10_abs;

    if (gradient.sign == 0 || log10_abs < -4 - rounding) {
        return "vanishing";
    }
    if (log10_abs < -1 - rounding) {
        return "decaying";
    }
    if (log10_abs < log10(0.99) - rounding) {
        return "slightly decaying";
    }
    return log10_abs <= log10(1.01) + rounding ? "stable" : "amplifying";
}

/* ---- sentences ---- */

static const char *find(const char *text, const char *words) {
    const char *found = strstr(text, words);
    if (found == NULL) {
        fail_msg("no \"%s\" in \"%s\"", words, text);
    }
    return found + strlen(words);
}

static struct number last_of(const struct series *series, enum panel_kind panel,
                             enum curve_role role, size_t index) {
    const struct curve *curve = series_find(series, (struct curve_id){panel, role, index});
    return curve->points[curve->n_points - 1].y;
}

/* A negative number behind a name has a colon before it. */
static void pass_over_gap(const char **text, struct number number) {
    assert_true(number.sign >= 0 || pass_over(text, ":"));
    assert_true(pass_over(text, " "));
}

/* "0.107 (slightly decaying)", or "0 from layer 3 (vanishing)" */
static void expect_gradient(const char *text, struct number expected, int64_t depth) {
    expect_number(&text, expected, depth);
    if (expected.sign == 0) {
        text = strstr(find(text, " from layer "), " (");
    }
    char *words = g_strdup_printf(" (%s)", class_of(expected));
    if (!g_str_has_prefix(text, words)) {
        fail_msg("expected \"%s\" at \"%.40s\"", words, text);
    }
    g_free(words);
}

static void check_networks(const char *text, const struct spec *spec, const struct series *series) {
    const char *activations = find(text, "x_0 = ");
    const char *gradients = find(text, "Gradients after ");

    activations = find(activations, ": ");
    gradients = find(gradients, ": ");
    for (size_t i = 0; i < spec->n_networks; i++) {
        activations = find(activations, spec->networks[i].label);
        struct number activation = last_of(series, PANEL_ACTIVATION, ROLE_NETWORK, i);
        pass_over_gap(&activations, activation);
        expect_number(&activations, activation, spec->depth);
        gradients = find(gradients, spec->networks[i].label);
        struct number gradient = last_of(series, PANEL_GRADIENT, ROLE_NETWORK, i);
        pass_over_gap(&gradients, gradient);
        expect_gradient(gradients, gradient, spec->depth);
    }
}

static void check_sweep(const char *text, const struct spec *spec, const struct series *series) {
    const char *rest = find(text, " for each slope a: ");

    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        rest = find(rest, "a = ");
        rest = find(rest, ": ");
        expect_gradient(rest, last_of(series, PANEL_SWEEP, ROLE_SWEEP, i), spec->depth);
    }
}

static const char *const network_labels[NETWORKS_MAX] = {
    "first one", "second one", "third one",   "fourth one",
    "fifth one", "sixth one",  "seventh one", "eighth one",
};

static void numbers_are_those_of_the_series(void **state) {
    GRand *random = g_rand_new_with_seed(7);
    (void)state;

    for (int i = 0; i < N_SPECS; i++) {
        struct spec spec;
        struct series series;
        struct gradfig_error error;
        random_spec(&spec, random);
        spec.figure.language = LANGUAGE_EN;
        for (size_t j = 0; j < spec.n_networks; j++) {
            spec.networks[j].label = network_labels[j];
        }
        assert_true(renderer_collect(&series, &spec, NULL, &error));
        char *alt = alt_text(&series);
        char *text = alt_description(&series, alt);
        assert_true(g_utf8_validate(text, -1, NULL));
        assert_null(strchr(text, '\n'));
        assert_null(strstr(text, "</"));
        check_networks(text, &spec, &series);
        check_sweep(text, &spec, &series);
        free(alt);
        free(text);
        series_finish(&series);
        spec_finish(&spec);
    }
    g_rand_free(random);
}

/* ---- the alt text ---- */

/* It is short, whatever the labels and the numbers are, and begins the description. */
static void alt_texts_are_short(void **state) {
    enum { CHARACTERS_MAX = 250 };
    GRand *random = g_rand_new_with_seed(8);
    (void)state;

    for (int i = 0; i < N_SPECS; i++) {
        struct spec spec;
        struct series series;
        struct gradfig_error error;
        random_spec(&spec, random);
        assert_true(renderer_collect(&series, &spec, NULL, &error));
        char *alt = alt_text(&series);
        char *description = alt_description(&series, alt);
        assert_true(g_utf8_validate(alt, -1, NULL));
        assert_in_range(g_utf8_strlen(alt, -1), 1, CHARACTERS_MAX);
        assert_null(strchr(alt, '\n'));
        assert_true(g_str_has_prefix(description, alt));
        free(alt);
        free(description);
        series_finish(&series);
        spec_finish(&spec);
    }
    g_rand_free(random);
}

/* ---- whole texts ---- */

/* The alt text, and the sentences that the description has after it. */
static const struct {
    const char *settings;
    const char *alt;
    const char *sentences;
} rows[] = {
    {"figure.panels=activation", "Signals: plain heads for 0.5, residual grows to 7.49.",
     "Activations after 10 layers from x_0 = 1: plain 0.554, residual 7.49."},
    {"figure.panels=gradient networks.plain.slopes=0.5,4,0.5 depth=3",
     "Three plain layers keep the gradient whole; three residual blocks multiply it by 1.73. "
     "Gradient: plain is stable, ×1; residual grows to 1.73.",
     "Gradients after 3 layers: plain 1 (stable), residual 1.73 (amplifying); plain and residual "
     "first cross before layer 2."},
    /* The panel has moduli, of which that of plain is always above. */
    {"figure.panels=gradient networks.plain.slope=-0.9 networks.residual.slope=-0.5 depth=3",
     "Three residual blocks keep 13% of the gradient; three plain layers keep 73%, "
     "with "
     "its sign flipped. Gradient: residual shrinks to 0.125; plain shrinks to \u22120.729.",
     "Gradients after 3 layers: plain: \u22120.729 (slightly decaying), residual 0.125 (slightly "
     "decaying)."},
    {"figure.panels=gradient networks.plain.slope=0 depth=1",
     "One plain layer loses all of the gradient at layer 1; one residual block multiplies it by "
     "1.2. Gradient: plain is exactly 0 from layer 1; residual grows to 1.2.",
     "Gradients after 1 layer: plain 0 from layer 1 (vanishing), residual 1.2 (amplifying)."},
    {"figure.panels=geometry networks.plain.label=<b>&",
     "<b>&: one layer looks harmless, ten are far flatter (slope 0.107).",
     "Layers as lines: <b>& 0.8x + 0.1, residual 1.2x + 0.05; in a row: <b>&, 10 layers 0.107x + "
     "0.446."},
    {"figure.panels=gradient,activation figure.language=zh",
     "10 层传统网络的梯度降至 11%；10 层残差网络的梯度增至 6.2 "
     "倍。梯度：传统网络衰减至 0.107；残差网络增至 6.19。信号：传统网络趋于 0.5；残差网络增至 "
     "7.49。",
     "10 层后的梯度：传统网络 0.107（轻微衰减），残差网络 6.19（梯度增长）。10 "
     "层后的激活值，初值 x_0 = 1：传统网络 0.554，残差网络 7.49。"},
    {"figure.panels=sweep sweep.slopes=-0.8,0 sweep.skip=0",
     "Gradients shrink for |a| < 1, to 0 at a = 0.",
     "a^10 for each slope a: a = \u22120.8: 0.107 (slightly decaying), a = 0: 0 from layer 1 "
     "(vanishing)."},
    {"figure.panels=paths depth=54 paths.band=5,17",
     "Paths of lengths 5 to 17, only 0.454% of all, carry 95.7% of the gradient.",
     "Paths by length. Paths of lengths 5 to 17, only 0.454% of all, carry 95.7% of the "
     "gradient; "
     "plain: one path."},
    {"figure.panels=paths depth=54 networks.residual.slope=-0.2",
     "Paths of lengths 5 to 17, only 0.454% of all, carry 95.7% of the sum of absolute "
     "values.",
     "Paths by length. Paths of lengths 5 to 17, only 0.454% of all, carry 95.7% of the sum "
     "of "
     "absolute values, the absolute values together being 3.23×10^9 times that of the gradient; "
     "plain: one path."},
    /* Layers are equal if their numbers are, even in a list. */
    {"figure.panels=geometry networks.plain.slopes=0.8,0.80 networks.plain.intercepts=0.1,1e-1",
     "Plain: one layer looks harmless, ten are far flatter (slope 0.107).",
     "Layers as lines: plain 0.8x + 0.1, residual 1.2x + 0.05; in a row: 10 plain layers 0.107x + "
     "0.446."},
    {"figure.panels=geometry networks.residual.scale=1e-6 networks.residual.slope=0.2",
     "Plain: one layer looks harmless, ten are far flatter (slope 0.107).",
     "Layers as lines: plain 0.8x + 0.1, residual (1 + 2×10^\u22127)x + 5×10^\u22128; in a row: 10 "
     "plain layers 0.107x + 0.446."},
    /* Lines that differ are written with the digits that show it. */
    {"figure.panels=geometry networks.plain.slope=1.02 networks.plain.intercept=-0.1 "
     "networks.residual.slope=0.0162 networks.residual.intercept=-0.1001",
     "Plain: ten layers are one line of slope 1.22.",
     "Layers as lines: plain 1.02x \u2212 0.1, residual 1.0162x \u2212 0.1001; in a row: 10 plain "
     "layers 1.22x \u2212 1.09."},
    {"figure.panels=paths networks.residual.skip=0",
     "Without a skip connection, one path leads through all layers.",
     "Paths by length. Without a skip connection, one path leads through all layers."},
    /* A title says what its author wants; the alt text says the finding. */
    {"figure.panels=activation labels.title=mine",
     "Signals: plain heads for 0.5, residual grows to 7.49.",
     "Activations after 10 layers from x_0 = 1: plain 0.554, residual 7.49."},
};

static void texts_are_sentences(void **state) {
    struct drawing *drawing = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct series series;
        drawing_reset(drawing);
        drawing_set_all(drawing, rows[i].settings);
        assert_true(renderer_collect(&series, &drawing->spec, NULL, &drawing->error));
        char *alt = alt_text(&series);
        char *description = alt_description(&series, alt);
        const char *gap = drawing->spec.figure.language == LANGUAGE_ZH ? "" : " ";
        char *expected = g_strconcat(rows[i].alt, gap, rows[i].sentences, NULL);
        expect_text(rows[i].settings, alt, rows[i].alt);
        expect_text(rows[i].settings, description, expected);
        g_free(expected);
        free(alt);
        free(description);
        series_finish(&series);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_those_of_the_series),
        cmocka_unit_test(alt_texts_are_short),
        TEST_WITH_DRAWING(texts_are_sentences),
    };
    return run_all(tests);
}
