/* Tests of variants: the numbers of ranges, the order of variants, each one's spec and name. */
#include "shared/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "shared/sanitized.h"
#include "shared/set_spec.h"
#include "spec/reader.h"
#include "spec/recipe.h"
#include "spec/variant_names.h"
#include "spec/variants.h"

__extension__ typedef __int128 int128;

/* ---- reading ---- */

static struct reader *read_yaml(const char *yaml) {
    struct reader *reader = reader_create();
    FILE *stream = tmpfile();

    assert_non_null(stream);
    assert_true(fputs(yaml, stream) >= 0);
    rewind(stream);
    reader_read(reader, stream, "x.yaml");
    fclose(stream);
    return reader;
}

/* The test fails where the spec is refused. */
static struct variants *variants_of(const char *yaml) {
    struct reader *reader = read_yaml(yaml);
    struct variants *variants = reader_finish_variants(reader, "png", false);

    if (variants == NULL) {
        fail_msg("%s: %s", yaml, reader_mistake(reader, 0));
    }
    reader_destroy(reader);
    return variants;
}

/* The only mistake of a spec. */
static void expect_mistake(const char *yaml, const char *message) {
    struct reader *reader = read_yaml(yaml);

    assert_null(reader_finish_variants(reader, "png", false));
    expect_equal(yaml, (int64_t)reader_n_mistakes(reader), 1);
    assert_string_equal(reader_mistake(reader, 0), message);
    reader_destroy(reader);
}

static double number_of(const struct variants *variants, size_t i) {
    struct spec spec;

    variants_spec(variants, i, &spec);
    return spec.input.value;
}

/* ---- ranges by hand ---- */

static const struct {
    const char *range;
    const char *values; /* the first of them where `n` is not 0, each with a blank behind it */
    size_t n;           /* of all values */
} ranges[] = {
    {"from: 1, to: 4, step: 1", "1 2 3 4 ", 0},
    {"from: 0, to: 1, step: 0.1", "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1 ", 0},
    {"from: -0.5, to: 0.5, step: 0.1", "-0.5 -0.4 -0.3 -0.2 -0.1 0 0.1 0.2 0.3 0.4 0.5 ", 0},
    {"from: 0.3, to: -0.3, step: -0.2", "0.3 0.1 -0.1 -0.3 ", 0},
    {"from: 10, to: -5, step: -5", "10 5 0 -5 ", 0},
    {"from: -1, to: -3, step: -1", "-1 -2 -3 ", 0},
    {"from: 1e-3, to: 3e-3, step: 1e-3", "0.001 0.002 0.003 ", 0},
    {"from: 0, to: 2e-3, step: 1e-3", "0 0.001 0.002 ", 0},
    {"from: 1E3, to: 1200, step: 1e+2", "1000 1100 1200 ", 0},
    {"from: +.5, to: 1.50, step: 5.e-1", "0.5 1 1.5 ", 0},
    {"from: 0.95, to: 1.05, step: 0.05", "0.95 1 1.05 ", 0},
    {"from: 9, to: 11, step: 1", "9 10 11 ", 0},
    {"from: 0, to: 0.999999, step: 1e-6", "0 0.000001 0.000002 ", 1000000},
    {"from: -0, to: 0.00, step: 7", "0 ", 0},
    {"from: 3, to: 3, step: 1", "3 ", 0},
    {"from: 3, to: 3.0, step: -0.1", "3 ", 0},
    {"from: 8e-7, to: 12e-7, step: 2e-7", "8e-7 0.000001 0.0000012 ", 0},
    {"from: 1e-7, to: 3e-7, step: 1e-7", "1e-7 2e-7 3e-7 ", 0},
    {"from: 1e300, to: 3e300, step: 1e300", "1e300 2e300 3e300 ", 0},
    {"from: -1.7e308, to: 1.7e308, step: 1.7e308", "-1.7e308 0 1.7e308 ", 0},
    {"from: 5e-324, to: 15e-324, step: 5e-324", "5e-324 1e-323 1.5e-323 ", 0},
    {"from: 123456789012345678, to: 123456789012345680, step: 1",
     "1.23456789012345678e17 1.23456789012345679e17 1.2345678901234568e17 ", 0},
    {"from: 0.123456789012345678, to: 0.123456789012345680, step: 1e-18",
     "0.123456789012345678 0.123456789012345679 0.12345678901234568 ", 0},
    {"from: 1e16, to: 3e16, step: 1e16", "10000000000000000 20000000000000000 30000000000000000 ",
     0},
    {"from: 1000000000000000000000e-21, to: 2, step: 1", "1 2 ", 0},
    {"from: 0.00000000000000000000001e23, to: 2, step: 1", "1 2 ", 0},
    {"from: 0e999, to: 2, step: 1", "0 1 2 ", 0},
    {"from: 0e9223372036854775807, to: 1, step: 1", "0 1 ", 0},
    {"from: 0e-9223372036854775808, to: 1, step: 1", "0 1 ", 0},

    {"from: 0, to: 1, count: 2", "0 1 ", 0},
    {"from: 0, to: 1, count: 3", "0 0.5 1 ", 0},
    {"from: 0, to: 1, count: 4", "0 0.3333333333333333 0.6666666666666666 1 ", 0},
    {"from: 1, to: 0, count: 4", "1 0.6666666666666666 0.3333333333333333 0 ", 0},
    {"from: -1, to: 0, count: 4", "-1 -0.6666666666666666 -0.3333333333333333 0 ", 0},
    {"from: 0, to: 1, count: 11", "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1 ", 0},
    {"from: -0.5, to: 0.5, count: 5", "-0.5 -0.25 0 0.25 0.5 ", 0},
    {"from: 1, to: 100, count: 4", "1 34 67 100 ", 0},
    {"from: 1, to: 2, count: 7",
     "1 1.1666666666666667 1.3333333333333333 1.5 1.6666666666666667 1.8333333333333333 2 ", 0},
    {"from: 0, to: 1e-3, count: 4", "0 0.0003333333333333333 0.0006666666666666666 0.001 ", 0},
    {"from: 0, to: 1e300, count: 4", "0 3.333333333333333e299 6.666666666666667e299 1e300 ", 0},
    {"from: 0, to: 1e-300, count: 4", "0 3.3333333333333333e-301 6.666666666666667e-301 1e-300 ",
     0},
    {"from: 0.99999999999999999, to: 1, count: 2", "0.99999999999999999 1 ", 0},
    {"from: 2.50, to: 2.5, count: 1", "2.5 ", 0},
};

