/* Finds the blocks of a document. */
#include "documents/blocks.h"

#include <stdint.h>
#include <string.h>

#include "documents/lines.h"
#include "documents/literals.h"
#include "documents/marks.h"
#include "documents/prose.h"

/* What is read of a document. */
struct search {
    struct blocks *blocks;
    const struct bytes *document;
    const struct comment_syntax *syntax;
    struct faults *faults;
    struct literals literals;
    struct literals before; /* as where `open` began: what it contains will be replaced */
    struct line line;       /* its beginning may be within the real line, after a comment */
    struct block open;      /* the block whose end mark is not found yet */
    bool is_open;
    bool is_rest; /* `line` is the rest of one after a comment */
};

static void clear_block(void *data) {
    struct block *block = data;

    g_free(block->prefix);
    g_free(block->path);
    if (block->spec != NULL) {
        g_string_free(block->spec, TRUE);
    }
    *block = (struct block){0};
}

void blocks_finish(struct blocks *blocks) {
    if (blocks->all != NULL) {
        g_array_free(blocks->all, TRUE);
        g_string_free(blocks->prose, TRUE);
    }
}

/* ---- prose ---- */

/* Appends what readers see of the last line. */
static void append_seen(struct search *search) {
    const GArray *seen = search->literals.seen;
    GString *prose = search->blocks->prose;

    for (guint i = 0; i < seen->len; i++) {
        const struct piece *piece = &g_array_index(seen, struct piece, i);
        prose_append(prose, search->syntax, search->document->data + piece->at,
                     piece->end - piece->at);
    }
    prose_append(prose, search->syntax, "\n", 1);
}

/* ---- the comment ---- */

/* The row of the word at `at`; NULL if there is none. */
static const struct line_prefix *find_prefix(const struct search *search, size_t at, size_t end) {
    const struct line_prefix *row = search->syntax->prefixes;

    while (row->word != NULL && !line_has(search->document, at, end, row->word)) {
        row++;
    }
    return row->word != NULL ? row : NULL;
}

/* What each line of the content begins with: the text before the mark, but the signs of lists. */
static char *repeat_prefix(const struct search *search, size_t end) {
    const char *data = search->document->data;
    GString *prefix = g_string_new(NULL);
    size_t at = search->line.begin;

    while (at < end) {
        const struct line_prefix *row = find_prefix(search, at, end);
        if (row != NULL) {
            g_string_append(prefix, row->repeated);
            at += strlen(row->word);
        } else {
            g_string_append_c(prefix, data[at] == '\t' ? '\t' : ' ');
            at++;
        }
    }
    return g_string_free(prefix, FALSE);
}

/* Appends a line of the spec. What stands before its text is blanked, so that columns stay. */
static void append_spec(struct block *block, const struct bytes *document, const struct line *line,
                        size_t at, size_t end) {
    for (size_t i = line->begin; i < at; i++) {
        g_string_append_c(block->spec, ' ');
    }
    g_string_append_len(block->spec, document->data + at, (gssize)(end - at));
    g_string_append_c(block->spec, '\n');
}

/* The place after the words that repeat before a line, as far as they are there. */
static size_t skip_repeated(const struct search *search, const struct line *line) {
    const char *prefix = search->open.prefix;
    size_t n = 0;

    while (prefix[n] != '\0' && line->begin + n < line->end &&
           search->document->data[line->begin + n] == prefix[n]) {
        n++;
    }
    return line->begin + n;
}

static const char *line_end_of(const struct bytes *document, const struct line *line) {
    if (line->end == line->next) {
        return strstr(document->data, "\r\n") != NULL ? "\r\n" : "\n";
    }
    if (document->data[line->end] == '\n') {
        return "\n";
    }
    return line->next - line->end == 2 ? "\r\n" : "\r";
}

/* Goes on after the comment, whose last byte is before `at` in the line. */
static void begin_content(struct search *search, size_t at) {
    struct line *line = &search->line;

    search->open.line_end = line_end_of(search->document, line);
    search->open.begins_inside = line_skip_blanks(search->document, at, line->end) < line->end;
    search->open.content = search->open.begins_inside ? at : line->next;
    if (search->open.begins_inside) {
        line->next = at; /* the rest is read as a line of the same number */
        line->number--;
        search->is_rest = true;
    }
}

