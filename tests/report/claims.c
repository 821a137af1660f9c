/* Tests of claims: they are read as typed and compared digit by digit. */
#include "shared/fixture.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "report/verdict.h"
#include "simulation/derived.h"
#include "simulation/quantity_value.h"
#include "spec/reader.h"

#include "shared/sanitized.h"

/* ---- reading one claim ---- */

struct judged {
    struct spec spec;
    struct claims *claims;
    struct verdict verdict;
};

static struct reader *read_text(const char *text) {
    struct reader *reader = reader_create();
    char *copy = g_strdup(text);
    FILE *stream = fmemopen(copy, strlen(copy), "rb");

    assert_non_null(stream);
    reader_read(reader, stream, "x.yaml");
    fclose(stream);
    g_free(copy);
    return reader;
}

/* The claim of a spec that has one, with the keys before it. */
static struct judged judge(const char *keys, const char *claim) {
    char *text = g_strdup_printf("%s\nclaims:\n  - {%s}\n", keys, claim);
    struct reader *reader = read_text(text);
    struct judged judged = {.claims = NULL};

    judged.claims = reader_finish_claims(reader, &judged.spec);
    if (judged.claims == NULL) {
        fail_msg("%s: %s", text, reader_mistake(reader, 0));
    }
    assert_int_equal(claims_count(judged.claims), 1);
    judged.verdict = verdict_of(claims_at(judged.claims, 0));
    reader_destroy(reader);
    g_free(text);
    return judged;
}

static void judged_finish(struct judged *judged) {
    claims_destroy(judged->claims);
    spec_finish(&judged->spec);
}

/* ---- verdicts ---- */

static const char *const verdict_words[N_VERDICTS] = {
    [VERDICT_EXACT] = "exact",         [VERDICT_ROUNDED] = "rounded",
    [VERDICT_WITHIN] = "within",       [VERDICT_TRUNCATED] = "truncated",
    [VERDICT_UNCERTAIN] = "uncertain", [VERDICT_WRONG] = "wrong",
};

