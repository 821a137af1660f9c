/* Tests of simulation/wide: its algebra and logarithms against exactly known results. */
#include "shared/fixture.h"

#include <math.h>

#include "simulation/wide_number.h"

/* The exact integers that results are held against. */
__extension__ typedef __int128 integer;

/* `value` of at most 106 bits, made without the functions under test. */
static struct wide from_integer(integer value) {
    double hi = (double)value;
    double lo = (double)(value - (integer)hi);

    if (value == 0) {
        return (struct wide){0};
    }
    int exponent = ilogb(hi);
    return (struct wide){ldexp(hi, -exponent), ldexp(lo, -exponent), exponent};
}

static struct wide sum_of(double hi, double lo) {
    return wide_add(wide_from_double(hi), wide_from_double(lo));
}

static void expect_normalised(const char *what, struct wide a) {
    if (a.hi == 0) {
        expect_near(what, a.lo, 0, 0);
        expect_equal(what, a.exponent, 0);
        return;
    }
    assert_true(fabs(a.hi) >= 1 && fabs(a.hi) < 2);
    assert_true(fabs(a.lo) <= 0x1p-53);
}

static void expect_same(const char *what, struct wide found, struct wide expected) {
    expect_normalised(what, found);
    expect_near(what, found.hi, expected.hi, 0);
    expect_near(what, found.lo, expected.lo, 0);
    expect_equal(what, found.exponent, expected.exponent);
}

/* |found/expected - 1| <= 2^-bits */
static void expect_relative(const char *what, struct wide found, struct wide expected, int bits) {
    struct wide error = wide_abs(wide_subtract(found, expected));
    struct wide bound = wide_abs(expected);

    bound.exponent -= bits;
    expect_normalised(what, found);
    if (wide_compare(error, bound) > 0) {
        row_fail("%s: %.17g + %.17g (2^%lld) is further off than 2^-%d", what, found.hi, found.lo,
                 (long long)found.exponent, bits);
    }
}

/* ---- conversion ---- */

static void doubles_come_back(void **state) {
    static const double values[] = {0,
                                    1,
                                    -1,
                                    0.1,
                                    -0.8,
                                    3,
                                    1e308,
                                    1e-307,
                                    0x1p-1022,
                                    0x1p-1074,
                                    5e-320,
                                    -0x1.fffffp-1030,
                                    0x1.fffffffffffffp1023};
    (void)state;

    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        struct wide a = wide_from_double(values[i]);
        expect_normalised("from a double", a);
        expect_near("back", wide_to_double(a), values[i], 0);
        expect_equal("sign", wide_sign(a), (values[i] > 0) - (values[i] < 0));
    }
}

static void beyond_doubles_is_infinity_or_zero(void **state) {
    static const struct {
        struct wide a;
        double expected;
    } rows[] = {
        {{1, 0, 1024}, INFINITY},
        {{-1, 0, 1024}, -INFINITY},
        {{1.5, 0, INT64_C(1) << 40}, INFINITY},
        {{1, 0, -(INT64_C(1) << 40)}, 0},
        {{-1.5, 0, -(INT64_C(1) << 40)}, 0},
        {{1, 0, 1023}, 0x1p1023},
        {{1, 0, -1074}, 0x1p-1074},
        {{1, 0, -1076}, 0},
        {{1.25, 0x1p-60, 2}, 5},
        /* one rounding, not two: next to the middle of two subnormals */
        {{1.5, -0x1p-60, -1074}, 0x1p-1074},
        {{1.5, 0x1p-60, -1074}, 0x1p-1073},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        expect_near("as a double", wide_to_double(rows[i].a), rows[i].expected, 0);
    }
}

static void number_has_sign_and_logarithm(void **state) {
    static const struct {
        struct wide a;
        struct number expected;
        bool fits;
    } rows[] = {
        {{0}, {0, -INFINITY, 0}, true},
        {{1, 0, 0}, {1, 0, 1}, true},
        {{-1, 0, 0}, {-1, 0, -1}, true},
        {{-1.25, 0, 3}, {-1, 1, -10}, true},
        {{1, 0, 4000}, {1, 1204.1199826559247809, INFINITY}, false},
        {{-1, 0, -4000}, {-1, -1204.1199826559247809, -0.0}, false},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct number found = wide_to_number(rows[i].a);
        const struct number *expected = &rows[i].expected;
        expect_equal("sign", found.sign, expected->sign);
        expect_near("log10", found.log10_abs, expected->log10_abs, ulps(1, expected->log10_abs));
        expect_near("value", found.value, expected->value, 0);
        expect_equal("fits", number_fits_double(found), rows[i].fits);
    }
}

