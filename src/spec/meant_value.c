/* Guesses the value that a mistyped one stands for. */
#include "spec/meant_value.h"

#include <string.h>

#include <glib.h>

#include "spec/meant_number.h"
#include "spec/meant_text.h"

/* ---- words ---- */

static bool is_choice(const struct parameter *row, const char *word) {
    char **choices = g_strsplit(row->choices, " ", -1);
    bool is = g_strv_contains((const char *const *)choices, word);

    g_strfreev(choices);
    return is;
}

/* "Dark", "gradients" and "zh_CN" begin with a choice. */
static char *hint_choice(const struct parameter *row, const char *text) {
    char *hint = row->n_values_max > 1 ? meant_text_list_hint(row, text, is_choice) : NULL;
    char *plain = meant_text_plain(text);
    char *word = g_ascii_strdown(plain, -1);
    char **choices = g_strsplit(row->choices, " ", -1);

    for (char **choice = choices; *choice != NULL && hint == NULL; choice++) {
        if (g_str_has_prefix(word, *choice) && strchr(word, ' ') == NULL) {
            hint = g_strconcat("; write ", *choice, NULL);
        }
    }
    g_strfreev(choices);
    g_free(word);
    g_free(plain);
    return hint;
}

/* ---- colors ---- */

/* Those of HTML 4, and two more. */
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
    char *plain = meant_text_plain(text);
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
    g_free(plain);
    return hint;
}

/* ---- by the type of the row ---- */

char *meant_value_hint(const struct parameter *row, const char *text) {
    static char *(*const hints[])(const struct parameter *, const char *) = {
        [TYPE_WHOLE] = meant_number_hint,  [TYPE_REAL] = meant_number_hint,
        [TYPE_SINGLE] = meant_number_hint, [TYPE_LIST] = meant_number_hint,
        [TYPE_CHOICE] = hint_choice,       [TYPE_CHOICES] = hint_choice,
        [TYPE_COLOR] = hint_color,         [TYPE_TEXT] = NULL,
    };
    char *hint = hints[row->type] != NULL ? hints[row->type](row, text) : NULL;

    return hint != NULL ? hint : g_strdup("");
}