static void verdicts_are_right(void **state) {
    static const struct {
        const char *keys, *quantity, *number, *verdict;
        int n_digits;
    } table[] = {
        {"", "gradient.plain", "printed: 0.107", "rounded", 3},
        {"", "gradient.plain", "printed: 0.1073741824", "exact", 10},
        {"", "gradient.plain", "printed: +0.10737418240", "exact", 11},
        {"", "gradient.plain", "printed: 1.07e-1", "rounded", 3},
        {"", "gradient.plain", "printed: .1", "rounded", 1},
        {"", "gradient.plain", "printed: 0.108", "wrong", 3},
        {"", "gradient.plain", "printed: 0.1074", "rounded", 4},
        {"", "gradient.plain", "printed: 0.1073", "truncated", 4},
        {"", "gradient.plain", "printed: 0.10737418", "rounded", 8},
        {"", "gradient.plain", "printed: 0.107374182400000", "rounded", 15},
        {"", "gradient.plain", "printed: 0.107374182400001", "wrong", 15},
        {"", "gradient.plain", "printed: -0.107", "wrong", 3},
        {"", "gradient.plain", "printed: 0", "rounded", 1},
        {"", "gradient.plain", "printed: 0.0", "wrong", 1},
        {"", "gradient.residual", "printed: 6", "rounded", 1},
        {"", "gradient.residual", "printed: 6.1", "truncated", 2},
        {"", "gradient.residual", "printed: 62e-1", "rounded", 2},
        {"", "improvement.residual", "printed: 57.8", "wrong", 3},
        {"", "improvement.residual", "printed: 57.7", "rounded", 3},
        {"", "improvement.residual", "printed: 57.6", "truncated", 3},
        {"", "improvement.residual", "printed: 6e1", "rounded", 1},
        {"", "improvement.residual", "printed: 5e1", "truncated", 1},
        {"", "lost-fraction.plain", "printed: 0.9", "rounded", 1},
        {"", "lost-fraction.residual", "printed: -5.2", "rounded", 2},
        {"", "activation.plain", "printed: 0.5537", "rounded", 4},
        {"", "activation.plain@0", "printed: 1.0", "exact", 2},
        {"", "activation.plain@1", "printed: 0.9", "exact", 1},
        {"", "slope.residual", "printed: 1.2", "exact", 2},
        {"", "angle.plain", "printed: 38.7", "rounded", 3},
        {"", "angle.plain", "below: 45", "within", 2},
        {"", "angle.residual", "below: 45", "wrong", 2},
        {"", "angle.residual", "above: 45", "within", 2},
        {"", "half-life.plain", "printed: 3.1", "rounded", 2},
        {"", "half-life.residual", "printed: 3.801784016924", "rounded", 13},
        {"", "class.plain", "printed: slightly decaying", "within", 0},
        {"", "class.plain", "printed: \"轻微衰减\"", "within", 0},
        {"", "class.plain", "printed: decaying", "wrong", 0},
        {"", "gradient.sweep[-0.8]", "printed: 0.00001", "wrong", 1},
        {"", "gradient.sweep[-.8]", "printed: 1e-7", "rounded", 1},
        {"", "gradient.sweep[-8e-1]", "printed: 0.0000001024", "exact", 4},
        {"", "gradient.sweep[0]", "printed: 1.0", "exact", 2},
        {"", "gradient.sweep[-0.8]@1", "printed: 0.2", "exact", 1},
        {"", "slope.sweep[0.2]", "printed: 1.2", "exact", 2},
        {"", "class.sweep[-0.8]", "printed: vanishing", "within", 0},
        {"", "improvement.sweep[-0.2]", "printed: 1", "exact", 1},
        /* half way both are rounded */
        {"networks: {a: {slope: 0.125}}\ndepth: 1", "gradient.a", "printed: 0.12", "rounded", 2},
        {"networks: {a: {slope: 0.125}}\ndepth: 1", "gradient.a", "printed: 0.13", "rounded", 2},
        {"networks: {a: {slope: -0.125}}\ndepth: 1", "gradient.a", "printed: -0.13", "rounded", 2},
        {"networks: {a: {slope: -0.129}}\ndepth: 1", "gradient.a", "printed: -0.12", "truncated",
         2},
        {"networks: {a: {slope: -0.129}}\ndepth: 1", "gradient.a", "printed: -0.14", "wrong", 2},
        /* beyond doubles, on both sides */
        {"depth: 10000", "gradient.plain", "printed: 7.94e-970", "rounded", 3},
        {"depth: 10000", "gradient.plain", "printed: 7.95e-970", "wrong", 3},
        {"depth: 10000", "gradient.plain", "above: 1e-971", "within", 1},
        {"depth: 10000", "gradient.plain", "below: 1e-970", "wrong", 1},
        {"depth: 10000", "gradient.residual", "printed: 6.493e791", "rounded", 4},
        {"depth: 10000", "gradient.residual", "printed: 6.494e791", "wrong", 4},
        {"depth: 10000", "gradient.plain", "printed: 0", "rounded", 1},
        /* exactly zero, and nothing at all */
        {"networks: {a: {slope: 0}, b: {slope: 1}}", "gradient.a", "printed: 0", "exact", 1},
        {"networks: {a: {slope: 0}, b: {slope: 1}}", "gradient.a", "printed: 1e-400", "wrong", 1},
        {"networks: {a: {slope: 0}, b: {slope: 1}}", "half-life.b", "printed: 0", "wrong", 0},
        {"networks: {a: {slope: 0}, b: {slope: 1}}", "improvement.b", "above: 0", "wrong", 0},
        {"depth: 0", "half-life.plain", "above: 0", "wrong", 0},
        {"depth: 0", "gradient.plain", "printed: 1", "exact", 1},
        /* layers that differ */
        {"networks: {a: {slopes: [2, 3, 5]}}", "slope.a", "printed: 2", "exact", 1},
        {"networks: {a: {slopes: [2, 3, 5]}}", "slope.a@5", "printed: 3", "exact", 1},
        {"networks: {a: {slopes: [2, 3, 5]}}", "gradient.a@5", "printed: 180", "exact", 3},
        {"networks: {a: {slopes: [2, 3, 5]}}", "angle.a@3", "printed: 78.69", "rounded", 4},
        /* of the sweep, with its skip and scale */
        {"sweep: {slopes: [3], skip: -1, scale: 0.5}", "slope.sweep[3]", "printed: 0.5", "exact",
         1},
        {"networks: {sweep: {slope: 2}}\ndepth: 3", "gradient.sweep", "printed: 8", "exact", 1},
        /* a whole unit short is not cut off, however the decimals were rounded */
        {"", "slope.residual", "printed: 1.19", "wrong", 3},
        {"depth: 9\nnetworks: {a: {slope: 2}}", "gradient.a", "printed: 511", "wrong", 3},
        {"depth: 3\nnetworks: {a: {slope: 0.5}}", "gradient.a", "printed: 0.124", "wrong", 3},
        {"networks: {a: {slope: 0}}", "lost-fraction.a", "printed: 0.99", "wrong", 2},
        /* more digits than a double has: those it has are compared */
        {"depth: 20", "gradient.plain", "printed: 0.01152921504606846976", "rounded", 19},
        {"depth: 20", "gradient.plain", "printed: 0.01152921504706846976", "wrong", 19},
        {"", "gradient.plain", "printed: 0.10737418240000000", "rounded", 17},
        /* beyond the doubles a logarithm has them */
        {"depth: 3320", "gradient.plain", "printed: 1.81e-322", "rounded", 3},
        {"depth: 10000", "gradient.plain", "printed: 7.9409035191e-970", "rounded", 11},
        {"depth: 10000", "gradient.plain", "printed: 7.940904e-970", "rounded", 7},
        {"depth: 10000", "gradient.plain", "printed: 7.940902e-970", "wrong", 7},
        {"depth: 1000000", "gradient.plain", "printed: 9.704919638901e-96911", "rounded", 13},
        {"depth: 10000000\nnetworks: {a: {slope: 1e-30}}", "gradient.a", "printed: 1e-300000000",
         "exact", 1},
        {"depth: 10000000\nnetworks: {a: {slope: 1e-30}}", "gradient.a", "below: 1e-400000000",
         "wrong", 1},
        {"depth: 10000000\nnetworks: {a: {slope: 1e300}}", "gradient.a", "above: 1e2999999999",
         "within", 1},
        /* what is equal as typed is neither below nor above */
        {"depth: 1\nnetworks: {a: {slope: 0.1}}", "gradient.a", "above: 0.1", "wrong", 1},
        {"depth: 1\nnetworks: {a: {slope: 0.3}}", "gradient.a", "below: 0.3", "wrong", 1},
        {"", "gradient.residual", "above: 6.1917364224", "wrong", 11},
        {"", "gradient.residual", "above: 6.1917364223", "within", 11},
        /* near 1 little is lost, and what is typed is what counts */
        {"depth: 1\nnetworks: {a: {slope: -0.99999, skip: 1}}", "slope.a", "below: 0.00001",
         "wrong", 1},
        {"depth: 1\nnetworks: {a: {slope: -0.99999, skip: 1}}", "slope.a",
         "printed: 0.00001000000000000", "rounded", 13},
        {"networks: {a: {slope: -0.99999, skip: 1}}", "gradient.a", "below: 1e-50", "wrong", 1},
        {"networks: {a: {slope: -0.99999, skip: 1}}", "gradient.a", "printed: 1.00000000000e-50",
         "exact", 12},
        {"depth: 1\nnetworks: {a: {slope: 0.9999999}}", "half-life.a", "printed: 6931471.459026",
         "rounded", 13},
        {"depth: 1\nnetworks: {a: {slope: 0.9999999}}", "half-life.a", "printed: 6931471.55",
         "wrong", 9},
        {"networks: {a: {slope: 0.1, skip: 0.9}}", "lost-fraction.a", "below: 0", "wrong", 1},
        {"networks: {a: {slope: 0.1, skip: 0.9}}", "lost-fraction.a", "printed: 0", "exact", 1},
        {"depth: 1\nnetworks: {a: {slope: 1e-14, skip: 1}}", "gradient.a", "above: 1", "within", 1},
        {"depth: 1\nnetworks: {a: {slope: 1e-14, skip: 1}}", "gradient.a", "printed: 1", "rounded",
         1},
        {"depth: 1000", "lost-fraction.plain", "below: 1", "within", 1},
        {"depth: 1000", "lost-fraction.plain", "above: 1", "wrong", 1},
        /* an activation of which rounding leaves nothing */
        {"depth: 80\ninput: 0.1\nnetworks: {a: {slope: 0.3, intercept: -0.03, skip: 1}}",
         "activation.a", "printed: 0.10000000", "exact", 8},
        {"depth: 70\ninput: 0.1\nnetworks: {a: {slope: 0.3, intercept: -0.03, skip: 1}}",
         "activation.a", "above: 0.1", "wrong", 1},
        {"depth: 300\ninput: 0.1\nnetworks: {a: {slope: 0.3, intercept: -0.03, skip: 1}}",
         "activation.a", "printed: 0.1", "uncertain", 1},
        {"depth: 300\ninput: 0.1\nnetworks: {a: {slope: 0.3, intercept: -0.03, skip: 1}}",
         "activation.a", "above: 0.1", "uncertain", 1},
        /* a gradient of 0 has no half-life */
        {"networks: {a: {slopes: [0.5, 0]}}", "half-life.a", "printed: 0", "wrong", 0},
        {"networks: {a: {slope: 0.1, skip: 0.9}}", "half-life.a", "above: 1", "wrong", 0},
    };
    size_t n_faults = 0;
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        char *claim = g_strdup_printf("quantity: %s, %s", table[i].quantity, table[i].number);
        struct judged judged = judge(table[i].keys, claim);
        const char *verdict = verdict_words[judged.verdict.verdict];
        if (strcmp(verdict, table[i].verdict) != 0 ||
            judged.verdict.n_digits != table[i].n_digits) {
            print_error("%s; %s: expected %s with %d digits, found %s with %d\n", table[i].keys,
                        claim, table[i].verdict, table[i].n_digits, verdict,
                        judged.verdict.n_digits);
            n_faults++;
        }
        judged_finish(&judged);
        g_free(claim);
    }
    assert_int_equal(n_faults, 0);
}

