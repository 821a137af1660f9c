/* Which lines of Markdown are code because they are indented. */
#include "documents/literals.h"

#include <string.h>

enum { CODE_COLUMNS = 4, TAB_COLUMNS = 4 };

/* The first words of what holds text that is indented by four columns: admonitions and tabs of
 * Python-Markdown, footnotes and definitions. */
static bool holds_indented(const struct bytes *bytes, size_t at, size_t end) {
    static const char *const words[] = {"!!!", "???", "===", "///", "[^", ":   "};

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (line_has(bytes, at, end, words[i])) {
            return true;
        }
    }
    return false;
}

/* The place after the sign of an item of a list, such as "-" or "1."; `at` if there is none. */
static size_t skip_item(const struct bytes *bytes, size_t at, size_t end) {
    size_t after = at;

    while (after < end && g_ascii_isdigit(bytes->data[after])) {
        after++;
    }
    bool is_sign = after < end && strchr(after > at ? ".)" : "-+*", bytes->data[after]) != NULL &&
                   bytes->data[after] != '\0';
    if (!is_sign) {
        return at;
    }
    after++;
    return after == end || bytes->data[after] == ' ' || bytes->data[after] == '\t' ? after : at;
}

static void push(struct literals *literals, size_t column) {
    if (literals->containers->len < LITERALS_NESTING_MAX) {
        g_array_append_val(literals->containers, column);
    }
}

/* Notes the lists that begin on a line. */
static void open_containers(struct literals *literals, const struct line *line, size_t at) {
    const struct bytes *bytes = literals->bytes;
    size_t column = line_width(bytes, line, at, TAB_COLUMNS);
    size_t after;

    while ((after = skip_item(bytes, at, line->end)) > at) {
        size_t sign = line_width(bytes, line, after, TAB_COLUMNS);
        at = line_skip_blanks(bytes, after, line->end);
        column = line_width(bytes, line, at, TAB_COLUMNS);
        if (at == line->end || column > sign + CODE_COLUMNS) {
            column = sign + 1;
        }
        push(literals, column);
    }
    if (holds_indented(bytes, at, line->end)) {
        push(literals, column + CODE_COLUMNS);
    }
}

/* The place after the signs of a quotation. */
static size_t skip_quotation(const struct bytes *bytes, const struct line *line) {
    size_t at = line->begin;
    size_t sign = line_skip_blanks(bytes, at, line->end);

    while (sign < line->end && bytes->data[sign] == '>') {
        at = sign + 1;
        at += at < line->end && bytes->data[at] == ' ';
        sign = line_skip_blanks(bytes, at, line->end);
    }
    return at;
}

bool literals_markdown_is_code(struct literals *literals, const struct line *line) {
    GArray *containers = literals->containers;
    const struct bytes *bytes = literals->bytes;
    const struct line rest = {.begin = skip_quotation(bytes, line), .end = line->end};
    size_t at = line_skip_blanks(bytes, rest.begin, rest.end);
    size_t columns = line_width(bytes, &rest, at, TAB_COLUMNS);

    if (at == rest.end) {
        return false;
    }
    while (containers->len > 0 &&
           g_array_index(containers, size_t, containers->len - 1) > columns) {
        g_array_set_size(containers, containers->len - 1);
    }
    size_t around =
        containers->len > 0 ? g_array_index(containers, size_t, containers->len - 1) : 0;
    if (columns >= around + CODE_COLUMNS) {
        return true;
    }
    open_containers(literals, &rest, at);
    return false;
}
