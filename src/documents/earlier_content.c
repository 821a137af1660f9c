/* Compares the content of a block with the lines that snippets have. */
#include "documents/earlier_content.h"

#include <limits.h>
#include <string.h>

/* Any text of a line, in the patterns of GLib. */
static char ANY[] = "*";

/* The next line with a text, without blanks and `sign` before it; NULL after the last. */
static const char *next_line(char ***rest, const char *sign) {
    while (**rest != NULL) {
        char *line = g_strstrip(*(*rest)++);
        line = g_str_has_prefix(line, sign) ? g_strchug(line + strlen(sign)) : line;
        if (*line != '\0') {
            return line;
        }
    }
    return NULL;
}

/* Whether the lines are those of the system's snippet of any figure. Without a pair a snippet of
 * another system is only known by its picture, because it may look like anybody's image. */
static bool are_of(const struct document_system *system, const struct block *block, bool is_pair,
                   char **lines, const char *sign) {
    enum { N_DIGITS = 24 };
    char digits[N_DIGITS];
    bool is_known = is_pair || system == block->system;
    const struct shown_figure figure = {
        is_known ? ANY : block->path, is_pair ? ANY : NULL, ANY, LLONG_MAX, ANY,
    };
    g_autoptr(GString) text = g_string_new(NULL);
    const char *line;
    const char *pattern;

    system->write(&figure, text);
    g_snprintf(digits, sizeof(digits), "%lld", LLONG_MAX);
    g_string_replace(text, digits, ANY, 0);
    g_auto(GStrv) patterns = g_strsplit(text->str, "\n", -1);
    char **rest = patterns;
    do {
        line = next_line(&lines, sign);
        pattern = next_line(&rest, "");
    } while (line != NULL && pattern != NULL && g_pattern_match_simple(pattern, line));
    return line == NULL && pattern == NULL;
}

static bool are_ours(const struct block *block, char **lines, const char *sign) {
    const char *name;
    bool are = false;

    for (size_t i = 0; !are && (name = document_system_name(i)) != NULL; i++) {
        const struct document_system *system = document_system_find(name);
        are = are_of(system, block, false, lines, sign) || are_of(system, block, true, lines, sign);
    }
    return are;
}

char *earlier_content_of_others(const struct block *block, const struct bytes *document) {
    size_t n = block->content_end - block->content;
    g_autofree char *text = g_strndup(document->data + block->content, n);
    g_autofree char *sign = g_strstrip(g_strdup(block->prefix));
    g_auto(GStrv) lines = g_strsplit_set(text, "\r\n", -1);
    char **rest = lines;
    const char *first = next_line(&rest, sign);
    bool is_text = strlen(text) == n; /* without a NUL */

    if (is_text && (first == NULL || are_ours(block, lines, sign))) {
        return NULL;
    }
    return g_strdup(first != NULL ? first : "");
}
