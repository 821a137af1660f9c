/* Writes and reads fields of CSV files. */
#include "base/csv.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include "base/user_text.h"

/* ---- formulas ---- */

/* What a formula begins with, also in full width, or a spreadsheet skips before one. */
static const char *const beginnings[] = {"=",  "+",      "-",      "@",      "\t",
                                         "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"};

/* A text with a "'" before a formula gets one more, so that the first can be taken off. */
static bool is_formula(const char *text) {
    double number;
    const char *rest = text + strspn(text, "'");
    size_t i = 0;

    if (g_ascii_isalnum(*rest)) { /* nearly all texts */
        return false;
    }
    while (i < G_N_ELEMENTS(beginnings) && !g_str_has_prefix(rest, beginnings[i])) {
        i++;
    }
    return i < G_N_ELEMENTS(beginnings) && text_read_real(text, &number) == TEXT_NOT_A_NUMBER;
}

/* ---- fields ---- */

void csv_write_field(FILE *stream, const char *text) {
    size_t n_plain = strcspn(text, ",\"\r\n");
    bool is_quoted = text[n_plain] != '\0';

    if (!is_quoted && !is_formula(text)) {
        fwrite(text, 1, n_plain, stream);
        return;
    }
    fputs(is_quoted ? "\"" : "", stream);
    fputs(is_formula(text) ? "'" : "", stream);
    while (*text != '\0') { /* a quote in the text is written twice */
        size_t n = strcspn(text, "\"");
        fwrite(text, 1, n, stream);
        text += n;
        if (*text == '"') {
            fputs("\"\"", stream);
            text++;
        }
    }
    fputs(is_quoted ? "\"" : "", stream);
}

/* Copies the text of a field; returns its end. */
static char *copy_text(char **from, char *to) {
    char *rest = *from;
    bool is_quoted = *rest == '"';

    for (rest += is_quoted; *rest != '\0'; rest++) {
        if (is_quoted && rest[0] == '"' && rest[1] == '"') {
            rest++;
        } else if (is_quoted && rest[0] == '"') {
            rest++;
            break;
        } else if (!is_quoted && (rest[0] == ',' || rest[0] == '\n')) {
            break;
        }
        *to++ = *rest;
    }
    *from = rest;
    return to;
}

char *csv_read_field(char **from, char *to, char *after) {
    char *end = copy_text(from, to);

    *after = **from; /* the NUL may take its place */
    *end = '\0';
    if (*to == '\'' && is_formula(to)) {
        end--;
        memmove(to, to + 1, (size_t)(end - to) + 1);
    }
    return end + 1;
}
