/* Looks for the printed number of a claim among the numbers of its text. */
#include "report/claim_text.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include <glib.h>

/* ---- one number of a text ---- */

static bool is_digit_at(const char *at) {
    return g_ascii_isdigit(*at) || (*at == '.' && g_ascii_isdigit(at[1]));
}

static bool is_separator(char character) {
    return character == '.' || character == ',';
}

/* The end of the number at `begin`, as "6.19", "1,000" or "1e-9". */
static const char *skip_number(const char *begin) {
    const char *at = begin;

    while (g_ascii_isdigit(*at) || (is_separator(*at) && g_ascii_isdigit(at[1]))) {
        at++;
    }
    if (*at == 'e' || *at == 'E') {
        const char *digits = at + 1 + (at[1] == '-' || at[1] == '+');
        size_t n = strspn(digits, "0123456789");
        at = n > 0 ? digits + n : at;
    }
    return at;
}

/* The digits that count, without those of an exponent: "12" of "0.0120". Freed with g_free. */
static char *write_digits(const char *number, size_t n) {
    GString *digits = g_string_new(NULL);

    for (size_t i = 0; i < n && number[i] != 'e' && number[i] != 'E'; i++) {
        if (g_ascii_isdigit(number[i]) && (number[i] != '0' || digits->len > 0)) {
            g_string_append_c(digits, number[i]);
        }
    }
    while (digits->len > 0 && digits->str[digits->len - 1] == '0') {
        g_string_truncate(digits, digits->len - 1);
    }
    return g_string_free(digits, FALSE);
}

/* Whether nothing after a number makes another one of it, such as a percent sign, "× 10^5" or
 * "million". */
static bool is_whole(const char *number, const char *end) {
    return memchr(number, ',', (size_t)(end - number)) == NULL &&
           (*end == '\0' || strchr(".,;:)", *end) != NULL);
}

/* Whether a number of a text may be the printed one. Signs are written in many ways. */
static bool may_be(const char *number, const char *end, const char *printed) {
    g_autofree char *text = g_strndup(number, (gsize)(end - number));
    g_autofree char *digits = write_digits(text, strlen(text));
    g_autofree char *wanted = write_digits(printed, strlen(printed));

    return fabs(g_ascii_strtod(text, NULL)) == fabs(g_ascii_strtod(printed, NULL)) ||
           (strcmp(digits, wanted) == 0 && !is_whole(number, end));
}

/* ---- the text ---- */

char *claim_text_notice(const struct claim *claim) {
    size_t n_numbers = 0;
    bool is_there = claim->text == NULL || claim->relation != RELATION_PRINTED ||
                    claim->quantity.kind == QUANTITY_CLASS;
    const char *at = is_there ? "" : claim->text;

    while (*at != '\0' && !is_there) {
        if (is_digit_at(at)) {
            const char *end = skip_number(at);
            is_there = may_be(at, end, claim->number);
            n_numbers++;
            at = end;
        } else {
            at++;
        }
    }
    if (is_there || n_numbers == 0) {
        return NULL;
    }
    return g_strdup_printf("%s: printed is %s, which does not stand in \"%s\"", claim->place,
                           claim->number, claim->text);
}
