/* Collects and searches what readers see of a document. */
#include "documents/prose.h"

#include <string.h>

/* The length of the white space at the beginning of `text`; 0 if there is none. */
static size_t count_space(const struct comment_syntax *syntax, const char *text, size_t n) {
    if (g_ascii_isspace(*text)) {
        return 1;
    }
    for (size_t i = 0; i < SPACES_MAX && syntax->spaces[i] != NULL; i++) {
        size_t n_space = strlen(syntax->spaces[i]);
        if (n_space <= n && memcmp(text, syntax->spaces[i], n_space) == 0) {
            return n_space;
        }
    }
    return 0;
}

void prose_append(GString *prose, const struct comment_syntax *syntax, const char *text, size_t n) {
    while (n > 0) {
        size_t n_space = count_space(syntax, text, n);
        if (n_space == 0) {
            g_string_append_c(prose, *text);
        } else if (prose->len > 0 && prose->str[prose->len - 1] != ' ') {
            g_string_append_c(prose, ' ');
        }
        text += MAX(n_space, 1);
        n -= MAX(n_space, 1);
    }
}

/* ---- numbers ---- */

/* Whether an exponent begins at `text`: "e-9". */
static bool is_exponent(const char *text) {
    size_t n_sign = text[0] != '\0' && (text[1] == '-' || text[1] == '+');

    return (*text == 'e' || *text == 'E') && g_ascii_isdigit(text[1 + n_sign]);
}

/* Whether the number that ends before `after` goes on there. */
static bool goes_on(const char *after) {
    return g_ascii_isdigit(*after) || (*after == '.' && g_ascii_isdigit(after[1])) ||
           is_exponent(after);
}

/* Whether the number at `begin` has begun earlier, in a text that begins at `first`. */
static bool has_begun(const char *first, const char *begin) {
    size_t n = (size_t)(begin - first);
    size_t n_sign = n > 0 && (begin[-1] == '-' || begin[-1] == '+');

    return (n > 0 && g_ascii_isdigit(begin[-1])) ||
           (n > 1 && begin[-1] == '.' && g_ascii_isdigit(begin[-2])) ||
           (n > 1 + n_sign && is_exponent(begin - 1 - n_sign) &&
            g_ascii_isdigit(begin[-2 - (ptrdiff_t)n_sign]));
}

/* Whether the `n` bytes at `found` are not a part of a longer number. */
static bool is_whole(const GString *prose, const char *found, size_t n) {
    bool begins = g_ascii_isdigit(*found) || (*found == '.' && g_ascii_isdigit(found[1]));

    return !(begins && has_begun(prose->str, found)) &&
           !(g_ascii_isdigit(found[n - 1]) && goes_on(found + n));
}

bool prose_has(const GString *prose, const struct comment_syntax *syntax, const char *text) {
    g_autoptr(GString) wanted = g_string_new(NULL);
    const char *end = prose->str + prose->len;
    const char *found = prose->str;

    prose_append(wanted, syntax, text, strlen(text));
    if (wanted->len > 0 && wanted->str[wanted->len - 1] == ' ') {
        g_string_truncate(wanted, wanted->len - 1);
    }
    do {
        found = memmem(found, (size_t)(end - found), wanted->str, wanted->len);
    } while (found != NULL && wanted->len > 0 && !is_whole(prose, found, wanted->len) &&
             ++found < end);
    return wanted->len == 0 || (found != NULL && found < end);
}
