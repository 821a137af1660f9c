/* Tests of the five classes, at their thresholds and just beside them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "shared/rows.h"
#include "spec/gradient_class.h"

/* Gradients by their value, where a double has it. */
static const struct row {
    double value;
    enum gradient_class class;
} rows[] = {
    {0, CLASS_VANISHING},
    {5e-324, CLASS_VANISHING},
    {1.024e-7, CLASS_VANISHING}, /* the article's 0.2^10 */
    {0.99999e-4, CLASS_VANISHING},
    {1e-4, CLASS_DECAYING},
    {9.765625e-4, CLASS_DECAYING}, /* 0.5^10 */
    {0.09999999, CLASS_DECAYING},
    {0.1, CLASS_SLIGHTLY_DECAYING},
    {0.1073741824, CLASS_SLIGHTLY_DECAYING}, /* 0.8^10 */
    {0.98999999, CLASS_SLIGHTLY_DECAYING},
    {0.99000001, CLASS_STABLE},
    {1, CLASS_STABLE},
    {1.00999999, CLASS_STABLE},
    {1.01000001, CLASS_AMPLIFYING},
    {6.1917364224, CLASS_AMPLIFYING}, /* 1.2^10 */
    {1.7e308, CLASS_AMPLIFYING},
};

static void expect_class(struct number gradient, enum gradient_class expected) {
    enum gradient_class found = gradient_class_of(gradient);

    if (found != expected) {
        row_fail("%d times 10^%.17g: expected class %d, found %d", gradient.sign,
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
        struct number gradient = {value > 0, log10(value), value};
        expect_class(gradient, rows[i].class);
        gradient.sign = -gradient.sign;
        gradient.value = -value;
        expect_class(gradient, rows[i].class);
    }
}

/* The number's logarithm decides, not the double, which has lost such numbers. */
static void sizes_beyond_a_double_have_a_class(void **state) {
    (void)state;

    expect_class((struct number){1, -970, 0}, CLASS_VANISHING);
    expect_class((struct number){-1, -7e6, -0.0}, CLASS_VANISHING);
    expect_class((struct number){1, 791, INFINITY}, CLASS_AMPLIFYING);
    expect_class((struct number){-1, 791, -INFINITY}, CLASS_AMPLIFYING);
}

/* To the last bit: the logarithm of a threshold, and its neighbours. */
static void thresholds_are_exact(void **state) {
    (void)state;
    static const struct {
        double value;
        double log10;
        enum gradient_class below;
        enum gradient_class at;
        enum gradient_class above;
    } thresholds[] = {
        {1e-4, -4, CLASS_VANISHING, CLASS_DECAYING, CLASS_DECAYING},
        {0.1, -1, CLASS_DECAYING, CLASS_SLIGHTLY_DECAYING, CLASS_SLIGHTLY_DECAYING},
        {0.99, -0.0043648054024500846, CLASS_SLIGHTLY_DECAYING, CLASS_STABLE, CLASS_STABLE},
        {1.01, 0.0043213737826425743, CLASS_STABLE, CLASS_STABLE, CLASS_AMPLIFYING},
    };

    for (size_t i = 0; i < sizeof(thresholds) / sizeof(thresholds[0]); i++) {
        double at = thresholds[i].log10;
        assert_true(fabs(at - log10(thresholds[i].value)) < 1e-15);
        expect_class((struct number){1, at - BESIDE, 0}, thresholds[i].below);
        expect_class((struct number){1, at, 0}, thresholds[i].at);
        expect_class((struct number){1, at + BESIDE, 0}, thresholds[i].above);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_follow_the_modulus),
        cmocka_unit_test(sizes_beyond_a_double_have_a_class),
        cmocka_unit_test(thresholds_are_exact),
    };
    return run_all(tests);
}
