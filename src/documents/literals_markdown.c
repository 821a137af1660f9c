/* Which lines of Markdown are code because they are indented. */
#include "documents/literals.h"

enum { CODE_COLUMNS = 4, TAB_COLUMNS = 4 };

/* The first words of what holds text that is indented by four columns: admonitions and tabs of
 * Python-Markdown, footnotes and definitions. */
static const char *const before_indented[] = {"!!!", "???", "===", "///", "[^", ":   ", NULL};

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

    while ((after = line_skip_item(bytes, at, line->end)) > at) {
        size_t sign = line_width(bytes, line, after, TAB_COLUMNS);
        at = line_skip_blanks(bytes, after, line->end);
        column = line_width(bytes, line, at, TAB_COLUMNS);
        if (at == line->end || column > sign + CODE_COLUMNS) {
            column = sign + 1;
        }
        push(literals, column);
    }
    if (line_has_any(bytes, at, line->end, before_indented)) {
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