/* ---- sums and products ---- */

/* Knuth's linear congruential generator: the same operands in every run. */
static int64_t next_operand(uint64_t *seed, int n_bits) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    int64_t value = (int64_t)(*seed >> (64 - n_bits));
    return *seed & 4096 ? -value : value;
}

static void integers_are_exact(void **state) {
    uint64_t seed = 1;
    (void)state;

    for (int i = 0; i < 20000; i++) {
        int64_t a = next_operand(&seed, 1 + i % 50);
        int64_t b = next_operand(&seed, 53);
        int64_t c = next_operand(&seed, 50);
        struct wide product =
            wide_multiply(wide_from_double((double)a), wide_from_double((double)b));
        expect_same("product", product, from_integer((integer)a * b));
        struct wide sum = wide_add(product, wide_from_double((double)c));
        expect_same("sum", sum, from_integer((integer)a * b + c));
        expect_same("difference", wide_subtract(sum, product), from_integer(c));
    }
}

static void wide_integers_are_exact(void **state) {
    uint64_t seed = 2;
    (void)state;

    for (int i = 0; i < 20000; i++) {
        integer a = (integer)next_operand(&seed, 52) * next_operand(&seed, 50);
        integer b = (integer)next_operand(&seed, 1 + i % 52) * next_operand(&seed, 1 + i % 47);
        struct wide sum = wide_add(from_integer(a), from_integer(b));
        expect_same("sum", sum, from_integer(a + b));
        expect_same("difference", wide_subtract(sum, from_integer(b)), from_integer(a));
        expect_equal("comparison", wide_compare(from_integer(a), from_integer(b)),
                     (a > b) - (a < b));
    }
}

static void square_keeps_its_middle(void **state) {
    struct wide a = sum_of(1, 0x1p-60);
    (void)state;

    /* (1 + 2^-60)^2 = 1 + 2^-59 + 2^-120; the last term is below the 106 bits. */
    expect_relative("(1+2^-60)^2", wide_multiply(a, a), sum_of(1, 0x1p-59), 104);
    expect_same("(1+2^-60) - 1", wide_subtract(a, wide_from_double(1)), wide_from_double(0x1p-60));
    struct wide square_less_1 = wide_subtract(wide_multiply(a, a), wide_from_double(1));
    expect_same("(1+2^-60)^2 - 1", square_less_1, wide_from_double(0x1p-59));
}

static void zero_only_where_the_exact_sum_is(void **state) {
    struct wide tiny = {1, 0, -100000};
    struct wide one = wide_from_double(1);
    (void)state;

    expect_same("1 - 1", wide_subtract(one, one), (struct wide){0});
    expect_same("tiny - tiny", wide_subtract(tiny, tiny), (struct wide){0});
    expect_same("0 + tiny", wide_add((struct wide){0}, tiny), tiny);
    expect_same("tiny + 0", wide_add(tiny, (struct wide){0}), tiny);
    expect_same("1 + tiny", wide_add(one, tiny), one);
    expect_same("tiny + 1", wide_add(tiny, one), one);
    expect_same("0 tiny", wide_multiply((struct wide){0}, tiny), (struct wide){0});
    expect_same("tiny tiny", wide_multiply(tiny, tiny), (struct wide){1, 0, -200000});
    /* 10 times the double 0.1 is not 1, and ten divided by ten is. */
    struct wide one_and_more = wide_multiply(wide_from_double(0.1), wide_from_double(10));
    expect_same("10·0.1 - 1", wide_subtract(one_and_more, one), wide_from_double(0x1p-54));
}

static void sums_reach_over_500_binary_places(void **state) {
    static const int distances[] = {1, 52, 53, 54, 106, 107, 300, 499, 500};
    (void)state;

    for (size_t i = 0; i < sizeof(distances) / sizeof(distances[0]); i++) {
        struct wide small = {1.5, 0, -distances[i]};
        struct wide sum = wide_add(wide_from_double(1), small);
        expect_normalised("sum", sum);
        expect_same("1 + small - 1", wide_subtract(sum, wide_from_double(1)), small);
        expect_equal("1 + small > 1", wide_compare(sum, wide_from_double(1)), 1);
    }
}

