/* Formulas are true for the digits that they print. */
#include "rendering/words/formulas.h"

#include <math.h>

#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/slope_products.h"
#include "shared/read_title.h"
#include "shared/rows.h"

static struct number power(double slope, int64_t exponent) {
    bool is_negative = slope < 0 && exponent % 2 == 1;
    return (struct number){
        .sign = is_negative ? -1 : 1,
        .log10_abs = (double)((long double)exponent * log10l(fabsl((long double)slope))),
        .value = (double)powl((long double)slope, (long double)exponent),
    };
}

/* The slope that stands beside its power; "" if it has too many digits. Freed with g_free. */
static char *base_of_power(double slope, int64_t exponent) {
    char *value = formatted_product(power(slope, exponent), FIGURE_DIGITS, exponent);
    struct number number = number_from_double(slope);
    int n_digits = slope_power_digits(number, exponent, value, FIGURE_DIGITS);

    g_free(value);
    return n_digits == 0 ? g_strdup("") : formula_base(number, n_digits);
}

static const struct {
    double slope;
    int64_t exponent;
    const char *base;
} powers[] = {
    {0.8, 10, "0.8"},
    {1.2, 10, "1.2"},
    {0.5001, 50, "0.5001"},
    {0.9523809, 50, "0.95238"},
    {-0.33334, 3, "(−0.33334)"},
    {1.0000002, 100, "(1 + 2×10<sup>−7</sup>)"},
    {0.123456789, 10000, ""},
    {1.797e308, 2, "(1.797×10<sup>308</sup>)"}, /* 1.80e308 is no double */
};

/* A label that is the formula, however it is typed, needs none beside it. */
static void names_can_be_formulas(void **state) {
    (void)state;

    assert_true(figure_text_is_said("-1.1x", "\u22121.1<i>x</i>"));
    assert_true(figure_text_is_said("y = 0.5x + 1", "0.5<i>x</i> + 1"));
    assert_true(figure_text_is_said("\u03b1=1", "<i>\u03b1</i> = 1"));
    assert_false(figure_text_is_said("1.1x", "\u22121.1<i>x</i>"));
    assert_false(figure_text_is_said("", "<i>x</i>"));
}

static void bases_have_the_digits_of_their_powers(void **state) {
    (void)state;

    for (size_t i = 0; i < sizeof(powers) / sizeof(powers[0]); i++) {
        char *base = base_of_power(powers[i].slope, powers[i].exponent);
        expect_text("the base", base, powers[i].base);
        g_free(base);
    }
}

static void only_sums_and_signs_need_brackets(void **state) {
    static const struct {
        double slope;
        const char *factor;
        const char *base;
    } rows[] = {
        {1e-4, "10<sup>−4</sup>", "(10<sup>−4</sup>)"},
        {-0.5, "(−0.5)", "(−0.5)"},
        {1.0000002, "(1 + 2×10<sup>−7</sup>)", "(1 + 2×10<sup>−7</sup>)"},
        {0.8, "0.8", "0.8"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct number slope = number_from_double(rows[i].slope);
        char *factor = formula_factor(slope, FIGURE_DIGITS);
        char *base = formula_base(slope, FIGURE_DIGITS);
        expect_text("the factor", factor, rows[i].factor);
        expect_text("the base", base, rows[i].base);
        g_free(factor);
        g_free(base);
    }
}

/* What a reader computes from the digits is what stands beside them. */
static void powers_are_those_of_the_printed_bases(void **state) {
    enum { N = 2000, LAYERS_MAX = 300 };
    GRand *random = g_rand_new_with_seed(1);
    size_t n_read = 0;
    (void)state;

    for (int i = 0; i < N; i++) {
        double slope = g_rand_double_range(random, 0.4, 1.6);
        int64_t exponent = g_rand_int_range(random, 2, LAYERS_MAX);
        char *base = base_of_power(slope, exponent);
        const char *at = base;
        struct printed printed;
        struct number exact = power(slope, exponent);
        if (read_number(&at, &printed) && printed.beside_one == 0) {
            double shown = printed.decimal * pow(10, printed.exponent);
            char *said = formatted_product(exact, FIGURE_DIGITS, exponent);
            char *read = formatted_product(power(shown, exponent), FIGURE_DIGITS, exponent);
            expect_text(base, read, said);
            g_free(said);
            g_free(read);
            n_read++;
        }
        g_free(base);
    }
    g_rand_free(random);
    assert_in_range(n_read, N / 2, N);
}

/* What curves of one panel end with, and the digits of each. */
static const struct {
    double ends[3];
    int digits[3];
} ends[] = {
    {{0.107, 6.19, 1}, {3, 3, 3}},          {{1.0020, 1.0022, 0.998}, {5, 5, 3}},
    {{12.341, 12.344, 50}, {5, 5, 3}},      {{7, 7, 7.001}, {4, 4, 4}},
    {{2.0000001, 2.0000002, 3}, {3, 3, 3}}, /* no two digits more would help */
};

static void ends_have_the_digits_that_tell_them_apart(void **state) {
    static const struct spec spec = {.depth = 10};
    (void)state;

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        struct point points[3];
        struct curve curves[3];
        for (size_t k = 0; k < 3; k++) {
            points[k] = (struct point){.x = 10, .y = number_from_double(ends[i].ends[k])};
            curves[k] = (struct curve){
                .id = {PANEL_GRADIENT, ROLE_NETWORK, k}, .n_points = 1, .points = &points[k]};
        }
        const struct series series = {.spec = &spec, .n_curves = 3, .curves = curves};
        for (size_t k = 0; k < 3; k++) {
            expect_equal("digits", curve_digits(&series, &curves[k]), ends[i].digits[k]);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_can_be_formulas),
        cmocka_unit_test(bases_have_the_digits_of_their_powers),
        cmocka_unit_test(only_sums_and_signs_need_brackets),
        cmocka_unit_test(powers_are_those_of_the_printed_bases),
        cmocka_unit_test(ends_have_the_digits_that_tell_them_apart),
    };
    return run_all(tests);
}
