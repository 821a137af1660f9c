/* Follows words that begin and end code or comments, such as <!-- and -->, through lines. */
#include <stdint.h>
#include <string.h>

#include "documents/literals.h"

enum { SPAN_MAX = 512, BACKTICKS_MAX = 16 };

static void see(struct literals *literals, size_t at, size_t end) {
    struct piece piece = {at, end};

    if (at < end) {
        g_array_append_val(literals->seen, piece);
    }
}

/* ---- what only looks like the beginning of a literal ---- */

/* The place after code between backticks; `at` if there is none on this line. */
static size_t skip_backticks(const struct bytes *bytes, size_t at, size_t end) {
    size_t n = line_count_run(bytes, at, end);
    size_t next = at + n;

    while (n <= BACKTICKS_MAX && next < end) {
        size_t n_found = bytes->data[next] == '`' ? line_count_run(bytes, next, end) : 0;
        if (n_found == n) {
            return next + n;
        }
        next += MAX(n_found, 1);
    }
    return at + n;
}

/* The place after a span that begins at `at`; `at` if it has no end on this line. */
static size_t skip_span(const struct span *span, const struct bytes *bytes, size_t at, size_t end) {
    size_t text = at + strlen(span->open);
    size_t last = MIN(end, at + SPAN_MAX);
    char delimiter[2] = {0};

    if (span->close == NULL) {
        text += text < end && bytes->data[text] == '*';
        delimiter[0] = text < end ? bytes->data[text++] : '\0';
    }
    if (span->close == NULL && (delimiter[0] == '\0' || g_ascii_isalpha(delimiter[0]))) {
        return at;
    }
    const char *close = span->close != NULL ? span->close : delimiter;
    size_t found = line_find(bytes, text, last, close);
    return found != SIZE_MAX ? found + strlen(close) : at;
}

/* The place after the next character, which may be escaped, or after a span. */
static size_t skip_text(const struct literals *literals, size_t at, size_t end) {
    const struct comment_syntax *syntax = literals->syntax;
    const struct bytes *bytes = literals->bytes;
    char first = bytes->data[at];

    if (syntax->has_backticks && first == '`') {
        return skip_backticks(bytes, at, end);
    }
    for (const struct span *span = syntax->spans; span != NULL && span->open != NULL; span++) {
        size_t after = line_has(bytes, at, end, span->open) ? skip_span(span, bytes, at, end) : at;
        if (after > at) {
            return after;
        }
    }
    bool escapes = syntax->escapes != NULL && first != '\0' && strchr(syntax->escapes, first);
    return MIN(end, at + 1 + escapes);
}

/* ---- beginnings and ends ---- */

/* A command is no part of a longer word, such as an address. */
static bool is_command(const struct bytes *bytes, const struct literal *row, size_t at,
                       const struct line *line) {
    size_t after = at + strlen(row->open);

    return (at == line->begin || !g_ascii_isalnum(bytes->data[at - 1])) &&
           (after == line->end || !g_ascii_isalpha(bytes->data[after]));
}

/* Whether the literal ends before the next blank line. */
static bool ends_in_paragraph(struct literals *literals, const struct literal *row, size_t at,
                              const struct line *line) {
    size_t *unclosed = &literals->unclosed[row - literals->syntax->literals];
    struct line next = *line;
    size_t text = at + strlen(row->open);

    if (at < *unclosed) {
        return false;
    }
    do {
        if (line_find(literals->bytes, text, next.end, row->close) != SIZE_MAX) {
            return true;
        }
        *unclosed = next.end;
        text = line_next(literals->bytes, &next) ? next.begin : next.end;
    } while (line_skip_blanks(literals->bytes, text, next.end) < next.end);
    return false;
}

static const struct literal *find_opening(struct literals *literals, size_t at, size_t first,
                                          const struct line *line) {
    const struct bytes *bytes = literals->bytes;
    bool is_free = at == first || !literals->syntax->has_paragraphs;

    for (const struct literal *row = literals->syntax->literals; row->open != NULL; row++) {
        if (*row->open == bytes->data[at] && line_has(bytes, at, line->end, row->open) &&
            (!row->is_command || is_command(bytes, row, at, line)) &&
            (is_free || ends_in_paragraph(literals, row, at, line))) {
            return row;
        }
    }
    return NULL;
}

/* Closes the literal that is open, if it ends before `end`. Returns the place after it, or `end`.
 */
static size_t close_literal(struct literals *literals, size_t at, size_t end) {
    const char *close = literals->literal->close;
    size_t found = close != NULL ? line_find(literals->bytes, at, end, close) : end;

    if (found == SIZE_MAX) {
        return end;
    }
    literals->literal = NULL;
    return close != NULL ? found + strlen(close) : end;
}

/* Opens the first literal from `at` on. Returns the place after its opening, or the line's end. */
static size_t open_literal(struct literals *literals, size_t at, size_t first,
                           const struct line *line) {
    size_t begin = at;

    while (at < line->end &&
           (literals->literal = find_opening(literals, at, first, line)) == NULL) {
        at = skip_text(literals, at, line->end);
    }
    see(literals, begin, at);
    return literals->literal != NULL ? at + strlen(literals->literal->open) : line->end;
}

enum line_kind literals_take_words(struct literals *literals, const struct line *line, size_t at) {
    const struct literal *open = literals->literal;
    enum line_kind kind = LINE_TEXT;
    size_t first = at;

    if (open != NULL) {
        kind = open->is_comment ? LINE_COMMENT : LINE_CODE;
    }
    while (at < line->end || (literals->literal != NULL && literals->literal->close == NULL)) {
        open = literals->literal;
        if (open == NULL) {
            at = open_literal(literals, at, first, line);
            continue;
        }
        size_t after = close_literal(literals, at, line->end);
        if (!open->is_comment) {
            see(literals, at, after);
        }
        at = after;
    }
    return kind;
}