/* The leading parts cancel: what is left is as exact as a sum that does not. */
static void cancellation_keeps_the_low_parts(void **state) {
    struct wide a = {1, 0x1.0000000000001p-54, 0};
    struct wide b = {-1, 0x1.0000000000001p-56, 0};
    (void)state;

    expect_same("a + b", wide_add(a, b), sum_of(0x1.4p-54, 0x1.4p-106));
    expect_same("b + a", wide_add(b, a), sum_of(0x1.4p-54, 0x1.4p-106));
}

/* ---- quotients and powers ---- */

static void division_undoes_multiplication(void **state) {
    uint64_t seed = 3;
    (void)state;

    for (int i = 0; i < 2000; i++) {
        struct wide a = from_integer((integer)next_operand(&seed, 52) * 3 + 1);
        struct wide b = from_integer((integer)next_operand(&seed, 1 + i % 52) * 2 + 1);
        expect_relative("a b / b", wide_divide(wide_multiply(a, b), b), a, 100);
        expect_relative("a / b b", wide_multiply(wide_divide(a, b), b), a, 100);
    }
    struct wide third = wide_divide(wide_from_double(1), wide_from_double(3));
    expect_near("1/3", third.hi, 0x1.5555555555555p0, 0);
    expect_near("1/3", third.lo, 0x1.5555555555555p-54, ulps(1, 0x1p-54));
    expect_equal("1/3", third.exponent, -2);
    expect_same("6/3", wide_divide(wide_from_double(6), wide_from_double(3)), wide_from_double(2));
    expect_same("-1/2", wide_divide(wide_from_double(-1), wide_from_double(2)),
                wide_from_double(-0.5));
    expect_same("0/3", wide_divide((struct wide){0}, wide_from_double(3)), (struct wide){0});
}

static void roots_undo_squares(void **state) {
    uint64_t seed = 4;
    (void)state;

    for (int i = 0; i < 2000; i++) {
        struct wide a = wide_abs(from_integer((integer)next_operand(&seed, 1 + i % 52) * 2 + 1));
        a.exponent += i % 7 - 3;
        expect_same("root of a a", wide_root(wide_multiply(a, a)), a);
        struct wide root = wide_root(a);
        expect_relative("square of a root", wide_multiply(root, root), a, 100);
    }
    expect_same("root of 0", wide_root((struct wide){0}), (struct wide){0});
}

static void powers_are_exact_or_nearly(void **state) {
    integer power = 1;
    (void)state;

    for (int n = 0; n <= 37; n++, power *= -7) {
        expect_same("(-7)^n", wide_power(wide_from_double(-7), n), from_integer(power));
    }
    expect_same("0^0", wide_power((struct wide){0}, 0), wide_from_double(1));
    expect_same("0^1", wide_power((struct wide){0}, 1), (struct wide){0});
    expect_same("2^10000000", wide_power(wide_from_double(2), 10000000),
                (struct wide){1, 0, 10000000});
    expect_same("(-1/2)^9999999", wide_power(wide_from_double(-0.5), 9999999),
                (struct wide){-1, 0, -9999999});
}

/* ---- logarithms ---- */

static void logarithm_of_powers_of_10_is_whole(void **state) {
    static const int64_t exponents[] = {0, 1, 2, 3, 10, 22, 100, 308, 309, 1000, 65536, 10000000};
    (void)state;

    for (size_t i = 0; i < sizeof(exponents) / sizeof(exponents[0]); i++) {
        double k = (double)exponents[i];
        struct wide power = wide_power(wide_from_double(10), exponents[i]);
        struct wide inverse = wide_divide(wide_from_double(1), power);
        expect_near("log10 10^k", wide_to_double(wide_log10_abs(power)), k, ulps(1, k));
        expect_near("log10 10^-k", wide_to_double(wide_log10_abs(inverse)), -k, ulps(1, k));
        expect_near("log10 |-10^k|", wide_to_double(wide_log10_abs(wide_negate(power))), k,
                    ulps(1, k));
    }
}

static void logarithm_is_right_at_any_size(void **state) {
    static const struct {
        struct wide a;
        double log10_abs;
    } rows[] = {
        {{1, 0, 1}, 0.30102999566398119521},
        {{1, 0, -1}, -0.30102999566398119521},
        {{1, 0, 1000000000}, 301029995.66398119521},
        {{1, 0, INT64_C(1000000000000000)}, 301029995663981.19521},
        {{1, 0, -INT64_C(1000000000000000)}, -301029995663981.19521},
        {{1.5, 0, 1}, 0.47712125471966243730},
        {{1, 0x1p-60, 0}, 3.7669041662237777746e-19}, /* 2^-60/ln 10 */
        {{1, -0x1p-60, 0}, -3.7669041662237777746e-19},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        double found = wide_to_double(wide_log10_abs(rows[i].a));
        expect_near("log10", found, rows[i].log10_abs, ulps(1, rows[i].log10_abs));
    }
}