/* Reads the spec up to the sign that closes the comment; false if there is none before the next
 * comment. */
static bool read_closed(struct search *search, size_t at) {
    const char *close = search->syntax->close;
    struct line line = search->line;
    size_t found = line_find(search->document, at, line.end, close);

    while (found == SIZE_MAX && line_next(search->document, &line)) {
        size_t text = skip_repeated(search, &line);
        found = line_find(search->document, text, line.end, close);
        if (mark_find(search->syntax, search->document, &line).kind != MARK_NONE) {
            return false;
        }
        append_spec(&search->open, search->document, &line, text,
                    found != SIZE_MAX ? found : line.end);
    }
    if (found == SIZE_MAX) {
        return false;
    }
    search->line = line;
    begin_content(search, found + strlen(close));
    return true;
}

/* Whether the line goes on with a comment of lines that each begin with a sign. */
static bool goes_on(const struct search *search, const struct line *line, size_t *text) {
    const struct comment_syntax *syntax = search->syntax;
    size_t at = line_skip_blanks(search->document, line->begin, line->end);

    if (!line_has(search->document, at, line->end, syntax->goes_on) ||
        mark_find(syntax, search->document, line).kind != MARK_NONE) {
        return false;
    }
    *text = at + strlen(syntax->goes_on);
    return true;
}

static void read_signed(struct search *search) {
    struct line line = search->line;
    size_t text;

    while (line_next(search->document, &line) && goes_on(search, &line, &text)) {
        append_spec(&search->open, search->document, &line, text, line.end);
        search->line = line;
    }
    begin_content(search, search->line.end);
}

/* Reads the lines that are indented by more than the mark. Blank ones at the end are not part. */
static void read_indented(struct search *search, size_t mark) {
    enum { TAB_COLUMNS = 8 };
    const struct bytes *document = search->document;
    size_t indent = line_width(document, &search->line, mark, TAB_COLUMNS);
    struct line line = search->line;
    size_t n_spec = 0;

    while (line_next(document, &line)) {
        size_t at = line_skip_blanks(document, line.begin, line.end);
        if (at < line.end && line_width(document, &line, at, TAB_COLUMNS) <= indent) {
            break;
        }
        append_spec(&search->open, document, &line, line.begin, line.end);
        if (at < line.end) {
            search->line = line;
            n_spec = search->open.spec->len;
        }
    }
    g_string_truncate(search->open.spec, n_spec);
    begin_content(search, search->line.end);
}

static bool read_comment(struct search *search, const struct mark *mark) {
    if (search->syntax->close != NULL) {
        return read_closed(search, mark->words);
    }
    if (search->syntax->goes_on != NULL) {
        read_signed(search);
    } else {
        read_indented(search, mark->at);
    }
    return true;
}

/* ---- marks ---- */

/* Adds the block that is open to those found. */
static void close_block(struct search *search, bool is_right) {
    search->open.is_wrong = search->open.is_wrong || !is_right;
    g_array_append_val(search->blocks->all, search->open);
    search->open = (struct block){0};
    search->is_open = false;
    literals_finish(&search->before);
}

static void refuse_unfinished(struct search *search, const char *found, size_t line) {
    g_autofree char *end = mark_write_end(search->syntax);
    g_autofree char *where = line > 0 ? g_strdup_printf(" on line %zu", line) : g_strdup("");

    faults_add(search->faults, search->open.line, 0, "expected %s to end this block, found %s%s",
               end, found, where);
    close_block(search, false);
}

static struct block create_block(const struct search *search, const struct mark *mark) {
    return (struct block){
        .line = search->line.number,
        .prefix = repeat_prefix(search, mark->at),
        .spec = g_string_new(NULL),
        .spec_line = search->line.number + 1,
    };
}

