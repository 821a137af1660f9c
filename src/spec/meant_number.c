/* Guesses the number that a mistyped one stands for. */
#include "spec/meant_number.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/user_text.h"

/* Whole numbers up to here are exact in a double. */
#define WHOLE_MAX 1e15

static char *replace(const char *text, const char *found, const char *with) {
    char **parts = g_strsplit(text, found, -1);
    char *replaced = g_strjoinv(with, parts);

    g_strfreev(parts);
    return replaced;
}

/* The text with the usual characters in place of full-width ones and of the minus of printed text;
 * NULL if it is not UTF-8. */
static char *replace_characters(const char *text) {
    char *narrow = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);

    if (narrow == NULL) {
        return NULL;
    }
    char *plain = replace(narrow, "−", "-");
    g_free(narrow);
    return g_strstrip(plain);
}

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

/* Whether the text is two or more numbers with blanks or semicolons between them. */
static bool is_list(const char *text) {
    char **words = g_strsplit_set(text, " ;", -1);
    size_t n_numbers = 0;
    bool is_right = true;

    for (char **word = words; *word != NULL; word++) {
        double number;
        bool is_number = text_read_real(*word, &number) == TEXT_OK;
        n_numbers += is_number ? 1 : 0;
        is_right = is_right && (is_number || **word == '\0');
    }
    g_strfreev(words);
    return is_right && n_numbers > 1;
}

char *meant_number_hint(const struct parameter *row, const char *text) {
    char *hint = NULL;
    char *plain = replace_characters(text);

    if (plain != NULL && row->n_values_max > 1) {
        /* An item of a list may be several. */
        hint = strstr(text, "，") != NULL ? g_strdup("; write a plain comma")
               : is_list(plain)           ? g_strdup("; separate the numbers with commas")
                                          : NULL;
    }
    if (plain != NULL && hint == NULL) {
        g_strdelimit(plain, ",", '.');
        hint = suggest(row, plain);
    }
    g_free(plain);
    return hint != NULL ? hint : g_strdup("");
}
