/* Looks for the printed number of a claim among the numbers of its text. */
#include "report/claim_text.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include <glib.h>

/* ---- one number of a text ---- */

static const char digits_of_numbers[] = "0123456789";

static bool is_digit_at(const char *at) {
    return g_ascii_isdigit(*at) || (*at == '.' && g_ascii_isdigit(at[1]));
}

static bool is_separator(char character) {
    return character == '.' || character == ',';
}

/* The bytes of a blank at `at` between groups of digits; 0 without a group of three after it. */
static size_t measure_blank(const char *at) {
    static const char *const blanks[] = {" ", "\u00A0", "\u2009", "\u202F", "\\,"};

    for (size_t i = 0; i < G_N_ELEMENTS(blanks); i++) {
        size_t n = g_str_has_prefix(at, blanks[i]) ? strlen(blanks[i]) : 0;
        if (n > 0 && strspn(at + n, digits_of_numbers) == 3) {
            return n;
        }
    }
    return 0;
}

/* The bytes of the next digit or separator of a number at `at`, 0 at its end; `written` is what
 * counts of them, or '\0'. */
static size_t measure_part(const char *at, bool has_groups, char *written) {
    static const char comma[] = "{,}"; /* of LaTeX */

    *written = *at;
    if (g_ascii_isdigit(*at) || (is_separator(*at) && g_ascii_isdigit(at[1]))) {
        return 1;
    }
    if (g_str_has_prefix(at, comma) && g_ascii_isdigit(at[strlen(comma)])) {
        *written = ',';
        return strlen(comma);
    }
    *written = '\0';
    return has_groups ? measure_blank(at) : 0;
}

/* Appends the number at `begin`, as "6.19", "1,000" or "1e-9", without blanks between its groups.
 * Returns its end. */
static const char *read_number(const char *begin, bool has_groups, GString *number) {
    const char *at = begin;
    char written;
    size_t n;

    while ((n = measure_part(at, has_groups, &written)) > 0) {
        g_string_append_len(number, &written, written != '\0');
        at += n;
    }
    if (*at == 'e' || *at == 'E') {
        const char *digits = at + 1 + (at[1] == '-' || at[1] == '+');
        size_t n_digits = strspn(digits, digits_of_numbers);
        const char *end = n_digits > 0 ? digits + n_digits : at;
        g_string_append_len(number, at, end - at);
        at = end;
    }
    return at;
}

/* The digits that count, without those of an exponent: "12" of "0.0120". Freed with g_free. */
static char *write_digits(const char *number) {
    GString *digits = g_string_new(NULL);

    for (; *number != '\0' && *number != 'e' && *number != 'E'; number++) {
        if (g_ascii_isdigit(*number) && (*number != '0' || digits->len > 0)) {
            g_string_append_c(digits, *number);
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
    return strchr(number, ',') == NULL && (*end == '\0' || strchr(".,;:)", *end) != NULL);
}

/* Whether a number, which ends at `end` in a text, may be the printed one. Signs are written in
 * many ways. */
static bool may_be(const char *number, const char *end, const char *printed) {
    g_autofree char *digits = write_digits(number);
    g_autofree char *wanted = write_digits(printed);

    return fabs(g_ascii_strtod(number, NULL)) == fabs(g_ascii_strtod(printed, NULL)) ||
           (strcmp(digits, wanted) == 0 && !is_whole(number, end));
}

/* Whether the number at `begin` may be the printed one, alone or with the groups of digits after
 * it, which may as well be other numbers. `end` is its end alone. */
static bool is_printed_at(const char *begin, const char *printed, const char **end) {
    g_autoptr(GString) alone = g_string_new(NULL);
    g_autoptr(GString) grouped = g_string_new(NULL);
    const char *grouped_end = read_number(begin, true, grouped);

    *end = read_number(begin, false, alone);
    return may_be(alone->str, *end, printed) || may_be(grouped->str, grouped_end, printed);
}

/* Whether what is at `at` belongs to a word, as in "GPT-2". */
static bool is_of_word(const char *text, const char *at) {
    at -= at > text && at[-1] == '-';
    return at > text && g_ascii_isalpha(at[-1]);
}

/* ---- the text ---- */

char *claim_text_notice(const struct claim *claim) {
    size_t n_numbers = 0;
    bool is_there = claim->text == NULL || claim->relation != RELATION_PRINTED ||
                    claim->quantity.kind == QUANTITY_CLASS;
    const char *at = is_there ? "" : claim->text;

    while (*at != '\0' && !is_there) {
        if (is_digit_at(at)) {
            n_numbers += !is_of_word(claim->text, at);
            is_there = is_printed_at(at, claim->number, &at);
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
