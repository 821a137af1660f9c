/* Guesses the number that a mistyped one stands for. */
#include "spec/meant_number.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/user_text.h"
#include "spec/meant_text.h"

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
    char **groups = g_strsplit_set(text, ",_ '", -1);
    char *joined = g_strjoinv("", groups);

    g_strfreev(groups);
    return joined;
}

static char *read_decimal_comma(const char *text) {
    return g_strdelimit(g_strdup(text), ",", '.');
}

static char *read_percent(const char *text) {
    double percent;
    size_t length = strlen(text);
    char *number = length > 0 ? g_strchomp(g_strndup(text, length - 1)) : g_strdup("");
    bool is_it = g_str_has_suffix(text, "%") && text_read_real(number, &percent) == TEXT_OK;

    g_free(number);
    return is_it ? g_strdup_printf(FRACTION_FORMAT, percent / 100) : NULL;
}

static char *read_fraction(const char *text) {
    double above;
    double below;
    char **parts = g_strsplit(text, "/", 3);
    bool is_it = g_strv_length(parts) == 2 &&
                 text_read_real(g_strstrip(parts[0]), &above) == TEXT_OK &&
                 text_read_real(g_strstrip(parts[1]), &below) == TEXT_OK && below != 0;

    g_strfreev(parts);
    return is_it ? g_strdup_printf(FRACTION_FORMAT, above / below) : NULL;
}

/* "10^-9" and "1.02×10^-7". */
static char *read_power(const char *text) {
    const char *ten = strstr(text, "10^");
    size_t n = ten != NULL ? (size_t)(ten - text) : 0;
    char *factor = g_strchomp(g_strndup(text, n));

    if (g_str_has_suffix(factor, "×")) {
        factor[strlen(factor) - strlen("×")] = '\0';
    } else if (g_str_has_suffix(factor, "*") || g_str_has_suffix(factor, "x")) {
        factor[strlen(factor) - 1] = '\0';
    }
    char *meant =
        ten != NULL ? g_strconcat(n > 0 ? g_strchomp(factor) : "1", "e", ten + strlen("10^"), NULL)
                    : NULL;
    g_free(factor);
    return meant;
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

char *meant_number_hint(const struct parameter *row, const char *text) {
    static char *(*const readings[])(const char *) = {
        read_beginning, read_thousands, read_decimal_comma, read_percent,
        read_fraction,  read_power,     read_with_unit,
    };
    char *plain = meant_text_plain(text);
    char *hint = row->n_values_max > 1 ? meant_text_list_hint(row, text, is_number) : NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(readings) && hint == NULL; i++) {
        char *meant = readings[i](plain);
        hint = meant != NULL ? suggest(row, meant) : NULL;
        g_free(meant);
    }
    g_free(plain);
    return hint;
}