/* The last digit of a decimal moved by one, up or down in modulus; it must not be all zeros. */
static void move_last_digit(char *text, bool up) {
    for (size_t i = strlen(text); i-- > 0;) {
        if (text[i] == '.' || text[i] == '-') {
            continue;
        }
        if (up ? text[i] < '9' : text[i] > '0') {
            text[i] = (char)(text[i] + (up ? 1 : -1));
            return;
        }
        text[i] = up ? '0' : '9';
    }
}

/* What printf rounds holds; a unit of the last digit more or less is truncated or wrong. */
static void random_numbers_are_judged(void **state) {
    GRand *random = g_rand_new_with_seed(7);
    (void)state;

    for (int i = 0; i < CASES(3000); i++) {
        int n_decimals = g_rand_int_range(random, 1, 12);
        double slope = g_rand_double_range(random, 0.001, 99);
        char printed[64];
        char keys[128];
        slope = g_rand_boolean(random) ? slope : -slope;
        snprintf(keys, sizeof(keys), "depth: 1\nnetworks: {a: {slope: %.17g}}", slope);
        snprintf(printed, sizeof(printed), "%.*f", n_decimals, slope);
        int moved = g_rand_int_range(random, -1, 2);
        bool is_zero = strspn(printed, "-0.") == strlen(printed);
        bool is_nines = strspn(printed, "-9.") == strlen(printed);
        if (moved != 0 && !is_zero && !is_nines) {
            move_last_digit(printed, moved > 0);
        } else {
            moved = 0;
        }
        char *claim = g_strdup_printf("quantity: gradient.a, printed: %s", printed);
        struct judged judged = judge(keys, claim);
        enum verdict_kind verdict = judged.verdict.verdict;
        /* Rounded up, the digit below is what is left by cutting. */
        bool was_rounded_up = fabs(strtod(printed, NULL)) < fabs(slope) && moved < 0;
        double left = fabs(slope) - fabs(strtod(printed, NULL));
        bool is_cut = was_rounded_up && left < pow(10, -n_decimals) * (1 - 1e-9);
        /* Halfway, as far as decimals that were read as doubles tell, both neighbours are right. */
        bool is_tie = fabs(fabs(left) - 0.5 * pow(10, -n_decimals)) < 4 * DBL_EPSILON * fabs(slope);
        enum verdict_kind expected = is_cut ? VERDICT_TRUNCATED : VERDICT_WRONG;
        if (!is_tie && (moved == 0 ? verdict > VERDICT_ROUNDED : verdict != expected)) {
            fail_msg("%.17g printed as %s (moved %d): %s", slope, printed, moved,
                     verdict_words[verdict]);
        }
        judged_finish(&judged);
        g_free(claim);
    }
    g_rand_free(random);
}