static void expect_range(const char *range, const char *expected, size_t n) {
    char yaml[256];
    char found[512] = "";

    snprintf(yaml, sizeof(yaml), "vary: {input: {%s}}", range);
    struct variants *variants = variants_of(yaml);
    size_t count = variants_count(variants);
    for (size_t i = 0; i < count && strlen(found) < strlen(expected); i++) {
        size_t used = strlen(found);
        const char *value = variants_value(variants, i, 0);
        snprintf(found + used, sizeof(found) - used, "%s ", value);
        expect_near(range, number_of(variants, i), strtod(value, NULL), 0);
    }
    if (strcmp(found, expected) != 0) {
        fail_msg("%s: expected %s, found %s", range, expected, found);
    }
    size_t n_shown = 0;
    for (const char *text = expected; *text != '\0'; text++) {
        n_shown += *text == ' ';
    }
    expect_equal(range, (int64_t)count, (int64_t)(n > 0 ? n : n_shown));
    variants_destroy(variants);
}

static void ranges_are_exact_decimals(void **state) {
    (void)state;

    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
        if (IS_SANITIZED && ranges[i].n == 1000000) {
            continue; /* they are made as a few are */
        }
        expect_range(ranges[i].range, ranges[i].values, ranges[i].n);
    }
}

/* Whole numbers are typed as such. */
static void ranges_of_whole_numbers(void **state) {
    static const char *const values[] = {"0", "2500000", "5000000", "7500000", "10000000"};
    struct variants *variants = variants_of("vary: {depth: {from: 0, to: 1e7, count: 5}}");
    (void)state;

    expect_equal("count", (int64_t)variants_count(variants), 5);
    for (size_t i = 0; i < 5; i++) {
        struct spec spec;
        variants_spec(variants, i, &spec);
        assert_string_equal(variants_value(variants, i, 0), values[i]);
        expect_equal(values[i], spec.depth, (int64_t)i * 2500000);
    }
    variants_destroy(variants);
}

