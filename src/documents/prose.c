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

bool prose_has(const GString *prose, const struct comment_syntax *syntax, const char *text) {
    g_autoptr(GString) wanted = g_string_new(NULL);

    prose_append(wanted, syntax, text, strlen(text));
    if (wanted->len > 0 && wanted->str[wanted->len - 1] == ' ') {
        g_string_truncate(wanted, wanted->len - 1);
    }
    return wanted->len == 0 || memmem(prose->str, prose->len, wanted->str, wanted->len) != NULL;
}