/* The number that a detail calls right, as an author would print it: "57.7", "3.4e3"; or NULL. */
static char *right_of(const char *detail) {
    static const char rounds[] = "it rounds to ";
    static const char times[] = "×10<sup>";
    const char *begin = g_str_has_prefix(detail, rounds) ? detail + strlen(rounds) : detail;
    const char *end = begin == detail ? strstr(detail, " is right") : begin + strlen(begin);

    if (end == NULL) {
        return NULL;
    }
    GString *number = g_string_new_len(begin, end - begin);
    g_string_replace(number, "\u2212", "-", 0);
    g_string_replace(number, times, "e", 0);
    g_string_replace(number, "</sup>", "", 0);
    return g_string_free(number, FALSE);
}

static char *detail_of(const struct judged *judged) {
    return verdict_detail(claims_at(judged->claims, 0), &judged->verdict, LANGUAGE_EN);
}

/* Whatever was printed: the number that is called right holds. */
static void right_numbers_hold(void **state) {
    static const char *const depths[] = {"1", "1", "7", "400", "10000", "1000000"};
    GRand *random = g_rand_new_with_seed(11);
    int n_rights = 0;
    (void)state;

    for (int i = 0; i < CASES(4000); i++) {
        double slope = pow(10, g_rand_double_range(random, -3, 3));
        int n_digits = g_rand_int_range(random, 1, 18);
        double printed = pow(10, g_rand_double_range(random, -9, 9));
        bool is_near = g_rand_boolean(random);
        char keys[128];
        char number[64];
        snprintf(keys, sizeof(keys), "depth: %s\nnetworks: {a: {slope: %.*g}}",
                 depths[g_rand_int_range(random, 0, 6)], g_rand_int_range(random, 1, 5), slope);
        snprintf(number, sizeof(number), g_rand_boolean(random) ? "%.*e" : "%.*f",
                 MIN(n_digits, 12) - 1, is_near ? slope * 1.01 : printed);
        char *claim = g_strdup_printf("quantity: gradient.a, printed: %s", number);
        struct judged judged = judge(keys, claim);
        char *detail = detail_of(&judged);
        char *right = right_of(detail);
        if (right != NULL) {
            char *claim_of_right = g_strdup_printf("quantity: gradient.a, printed: %s", right);
            struct judged again = judge(keys, claim_of_right);
            if (!verdict_holds(again.verdict.verdict)) {
                char *found = detail_of(&again);
                fail_msg("%s; %s: %s; and then: %s", keys, number, detail, found);
            }
            n_rights++;
            judged_finish(&again);
            g_free(claim_of_right);
        }
        g_free(right);
        g_free(detail);
        judged_finish(&judged);
        g_free(claim);
    }
    assert_true(n_rights > CASES(2000));
    g_rand_free(random);
}