static const struct {
    const char *range;
    const char *message; /* behind "x.yaml:1:" */
} refusals[] = {
    {"from: 0, to: 1, step: 0.3",
     "38: input: expected a step that leads from 0 to 1, found 0.3; the nearest end is 0.9"},
    {"from: 0, to: 1, step: -1",
     "38: input: expected a step that leads from 0 to 1, found -1, of the other sign"},
    {"from: 0, to: 1, step: -2",
     "38: input: expected a step that leads from 0 to 1, found -2, of the other sign"},
    {"from: 1, to: 0, step: 1",
     "38: input: expected a step that leads from 1 to 0, found 1, of the other sign"},
    {"from: 0, to: 1, step: 2",
     "38: input: expected a step that leads from 0 to 1, found 2; the nearest end is 2"},
    {"from: 0, to: 1, step: 0e5", "38: input: expected a step other than 0, found 0e5"},
    {"from: 0, to: 1, step: 1e-7", "38: input: expected at most 1000000 values, found 10000001"},
    {"from: 0, to: 1, count: 1", "39: input: expected a count from 2 to 1000000, found 1"},
    {"from: 0, to: 0, count: 0", "39: input: expected a count from 1 to 1000000, found 0"},
    {"from: 0, to: 1, count: 1000001", "39: input: expected at most 1000000 values, found 1000001"},
    {"from: 1234567890123456789, to: 0, count: 2",
     "15: input: expected numbers that differ in at most 18 digits, found more"},
    {"from: 1e18, to: 0, step: 1",
     "15: input: expected numbers that differ in at most 18 digits, found more"},
    {"from: 1e300, to: 0, step: 1e282",
     "15: input: expected numbers that differ in at most 18 digits, found more"},
    {"from: 1e308, to: 5e-324, count: 2",
     "15: input: expected numbers that differ in at most 18 digits, found more"},
    {"from: 0, to: 4.9e-324, count: 3",
     "15: input: expected a number, found \"2.45e-324\", too small for a double: it would read as "
     "0"},
};

static void ranges_that_are_none(void **state) {
    (void)state;

    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        char yaml[256];
        char message[256];
        snprintf(yaml, sizeof(yaml), "vary: {input: {%s}}", refusals[i].range);
        snprintf(message, sizeof(message), "x.yaml:1:%s", refusals[i].message);
        expect_mistake(yaml, message);
    }
}

/* ---- ranges at random ---- */

static uint64_t random_state;

/* From `low` to `high`; xorshift. */
static int64_t random_from(int64_t low, int64_t high) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return low + (int64_t)(random_state % (uint64_t)(high - low + 1));
}

/* digits·10^exponent */
struct decimal {
    int128 digits;
    int exponent;
};

static int128 power_of_ten(int exponent) {
    int128 power = 1;

    assert_in_range(exponent, 0, 37);
    while (exponent-- > 0) {
        power *= 10;
    }
    return power;
}

/* Reads a decimal without the code under test; zeros at its end are dropped. */
static struct decimal decimal_of(const char *text) {
    struct decimal decimal = {0};
    bool is_negative = *text == '-';
    bool is_fraction = false;

    for (text += is_negative; *text != '\0' && *text != 'e'; text++) {
        if (*text == '.') {
            is_fraction = true;
        } else {
            decimal.digits = 10 * decimal.digits + (*text - '0');
            decimal.exponent -= is_fraction;
        }
    }
    decimal.exponent += *text == 'e' ? atoi(text + 1) : 0;
    for (; decimal.digits != 0 && decimal.digits % 10 == 0; decimal.digits /= 10) {
        decimal.exponent++;
    }
    decimal.digits *= is_negative ? -1 : 1;
    return decimal;
}

/* Writes digits·10^exponent in one of the ways in which users do. */
static void write_decimal(int64_t digits, int exponent, char text[64]) {
    const char *sign = digits < 0 ? "-" : random_from(0, 3) == 0 ? "+" : "";
    long long modulus = llabs(digits);

    if (random_from(0, 1) == 0 || exponent > 0 || exponent < -15) {
        bool has_point = modulus != 0 && random_from(0, 1) == 0;
        snprintf(text, 64, "%s%lld%s%c%+d", sign, modulus, has_point ? ".0" : "",
                 random_from(0, 1) == 0 ? 'e' : 'E', exponent);
    } else if (exponent == 0) {
        snprintf(text, 64, "%s%lld", sign, modulus);
    } else {
        long long power = (long long)power_of_ten(-exponent);
        snprintf(text, 64, "%s%lld.%0*lld%s", sign, modulus / power, -exponent, modulus % power,
                 random_from(0, 1) == 0 ? "00" : "");
    }
}

