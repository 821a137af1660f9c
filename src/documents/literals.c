/* Follows code and comments through the lines of a document. */
#include "documents/literals.h"

#include <stdint.h>
#include <string.h>

enum { FENCE_MIN = 3, DELIMITER_MIN = 4 };

void literals_init(struct literals *literals, const struct comment_syntax *syntax,
                   const struct bytes *bytes) {
    *literals = (struct literals){
        .syntax = syntax,
        .bytes = bytes,
        .directives = g_array_new(FALSE, FALSE, sizeof(size_t)),
        .containers = g_array_new(FALSE, FALSE, sizeof(size_t)),
        .seen = g_array_new(FALSE, FALSE, sizeof(struct piece)),
    };
}

static GArray *copy_sizes(const GArray *sizes) {
    GArray *copy = g_array_sized_new(FALSE, FALSE, sizeof(size_t), sizes->len);
    return g_array_append_vals(copy, sizes->data, sizes->len);
}

void literals_copy(struct literals *copy, const struct literals *literals) {
    *copy = *literals;
    copy->directives = copy_sizes(literals->directives);
    copy->containers = copy_sizes(literals->containers);
    copy->seen = g_array_new(FALSE, FALSE, sizeof(struct piece));
}

void literals_finish(struct literals *literals) {
    g_array_free(literals->directives, TRUE);
    g_array_free(literals->containers, TRUE);
    g_array_free(literals->seen, TRUE);
}

/* The place after a word before the text of a line, and after blanks; `at` if there is none. */
static size_t skip_word(const struct comment_syntax *syntax, const struct bytes *bytes, size_t at,
                        size_t end) {
    for (const struct line_prefix *prefix = syntax->prefixes; prefix->word != NULL; prefix++) {
        size_t after = at + strlen(prefix->word);
        size_t next = line_skip_blanks(bytes, after, end);
        if (line_has(bytes, at, end, prefix->word) && next > after) {
            return next;
        }
    }
    size_t item = syntax->has_items ? line_skip_item(bytes, at, end) : at;
    return item > at ? line_skip_blanks(bytes, item, end) : at;
}

size_t literals_skip_prefix(const struct comment_syntax *syntax, const struct bytes *bytes,
                            const struct line *line) {
    size_t next = line_skip_blanks(bytes, line->begin, line->end);
    size_t at;

    do {
        at = next;
        next = skip_word(syntax, bytes, at, line->end);
    } while (next > at);
    return at;
}

/* ---- fences and delimiters ---- */

static bool is_one_of(const char *characters, char found) {
    return characters != NULL && found != '\0' && strchr(characters, found) != NULL;
}

/* Directives of MyST with text in them. */
static bool is_of_text(const struct bytes *bytes, size_t at, size_t end) {
    static const char *const names[] = {
        "{admonition}", "{attention}", "{card}",     "{caution}", "{container}", "{danger}",
        "{details}",    "{dropdown}",  "{epigraph}", "{error}",   "{figure}",    "{grid",
        "{hint}",       "{important}", "{margin}",   "{note}",    "{only}",      "{seealso}",
        "{sidebar}",    "{tab",        "{tip}",      "{topic}",   "{warning}",   NULL,
    };

    return line_has_any(bytes, at, end, names);
}

static bool close_directive(struct literals *literals, size_t n, bool is_bare) {
    GArray *directives = literals->directives;

    if (!is_bare || directives->len == 0 ||
        n < g_array_index(directives, size_t, directives->len - 1)) {
        return false;
    }
    g_array_set_size(directives, directives->len - 1);
    return true;
}

/* Whether the line is a fence outside of code; opens code or a directive. */
static bool open_fence(struct literals *literals, size_t at, const struct line *line) {
    const struct bytes *bytes = literals->bytes;
    size_t n = line_count_run(bytes, at, line->end);
    char fence = bytes->data[at];

    if (n < FENCE_MIN) {
        return false;
    }
    size_t info = line_skip_blanks(bytes, at + n, line->end);
    if (fence == '`' && line_find(bytes, info, line->end, "`") != SIZE_MAX) {
        return false; /* code within a paragraph */
    }
    if (close_directive(literals, n, info == line->end)) {
        return true;
    }
    if (is_of_text(bytes, info, line->end) && literals->directives->len < LITERALS_NESTING_MAX) {
        g_array_append_val(literals->directives, n);
        return true;
    }
    literals->fence = fence;
    literals->n_fence = n;
    literals->is_delimiter = false;
    literals->kind = LINE_CODE;
    return true;
}

/* A line of characters under one of the same length is the title of a section. */
static bool is_underline(const struct literals *literals, size_t n) {
    return literals->n_above > 0 && literals->is_second && literals->n_above <= n + 1 &&
           n <= literals->n_above + 1;
}