static void right_numbers_are_told(void **state) {
    static const struct {
        const char *keys, *claim, *detail;
    } rows[] = {
        {"", "improvement.residual, printed: 57.8", "57.7 is right, 57.8 is 0.23% too large"},
        {"", "gradient.sweep[-0.8], printed: 0.00001",
         "0.0000001 is right, 0.00001 is 97.66 times too large"},
        {"", "angle.plain, printed: 9", "39 is right, 9 is 4.296 times too small"},
        {"depth: 1\nnetworks: {a: {slope: 1}}", "gradient.a, printed: 2",
         "1 is right, 2 is 2 times too large"},
        {"depth: 1\nnetworks: {a: {slope: 1}}", "gradient.a, printed: 1.9",
         "1.0 is right, 1.9 is 90% too large"},
        {"depth: 1\nnetworks: {a: {slope: 1}}", "gradient.a, printed: 0.6",
         "1.0 is right, 0.6 is 40% too small"},
        {"", "gradient.plain, printed: 0.00", "0.11 is right"},
        {"depth: 3\nnetworks: {a: {slope: 15}}", "gradient.a, printed: 3.3e3",
         "it rounds to 3.4×10<sup>3</sup>"},
        {"depth: 1\nnetworks: {a: {slope: 0.997}}", "gradient.a, printed: 0.99",
         "it rounds to 1.00"},
        {"depth: 1\nnetworks: {a: {slope: 100.04}}", "gradient.a, printed: 99.6",
         "100.0 is right, 99.6 is 0.44% too small"},
        {"", "improvement.residual, printed: 57.66505",
         "57.66504 is right, 57.66505 is 1.9×10<sup>\u22125</sup>% too large"},
        {"", "gradient.plain, printed: -0.107", "0.107 is right"},
        {"depth: 1\nnetworks: {a: {slope: 0.097}}", "gradient.a, printed: 0.2",
         "0.1 is right, 0.2 is 2.062 times too large"},
        {"", "gradient.sweep[-0.5], printed: 0.003",
         "0.001 is right, 0.003 is 3.072 times too large"},
        {"depth: 1\nnetworks: {a: {slope: 0.99999}}", "gradient.a, printed: 9.99e-1",
         "it rounds to 1.000×10<sup>0</sup>"},
        {"depth: 1\nnetworks: {a: {slope: 0.097}}", "gradient.a, printed: 1.1e-1",
         "1.0×10<sup>\u22121</sup> is right, 1.1×10<sup>\u22121</sup> is 13% too large"},
        {"depth: 50", "gradient.plain, printed: 2.04e-10",
         "1.43×10<sup>\u22125</sup> is right, 2.04×10<sup>\u221210</sup> is "
         "6.996×10<sup>4</sup> times too small"},
        {"", "angle.plain, printed: 38.6598082540900", "38.6598082540901 is right"},
        {"networks: {a: {slope: 0}}", "gradient.a, printed: 0.10", "0.00 is right"},
        {"depth: 10000", "gradient.plain, printed: 7.95e-970",
         "7.94×10<sup>\u2212970</sup> is right, 7.95×10<sup>\u2212970</sup> is 0.11% too large"},
        {"", "gradient.plain, above: 0.2", "it is not &gt; 0.2"},
        {"depth: 300\ninput: 0.1\nnetworks: {a: {slope: 0.3, intercept: -0.03, skip: 1}}",
         "activation.a, below: 0", "fewer than 3 digits of the computed number are certain"},
    };
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *claim = g_strdup_printf("quantity: %s", rows[i].claim);
        struct judged judged = judge(rows[i].keys, claim);
        char *detail = detail_of(&judged);
        if (strcmp(detail, rows[i].detail) != 0) {
            fail_msg("%s: expected \"%s\", found \"%s\"", claim, rows[i].detail, detail);
        }
        g_free(detail);
        judged_finish(&judged);
        g_free(claim);
    }
}

