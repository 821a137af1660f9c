/* Tests of base/text: the grammar of numbers, clean and quoted text, distances of words. */
#include "shared/fixture.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include <glib.h>

#include "base/user_text.h"

/* What a value holds before it is read, to see that a refusal leaves it. */
#define UNTOUCHED 77

static const struct {
    const char *text;
    enum text_fault fault;
    double value;
} reals[] = {
    {"0", TEXT_OK, 0},
    {"1", TEXT_OK, 1},
    {"+1", TEXT_OK, 1},
    {"-1", TEXT_OK, -1},
    {"-0", TEXT_OK, -0.0},
    {"0.8", TEXT_OK, 0.8},
    {".5", TEXT_OK, 0.5},
    {"-.5", TEXT_OK, -0.5},
    {"5.", TEXT_OK, 5},
    {"0.", TEXT_OK, 0},
    {".0", TEXT_OK, 0},
    {"1e5", TEXT_OK, 1e5},
    {"1E5", TEXT_OK, 1e5},
    {"1e+5", TEXT_OK, 1e5},
    {"5.e-1", TEXT_OK, 0.5},
    {".5e1", TEXT_OK, 5},
    {"-1e-3", TEXT_OK, -1e-3},
    {"100", TEXT_OK, 100},
    {"1.7976931348623157e308", TEXT_OK, DBL_MAX},
    {"1e-320", TEXT_OK, 1e-320},
    {"5e-324", TEXT_OK, 0x1p-1074},
    {"0.1000000000000000055511151231257827021181583404541015625", TEXT_OK, 0.1},
    {"0e-999", TEXT_OK, 0},
    {"-0e-999", TEXT_OK, -0.0},
    {"0.000e99999", TEXT_OK, 0},
    {"1e0", TEXT_OK, 1},

    {"1e999", TEXT_TOO_LARGE, 0},
    {"-1e999", TEXT_TOO_LARGE, 0},
    {"1.8e308", TEXT_TOO_LARGE, 0},
    {"1e99999999999999999999", TEXT_TOO_LARGE, 0},
    {"1e-400", TEXT_TOO_SMALL, 0},
    {"-1e-400", TEXT_TOO_SMALL, 0},
    {"2e-324", TEXT_TOO_SMALL, 0},
    {"0.001e-400", TEXT_TOO_SMALL, 0},
    {".0001e-9999", TEXT_TOO_SMALL, 0},

    {"", TEXT_NOT_A_NUMBER, 0},
    {"-", TEXT_NOT_A_NUMBER, 0},
    {"+", TEXT_NOT_A_NUMBER, 0},
    {".", TEXT_NOT_A_NUMBER, 0},
    {"-.", TEXT_NOT_A_NUMBER, 0},
    {"e5", TEXT_NOT_A_NUMBER, 0},
    {".e5", TEXT_NOT_A_NUMBER, 0},
    {"1e", TEXT_NOT_A_NUMBER, 0},
    {"1e+", TEXT_NOT_A_NUMBER, 0},
    {"1e5.", TEXT_NOT_A_NUMBER, 0},
    {"1e5e5", TEXT_NOT_A_NUMBER, 0},
    {"012", TEXT_NOT_A_NUMBER, 0},
    {"-012", TEXT_NOT_A_NUMBER, 0},
    {"00", TEXT_NOT_A_NUMBER, 0},
    {"00.5", TEXT_NOT_A_NUMBER, 0},
    {"0x10", TEXT_NOT_A_NUMBER, 0},
    {"0x1p3", TEXT_NOT_A_NUMBER, 0},
    {"0b1", TEXT_NOT_A_NUMBER, 0},
    {" 1", TEXT_NOT_A_NUMBER, 0},
    {"1 ", TEXT_NOT_A_NUMBER, 0},
    {"1\n", TEXT_NOT_A_NUMBER, 0},
    {"- 1", TEXT_NOT_A_NUMBER, 0},
    {"--1", TEXT_NOT_A_NUMBER, 0},
    {"+-1", TEXT_NOT_A_NUMBER, 0},
    {"1_000", TEXT_NOT_A_NUMBER, 0},
    {"1,5", TEXT_NOT_A_NUMBER, 0},
    {"1.5.2", TEXT_NOT_A_NUMBER, 0},
    {"nan", TEXT_NOT_A_NUMBER, 0},
    {"inf", TEXT_NOT_A_NUMBER, 0},
    {"-inf", TEXT_NOT_A_NUMBER, 0},
    {"infinity", TEXT_NOT_A_NUMBER, 0},
    {".inf", TEXT_NOT_A_NUMBER, 0},
    {"1f", TEXT_NOT_A_NUMBER, 0},
    {"1d5", TEXT_NOT_A_NUMBER, 0},
    {"ten", TEXT_NOT_A_NUMBER, 0},
    {"\xd9\xa1", TEXT_NOT_A_NUMBER, 0}, /* an Arabic-Indic digit */
    {"\xe2\x88\x92"
     "1",
     TEXT_NOT_A_NUMBER, 0}, /* U+2212, the mathematician's minus */
};

