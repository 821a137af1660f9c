/* Reads mistyped text as what it probably stands for, for hints in messages. */
#include "spec/meant_text.h"

#include <string.h>

#include <glib.h>

/* Replaces `found`, and frees the text. */
static char *replace(char *text, const char *found, const char *with) {
    char **parts = g_strsplit(text, found, -1);
    char *replaced = g_strjoinv(with, parts);

    g_strfreev(parts);
    g_free(text);
    return replaced;
}

char *meant_text_plain(const char *text) {
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

char *meant_text_list_hint(const struct parameter *row, const char *text,
                           bool (*is_item)(const struct parameter *, const char *)) {
    if (strstr(text, "，") != NULL || strstr(text, "、") != NULL) {
        return g_strdup("; write a plain comma");
    }
    char *plain = meant_text_plain(text);
    char **words = g_strsplit_set(plain, " ;", -1);
    size_t n_items = 0;
    bool is_list = true;

    for (char **word = words; *word != NULL; word++) {
        bool is = is_item(row, *word);
        n_items += is ? 1 : 0;
        is_list = is_list && (is || **word == '\0');
    }
    g_strfreev(words);
    g_free(plain);
    return is_list && n_items > 1
               ? g_strdup_printf("; separate the %s with commas",
                                 row->type == TYPE_CHOICE || row->type == TYPE_CHOICES ? "words"
                                                                                       : "numbers")
               : NULL;
}