static void factors_are_ratios(void **state) {
    static const struct {
        const char *quantity, *number;
        double factor; /* NAN: none */
    } table[] = {
        {"improvement.residual", "57.8", 57.8 / 57.6650390625},
        {"gradient.sweep[-0.8]", "0.00001", 97.65625},
        {"gradient.plain", "-0.1", NAN},
        {"gradient.plain", "0", NAN},
        {"gradient.plain", "1e-400", 1e-300}, /* its logarithm is compared */
    };
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        char *claim =
            g_strdup_printf("quantity: %s, printed: %s", table[i].quantity, table[i].number);
        struct judged judged = judge("", claim);
        struct number factor = judged.verdict.factor;
        if (isnan(table[i].factor)) {
            assert_false(number_exists(factor));
        } else if (table[i].factor > 1e-200) {
            expect_near(claim, factor.value, table[i].factor, 1e-12 * table[i].factor);
        } else {
            expect_near(claim, factor.log10_abs, -400 - log10(0.1073741824), 1e-10);
        }
        judged_finish(&judged);
        g_free(claim);
    }
}

/* ---- what a claim carries ---- */

static void the_sum_agrees_with_its_numbers(void **state) {
    static const struct {
        size_t n;
        size_t n_failed;
        enum language language;
        const char *sum;
    } rows[] = {
        {1, 0, LANGUAGE_EN, "the claim holds"},
        {1, 1, LANGUAGE_EN, "the claim does not hold"},
        {3, 0, LANGUAGE_EN, "all 3 claims hold"},
        {3, 1, LANGUAGE_EN, "1 of 3 claims does not hold"},
        {3, 2, LANGUAGE_EN, "2 of 3 claims do not hold"},
        {3, 1, LANGUAGE_ZH, "3 条说法中有 1 条不成立"},
    };
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *sum = verdict_sum(rows[i].n, rows[i].n_failed, rows[i].language);
        expect_text("the sum", sum, rows[i].sum);
        g_free(sum);
    }
}