static void check_reals(void) {
    for (size_t i = 0; i < sizeof(reals) / sizeof(reals[0]); i++) {
        double value = UNTOUCHED;
        expect_equal(reals[i].text, text_read_real(reals[i].text, &value), reals[i].fault);
        double expected = reals[i].fault == TEXT_OK ? reals[i].value : UNTOUCHED;
        expect_near(reals[i].text, value, expected, 0);
        expect_equal(reals[i].text, signbit(value) != 0, signbit(expected) != 0);
    }
}

static void real_follows_the_grammar(void **state) {
    (void)state;
    check_reals();
}

/* The caller's locale may have a decimal comma; without such a locale nothing is to be seen. */
static void real_is_the_same_in_any_locale(void **state) {
    static const char *const with_comma[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8"};
    (void)state;

    for (size_t i = 0; i < sizeof(with_comma) / sizeof(with_comma[0]); i++) {
        if (setlocale(LC_ALL, with_comma[i]) != NULL) {
            check_reals();
            setlocale(LC_ALL, "C");
            return;
        }
    }
    skip();
}

static const struct {
    const char *text;
    enum text_fault fault;
    int64_t value;
} wholes[] = {
    {"0", TEXT_OK, 0},
    {"7", TEXT_OK, 7},
    {"10", TEXT_OK, 10},
    {"10000000", TEXT_OK, 10000000},
    {"9223372036854775807", TEXT_OK, INT64_MAX},
    {"9223372036854775808", TEXT_TOO_LARGE, 0},
    {"99999999999999999999999", TEXT_TOO_LARGE, 0},
    {"", TEXT_NOT_A_NUMBER, 0},
    {"012", TEXT_NOT_A_NUMBER, 0},
    {"00", TEXT_NOT_A_NUMBER, 0},
    {"0x10", TEXT_NOT_A_NUMBER, 0},
    {"+1", TEXT_NOT_A_NUMBER, 0},
    {"-1", TEXT_NOT_A_NUMBER, 0},
    {"-0", TEXT_NOT_A_NUMBER, 0},
    {"1.0", TEXT_NOT_A_NUMBER, 0},
    {"5.", TEXT_NOT_A_NUMBER, 0},
    {"1e5", TEXT_NOT_A_NUMBER, 0},
    {" 1", TEXT_NOT_A_NUMBER, 0},
    {"1 ", TEXT_NOT_A_NUMBER, 0},
    {"1_000", TEXT_NOT_A_NUMBER, 0},
    {"1,000", TEXT_NOT_A_NUMBER, 0},
    {"ten", TEXT_NOT_A_NUMBER, 0},
};

static void whole_is_digits_only(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof(wholes) / sizeof(wholes[0]); i++) {
        int64_t value = UNTOUCHED;
        expect_equal(wholes[i].text, text_read_whole(wholes[i].text, &value), wholes[i].fault);
        expect_equal(wholes[i].text, value,
                     wholes[i].fault == TEXT_OK ? wholes[i].value : UNTOUCHED);
    }
}