static void expect_ends(const struct variants *variants, const char *from, const char *to) {
    expect_near(from, number_of(variants, 0), strtod(from, NULL), 0);
    expect_near(to, number_of(variants, variants_count(variants) - 1), strtod(to, NULL), 0);
}

/* No needless zeros, no needless point. */
static void expect_short(const char *text) {
    const char *end = text + strcspn(text, "e");

    if (strchr(text, '.') != NULL && (end[-1] == '0' || end[-1] == '.')) {
        fail_msg("%s: it could be shorter", text);
    }
    if (*text == '+' || strcmp(text, "-0") == 0) {
        fail_msg("%s: a needless sign", text);
    }
}

/* All values are from + k·step, exactly. */
static void steps_at_random(void **state) {
    (void)state;
    random_state = 0x9e3779b97f4a7c15;

    for (int round = 0; round < CASES(1000); round++) {
        int exponent = (int)random_from(-305, 290);
        exponent = round % 2 == 0 ? exponent % 16 : exponent;
        int64_t size = (int64_t)power_of_ten((int)random_from(1, 14));
        int64_t first = random_from(-size, size);
        int64_t step = random_from(1, size) * (random_from(0, 1) == 0 ? -1 : 1);
        int64_t n = random_from(1, 40);
        char texts[3][64];
        char yaml[256];

        write_decimal(first, exponent, texts[0]);
        write_decimal(first + (n - 1) * step, exponent, texts[1]);
        write_decimal(step, exponent, texts[2]);
        snprintf(yaml, sizeof(yaml), "vary: {input: {from: %s, to: %s, step: %s}}", texts[0],
                 texts[1], texts[2]);
        struct variants *variants = variants_of(yaml);
        expect_equal(yaml, (int64_t)variants_count(variants), n);
        expect_ends(variants, texts[0], texts[1]);
        for (int64_t k = 0; k < n; k++) {
            const char *text = variants_value(variants, (size_t)k, 0);
            struct decimal found = decimal_of(text);
            int128 expected = first + (int128)k * step;
            expect_short(text);
            if (found.digits == 0
                    ? expected != 0
                    : found.digits * power_of_ten(found.exponent - exponent) != expected) {
                fail_msg("%s: %s is not value %d", yaml, text, (int)k);
            }
        }
        variants_destroy(variants);
    }
}

static int n_digits_of(int128 number) {
    int n = 0;

    for (; number != 0; number /= 10) {
        n++;
    }
    return n;
}

/* Whether `text` is numerator / divisor·10^exponent, but for what distinguishes no doubles: with
 * fewer digits than 17, their last may be of another decimal of the same double. */
static bool is_near(const char *text, int128 numerator, int64_t divisor, int exponent) {
    struct decimal found = decimal_of(text);

    if (found.digits == 0 || numerator == 0) {
        return found.digits == numerator;
    }
    found.exponent -= exponent;
    int lowest = n_digits_of(found.digits) + found.exponent - 17; /* of 17 digits, the last */
    int scale = lowest < 0 ? -lowest : 0;
    if (found.exponent < lowest) {
        return false; /* more than 17 digits */
    }
    int128 error = found.digits * power_of_ten(found.exponent + scale) * divisor -
                   numerator * power_of_ten(scale);
    int128 allowed = n_digits_of(found.digits) < 17 ? 2 * 23 : 1; /* a double has 2^-52 of 1 */
    return 2 * (error < 0 ? -error : error) <= allowed * divisor * power_of_ten(lowest + scale);
}

static void counts_at_random(void **state) {
    (void)state;
    random_state = 0xbf58476d1ce4e5b9;

    for (int round = 0; round < CASES(1000); round++) {
        int exponent = (int)random_from(-290, 290);
        exponent = round % 2 == 0 ? exponent % 12 : exponent;
        int64_t size = (int64_t)power_of_ten((int)random_from(1, 6));
        int64_t first = random_from(-size, size);
        int64_t last = random_from(-size, size);
        int64_t n = random_from(2, round % 50 == 0 ? 1000 : 40);
        char texts[2][64];
        char yaml[256];

        write_decimal(first, exponent, texts[0]);
        write_decimal(last, exponent, texts[1]);
        n = first == last ? 1 : n;
        snprintf(yaml, sizeof(yaml), "vary: {input: {from: %s, to: %s, count: %d}}", texts[0],
                 texts[1], (int)n);
        struct variants *variants = variants_of(yaml);
        int64_t divisor = n > 1 ? n - 1 : 1;
        expect_equal(yaml, (int64_t)variants_count(variants), n);
        expect_ends(variants, texts[0], texts[1]);
        for (int64_t k = 0; k < n; k++) {
            const char *text = variants_value(variants, (size_t)k, 0);
            int128 numerator = (int128)first * divisor + (int128)k * (last - first);
            expect_short(text);
            if (!is_near(text, numerator, divisor, exponent)) {
                fail_msg("%s: %s is not value %d", yaml, text, (int)k);
            }
        }
        variants_destroy(variants);
    }
}

