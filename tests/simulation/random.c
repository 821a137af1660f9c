/* Tests of random layers: known answers of the generator, closed forms of the exponent, and samples
 * against exact distributions. With TEST_ALL set there are 100,000 samples, otherwise some. */
#include "shared/fixture.h"
#include "shared/sanitized.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "simulation/draws.h"
#include "simulation/lyapunov.h"
#include "simulation/order.h"
#include "simulation/philox.h"
#include "simulation/samples.h"

/* ---- the generator ---- */

static void the_generator_has_its_known_answers(void **state) {
    (void)state;
    static const struct {
        struct philox_block counter;
        uint64_t key;
        struct philox_block bits;
    } rows[] = {
        {{{0}}, 0, {{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}},
        {{{UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX}},
         UINT64_MAX,
         {{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}},
        {{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}},
         UINT64_C(0x299f31d0a4093822),
         {{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}},
        {{{0}}, 42, {{0x9ceaf053, 0x77f5493b, 0x12bf50ad, 0x5742b3d7}}},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct philox_block bits = philox(rows[i].counter, rows[i].key);
        for (int word = 0; word < 4; word++) {
            expect_equal("word", bits.word[word], rows[i].bits.word[word]);
        }
    }
}

static double draw(enum distribution distribution, int64_t layer, size_t realisation) {
    const struct draws draws = {.seed = 42, .stream = 0, .distribution = distribution};
    double values[1000];

    draws_of_layer(&draws, layer, realisation + 1, values);
    return values[realisation];
}

/* Layer 0 is no layer of a network, but one of the generator. */
static void draws_have_their_known_answers(void **state) {
    (void)state;
    uint64_t bits;
    double normal = draw(DISTRIBUTION_NORMAL, 0, 0);

    memcpy(&bits, &normal, sizeof(bits));
    assert_int_equal(bits, UINT64_C(0xbfda4cf416d42f5b));
    expect_near("uniform", draw(DISTRIBUTION_UNIFORM, 0, 0), sqrt(3) * (2 * 0.4685865183391049 - 1),
                0);
}

/* ... and on nothing else, such as how many there are. */
static void draws_depend_on_their_indices(void **state) {
    (void)state;
    const struct draws draws = {.seed = 7, .stream = 3, .distribution = DISTRIBUTION_NORMAL};
    double few[3];
    double many[700];

    draws_of_layer(&draws, 5, 3, few);
    draws_of_layer(&draws, 5, 700, many);
    assert_memory_equal(few, many, sizeof(few));
    expect_near("mean 0", draw(DISTRIBUTION_NORMAL, 9, 300), draw(DISTRIBUTION_NORMAL, 9, 300), 0);
    assert_true(draw(DISTRIBUTION_NORMAL, 9, 300) != draw(DISTRIBUTION_NORMAL, 8, 300));
}

static void moments_are_those_of_the_distributions(void **state) {
    (void)state;
    enum { N = 40000 };
    static const double fourth[] = {3, 1.8};
    g_autofree double *values = g_new(double, N);

    for (int distribution = 0; distribution < 2; distribution++) {
        const struct draws draws = {
            .seed = 1, .stream = 0, .distribution = (enum distribution)distribution};
        double sums[5] = {0};
        draws_of_layer(&draws, 1, N, values);
        for (int i = 0; i < N; i++) {
            for (int power = 1; power < 5; power++) {
                sums[power] += pow(values[i], power) / N;
            }
        }
        expect_near("mean", sums[1], 0, 5 / sqrt(N));
        expect_near("variance", sums[2], 1, 5 * sqrt(2.0 / N));
        expect_near("third moment", sums[3], 0, 5 * sqrt(15.0 / N));
        expect_near("fourth moment", sums[4], fourth[distribution], 5 * sqrt(96.0 / N));
    }
}

static void logarithms_are_within_an_ulp(void **state) {
    (void)state;
    for (int i = 1; i < 20000; i++) {
        double x = ldexp((i + 0.37) / 20000, -(i % 50));
        expect_near("logarithm", draws_log(x), log(x), ulps(1, log(x)));
    }
}

/* ---- order ---- */

static int sign_of(struct floating a) {
    return (a.mantissa > 0) - (a.mantissa < 0);
}

static bool comes_before(struct floating a, struct floating b) {
    if (sign_of(a) != sign_of(b)) {
        return sign_of(a) < sign_of(b);
    }
    return a.exponent != b.exponent ? (a.exponent < b.exponent) == (sign_of(a) > 0)
                                    : a.mantissa < b.mantissa;
}

static void sort(struct floating *numbers, size_t n) {
    for (size_t i = 1; i < n; i++) {
        for (size_t k = i; k > 0 && comes_before(numbers[k], numbers[k - 1]); k--) {
            struct floating number = numbers[k];
            numbers[k] = numbers[k - 1];
            numbers[k - 1] = number;
        }
    }
}

static void expect_sorted(const struct floating *numbers, size_t n, bool by_modulus) {
    g_autofree struct floating *sorted = g_memdup2(numbers, n * sizeof(*numbers));
    g_autofree size_t *ranks = g_new(size_t, n);
    g_autofree struct floating *found = g_new(struct floating, n);
    struct order order;

    for (size_t i = 0; i < n; i++) {
        sorted[i].mantissa = by_modulus ? fabs(sorted[i].mantissa) : sorted[i].mantissa;
        ranks[i] = i;
    }
    sort(sorted, n);
    order_init(&order, n);
    order_find(&order, numbers, by_modulus, ranks, n, found);
    for (size_t i = 0; i < n; i++) {
        assert_true(found[i].mantissa == sorted[i].mantissa);
        assert_int_equal(found[i].exponent, sorted[i].exponent);
    }
    order_finish(&order);
}

/* Of which few are equal, or many; near to each other, or far beyond doubles. */
static void numbers_are_found_by_their_rank(void **state) {
    (void)state;
    enum { N = 200 };
    struct floating numbers[N];

    for (int kinds = 1; kinds <= N; kinds *= 3) {
        for (int far = 0; far < 3; far++) {
            for (int i = 0; i < N; i++) {
                static const int64_t steps[] = {0, 1, 40};
                double mantissa = 1 + (double)(i * 7919 % kinds) / kinds;
                int64_t exponent = steps[far] * (i * 31 % kinds) - 3000000;
                numbers[i] = (struct floating){i % 3 == 0 ? -mantissa : mantissa, exponent};
                if (i % 11 == 0) {
                    numbers[i] = (struct floating){0};
                }
            }
            expect_sorted(numbers, N, false);
            expect_sorted(numbers, N, true);
        }
    }
}

/* One far away leaves all others in one bucket. */
static void one_number_far_away_changes_nothing(void **state) {
    (void)state;
    struct floating numbers[100];

    for (int i = 0; i < 100; i++) {
        numbers[i] = (struct floating){1 + ldexp(i * 37 % 100, -52), 0};
    }
    numbers[50] = (struct floating){-1.5, 1000000};
    expect_sorted(numbers, 100, false);
    for (int i = 0; i < 100; i++) {
        numbers[i] = (struct floating){0};
    }
    expect_sorted(numbers, 100, false);
}

/* ---- exponents ---- */

/* |found - expected| is within an ulp of the expected number. */
static void closed_forms_have_all_digits(void **state) {
    (void)state;
    static const struct {
        double mean;
        double deviation;
        enum distribution distribution;
        double exponent;
    } rows[] = {
        {0, 1, DISTRIBUTION_NORMAL, -0.63518142273073908501},
        {1, 0.1, DISTRIBUTION_NORMAL, -0.005077641677765454235},
        {1, 0.2, DISTRIBUTION_NORMAL, -0.021410694500694153569},
        {1, 0.5, DISTRIBUTION_NORMAL, -0.17279531948605697224},
        {1, 1, DISTRIBUTION_NORMAL, -0.20849581843469427922},
        {1.2, 0.5, DISTRIBUTION_NORMAL, +0.060613070027785712188},
        {0.8, 0.1, DISTRIBUTION_NORMAL, -0.23114957924513350819},
        {1, 0.1, DISTRIBUTION_UNIFORM, -0.005045654332831638959},
        {1, 0.2, DISTRIBUTION_UNIFORM, -0.020764270090057802827},
        {1, 0.5, DISTRIBUTION_UNIFORM, -0.17245518795805261436},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct wide mean = wide_from_double(rows[i].mean);
        struct wide deviation = wide_from_double(rows[i].deviation);
        double found = wide_to_double(lyapunov_exponent(mean, deviation, rows[i].distribution));
        /* mean and deviation are doubles, the numbers that were typed are not */
        double rounding = ulps(1, rows[i].mean);
        expect_near("exponent", found, rows[i].exponent, rounding / 2 + ulps(1, rows[i].exponent));
        expect_near(
            "of a negative mean",
            wide_to_double(lyapunov_exponent(wide_negate(mean), deviation, rows[i].distribution)),
            found, ulps(1, found));
    }
}

/* The forms for large and small quotients meet, and the units of both numbers are one factor. */
static void closed_forms_agree_where_they_meet(void **state) {
    (void)state;
    static const double step = 1e-9;
    const double quotients[] = {sqrt(200), 2 * sqrt(3)};

    for (size_t i = 0; i < G_N_ELEMENTS(quotients); i++) {
        enum distribution distribution = i == 0 ? DISTRIBUTION_NORMAL : DISTRIBUTION_UNIFORM;
        double sides[2];
        for (int side = 0; side < 2; side++) {
            double mean = (quotients[i] + (2 * side - 1) * step) / 2;
            sides[side] = wide_to_double(
                lyapunov_exponent(wide_from_double(mean), wide_from_double(0.5), distribution));
        }
        expect_near("both sides", sides[1], sides[0], 2 * step);
    }
    struct wide far =
        lyapunov_exponent(wide_from_double(1e-200), wide_from_double(1e-201), DISTRIBUTION_NORMAL);
    expect_near("factor", wide_to_double(far) + 200 * log(10), -0.005077641677765454235, 1e-13);
}

/* ---- samples ---- */

static bool has_many_samples(void) {
    return !IS_SANITIZED && getenv("TEST_ALL") != NULL;
}

/* A network of this block slope whose last gradients are sampled. */
static struct sample_point sample(struct fixture *fixture, double skip, double slope, double sd,
                                  enum distribution distribution, int64_t depth,
                                  struct sample_summary *summary) {
    static struct real of_slope; /* lists are borrowed */
    static struct real of_skip;
    struct spec *spec = &fixture->spec;
    struct network *network = &spec->networks[0];
    struct sample_point point;

    of_slope = (struct real){slope, "typed"};
    of_skip = (struct real){skip, "typed"};
    spec->random.seed = 1;
    spec->random.samples = has_many_samples() ? 100000 : 4000;
    spec->depth = depth;
    network->depth = depth;
    network->slopes = (struct reals){1, &of_slope, false};
    network->skips = (struct reals){1, &of_skip, false};
    network->slope_sd.value = sd;
    network->distribution = distribution;
    struct random_network random = random_network_of(spec, 0);
    assert_true(samples_walk(&random, &depth, 1, NULL, &point, summary));
    return point;
}

/* Five standard errors, in the bounds of two different samples. */
static double bound_of(const struct fixture *fixture, double variance) {
    return 5 * sqrt(variance / (double)fixture->spec.random.samples);
}

/* Products of ten uniforms between 0 and 1 have an Erlang distribution of -ln. */
static void quantiles_are_exact_ones(void **state) {
    struct fixture *fixture = *state;
    static const double expected[N_QUANTILES] = {-6.1695831938531325642, -4.1990694042676726987,
                                                 -2.7018782602885202355};
    static const double probabilities[N_QUANTILES] = {0.1, 0.5, 0.9};
    struct sample_point point =
        sample(fixture, 1, -0.5, 0.5 / sqrt(3), DISTRIBUTION_UNIFORM, 10, NULL);

    for (int i = 0; i < N_QUANTILES; i++) {
        double x = -expected[i] * log(10);
        double density = log(10) * pow(x, 9) * exp(-x) / 362880; /* of log10 |g| */
        double p = probabilities[i];
        expect_near("quantile", point.log10_gradient[i], expected[i],
                    bound_of(fixture, p * (1 - p)) / density);
    }
}

static void exponents_are_those_of_the_closed_form(void **state) {
    struct fixture *fixture = *state;
    static const struct {
        double skip;
        double slope;
        double sd;
        int64_t depth;
    } rows[] = {{1, 0, 0.2, 100}, {1, 0.2, 0.5, 50}, {0, 0, 1, 30}, {0, 0.8, 0.1, 40}};

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct sample_summary summary;
        struct sample_point point = sample(fixture, rows[i].skip, rows[i].slope, rows[i].sd,
                                           DISTRIBUTION_NORMAL, rows[i].depth, &summary);
        struct wide sum;
        assert_true(lyapunov_sum(&fixture->spec.networks[0], rows[i].depth, &sum));
        double typical = wide_to_double(lyapunov_to_log10(sum));
        expect_near("mean of log10", summary.mean_log10, typical, 5 * summary.mean_log10_error);
        /* the median of what is nearly normal is nearly the mean, √(π/2) times less certain */
        expect_near("median", point.log10_gradient[QUANTILE_MEDIAN], typical,
                    10 * summary.mean_log10_error + 0.15);
    }
}

/* At skip 0 and slope 0 each sign is as likely as the other. */
static void signs_are_counted(void **state) {
    struct fixture *fixture = *state;
    struct sample_summary summary;

    (void)sample(fixture, 0, 0, 1, DISTRIBUTION_NORMAL, 3, &summary);
    expect_near("half", summary.negative_share, 0.5, bound_of(fixture, 0.25));
    (void)sample(fixture, 1, 0, 0.2, DISTRIBUTION_UNIFORM, 3, &summary);
    expect_near("none", summary.negative_share, 0, 0);
}

/* 0.2x + 0.05 + x without randomness is the article's residual network. */
static void without_deviation_all_samples_are_equal(void **state) {
    struct fixture *fixture = *state;
    const struct real intercept = {0.05, "0.05"};

    fixture->spec.networks[0].intercepts = (struct reals){1, &intercept, false};
    struct sample_point point = sample(fixture, 1, 0.2, 0, DISTRIBUTION_NORMAL, 10, NULL);
    for (int i = 0; i < N_QUANTILES; i++) {
        expect_near("gradient", point.log10_gradient[i], 10 * log10(1.2), 1e-14);
        expect_near("activation", wide_to_double(point.activation[i]), 7.489670528, 1e-13);
    }
}

/* The deviation of an activation after one layer from 1 is that of its slope. */
static void activations_keep_their_signs(void **state) {
    struct fixture *fixture = *state;
    static const double z_90 = 1.2815515655446004;
    const struct real intercept = {0.1, "0.1"};

    fixture->spec.networks[0].intercepts = (struct reals){1, &intercept, false};
    struct sample_point point = sample(fixture, 0, 0.3, 1, DISTRIBUTION_NORMAL, 1, NULL);
    for (int i = 0; i < N_QUANTILES; i++) {
        expect_near("activation", wide_to_double(point.activation[i]), 0.4 + (i - 1) * z_90,
                    bound_of(fixture, 3));
    }
}

/* Slopes of 10^-200 and scales of 10^-200, whose product no double holds. */
static void sizes_beyond_doubles_are_kept(void **state) {
    struct fixture *fixture = *state;
    const struct real tiny = {1e-200, "1e-200"};

    fixture->spec.networks[0].scales = (struct reals){1, &tiny, false};
    struct sample_point point = sample(fixture, 0, 1e-200, 1e-201, DISTRIBUTION_NORMAL, 100, NULL);
    expect_near("median", point.log10_gradient[QUANTILE_MEDIAN] / 100, -400, 0.02);
    expect_equal("value", sample_gradient(&point, QUANTILE_MEDIAN).value == 0, 1);
    point = sample(fixture, 0, 0, 1e-300, DISTRIBUTION_UNIFORM, 0, NULL);
    expect_near("no layers", sample_gradient(&point, QUANTILE_LOW).value, 1, 0);
}

/* The points after some layers do not depend on which others are asked for. */
static void points_are_alike_whatever_else_is_asked_for(void **state) {
    struct fixture *fixture = *state;
    static const int64_t layers[] = {0, 1, 7, 20};
    struct sample_point all[4];
    struct sample_point last = sample(fixture, 1, -0.1, 0.3, DISTRIBUTION_NORMAL, 20, NULL);
    struct random_network random = random_network_of(&fixture->spec, 0);
    assert_true(samples_walk(&random, layers, 4, NULL, all, NULL));
    assert_memory_equal(last.log10_gradient, all[3].log10_gradient, sizeof(last.log10_gradient));
    assert_memory_equal(last.activation, all[3].activation, sizeof(last.activation));
    expect_near("layer 0", wide_to_double(all[0].activation[0]), 1, 0);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_generator_has_its_known_answers),
        cmocka_unit_test(draws_have_their_known_answers),
        cmocka_unit_test(draws_depend_on_their_indices),
        cmocka_unit_test(moments_are_those_of_the_distributions),
        cmocka_unit_test(logarithms_are_within_an_ulp),
        cmocka_unit_test(numbers_are_found_by_their_rank),
        cmocka_unit_test(one_number_far_away_changes_nothing),
        cmocka_unit_test(closed_forms_have_all_digits),
        cmocka_unit_test(closed_forms_agree_where_they_meet),
        TEST_WITH_FIXTURE(quantiles_are_exact_ones),
        TEST_WITH_FIXTURE(exponents_are_those_of_the_closed_form),
        TEST_WITH_FIXTURE(signs_are_counted),
        TEST_WITH_FIXTURE(without_deviation_all_samples_are_equal),
        TEST_WITH_FIXTURE(activations_keep_their_signs),
        TEST_WITH_FIXTURE(sizes_beyond_doubles_are_kept),
        TEST_WITH_FIXTURE(points_are_alike_whatever_else_is_asked_for),
    };
    return run_all(tests);
}
