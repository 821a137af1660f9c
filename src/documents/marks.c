/* Recognizes marks and reads their words. */
#include "documents/marks.h"

#include <stdint.h>
#include <string.h>

#include "base/file.h"
#include "base/user_text.h"
#include "documents/literals.h"

static const char NAME[] = "gradfig";

/* ---- recognizing ---- */

/* The place after "gradfig", where a comment begins at `at`; SIZE_MAX without it. */
static size_t skip_name(const struct comment_syntax *syntax, const struct bytes *document,
                        size_t at, size_t end) {
    if (!line_has(document, at, end, syntax->open)) {
        return SIZE_MAX;
    }
    size_t after = at + strlen(syntax->open);
    size_t name = line_skip_blanks(document, after, end);
    bool is = (name > after || !syntax->needs_blank) && line_has(document, name, end, NAME);

    return is ? name + strlen(NAME) : SIZE_MAX;
}

/* The place after an end mark whose word "end" ends at `at`. */
static size_t end_comment(const struct comment_syntax *syntax, const struct bytes *document,
                          size_t at, size_t end) {
    at = line_skip_blanks(document, at, end);
    if (syntax->close != NULL) {
        return line_has(document, at, end, syntax->close) ? at + strlen(syntax->close) : SIZE_MAX;
    }
    return at == end ? end : SIZE_MAX;
}

struct mark mark_find(const struct comment_syntax *syntax, const struct bytes *document,
                      const struct line *line) {
    static const char word[] = "end";
    size_t at = literals_skip_prefix(syntax, document, line);
    size_t name = skip_name(syntax, document, at, line->end);

    if (name == SIZE_MAX) {
        return (struct mark){.kind = MARK_NONE};
    }
    if (line_has(document, name, line->end, ":") && !line_has(document, name, line->end, "::")) {
        return (struct mark){.kind = MARK_BEGIN, .at = at, .words = name + 1};
    }
    size_t found = line_skip_blanks(document, name, line->end);
    size_t after = found + strlen(word);
    bool is_end = found > name && line_has(document, found, line->end, word) &&
                  (after == line->end || !g_ascii_isalnum(document->data[after]));
    if (!is_end) {
        return (struct mark){.kind = MARK_NONE};
    }
    return (struct mark){
        .kind = MARK_END, .at = at, .after = end_comment(syntax, document, after, line->end)};
}

char *mark_write_end(const struct comment_syntax *syntax) {
    return g_strdup_printf("%s %s end%s%s", syntax->open, NAME, syntax->close != NULL ? " " : "",
                           syntax->close != NULL ? syntax->close : "");
}

/* ---- words ---- */

/* What reading the words of a mark needs. */
struct reading {
    struct block *block;
    const struct bytes *document;
    const struct line *line;
    struct faults *faults;
    size_t at;
    size_t end;
};

static void refuse(const struct reading *reading, size_t at, const char *message,
                   const char *found) {
    char quoted[TEXT_QUOTED_SIZE];
    size_t column = line_column(reading->document, reading->line, at);

    text_quote(found, quoted);
    faults_add(reading->faults, reading->line->number, column, "%s, found %s", message,
               *found != '\0' ? quoted : "none");
}

/* The next word, in double quotes or not; freed with g_free. NULL after the last. */
static char *next_word(struct reading *reading, size_t *begin) {
    const char *data = reading->document->data;
    size_t at = line_skip_blanks(reading->document, reading->at, reading->end);
    bool is_quoted = at < reading->end && data[at] == '"';
    size_t first = at + is_quoted;
    size_t last = first;

    *begin = at;
    if (at == reading->end) {
        return NULL;
    }
    while (last < reading->end &&
           (is_quoted ? data[last] != '"' : data[last] != ' ' && data[last] != '\t')) {
        last++;
    }
    reading->at = last + (is_quoted && last < reading->end);
    return g_strndup(data + first, last - first);
}

static bool is_path(const char *path, const struct figure_format **format) {
    const char *extension = file_extension(path);

    *format = extension != NULL ? figure_format_find(extension) : NULL;
    return *format != NULL && *path != '/';
}

static void read_path(struct reading *reading) {
    size_t begin;
    char *path = next_word(reading, &begin);

    if (path == NULL || !is_path(path, &reading->block->format)) {
        char *endings = text_list(figure_format_word, ".", ", ", " or ");
        char *message =
            g_strdup_printf("expected a path relative to the document that ends in %s", endings);
        refuse(reading, begin, message, path != NULL ? path : "");
        g_free(message);
        g_free(endings);
    }
    reading->block->path = path;
}

static void read_system(struct reading *reading, size_t begin, const char *name) {
    const struct document_system *system = document_system_find(name);

    if (system != NULL) {
        reading->block->system = system;
        return;
    }
    char *names = document_system_list();
    char *message = g_strdup_printf("for: expected one of: %s", names);
    refuse(reading, begin, message, name);
    g_free(message);
    g_free(names);
}

static void read_word(struct reading *reading, size_t begin, const char *word) {
    static const char system[] = "for=";

    if (strcmp(word, "pair") == 0) {
        reading->block->is_pair = true;
    } else if (g_str_has_prefix(word, system)) {
        read_system(reading, begin, word + strlen(system));
    } else {
        refuse(reading, begin,
               "expected pair, for=SYSTEM or the end of the line (the spec begins on the next one, "
               "and a path with blanks is in double quotes)",
               word);
    }
}

void mark_read_words(struct block *block, const struct comment_syntax *syntax,
                     const struct bytes *document, const struct line *line, size_t words,
                     size_t end, struct faults *faults) {
    struct reading reading = {block, document, line, faults, words, end};
    size_t begin;
    char *word;

    block->system = document_system_find(syntax->system);
    read_path(&reading);
    while ((word = next_word(&reading, &begin)) != NULL) {
        read_word(&reading, begin, word);
        g_free(word);
    }
}