/* ---- the order of variants ---- */

enum { N_KEYS_MAX = 4 };

static const struct {
    const char *yaml;
    size_t n_keys;
    const char *keys[N_KEYS_MAX];
    const char *rows; /* name and values of each variant, a line each */
} products[] = {
    {"{}", 0, {NULL}, "figure.png\n"},
    {"vary: {}", 0, {NULL}, "figure.png\n"},
    {"vary: {depth: [7]}", 1, {"depth"}, "depth_7.png 7\n"},
    {"vary: {depth: [1, 2], figure.theme: [dark, light], input: [-1, 0.50]}",
     3,
     {"depth", "figure.theme", "input"},
     "depth_1__theme_dark__input_-1.png 1 dark -1\n"
     "depth_1__theme_dark__input_0.50.png 1 dark 0.50\n"
     "depth_1__theme_light__input_-1.png 1 light -1\n"
     "depth_1__theme_light__input_0.50.png 1 light 0.50\n"
     "depth_2__theme_dark__input_-1.png 2 dark -1\n"
     "depth_2__theme_dark__input_0.50.png 2 dark 0.50\n"
     "depth_2__theme_light__input_-1.png 2 light -1\n"
     "depth_2__theme_light__input_0.50.png 2 light 0.50\n"},
    {"vary: {input: {from: 1, to: 0, count: 3}, depth: [3, 1]}\nname: \"d{depth}/{input}\"",
     2,
     {"input", "depth"},
     "d3/1.png 1 3\n"
     "d1/1.png 1 1\n"
     "d3/0.5.png 0.5 3\n"
     "d1/0.5.png 0.5 1\n"
     "d3/0.png 0 3\n"
     "d1/0.png 0 1\n"},
    /* a group stands where its first key stands */
    {"vary: {depth: [1, 2], input: [3, 4], sweep.skip: [5, 6], sweep.scale: [7, 8]}\n"
     "together: [[sweep.scale, depth]]\nname: \"{depth}{input}{sweep.skip}{sweep.scale}\"",
     4,
     {"depth", "input", "sweep.skip", "sweep.scale"},
     "1357.png 1 3 5 7\n"
     "1367.png 1 3 6 7\n"
     "1457.png 1 4 5 7\n"
     "1467.png 1 4 6 7\n"
     "2358.png 2 3 5 8\n"
     "2368.png 2 3 6 8\n"
     "2458.png 2 4 5 8\n"
     "2468.png 2 4 6 8\n"},
    {"vary: {depth: [1, 2], input: [3, 4], sweep.skip: [5, 6], sweep.scale: [7, 8]}\n"
     "together: [[sweep.skip, input], [depth, sweep.scale]]\n"
     "name: \"{depth}{input}{sweep.skip}{sweep.scale}\"",
     4,
     {"depth", "input", "sweep.skip", "sweep.scale"},
     "1357.png 1 3 5 7\n"
     "1467.png 1 4 6 7\n"
     "2358.png 2 3 5 8\n"
     "2468.png 2 4 6 8\n"},
    {"vary: {depth: [1, 1, 2], input: [3, 4, 4]}\ntogether: [[input, depth]]",
     2,
     {"depth", "input"},
     "depth_1__input_3.png 1 3\n"
     "depth_1__input_4.png 1 4\n"
     "depth_2__input_4.png 2 4\n"},
    /* names of values that are not portable are positions */
    {"vary: {labels.title: [\"\xe6\xae\x8b\xe5\xb7\xae\", \"a b\"], sweep.slopes: [[0, 0.1], [1, "
     "2]]}",
     2,
     {"labels.title", "sweep.slopes"},
     "labels.title_1__sweep.slopes_1.png \xe6\xae\x8b\xe5\xb7\xae 0,0.1\n"
     "labels.title_1__sweep.slopes_2.png \xe6\xae\x8b\xe5\xb7\xae 1,2\n"
     "labels.title_2__sweep.slopes_1.png a b 0,0.1\n"
     "labels.title_2__sweep.slopes_2.png a b 1,2\n"},
};