/* `escaped` is what text_escape makes of it; NULL: the text itself. */
static const struct {
    const char *text;
    bool is_clean;
    const char *escaped;
} texts[] = {
    {"", true, NULL},
    {"plain", true, NULL},
    {"a \"quoted\" word", true, NULL},
    {"back\\slash", true, NULL},
    {"\xe6\xae\x8b\xe5\xb7\xae", true, NULL},
    {"\xf0\x9f\x98\x80", true, NULL},
    {"\u202e", true, "\\xe2\\x80\\xae"}, /* turns the order around, which a label may need */
    {"a\u2066b\u2069", true, "a\\xe2\\x81\\xa6b\\xe2\\x81\\xa9"},
    {"\u200f\u061c", true, "\\xe2\\x80\\x8f\\xd8\\x9c"},
    {"\u2028", false, "\\xe2\\x80\\xa8"}, /* ends a line */
    {"\u2029", false, "\\xe2\\x80\\xa9"},
    {"\u0915\u094d\u200d\u0937", true, NULL}, /* a joiner */
    {"\xc2\xa0", true, NULL},                 /* the no-break space, just above C1 */
    {"a\tb", false, "a\\x09b"},
    {"a\nb", false, "a\\x0ab"},
    {"\r", false, "\\x0d"},
    {"\x1b[31m", false, "\\x1b[31m"},
    {"\x01", false, "\\x01"},
    {"\x1f", false, "\\x1f"},
    {"\x7f", false, "\\x7f"},
    {"\xc2\x80", false, "\\xc2\\x80"}, /* C1 */
    {"\xc2\x9f", false, "\\xc2\\x9f"},
    {"\xff", false, "\\xff"},
    {"a\xe4z", false, "a\\xe4z"},               /* Latin-1 */
    {"\xe6\xae", false, "\\xe6\\xae"},          /* cut in the middle */
    {"\x80", false, "\\x80"},                   /* a continuation alone */
    {"\xc0\xaf", false, "\\xc0\\xaf"},          /* overlong */
    {"\xed\xa0\x80", false, "\\xed\\xa0\\x80"}, /* a surrogate */
    {"\xf4\x90\x80\x80", false, "\\xf4\\x90\\x80\\x80"},
};

static void clean_text_has_no_controls(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        const char *name = texts[i].escaped != NULL ? texts[i].escaped : texts[i].text;
        expect_equal(name, text_is_clean(texts[i].text), texts[i].is_clean);
    }
}

static void escaped_text_fits_one_line(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        const char *expected = texts[i].escaped != NULL ? texts[i].escaped : texts[i].text;
        g_autofree char *escaped = text_escape(texts[i].text);
        g_autofree char *quoted = text_quote(texts[i].text);
        g_autofree char *expected_quoted = g_strdup_printf("\"%s\"", expected);

        assert_string_equal(escaped, expected);
        assert_string_equal(quoted, expected_quoted);
    }
}

/* Units of 1 to 4 bytes, clean or not: the cut must never fall inside one. */
static const char *const units[] = {"x",    "\xc3\xa9", "\xe6\xae\x8b", "\xf0\x9f\x98\x80",
                                    "\x01", "\xff",     "\xc2\x80"};

static void check_cut(const char *unit, size_t n_units) {
    char text[4 * 300 + 1] = "";

    for (size_t i = 0; i < n_units; i++) {
        strcat(text, unit);
    }
    g_autofree char *escaped = text_escape(text);
    g_autofree char *quoted = text_quote(text);
    assert_true(text_is_clean(escaped));
    assert_true(strlen(escaped) < 120);
    bool is_cut = g_str_has_suffix(escaped, "...");
    expect_equal("is cut", is_cut,
                 n_units * (text_is_clean(unit) ? strlen(unit) : 4 * strlen(unit)) > 103);
    assert_true(text_is_clean(quoted));
    expect_equal("the last quote", quoted[strlen(quoted) - 1], '"');
}

