/* Tests of the five classes, at their thresholds and just beside them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <gradfig/class.h>

/* Gradients by their value, where a double has it. */
static const struct row {
    double value;
    enum gradfig_class class;
} rows[] = {
    {0, GRADFIG_CLASS_VANISHING},
    {5e-324, GRADFIG_CLASS_VANISHING},
    {1.024e-7, GRADFIG_CLASS_VANISHING}, /* the article's 0.2^10 */
    {0.99999e-4, GRADFIG_CLASS_VANISHING},
    {1e-4, GRADFIG_CLASS_DECAYING},
    {9.765625e-4, GRADFIG_CLASS_DECAYING}, /* 0.5^10 */
    {0.09999999, GRADFIG_CLASS_DECAYING},
    {0.1, GRADFIG_CLASS_SLIGHTLY_DECAYING},
    {0.1073741824, GRADFIG_CLASS_SLIGHTLY_DECAYING}, /* 0.8^10 */
    {0.98999999, GRADFIG_CLASS_SLIGHTLY_DECAYING},
    {0.99000001, GRADFIG_CLASS_STABLE},
    {1, GRADFIG_CLASS_STABLE},
    {1.00999999, GRADFIG_CLASS_STABLE},
    {1.01000001, GRADFIG_CLASS_AMPLIFYING},
    {6.1917364224, GRADFIG_CLASS_AMPLIFYING}, /* 1.2^10 */
    {1.7e308, GRADFIG_CLASS_AMPLIFYING},
};

static void expect_class(struct gradfig_number gradient, enum gradfig_class expected) {
    enum gradfig_class found = gradfig_class_of(gradient);

    if (found != expected) {
        fail_msg("%d times 10^%.17g: expected class %d, found %d", gradient.sign,
                 gradient.log10_abs, (int)expected, (int)found);
    }
}

/* From a threshold on, more than rounding moves a logarithm by. */
static const double BESIDE = 1e-13;

/* The class is of the modulus. */
static void classes_follow_the_modulus(void **state) {
    (void)state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        double value = rows[i].value;
        struct gradfig_number gradient = {value > 0, log10(value), value};
        expect_class(gradient, rows[i].class);
        gradient.sign = -gradient.sign;
        gradient.value = -value;
        expect_class(gradient, rows[i].class);
    }
}

/* The number's logarithm decides, not the double, which has lost such numbers. */
static void sizes_beyond_a_double_have_a_class(void **state) {
    (void)state;

    expect_class((struct gradfig_number){1, -970, 0}, GRADFIG_CLASS_VANISHING);
    expect_class((struct gradfig_number){-1, -7e6, -0.0}, GRADFIG_CLASS_VANISHING);
    expect_class((struct gradfig_number){1, 791, INFINITY}, GRADFIG_CLASS_AMPLIFYING);
    expect_class((struct gradfig_number){-1, 791, -INFINITY}, GRADFIG_CLASS_AMPLIFYING);
}

/* To the last bit: the logarithm of a threshold, and its neighbours. */
static void thresholds_are_exact(void **state) {
    (void)state;
    static const struct {
        double value;
        double log10;
        enum gradfig_class below;
        enum gradfig_class at;
        enum gradfig_class above;
    } thresholds[] = {
        {1e-4, -4, GRADFIG_CLASS_VANISHING, GRADFIG_CLASS_DECAYING, GRADFIG_CLASS_DECAYING},
        {0.1, -1, GRADFIG_CLASS_DECAYING, GRADFIG_CLASS_SLIGHTLY_DECAYING,
         GRADFIG_CLASS_SLIGHTLY_DECAYING},
        {0.99, -0.0043648054024500846, GRADFIG_CLASS_SLIGHTLY_DECAYING, GRADFIG_CLASS_STABLE,
         GRADFIG_CLASS_STABLE},
        {1.01, 0.0043213737826425743, GRADFIG_CLASS_STABLE, GRADFIG_CLASS_STABLE,
         GRADFIG_CLASS_AMPLIFYING},
    };

    for (size_t i = 0; i < sizeof(thresholds) / sizeof(thresholds[0]); i++) {
        double at = thresholds[i].log10;
        assert_true(fabs(at - log10(thresholds[i].value)) < 1e-15);
        expect_class((struct gradfig_number){1, at - BESIDE, 0}, thresholds[i].below);
        expect_class((struct gradfig_number){1, at, 0}, thresholds[i].at);
        expect_class((struct gradfig_number){1, at + BESIDE, 0}, thresholds[i].above);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_follow_the_modulus),
        cmocka_unit_test(sizes_beyond_a_double_have_a_class),
        cmocka_unit_test(thresholds_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