static bool open_delimiter(struct literals *literals, size_t at, const struct line *line) {
    const struct bytes *bytes = literals->bytes;
    size_t n = line_count_run(bytes, at, line->end);

    if (n < DELIMITER_MIN || line_skip_blanks(bytes, at + n, line->end) < line->end ||
        is_underline(literals, n)) {
        return false;
    }
    literals->fence = bytes->data[at];
    literals->n_fence = n;
    literals->is_delimiter = true;
    literals->kind = literals->fence == '/' ? LINE_COMMENT : LINE_CODE;
    return true;
}

static bool open_fence_or_delimiter(struct literals *literals, size_t at, const struct line *line) {
    char first = at < line->end ? literals->bytes->data[at] : '\0';

    return (is_one_of(literals->syntax->fences, first) && open_fence(literals, at, line)) ||
           (is_one_of(literals->syntax->delimiters, first) && at == line->begin &&
            open_delimiter(literals, at, line));
}

static void close_fence(struct literals *literals, size_t at, const struct line *line) {
    const struct bytes *bytes = literals->bytes;
    size_t n = at < line->end && bytes->data[at] == literals->fence
                   ? line_count_run(bytes, at, line->end)
                   : 0;
    bool is_long = literals->is_delimiter ? n == literals->n_fence : n >= literals->n_fence;

    if (is_long && line_skip_blanks(bytes, at + n, line->end) == line->end) {
        literals->fence = '\0';
    }
}

/* ---- paragraphs ---- */

/* The paragraph after [source] is code in AsciiDoc. */
static bool begins_paragraph(const struct literals *literals, const struct line *line) {
    static const char *const styles[] = {"[source", "[listing", "[literal", NULL};

    return literals->syntax->delimiters != NULL &&
           line_has_any(literals->bytes, line->begin, line->end, styles);
}

/* Whether the line is of a paragraph of code. */
static bool take_paragraph(struct literals *literals, const struct line *line, bool is_blank) {
    if (literals->is_paragraph) {
        literals->is_paragraph = !is_blank;
        return true;
    }
    literals->is_paragraph = begins_paragraph(literals, line);
    return false;
}

/* ---- lines ---- */

static void note_above(struct literals *literals, const struct line *line, bool is_blank) {
    literals->is_second = literals->n_above == 0 && !is_blank;
    literals->n_above = is_blank ? 0 : line_column(literals->bytes, line, line->end) - 1;
}

static bool is_indented_code(struct literals *literals, const struct line *line) {
    return literals->syntax->indentation == INDENTATION_MARKDOWN &&
           literals_markdown_is_code(literals, line);
}

/* Readers see all of a line but a comment. */
static enum line_kind see_line(struct literals *literals, const struct line *line, size_t at,
                               enum line_kind kind) {
    struct piece piece = {at, line->end};

    if (kind != LINE_COMMENT) {
        g_array_append_val(literals->seen, piece);
    }
    return kind;
}

/* The kind of a line outside of fences and literals. */
static enum line_kind take_text(struct literals *literals, const struct line *line, size_t at,
                                bool is_mark) {
    const struct comment_syntax *syntax = literals->syntax;

    if (is_indented_code(literals, line)) {
        return see_line(literals, line, at, LINE_CODE);
    }
    if (open_fence_or_delimiter(literals, at, line)) {
        literals->is_paragraph = false;
        return see_line(literals, line, at, literals->kind);
    }
    if (take_paragraph(literals, line, at == line->end)) {
        return see_line(literals, line, at, LINE_CODE);
    }
    if (is_mark) {
        return LINE_TEXT;
    }
    if (syntax->goes_on != NULL && line_has(literals->bytes, at, line->end, syntax->goes_on)) {
        return LINE_COMMENT;
    }
    return literals_take_words(literals, line, at);
}

enum line_kind literals_take(struct literals *literals, const struct line *line, bool is_mark) {
    size_t at = literals_skip_prefix(literals->syntax, literals->bytes, line);
    enum line_kind kind = literals->kind;

    g_array_set_size(literals->seen, 0);
    if (literals->syntax->indentation == INDENTATION_RST) {
        return see_line(literals, line, at, literals_rst_take(literals, line, is_mark));
    }
    if (literals->fence != '\0') {
        close_fence(literals, at, line);
        see_line(literals, line, at, kind);
    } else if (literals->literal != NULL) {
        kind = literals_take_words(literals, line, at);
    } else {
        kind = take_text(literals, line, at, is_mark);
    }
    note_above(literals, line, at == line->end);
    return kind;
}

enum line_kind literals_take_rest(struct literals *literals, const struct line *line) {
    size_t at = line_skip_blanks(literals->bytes, line->begin, line->end);

    g_array_set_size(literals->seen, 0);
    return literals_take_words(literals, line, at);
}
