/* Writes and reads fields of CSV files. */
#include "base/csv.h"

#include <limits.h>
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
    const char *rest = text + strspn(text, "'");
    size_t i = 0;

    if (g_ascii_isalnum(*rest)) { /* nearly all texts */
        return false;
    }
    while (i < G_N_ELEMENTS(beginnings) && !g_str_has_prefix(rest, beginnings[i])) {
        i++;
    }
    return i < G_N_ELEMENTS(beginnings) && !text_is_number(text);
}

/* ---- fields ---- */

/* Most fields are short, and then this is faster than strcspn. */
static size_t count_before(const char *text, const bool *is_end) {
    size_t n = 0;

    while (!is_end[(unsigned char)text[n]]) {
        n++;
    }
    return n;
}

void csv_write_field(FILE *stream, const char *text) {
    static const bool is_special[UCHAR_MAX + 1] = {
        ['\0'] = true, [','] = true, ['"'] = true, ['\r'] = true, ['\n'] = true};
    size_t n_plain = count_before(text, is_special);
    bool is_quoted = text[n_plain] != '\0';

    if (!is_quoted && !is_formula(text)) {
        fwrite_unlocked(text, 1, n_plain, stream);
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

/* Copies bytes down, which may overlap; returns their end. */
static char *copy_span(char **from, char *to, size_t n) {
    if (to != *from) {
        memmove(to, *from, n);
    }
    *from += n;
    return to + n;
}

/* Copies what stands between quotes, in which a quote is written twice. */
static char *copy_quoted(char **from, char *to) {
    while (**from != '\0') {
        to = copy_span(from, to, strcspn(*from, "\""));
        bool is_end = **from != '\0' && (*from)[1] != '"';
        *from += **from != '\0'; /* the quote */
        if (is_end) {
            break;
        }
        to = copy_span(from, to, **from != '\0'); /* the second one belongs to the text */
    }
    return to;
}

/* Copies the text of a field; returns its end. */
static char *copy_text(char **from, char *to) {
    static const bool is_end[UCHAR_MAX + 1] = {['\0'] = true, [','] = true, ['\n'] = true};

    if (**from == '"') {
        ++*from;
        return copy_quoted(from, to);
    }
    return copy_span(from, to, count_before(*from, is_end));
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
