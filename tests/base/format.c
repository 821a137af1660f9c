/* Tests of formatted numbers, row by row. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/format.h"
#include "shared/rows.h"

#define MINUS "\xe2\x88\x92" /* U+2212 */
#define TIMES "\xc3\x97"

/* Frees the text. */
static void expect_formatted(GString *text, const char *expected) {
    expect_text("formatted", text->str, expected);
    g_string_free(text, TRUE);
}

/* Appending keeps what is there. */
static GString *begun(void) {
    return g_string_new(">");
}

static void values_have_their_digits(void **state) {
    (void)state;
    static const struct {
        double value;
        int n_digits;
        const char *text;
    } rows[] = {
        {0, 3, ">0"},
        {-0.0, 3, ">0"},
        {1, 3, ">1"},
        {-1, 3, ">" MINUS "1"},
        {0.1073741824, 3, ">0.107"},
        {6.1917364224, 3, ">6.19"},
        {0.44631291, 3, ">0.446"},
        {7.489670528, 3, ">7.49"},
        {-2.35, 3, ">" MINUS "2.35"},
        {1.2, 3, ">1.2"},
        {1.024e-7, 3, ">1.02" TIMES "10<sup>" MINUS "7</sup>"},
        {-1.024e-7, 3, ">" MINUS "1.02" TIMES "10<sup>" MINUS "7</sup>"},
        {9.765625e-4, 3, ">9.77" TIMES "10<sup>" MINUS "4</sup>"},
        {0.001, 3, ">0.001"},
        {0.00099951, 3, ">0.001"},
        {0.0009995, 3, ">9.99" TIMES "10<sup>" MINUS "4</sup>"}, /* its double is below it */
        {0.00099949, 3, ">9.99" TIMES "10<sup>" MINUS "4</sup>"},
        {9.994, 3, ">9.99"},
        {9.996, 3, ">10"},
        {99.96, 3, ">100"},
        {1784, 3, ">1784"},
        {9999, 3, ">9999"},
        {9999.6, 3, ">10<sup>4</sup>"}, /* rounds to it */
        {10000, 3, ">10<sup>4</sup>"},
        {99999, 3, ">10<sup>5</sup>"},
        {12345678, 3, ">1.23" TIMES "10<sup>7</sup>"},
        {12345678, 5, ">1.2346" TIMES "10<sup>7</sup>"},
        {2, 1, ">2"},
        {0.5, 1, ">0.5"},
        {200, 1, ">200"},
        {0.002, 1, ">0.002"},
        {1e300, 3, ">10<sup>300</sup>"},
        {1.7976931348623157e308, 3, ">1.8" TIMES "10<sup>308</sup>"},
        {5e-324, 3, ">4.94" TIMES "10<sup>" MINUS "324</sup>"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *text = begun();
        format_double(text, rows[i].value, rows[i].n_digits);
        expect_formatted(text, rows[i].text);
    }
}

static void numbers_beyond_a_double_have_their_digits(void **state) {
    (void)state;
    static const struct {
        struct number number;
        int n_digits;
        const char *text;
    } rows[] = {
        {{1, -970, 0}, 3, ">10<sup>" MINUS "970</sup>"},
        {{1, -969.1001300805639, 0}, 3, ">7.94" TIMES "10<sup>" MINUS "970</sup>"},
        {{-1, -969.1001300805639, -0.0}, 3, ">" MINUS "7.94" TIMES "10<sup>" MINUS "970</sup>"},
        {{1, 395.90623023812416, INFINITY}, 3, ">8.06" TIMES "10<sup>395</sup>"},
        {{1, 395.9999, INFINITY}, 3, ">10<sup>396</sup>"},
        {{-1, 791812, -INFINITY}, 3, ">" MINUS "10<sup>791812</sup>"},
        {{1, -6989700.0433601886, 0}, 3, ">9.05" TIMES "10<sup>" MINUS "6989701</sup>"},
        {{0, -INFINITY, 0}, 3, ">0"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *text = begun();
        format_number(text, rows[i].number, rows[i].n_digits);
        expect_formatted(text, rows[i].text);
    }
}

static void decimals_are_fixed(void **state) {
    (void)state;
    static const struct {
        double value;
        int n_decimals;
        const char *text;
    } rows[] = {
        {0, 0, ">0"},
        {0, 2, ">0.00"},
        {8, 0, ">8"},
        {-2, 0, ">" MINUS "2"},
        {0.5, 1, ">0.5"},
        {1, 1, ">1.0"},
        {-1.25, 2, ">" MINUS "1.25"},
        {2.5e-7, 9, ">0.000000250"},
        {9999, 0, ">9999"},
        {9999.5, 1, ">9999.5"},
        {99999, 0, ">99\u202f999"},
        {-123456.25, 2, ">" MINUS "123\u202f456.25"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *text = begun();
        format_decimals(text, rows[i].value, rows[i].n_decimals);
        expect_formatted(text, rows[i].text);
    }
}

static void typed_numbers_stay_as_typed(void **state) {
    (void)state;
    static const struct {
        const char *typed;
        const char *text;
    } rows[] = {
        {"0.8", ">0.8"},
        {"-0.80", ">" MINUS "0.80"},
        {"-1e-3", ">" MINUS "10<sup>" MINUS "3</sup>"},
        {"+.5", ">+.5"},
        {"1<2&3", ">1&lt;2&amp;3"},
        {"", ">"},
        {"2e-7", ">2" TIMES "10<sup>" MINUS "7</sup>"},
        {"1.0E+12", ">1.0" TIMES "10<sup>12</sup>"},
        {"0.5e0", ">0.5"},
        {"1e00", ">1"},
        {"stable", ">stable"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *text = begun();
        format_typed(text, rows[i].typed);
        expect_formatted(text, rows[i].text);
    }
}

static void powers_of_ten_are_raised(void **state) {
    (void)state;
    static const struct {
        long long exponent;
        const char *text;
    } rows[] = {
        {0, ">1"},
        {1, ">10"},
        {2, ">10<sup>2</sup>"},
        {-1, ">10<sup>" MINUS "1</sup>"},
        {-7000000, ">10<sup>" MINUS "7000000</sup>"},
        {4000000000, ">10<sup>4000000000</sup>"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *text = begun();
        format_power_of_ten(text, rows[i].exponent);
        expect_formatted(text, rows[i].text);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_their_digits),
        cmocka_unit_test(numbers_beyond_a_double_have_their_digits),
        cmocka_unit_test(decimals_are_fixed),
        cmocka_unit_test(typed_numbers_stay_as_typed),
        cmocka_unit_test(powers_of_ten_are_raised),
    };
    return run_all(tests);
}
