/* Which lines of reStructuredText are code or comments, by their indentation. */
#include <stdint.h>
#include <string.h>

#include "documents/literals.h"

enum { TAB_COLUMNS = 8 };

/* Directives whose content is not text. */
static const char *const directives_of_code[] = {
    "code",           "code-block", "digraph", "doctest",    "graph",
    "graphviz",       "highlight",  "ipython", "math",       "mermaid",
    "parsed-literal", "prompt",     "raw",     "sourcecode", "testcode",
    "testoutput",     "testsetup",  "uml",     "gradfig",
};

/* The length of the name of a directive, "note" of "note:: text"; SIZE_MAX if it is none. */
static size_t name_length(const struct bytes *bytes, size_t at, size_t end) {
    size_t n = 0;

    while (at + n < end &&
           (g_ascii_isalnum(bytes->data[at + n]) || strchr("-_+.", bytes->data[at + n]) != NULL ||
            (bytes->data[at + n] == ':' && !line_has(bytes, at + n, end, "::")))) {
        n++;
    }
    return n > 0 && line_has(bytes, at + n, end, "::") ? n : SIZE_MAX;
}

static bool is_of_code(const char *name, size_t n) {
    for (size_t i = 0; i < G_N_ELEMENTS(directives_of_code); i++) {
        if (strlen(directives_of_code[i]) == n && memcmp(directives_of_code[i], name, n) == 0) {
            return true;
        }
    }
    return false;
}

/* The kind of what is indented under a line that begins with "..". */
static enum line_kind kind_under_markup(const struct bytes *bytes, size_t at, size_t end) {
    at = line_skip_blanks(bytes, at + strlen(".."), end);
    size_t n = name_length(bytes, at, end);
    bool is_target = at < end && strchr("[_|", bytes->data[at]) != NULL && bytes->data[at] != '\0';

    if (n != SIZE_MAX) {
        return is_of_code(bytes->data + at, n) ? LINE_CODE : LINE_TEXT;
    }
    return is_target ? LINE_TEXT : LINE_COMMENT;
}

static bool is_markup(const struct bytes *bytes, size_t at, size_t end) {
    size_t after = at + strlen("..");
    return line_has(bytes, at, end, "..") &&
           (after == end || bytes->data[after] == ' ' || bytes->data[after] == '\t');
}

/* Whether a paragraph ends with "::", which is not the line under a title. */
static bool ends_before_code(const struct bytes *bytes, size_t at, size_t end) {
    static const char sign[] = "::";
    size_t n_colons = 0;

    while (end > at && (bytes->data[end - 1] == ' ' || bytes->data[end - 1] == '\t')) {
        end--;
    }
    while (end - n_colons > at && bytes->data[end - n_colons - 1] == ':') {
        n_colons++;
    }
    bool is_alone = end - n_colons == at;
    return is_alone ? n_colons == strlen(sign) : n_colons >= strlen(sign);
}

/* The kind of what is indented under the line. */
static enum line_kind kind_under(const struct bytes *bytes, size_t at, size_t end) {
    if (is_markup(bytes, at, end)) {
        return kind_under_markup(bytes, at, end);
    }
    return ends_before_code(bytes, at, end) ? LINE_CODE : LINE_TEXT;
}

enum line_kind literals_rst_take(struct literals *literals, const struct line *line, bool is_mark) {
    const struct bytes *bytes = literals->bytes;
    size_t at = line_skip_blanks(bytes, line->begin, line->end);
    size_t indent = line_width(bytes, line, at, TAB_COLUMNS);

    if (at == line->end) {
        return literals->is_indented ? literals->kind : LINE_TEXT;
    }
    if (literals->is_indented && indent > literals->indent) {
        return literals->kind;
    }
    literals->kind = is_mark ? LINE_TEXT : kind_under(bytes, at, line->end);
    literals->is_indented = literals->kind != LINE_TEXT;
    literals->indent = indent;
    return literals->kind == LINE_COMMENT ? LINE_COMMENT : LINE_TEXT;
}