static void claims_carry_their_settings(void **state) {
    struct judged judged = judge("", "text: \"a ≈ 1\", quantity: gradient.residual, printed: 0.36, "
                                     "set: {depth: 100, networks.residual.slope: -0.01}");
    const struct claim *claim = claims_at(judged.claims, 0);

    (void)state;
    assert_string_equal(claim->place, "x.yaml:3");
    assert_string_equal(claim->text, "a ≈ 1");
    assert_string_equal(claim->number, "0.36");
    assert_string_equal(claim->settings, "depth=100, networks.residual.slope=-0.01");
    assert_int_equal(claim->spec.depth, 100);
    assert_int_equal(judged.spec.depth, 10);
    expect_near("the spec's own slope", judged.spec.networks[1].slopes.values[0].value, 0.2, 0);
    expect_near("with settings", judged.verdict.computed.value, 0.36603234127322950493, 1e-15);
    assert_int_equal(judged.verdict.verdict, VERDICT_TRUNCATED);
    judged_finish(&judged);
}

/* A list in place of a number, a sweep of its own: memory is the claim's. */
static void settings_may_be_lists(void **state) {
    struct judged judged =
        judge("", "quantity: gradient.sweep[7], printed: 64, "
                  "set: {depth: 2, sweep.slopes: [1, 7], networks.plain.slopes: [1, 2]}");
    (void)state;

    assert_int_equal(judged.verdict.verdict, VERDICT_EXACT);
    assert_int_equal(judged.spec.sweep.slopes.n_values, 5);
    judged_finish(&judged);
}

static void brackets_stay_in_texts(void **state) {
    struct reader *reader = read_text("labels: {title: \"x.sweep[1] and .sweep[-0.8]\"}\n"
                                      "networks: {a: {slope: 1, label: a.sweep[2]}}\n");
    struct spec spec;
    (void)state;

    assert_true(reader_finish(reader, &spec));
    assert_string_equal(spec.labels.title, "x.sweep[1] and .sweep[-0.8]");
    assert_string_equal(spec.networks[0].label, "a.sweep[2]");
    spec_finish(&spec);
    reader_destroy(reader);
}

static void quantities_agree_with_derived(void **state) {
    struct judged judged = judge("", "quantity: gradient.plain, printed: 1");
    struct derived derived = derive_quantities(&judged.spec, 1, NULL);
    static const enum quantity_kind kinds[] = {QUANTITY_GRADIENT, QUANTITY_ACTIVATION,
                                               QUANTITY_IMPROVEMENT, QUANTITY_SLOPE,
                                               QUANTITY_HALF_LIFE};
    const double expected[] = {derived.gradient.value, derived.activation.value,
                               derived.improvement.value, derived.layer.slope.value,
                               derived.half_life};
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        bool is_of_a_layer = quantity_rows[kinds[i]].is_of_a_layer;
        struct quantity quantity = {kinds[i], false, 1, is_of_a_layer ? 1 : 10};
        expect_near(quantity_rows[kinds[i]].word,
                    compute_quantity(&judged.spec, &quantity, NULL).number.value, expected[i], 0);
    }
    judged_finish(&judged);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts_are_right),
        cmocka_unit_test(random_numbers_are_judged),
        cmocka_unit_test(right_numbers_hold),
        cmocka_unit_test(right_numbers_are_told),
        cmocka_unit_test(factors_are_ratios),
        cmocka_unit_test(the_sum_agrees_with_its_numbers),
        cmocka_unit_test(claims_carry_their_settings),
        cmocka_unit_test(settings_may_be_lists),
        cmocka_unit_test(brackets_stay_in_texts),
        cmocka_unit_test(quantities_agree_with_derived),
    };
    return run_all(tests);
}