static void list_variants(const struct variants *variants, char *listed, size_t size) {
    FILE *stream = fmemopen(listed, size, "w");

    assert_non_null(stream);
    for (size_t i = 0; i < variants_count(variants); i++) {
        g_autofree char *name = variants_name(variants, i);
        fputs(name, stream);
        for (size_t k = 0; k < variants_n_keys(variants); k++) {
            fprintf(stream, " %s", variants_value(variants, i, k));
        }
        fputc('\n', stream);
    }
    fclose(stream);
}

static void last_key_changes_first(void **state) {
    (void)state;

    for (size_t i = 0; i < sizeof(products) / sizeof(products[0]); i++) {
        struct variants *variants = variants_of(products[i].yaml);
        char listed[2048] = "";
        expect_equal("keys", (int64_t)variants_n_keys(variants), (int64_t)products[i].n_keys);
        for (size_t k = 0; k < products[i].n_keys; k++) {
            assert_string_equal(variants_key(variants, k), products[i].keys[k]);
        }
        list_variants(variants, listed, sizeof(listed));
        assert_string_equal(listed, products[i].rows);
        variants_destroy(variants);
    }
}

/* A spec that can be drawn has names: its author has no other word for a list. */
static void positions_meet_no_value(void **state) {
    static const char *const specs[] = {
        "vary: {sweep.slopes: [[2], [0.1, 0.2]]}",
        "vary: {labels.title: [\"a b\", \"1\"]}",
        "vary: {input: [3, 1, 1e+5]}",
    };
    (void)state;

    for (size_t i = 0; i < sizeof(specs) / sizeof(specs[0]); i++) {
        variants_destroy(variants_of(specs[i]));
    }
}

/* ---- the spec of a variant ---- */

#define BASE                                                                                       \
    "depth: 4\nnetworks: {a: {slope: 1, label: \"A\"}, b: {slopes: [1, 2, 3], skip: 1}}\n"         \
    "labels: {title: \"x\"}\n"

static const char *const varied[] = {
    "",
    "vary: {depth: [3, 100], input: {from: -1, to: 1, count: 4}}",
    "vary: {networks.a.slope: [0.5, 1e-3], networks.b.slope: [+1, .5]}",
    "vary: {networks.a.slopes: [[1], [1, 2], [-0, 0.10, 3]], networks.a.intercepts: [[5], [6, 7]]}",
    "vary: {networks.a.label: [one, \"\xe4\xb8\x80\", \"a, [b]\"], networks.b.color: "
    "[\"#0aFf10\"]}",
    "vary: {sweep.slopes: [[0, 1], [-0.5]], geometry.x: [[-1, 1], [0, 1e3]], labels.title: [t]}",
    "vary: {figure.panels: [[gradient], [sweep, gradient]], figure.colors: [exact, 256],\n"
    "  figure.language: [zh, en], figure.background: [transparent], figure.palette: [safe],\n"
    "  figure.width: [400, 800], figure.dpi: [72, 300]}\n"
    "together: [[figure.width, figure.dpi], [figure.colors, figure.language]]",
};

static struct spec base_spec(void) {
    struct reader *reader = read_yaml(BASE);
    struct spec spec;

    assert_true(reader_finish(reader, &spec));
    reader_destroy(reader);
    return spec;
}

static void expect_set_values(const struct variants *variants, size_t i) {
    struct spec expected = base_spec();
    struct spec found;
    struct gradfig_error error;

    for (size_t k = 0; k < variants_n_keys(variants); k++) {
        const char *key = variants_key(variants, k);
        const char *value = variants_value(variants, i, k);
        if (!spec_set(&expected, key, value, &error)) {
            fail_msg("%s=%s: %s", key, value, error.message);
        }
    }
    variants_spec(variants, i, &found);
    assert_true(spec_validate(&found, &error));
    g_autofree char *left = recipe_write(&expected, &error);
    g_autofree char *right = recipe_write(&found, &error);
    assert_string_equal(left, right);
    spec_finish(&expected);
}