static void logarithm_next_to_1_has_every_digit(void **state) {
    static const struct {
        double offset;
        double expected;
    } rows[] = {
        {0, 0},
        {1e-300, 4.3429448190325183853e-301},
        {-1e-300, -4.3429448190325183853e-301},
        {1e-17, 4.3429448190325185655e-18},
        {-1e-17, -4.3429448190325186089e-18},
        {-1e-12, -4.3429448190346896616e-13}, /* from vectors/public.json */
        {0.25, 0.096910013008056414359},
        {-0.25, -0.12493873660829995313},
        {0.4375, 0.15760785336166809801}, /* log10 23/16 */
        {-0.28125, -0.14342214230231309720},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        double found = wide_to_double(wide_log10_1p(wide_from_double(rows[i].offset)));
        expect_near("log10(1 + offset)", found, rows[i].expected, ulps(1, rows[i].expected));
    }
}

/* log10(ab) = log10 a + log10 b holds to about 2^-100 and so tests every digit of the sum. */
static void logarithm_of_a_product_is_the_sum(void **state) {
    uint64_t seed = 4;
    (void)state;

    for (int i = 0; i < 2000; i++) {
        struct wide a = from_integer((integer)next_operand(&seed, 30) * 2 + 1);
        struct wide b = from_integer((integer)next_operand(&seed, 20) * 2 + 1);
        if (wide_compare(wide_abs(a), wide_from_double(2)) < 0 ||
            wide_compare(wide_abs(b), wide_from_double(2)) < 0) {
            continue;
        }
        struct wide sum = wide_add(wide_log10_abs(a), wide_log10_abs(b));
        expect_relative("log10 ab", wide_log10_abs(wide_multiply(a, b)), sum, 99);
    }
}

/* The series for the logarithm converges slowest at the square roots of 2 and 1/2; the logarithm of
 * the square, next to 1, knows better. */
static void logarithm_is_right_far_from_1(void **state) {
    static const double values[] = {1.41421, 1.41422, 1.4, 1.45, 0.7071, 0.7072, 0.75, 0.69};
    (void)state;

    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        struct wide a = wide_from_double(values[i]);
        struct wide twice = wide_multiply(wide_log10_abs(a), wide_from_double(2));
        expect_relative("2 log10 a", twice, wide_log10_abs(wide_multiply(a, a)), 100);
    }
}

/* C(n,k+1) = C(n,k)·(n-k)/(k+1), beyond every double, with digits that a double cannot hold. */
static void binomials_follow_their_recurrence(void **state) {
    static const int64_t sizes[] = {1, 300, 600, 5000};
    (void)state;

    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct wide expected = wide_from_double(1);
        for (int64_t k = 0; k <= sizes[i]; k++) {
            struct wide found = wide_exp10(wide_log10_binomial(sizes[i], k));
            struct wide error =
                wide_abs(wide_subtract(wide_divide(found, expected), wide_from_double(1)));
            expect_near("binomial", wide_to_double(error), 0, 0x1p-82);
            expected = wide_multiply(expected, wide_divide(wide_from_double((double)(sizes[i] - k)),
                                                           wide_from_double((double)(k + 1))));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(binomials_follow_their_recurrence),
        cmocka_unit_test(doubles_come_back),
        cmocka_unit_test(beyond_doubles_is_infinity_or_zero),
        cmocka_unit_test(number_has_sign_and_logarithm),
        cmocka_unit_test(integers_are_exact),
        cmocka_unit_test(wide_integers_are_exact),
        cmocka_unit_test(square_keeps_its_middle),
        cmocka_unit_test(zero_only_where_the_exact_sum_is),
        cmocka_unit_test(sums_reach_over_500_binary_places),
        cmocka_unit_test(cancellation_keeps_the_low_parts),
        cmocka_unit_test(division_undoes_multiplication),
        cmocka_unit_test(roots_undo_squares),
        cmocka_unit_test(powers_are_exact_or_nearly),
        cmocka_unit_test(logarithm_of_powers_of_10_is_whole),
        cmocka_unit_test(logarithm_is_right_at_any_size),
        cmocka_unit_test(logarithm_next_to_1_has_every_digit),
        cmocka_unit_test(logarithm_of_a_product_is_the_sum),
        cmocka_unit_test(logarithm_is_right_far_from_1),
    };
    return run_all(tests);
}