static void begin_block(struct search *search, const struct mark *mark) {
    const struct bytes *document = search->document;
    const struct line line = search->line;
    size_t end = line.end;

    if (search->is_open) {
        refuse_unfinished(search, "another block", line.number);
    }
    size_t n_faults = faults_count(search->faults);
    if (!mark->has_colon) {
        faults_add(search->faults, line.number, line_column(document, &line, mark->words),
                   "expected \"gradfig:\" with a colon, found none");
    }
    search->open = create_block(search, mark);
    search->is_open = true;
    literals_copy(&search->before, &search->literals);
    if (search->syntax->close != NULL) {
        end = MIN(end, line_find(document, mark->words, line.end, search->syntax->close));
    }
    mark_read_words(&search->open, search->syntax, document, &line, mark->words, end,
                    search->faults);
    search->open.is_wrong = faults_count(search->faults) > n_faults;
    if (!read_comment(search, mark)) {
        faults_add(search->faults, line.number, 0, "expected %s to end this comment, found none",
                   search->syntax->close);
        close_block(search, false);
    }
}

/* What follows an end mark on its line is text again. */
static void after_mark(struct search *search, const struct mark *mark) {
    struct line rest = search->line;

    rest.begin = mark->after;
    literals_take_rest(&search->literals, &rest);
    append_seen(search);
}

static void end_block(struct search *search, const struct mark *mark) {
    struct block *block = &search->open;

    if (mark->after == SIZE_MAX) {
        g_autofree char *end = mark_write_end(search->syntax);
        faults_add(search->faults, search->line.number, 0, "expected %s, found another text", end);
    } else if (!search->is_open) {
        faults_add(search->faults, search->line.number, 0,
                   "expected a block before its end mark, found none");
    } else {
        after_mark(search, mark);
    }
    if (search->is_open) {
        block->ends_inside = block->begins_inside && search->line.begin == block->content;
        block->content_end = block->ends_inside ? mark->at : search->line.begin;
        close_block(search, mark->after != SIZE_MAX);
    }
}

/* ---- lines ---- */

/* The kind of the line. The rest of one after a comment has no indentation or fence. */
static enum line_kind take_kind(const struct search *search, struct literals *literals,
                                bool is_mark) {
    if (!search->is_rest) {
        return literals_take(literals, &search->line, is_mark);
    }
    return is_mark ? LINE_TEXT : literals_take_rest(literals, &search->line);
}

/* Whether the line is text also without the content of the block that is open. Then goes on from
 * there. */
static bool leave_content(struct search *search) {
    struct literals after;

    if (!search->is_open) {
        return true;
    }
    literals_copy(&after, &search->before);
    bool is_text = take_kind(search, &after, true) == LINE_TEXT;
    if (is_text) {
        literals_finish(&search->literals);
        search->literals = after;
    } else {
        literals_finish(&after);
    }
    return is_text;
}

static void take_line(struct search *search) {
    struct line *line = &search->line;
    struct mark mark = mark_find(search->syntax, search->document, line);
    enum line_kind kind = take_kind(search, &search->literals, mark.kind != MARK_NONE);
    bool is_end = mark.kind == MARK_END && kind == LINE_TEXT && leave_content(search);

    search->is_rest = false;
    if (mark.kind == MARK_BEGIN && kind == LINE_TEXT) {
        begin_block(search, &mark);
    } else if (is_end) {
        end_block(search, &mark);
    } else if (!search->is_open) {
        append_seen(search);
    }
}

/* An encoding of which no line can be read. */
static bool is_utf_16(const struct bytes *document) {
    static const char name[] = {'g', 0, 'r', 0, 'a', 0, 'd', 0, 'f', 0, 'i', 0, 'g'};
    return document->n > 0 && memmem(document->data, document->n, name, sizeof(name)) != NULL;
}

void blocks_find(struct blocks *blocks, const struct bytes *document,
                 const struct comment_syntax *syntax, struct faults *faults) {
    struct search search = {
        .blocks = blocks, .document = document, .syntax = syntax, .faults = faults};

    *blocks = (struct blocks){g_array_new(FALSE, FALSE, sizeof(struct block)), g_string_new(NULL)};
    g_array_set_clear_func(blocks->all, clear_block);
    if (is_utf_16(document)) {
        faults_add(faults, 1, 0, "expected UTF-8 or another encoding that has ASCII, found UTF-16");
        return;
    }
    literals_init(&search.literals, syntax, document);
    while (line_next(document, &search.line)) {
        take_line(&search);
    }
    if (search.is_open) {
        refuse_unfinished(&search, "the end of the document", 0);
    }
    literals_finish(&search.literals);
}
