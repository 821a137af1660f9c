/* Tests of the fit of a gradient per layer, and of the power law. */
#include "simulation/gradient_fit.h"

#include <math.h>

#include <glib.h>

#include "shared/rows.h"

enum { N_VALUES = 20 };

static void straight(void **state) {
    double values[N_VALUES];
    struct gradient_fit fit;

    (void)state;
    for (int n = 0; n < N_VALUES; n++) {
        values[n] = 3 * pow(0.8, n);
    }
    assert_true(fit_gradients(values, N_VALUES, &fit));
    expect_near("s", fit.s.value, 0.8, 1e-14);
    expect_near("b", fit.b, log10(0.8), 1e-14);
    expect_near("se", fit.se_s.value, 0, 1e-14);
    expect_near("r2", fit.r2, 1, 1e-14);
    expect_near("points", (double)fit.n_points, N_VALUES, 0);
}

static void power_law(void **state) {
    double values[N_VALUES];
    struct gradient_fit fit;

    (void)state;
    for (int n = 0; n < N_VALUES; n++) {
        values[n] = pow(1 - (double)n / N_VALUES, -0.75);
    }
    assert_true(fit_gradients(values, N_VALUES, &fit));
    expect_near("power", fit.power, 0.75, 1e-13);
    expect_near("the law at the output", fit_log10_at(&fit, 0, N_VALUES), 0, 1e-13);
    expect_near("the law", fit_log10_at(&fit, N_VALUES - 1, N_VALUES), 0.75 * log10(N_VALUES),
                1e-13);
    expect_near("r2", fit.power_r2, 1, 1e-13);
    assert_true(fit.power_r2 > fit.r2);
}

/* By hand: log10 g = 0, 1, 3 at 0, 1, 2: b = 1.5, residuals 1/6, -1/3, 1/6. */
static void by_hand(void **state) {
    static const double values[] = {2, 20, 2000};
    struct gradient_fit fit;

    (void)state;
    assert_true(fit_gradients(values, 3, &fit));
    expect_near("b", fit.b, 1.5, 1e-14);
    expect_near("the line need not start at 1", fit.start, -1.0 / 6, 1e-14);
    fit.power_r2 = 0; /* asks for the line */
    expect_near("the line", fit_log10_at(&fit, 2, 3), 3 - 1.0 / 6, 1e-14);
    expect_near("se_b", fit.se_b, sqrt(1.0 / 6 / 2), 1e-14);
    expect_near("se_s", fit.se_s.value, log(10) * pow(10, 1.5) * sqrt(1.0 / 12), 1e-12);
    expect_near("r2", fit.r2, 1 - 1.0 / 6 / (14.0 / 3), 1e-14);
}

/* What is left out keeps its layer. */
static void gaps(void **state) {
    static const double values[] = {1, NAN, 0, 0.125, INFINITY, 0.03125, 0.015625};
    struct gradient_fit fit;

    (void)state;
    assert_true(fit_gradients(values, G_N_ELEMENTS(values), &fit));
    expect_near("s", fit.s.value, 0.5, 1e-14);
    expect_near("points", (double)fit.n_points, 4, 0);
}

static void no_fit(void **state) {
    static const double values[][4] = {
        {0, 1, 1, 1}, {NAN, 1, 1, 1}, {INFINITY, 1, 1, 1}, {1, 0, NAN, 1}};
    struct gradient_fit fit = {.n_points = 77};

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        expect_equal("fit", fit_gradients(values[i], 4, &fit), false);
    }
    expect_equal("untouched", (int64_t)fit.n_points, 77);
}

static void equal_values(void **state) {
    static const double values[] = {0.1, 0.1, 0, 0.1};
    struct gradient_fit fit;

    (void)state;
    assert_true(fit_gradients(values, G_N_ELEMENTS(values), &fit));
    expect_near("s", fit.s.value, 1, 0);
    expect_near("se_s", fit.se_s.value, 0, 0);
    assert_true(isnan(fit.r2) && isnan(fit.power_r2));
}

/* Single precision has seven digits: what differs in the last one is equal, more is a slope. */
static void almost_equal_values(void **state) {
    static const double rounded[] = {0.5, 0.5000001, 0.5, 0.4999999, 0.5};
    static const double falling[] = {0.5, 0.499998, 0.499996, 0.499994, 0.499992};
    struct gradient_fit fit;
    (void)state;

    assert_true(fit_gradients(rounded, 5, &fit));
    expect_equal("law", (int64_t)fit_law_of(&fit), FIT_LEVEL);
    assert_true(fit_gradients(falling, 5, &fit));
    expect_equal("law", (int64_t)fit_law_of(&fit), FIT_SLOPE);
}

/* Values that scatter about a level have no slope, and those that are far from it neither. */
static void steady_values(void **state) {
    static const double steady[] = {1, 1.3, 0.9, 1.4, 0.8, 1.2, 1.1, 0.95, 1.05};
    static const double wild[] = {1, 9, 0.1, 7, 1, 9, 0.2};
    static const double lost[] = {1, 1.3, 0.9, 1.4, 0.8, 1.2, 1.1, 0.95, 1.05, 0, NAN};
    struct gradient_fit fit;
    (void)state;

    assert_true(fit_gradients(lost, G_N_ELEMENTS(lost), &fit));
    expect_equal("law", (int64_t)fit_law_of(&fit), FIT_NEITHER);
    assert_true(fit_gradients(steady, G_N_ELEMENTS(steady), &fit));
    expect_equal("law", (int64_t)fit_law_of(&fit), FIT_STEADY);
    expect_near("level", fit_log10_at(&fit, 3, G_N_ELEMENTS(steady)), fit.level, 0);
    assert_true(fit_gradients(wild, G_N_ELEMENTS(wild), &fit));
    expect_equal("law", (int64_t)fit_law_of(&fit), FIT_NEITHER);
}

/* Which law is said to fit. */
static void laws(void **state) {
    static const struct {
        double r2;
        double power_r2;
        enum fit_law law;
    } rows[] = {
        {NAN, NAN, FIT_LEVEL}, {0.0076, 0.023, FIT_NEITHER}, {0.499, 0.2, FIT_NEITHER},
        {0.5, 0.2, FIT_SLOPE}, {0.3, 0.5, FIT_POWER},        {0.95, 0.95, FIT_SLOPE},
    };

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct gradient_fit fit = {.r2 = rows[i].r2, .power_r2 = rows[i].power_r2};
        expect_equal("law", (int64_t)fit_law_of(&fit), (int64_t)rows[i].law);
    }
}

/* Quotients that no double holds. */
static void far_values(void **state) {
    static const double values[] = {1e300, 1, 1e-300};
    struct gradient_fit fit;

    (void)state;
    assert_true(fit_gradients(values, 3, &fit));
    expect_near("b", fit.b, -300, 1e-10);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(straight),
                                       cmocka_unit_test(power_law),
                                       cmocka_unit_test(by_hand),
                                       cmocka_unit_test(gaps),
                                       cmocka_unit_test(no_fit),
                                       cmocka_unit_test(equal_values),
                                       cmocka_unit_test(almost_equal_values),
                                       cmocka_unit_test(steady_values),
                                       cmocka_unit_test(far_values),
                                       cmocka_unit_test(laws)};

    return run_all(tests);
}