static void spec_is_the_base_with_values_set(void **state) {
    (void)state;

    for (size_t i = 0; i < sizeof(varied) / sizeof(varied[0]); i++) {
        char yaml[1024];
        snprintf(yaml, sizeof(yaml), BASE "%s\n", varied[i]);
        struct variants *variants = variants_of(yaml);
        /* backwards, too: no variant leaves anything in another */
        for (size_t n = variants_count(variants), j = 0; j < 2 * n; j++) {
            expect_set_values(variants, j < n ? j : 2 * n - 1 - j);
        }
        variants_destroy(variants);
    }
}

static void other_commands_see_the_base(void **state) {
    struct gradfig_error error;
    struct spec expected = base_spec();
    g_autofree char *left = recipe_write(&expected, &error);
    (void)state;

    for (size_t i = 0; i < sizeof(varied) / sizeof(varied[0]); i++) {
        char yaml[1024];
        struct spec spec;
        snprintf(yaml, sizeof(yaml), BASE "%s\n", varied[i]);
        struct reader *reader = read_yaml(yaml);
        assert_true(reader_finish(reader, &spec));
        g_autofree char *right = recipe_write(&spec, &error);
        assert_string_equal(left, right);
        spec_finish(&spec);
        reader_destroy(reader);
    }
    spec_finish(&expected);
}

/* ---- settings and themes ---- */

/* Which settings a spec with variants takes: slope and slopes are one value. */
static const struct {
    const char *setting;
    bool is_refused;
} settings[] = {
    {"input=3", false},
    {"networks.residual.slopes=1,2", false},
    {"depth=3", true},
    {"networks.plain.slope=3", true},
    {"networks.plain.slopes=1,2", true},
    {"networks.plain.intercept=1", true},
};

static void varied_keys_are_not_set(void **state) {
    (void)state;

    for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
        struct reader *reader = read_yaml("vary: {depth: [2, 3], networks.plain.slope: [1, 2], "
                                          "networks.plain.intercepts: [[1], [2]]}");
        reader_set(reader, settings[i].setting);
        struct variants *variants = reader_finish_variants(reader, "png", false);
        expect_equal(settings[i].setting, variants == NULL, settings[i].is_refused);
        if (variants == NULL) {
            char message[256];
            snprintf(message, sizeof(message),
                     "--set %s: expected a key that the spec does not vary", settings[i].setting);
            assert_string_equal(reader_mistake(reader, 0), message);
        }
        variants_destroy(variants);
        reader_destroy(reader);
    }
}

static void themes_are_the_last_key(void **state) {
    struct reader *reader = read_yaml("vary: {depth: [1, 2]}\nname: \"d/{depth}\"");
    struct variants *variants = reader_finish_variants(reader, "pdf", true);
    char listed[512] = "";
    (void)state;

    assert_non_null(variants);
    list_variants(variants, listed, sizeof(listed));
    assert_string_equal(listed, "d/1-light.pdf 1 light\nd/1-dark.pdf 1 dark\n"
                                "d/2-light.pdf 2 light\nd/2-dark.pdf 2 dark\n");
    variants_destroy(variants);
    reader_destroy(reader);
}

/* ---- names that differ ---- */

/* Where the template shows that all names differ, they are not compared. */
static const struct {
    const char *yaml;
    bool are_apart, is_seen; /* whether they differ, and whether the template shows it */
} templates[] = {
    {"vary: {depth: [1, 11], input: [1, 11]}", true, true},
    {"vary: {depth: [11, 1], input: [1, 1e2, 1.5e2]}", true, true},
    {"vary: {depth: [1, 11], input: [1, 11]}\nname: \"depth_{depth}x{input}\"", true, true},
    {"vary: {depth: [1, 11], input: [1, 11]}\nname: \"depth_{depth}{input}\"", false, false},
    {"vary: {depth: [1, 11], input: [1, 11]}\nname: \"depth_{depth}1{input}\"", false, false},
    {"vary: {input: [1, 1e1], depth: [1, 2]}\nname: \"input_{input}E1_{depth}\"", true, false},
    {"vary: {input: [1, 1e1], depth: [1, 2]}\nname: \"input_{input}{depth}\"", true, false},
    {"vary: {input: [1e2, 1E2]}", false, false},
    {"vary: {input: [1, +1]}", false, false},
    {"vary: {input: [1, 1.0]}", true, false},
    {"vary: {input: [1, 3, 2]}", true, false},
    {"vary: {input: [-0, 0]}", true, false},
    {"vary: {depth: [1, 2], input: [1, 2]}\nname: \"depth_{depth}\"", false, false},
    {"vary: {depth: [1, 2], input: [1, 2]}\ntogether: [[depth, input]]\nname: \"depth_{depth}\"",
     true, true},
    {"vary: {depth: [1, 2], input: [3, 3]}\ntogether: [[depth, input]]\nname: \"input_{input}\"",
     false, false},
    {"vary: {depth: [1, 2]}\nname: \"d{depth}\"", true, false},
    {"vary: {depth: [1, 2]}\nname: \"depth/{depth}\"", true, false},
    {"vary: {depth: [1, 2]}\nname: \"depth_{number}\"", true, false},
    {"vary: {figure.theme: [light, dark]}", true, true},
    {"vary: {labels.title: [a, b]}", true, false},
    {"vary: {labels.title: [a, A]}", false, false},
};

