/* Tests of output/number_digits against printf, over every size of doubles. */
#include "shared/fixture.h"

#include <stdio.h>
#include <string.h>

#include "output/number_digits.h"

static struct powers_of_ten ten;

static void expect_as_printf(double value) {
    char found[NUMBER_DIGITS_SIZE];
    char expected[NUMBER_DIGITS_SIZE];
    char *end = number_digits_write(&ten, value, found);

    snprintf(expected, sizeof(expected), "%.17g", value + 0.0);
    if (strcmp(found, expected) != 0 || end != found + strlen(found)) {
        row_fail("%a: %s, expected %s", value, found, expected);
    }
}

static void known_forms(void **state) {
    static const double values[] = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        0.1,
        -0.8,
        123456,
        1e15,
        1e16,
        1e17,
        1e18,
        1e22,
        1e23,
        1e-4,
        1e-5,
        99999999999999.9,
        0x1p-1074,
        1e-9,
        1e308,
        9e15,
        0.3,
        2e-5,
        1e100,
        0x1p-53,
        0x1.fffffffffffffp1023,
    };
    (void)state;

    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        expect_as_printf(values[i]);
    }
}

/* Both ends of each power of two, and doubles between them. */
static void every_exponent(void **state) {
    (void)state;

    for (int exponent = -1074; exponent <= 1023; exponent++) {
        double low = ldexp(1, exponent);
        expect_as_printf(low);
        expect_as_printf(-nextafter(low, 0));
        expect_as_printf(low * 1.2345678901234567);
        expect_as_printf(low * 1.6180339887498949);
    }
}

/* Numbers as people type them have zeros at the end; dyadic ones lie in the middle between two
 * roundings. */
static void short_numbers(void **state) {
    (void)state;

    for (int i = 1; i < 20000; i++) {
        expect_as_printf(i / 1000.0);
        expect_as_printf(i * 1e-300);
        expect_as_printf(ldexp(2 * i + 1, -58 + i % 16));
        expect_as_printf(ldexp(2 * i + 1, 50 + i % 16));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_forms),
        cmocka_unit_test(every_exponent),
        cmocka_unit_test(short_numbers),
    };
    powers_of_ten_init(&ten);
    return run_all(tests);
}
