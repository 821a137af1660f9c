/* Guesses the value that a mistyped one stands for. */
#include "spec/meant_value.h"

#include <math.h>
#include <string.h>

#include <glib.h>

#include "base/user_text.h"

/* ---- texts ---- */

/* Replaces `found`, and frees the text. */
static char *replace(char *text, const char *found, const char *with) {
    g_auto(GStrv) parts = g_strsplit(text, found, -1);
    char *replaced = g_strjoinv(with, parts);

    g_free(text);
    return replaced;
}

/* The text with the characters of a keyboard in place of full-width ones, of the minus and of the
 * quotes of printed text, which are removed. Freed with g_free. */
static char *make_plain(const char *text) {
    static const char *const quotes[] = {"“", "”", "„", "‘", "’", "「", "」", "\"", "'"};
    char *plain = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);

    if (plain == NULL) { /* not UTF-8 */
        return g_strdup(text);
    }
    plain = replace(replace(plain, "−", "-"), "≈", "");
    for (size_t i = 0; i < G_N_ELEMENTS(quotes); i++) {
        size_t length = strlen(quotes[i]);
        if (g_str_has_prefix(plain, quotes[i])) {
            memmove(plain, plain + length, strlen(plain) - length + 1);
        }
        if (g_str_has_suffix(plain, quotes[i])) {
            plain[strlen(plain) - length] = '\0';
        }
    }
    return g_strstrip(plain);
}

/* The end of a message about a list: "; separate the words with commas" if `is_item` takes each
 * word of it. NULL if that is not known. Freed with g_free. */
static char *hint_list(const struct parameter *row, const char *text,
                       bool (*is_item)(const struct parameter *, const char *)) {
    if (strstr(text, "，") != NULL || strstr(text, "、") != NULL) {
        return g_strdup("; write a plain comma");
    }
    g_autofree char *plain = make_plain(text);
    g_auto(GStrv) words = g_strsplit_set(plain, " ;", -1);
    size_t n_items = 0;
    bool is_list = true;

    for (char **word = words; *word != NULL; word++) {
        bool is = is_item(row, *word);
        n_items += is ? 1 : 0;
        is_list = is_list && (is || **word == '\0');
    }
    return is_list && n_items > 1
               ? g_strdup_printf("; separate the %s with commas",
                                 row->type == TYPE_CHOICE || row->type == TYPE_CHOICES ? "words"
                                                                                       : "numbers")
               : NULL;
}

/* Whole numbers up to here are exact in a double. */
#define WHOLE_MAX 1e15

/* Enough digits for a fraction. */
#define FRACTION_FORMAT "%.15g"

/* ---- readings: each returns the number that the text may be, freed with g_free; or NULL ---- */

/* "10,000", "10_000" and "10 000", where three digits follow each sign. */
static char *read_thousands(const char *text) {
    if (!g_regex_match_simple("^-?[0-9]{1,3}([,_ '][0-9]{3})+$", text, 0, 0)) {
        return NULL;
    }
    g_auto(GStrv) groups = g_strsplit_set(text, ",_ '", -1);
    return g_strjoinv("", groups);
}

static char *read_decimal_comma(const char *text) {
    return g_strdelimit(g_strdup(text), ",", '.');
}

static char *read_percent(const char *text) {
    double percent;
    size_t length = strlen(text);
    g_autofree char *number = length > 0 ? g_strchomp(g_strndup(text, length - 1)) : g_strdup("");
    bool is_it = g_str_has_suffix(text, "%") && text_read_real(number, &percent) == TEXT_OK;

    return is_it ? g_strdup_printf(FRACTION_FORMAT, percent / 100) : NULL;
}

static char *read_fraction(const char *text) {
    double above;
    double below;
    g_auto(GStrv) parts = g_strsplit(text, "/", 3);
    bool is_it = g_strv_length(parts) == 2 &&
                 text_read_real(g_strstrip(parts[0]), &above) == TEXT_OK &&
                 text_read_real(g_strstrip(parts[1]), &below) == TEXT_OK && below != 0;

    return is_it ? g_strdup_printf(FRACTION_FORMAT, above / below) : NULL;
}

/* "10^-9" and "1.02×10^-7". */
static char *read_power(const char *text) {
    const char *ten = strstr(text, "10^");
    size_t n = ten != NULL ? (size_t)(ten - text) : 0;
    g_autofree char *factor = g_strchomp(g_strndup(text, n));

    if (g_str_has_suffix(factor, "×")) {
        factor[strlen(factor) - strlen("×")] = '\0';
    } else if (g_str_has_suffix(factor, "*") || g_str_has_suffix(factor, "x")) {
        factor[strlen(factor) - 1] = '\0';
    }
    return ten != NULL
               ? g_strconcat(n > 0 ? g_strchomp(factor) : "1", "e", ten + strlen("10^"), NULL)
               : NULL;
}

/* With a sign of JSON or C at the end, or a comment of C. */
static char *read_beginning(const char *text) {
    size_t n = strspn(text, "+-.0123456789eE");
    const char *rest = text + n + strspn(text + n, " ");
    bool is_comment = g_str_has_prefix(rest, "//");

    return is_comment || strcmp(rest, ",") == 0 || strcmp(rest, ";") == 0 ? g_strndup(text, n)
                                                                          : NULL;
}