static void names_differ(void **state) {
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(templates); i++) {
        struct reader *reader = read_yaml(templates[i].yaml);
        struct variants *variants = reader_finish_variants(reader, "png", false);
        expect_equal(templates[i].yaml, variants != NULL, templates[i].are_apart);
        if (variants != NULL) {
            expect_equal(templates[i].yaml, variant_names_are_apart(variants),
                         templates[i].is_seen);
        }
        variants_destroy(variants);
        reader_destroy(reader);
    }
}

/* ---- a million ---- */

/* Of memory, in MiB; sanitizers keep what is freed. */
static long resident_size(void) {
#if IS_SANITIZED
    return 0;
#else
    long size = 0;
    long resident = 0;
    FILE *stream = fopen("/proc/self/statm", "re");

    assert_non_null(stream);
    assert_int_equal(fscanf(stream, "%ld %ld", &size, &resident), 2);
    fclose(stream);
    return resident * sysconf(_SC_PAGESIZE) >> 20;
#endif
}

static const struct {
    const char *yaml;
    const char *names[2]; /* the first and the last */
    const char *second;   /* value of the last key */
    long growth_max;      /* MiB; a product's values are few */
} millions[] = {
    {"vary: {depth: {from: 1, to: 100, step: 1}, input: {from: 0.01, to: 1, step: 0.01},\n"
     "  sweep.skip: {from: -50, to: 49, step: 1}}\nname: \"d{depth}/{input}/{sweep.skip}\"",
     {"d1/0.01/_-50.png", "d100/1/49.png"},
     "-49",
     100},
    {"vary: {networks.plain.slope: {from: 0, to: 1, count: 1000000}}",
     {"plain.slope_0.png", "plain.slope_1.png"},
     "0.000001000001000001",
     400},
};

static void million_variants(void **state) {
    (void)state;

    if (IS_SANITIZED) {
        skip(); /* they are made as a few are */
    }
    for (size_t i = 0; i < sizeof(millions) / sizeof(millions[0]); i++) {
        long before = resident_size();
        struct variants *variants = variants_of(millions[i].yaml);
        size_t n = variants_count(variants);
        uint64_t sum = 0;
        expect_equal("count", (int64_t)n, 1000000);
        for (size_t j = 0; j < n; j++) {
            g_autofree char *name = variants_name(variants, j);
            sum += strlen(name);
            if (j == 0 || j == n - 1) {
                assert_string_equal(name, millions[i].names[j > 0]);
            }
        }
        assert_true(sum > 10 * n);
        assert_string_equal(variants_value(variants, 1, variants_n_keys(variants) - 1),
                            millions[i].second);
        long growth = resident_size() - before;
        if (growth > millions[i].growth_max) {
            fail_msg("%s: it takes %ld MiB", millions[i].yaml, growth);
        }
        variants_destroy(variants);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_are_exact_decimals),
        cmocka_unit_test(ranges_of_whole_numbers),
        cmocka_unit_test(ranges_that_are_none),
        cmocka_unit_test(steps_at_random),
        cmocka_unit_test(counts_at_random),
        cmocka_unit_test(last_key_changes_first),
        cmocka_unit_test(positions_meet_no_value),
        cmocka_unit_test(spec_is_the_base_with_values_set),
        cmocka_unit_test(other_commands_see_the_base),
        cmocka_unit_test(varied_keys_are_not_set),
        cmocka_unit_test(themes_are_the_last_key),
        cmocka_unit_test(names_differ),
        cmocka_unit_test(million_variants),
    };
    return run_all(tests);
}