static void long_text_is_cut(void **state) {
    static const size_t counts[] = {0, 1, 10, 110, 200, 300};
    (void)state;

    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        for (size_t j = 0; j < sizeof(counts) / sizeof(counts[0]); j++) {
            check_cut(units[i], counts[j]);
        }
    }
}

static void text_of_100_bytes_is_whole(void **state) {
    char text[102];
    (void)state;

    memset(text, 'x', sizeof(text));
    text[100] = '\0';
    g_autofree char *whole = text_escape(text);
    assert_string_equal(whole, text);
    text[100] = 'x';
    text[101] = '\0';
    g_autofree char *cut = text_escape(text);
    expect_equal("length", (int64_t)strlen(cut), 103);
    assert_string_equal(cut + 100, "...");
}

static const struct {
    const char *a;
    const char *b;
    size_t distance;
} words[] = {
    {"", "", 0},           {"", "abc", 3},           {"abc", "", 3},
    {"abc", "abc", 0},     {"kitten", "sitting", 3}, {"depth", "detph", 1},
    {"dept", "depth", 1},  {"depthh", "depth", 1},   {"ab", "ba", 1},
    {"Depth", "depth", 1}, {"flaw", "lawn", 2},      {"dpeht", "depth", 2},
    {"ca", "abc", 3},
};

static void distance_counts_edits_and_swaps(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        expect_equal(words[i].a, (int64_t)text_distance(words[i].a, words[i].b),
                     (int64_t)words[i].distance);
        expect_equal(words[i].b, (int64_t)text_distance(words[i].b, words[i].a),
                     (int64_t)words[i].distance);
    }
}

static void misspellings_have_few_mistakes(void **state) {
    (void)state;
    assert_true(text_is_near("dpeth", "depth"));
    assert_true(text_is_near("outptu", "output"));
    assert_true(text_is_near("gradient_titel", "gradient-title"));
    assert_false(text_is_near("init", "fit"));
    assert_false(text_is_near("style", "scale"));
    assert_false(text_is_near("x", "y"));
    assert_false(text_is_near("", "x"));
}

static void lists_name_a_few(void **state) {
    g_auto(GStrv) names = g_strsplit("a b\n c d e f g", " ", -1);
    (void)state;

    g_autofree char *none = text_list_few(names, 0);
    g_autofree char *two = text_list_few(names, 2);
    g_autofree char *five = text_list_few(names, 5);
    g_autofree char *seven = text_list_few(names, 7);
    assert_string_equal(none, "");
    assert_string_equal(two, "a, b\\x0a");
    assert_string_equal(five, "a, b\\x0a, c, d, e");
    assert_string_equal(seven, "a, b\\x0a, c, d, e and 2 more");
}

static void distance_of_long_words_is_none(void **state) {
    char word[129];
    (void)state;

    memset(word, 'x', sizeof(word));
    word[128] = '\0';
    assert_true(text_distance(word, "x") == SIZE_MAX);
    assert_true(text_distance("x", word) == SIZE_MAX);
    word[127] = '\0';
    assert_true(text_distance(word, "x") == 126);
    assert_true(text_distance("", word) == 127);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(real_follows_the_grammar),
        cmocka_unit_test(real_is_the_same_in_any_locale),
        cmocka_unit_test(whole_is_digits_only),
        cmocka_unit_test(clean_text_has_no_controls),
        cmocka_unit_test(escaped_text_fits_one_line),
        cmocka_unit_test(long_text_is_cut),
        cmocka_unit_test(text_of_100_bytes_is_whole),
        cmocka_unit_test(lists_name_a_few),
        cmocka_unit_test(distance_counts_edits_and_swaps),
        cmocka_unit_test(misspellings_have_few_mistakes),
        cmocka_unit_test(distance_of_long_words_is_none),
    };
    return run_all(tests);
}