/* A number with its unit, as in "800px" and "10 layers". */
static char *read_with_unit(const char *text) {
    size_t n = strspn(text, "+-.0123456789");
    const char *unit = text + n + strspn(text + n, " ");
    bool is_unit = strspn(unit, G_CSET_A_2_Z G_CSET_a_2_z) == strlen(unit);
    bool is_exponent = g_ascii_strcasecmp(unit, "e") == 0;

    return n > 0 && *unit != '\0' && is_unit && !is_exponent ? g_strndup(text, n) : NULL;
}

/* ---- hints ---- */

static char *suggest(const struct parameter *row, const char *meant) {
    double real;

    if (text_read_real(meant, &real) != TEXT_OK || real < row->low || real > row->high) {
        return NULL;
    }
    if (row->type != TYPE_WHOLE) {
        return g_strconcat("; write ", meant, NULL);
    }
    return real == floor(real) && fabs(real) <= WHOLE_MAX ? g_strdup_printf("; write %.0f", real)
                                                          : NULL;
}

static bool is_number(const struct parameter *row, const char *word) {
    double number;

    (void)row;
    return text_read_real(word, &number) == TEXT_OK;
}

static char *hint_number(const struct parameter *row, const char *text) {
    static char *(*const readings[])(const char *) = {
        read_beginning, read_thousands, read_decimal_comma, read_percent,
        read_fraction,  read_power,     read_with_unit,
    };
    g_autofree char *plain = make_plain(text);
    char *hint = row->n_values_max > 1 ? hint_list(row, text, is_number) : NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(readings) && hint == NULL; i++) {
        g_autofree char *meant = readings[i](plain);
        hint = meant != NULL ? suggest(row, meant) : NULL;
    }
    return hint;
}

/* ---- words ---- */

static bool is_choice(const struct parameter *row, const char *word) {
    g_auto(GStrv) choices = g_strsplit(row->choices, " ", -1);
    return g_strv_contains((const char *const *)choices, word);
}

/* "Dark", "gradients" and "zh_CN" begin with a choice. */
static char *hint_choice(const struct parameter *row, const char *text) {
    char *hint = row->n_values_max > 1 ? hint_list(row, text, is_choice) : NULL;
    g_autofree char *plain = make_plain(text);
    g_autofree char *word = g_ascii_strdown(plain, -1);
    g_auto(GStrv) choices = g_strsplit(row->choices, " ", -1);

    for (char **choice = choices; *choice != NULL && hint == NULL; choice++) {
        if (g_str_has_prefix(word, *choice) && strchr(word, ' ') == NULL) {
            hint = g_strconcat("; write ", *choice, NULL);
        }
    }
    return hint;
}

/* ---- colors ---- */

/* The colors of HTML 4, and two more. */
static const char *const color_names[][2] = {
    {"black", "000000"},   {"silver", "c0c0c0"},  {"gray", "808080"},  {"grey", "808080"},
    {"white", "ffffff"},   {"maroon", "800000"},  {"red", "ff0000"},   {"purple", "800080"},
    {"fuchsia", "ff00ff"}, {"magenta", "ff00ff"}, {"green", "008000"}, {"lime", "00ff00"},
    {"olive", "808000"},   {"yellow", "ffff00"},  {"navy", "000080"},  {"blue", "0000ff"},
    {"teal", "008080"},    {"aqua", "00ffff"},    {"cyan", "00ffff"},  {"orange", "ffa500"},
};

static const char *find_color(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(color_names); i++) {
        if (g_ascii_strcasecmp(color_names[i][0], name) == 0) {
            return color_names[i][1];
        }
    }
    return NULL;
}

/* A name, or three or six digits with or without #. */
static char *hint_color(const struct parameter *row, const char *text) {
    g_autofree char *plain = make_plain(text);
    const char *digits = plain + strspn(plain, "#");
    size_t n = strlen(digits);
    bool are_digits = strspn(digits, "0123456789abcdefABCDEF") == n;
    const char *named = find_color(plain);
    char *hint = NULL;

    (void)row;
    if (named != NULL || (are_digits && n == 6)) {
        hint = g_strconcat("; write #", named != NULL ? named : digits, NULL);
    } else if (are_digits && n == 3) {
        hint = g_strdup_printf("; write #%c%c%c%c%c%c", digits[0], digits[0], digits[1], digits[1],
                               digits[2], digits[2]);
    }
    return hint;
}

/* ---- by the type of the row ---- */

char *meant_value_hint(const struct parameter *row, const char *text) {
    static char *(*const hints[])(const struct parameter *, const char *) = {
        [TYPE_WHOLE] = hint_number, [TYPE_REAL] = hint_number,   [TYPE_SINGLE] = hint_number,
        [TYPE_LIST] = hint_number,  [TYPE_CHOICE] = hint_choice, [TYPE_CHOICES] = hint_choice,
        [TYPE_COLOR] = hint_color,  [TYPE_TEXT] = NULL,
    };
    char *hint = hints[row->type] != NULL ? hints[row->type](row, text) : NULL;

    return hint != NULL ? hint : g_strdup("");
}
