/* Recognizes marks and reads their words. */
#include "documents/marks.h"

#include <stdint.h>
#include <string.h>

#include "base/file.h"
#include "base/user_text.h"
#include "documents/literals.h"

static const char NAME[] = "gradfig";
static const char END[] = "end";

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

/* Whether the word "end" of an end mark begins at `at`. */
static bool is_end_word(const struct bytes *document, size_t at, size_t end) {
    size_t after = at + strlen(END);
    return line_has(document, at, end, END) &&
           (after == end || !g_ascii_isalnum(document->data[after]));
}

static bool is_path(const char *path, const struct figure_format **format) {
    const char *extension = file_extension(path);

    *format = extension != NULL ? figure_format_find(extension) : NULL;
    return *format != NULL && *path != '/';
}

/* Whether a path begins at `at`, in double quotes or not. */
static bool begins_path(const struct bytes *document, size_t at, size_t end) {
    const char *begin = document->data + at;
    const struct figure_format *format;
    bool is_quoted = at < end && *begin == '"';
    const char *ends = is_quoted ? "\"\r\n" : " \t\r\n";
    size_t n = strcspn(begin + is_quoted, ends);
    g_autofree char *path = g_strndup(begin + is_quoted, MIN(n, end - at));
    return is_path(path, &format);
}

struct mark mark_find(const struct comment_syntax *syntax, const struct bytes *document,
                      const struct line *line) {
    size_t end = line->end;
    size_t at = literals_skip_prefix(syntax, document, line);
    size_t name = skip_name(syntax, document, at, end);

    if (name == SIZE_MAX) {
        return (struct mark){.kind = MARK_NONE};
    }
    if (line_has(document, name, end, ":") && !line_has(document, name, end, "::")) {
        return (struct mark){.kind = MARK_BEGIN, .at = at, .words = name + 1, .has_colon = true};
    }
    size_t found = line_skip_blanks(document, name, end);
    if (found > name && is_end_word(document, found, end)) {
        size_t after = end_comment(syntax, document, found + strlen(END), end);
        return (struct mark){.kind = MARK_END, .at = at, .after = after};
    }
    bool is_begin = found > name && begins_path(document, found, end);
    return (struct mark){.kind = is_begin ? MARK_BEGIN : MARK_NONE, .at = at, .words = name};
}

char *mark_write_end(const struct comment_syntax *syntax) {
    return g_strdup_printf("%s %s %s%s%s", syntax->open, NAME, END,
                           syntax->close != NULL ? " " : "",
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
    size_t column = line_column(reading->document, reading->line, at);

    g_autofree char *quoted = text_quote(found);
    faults_add(reading->faults, reading->line->number, column, "%s, found %s", message,
               *found != '\0' ? quoted : "none");
}

static bool is_blank(char character) {
    return character == ' ' || character == '\t';
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
    while (last < reading->end && (is_quoted ? data[last] != '"' : !is_blank(data[last]))) {
        last++;
    }
    char *word = g_strndup(data + first, last - first);
    reading->at = last + (is_quoted && last < reading->end);
    if (is_quoted && last == reading->end) {
        refuse(reading, at, "expected a double quote at the end of the path", g_strchomp(word));
    } else if (reading->at < reading->end && !is_blank(data[reading->at])) {
        refuse(reading, reading->at, "expected a blank after the double quote",
               (char[]){data[reading->at], '\0'});
    }
    return word;
}

static void read_path(struct reading *reading) {
    size_t begin;
    char *path = next_word(reading, &begin);

    if (path == NULL || !is_path(path, &reading->block->format)) {
        g_autofree char *endings = figure_format_list_endings();
        g_autofree char *message =
            g_strdup_printf("expected a path relative to the document that ends in %s", endings);
        refuse(reading, begin, message, path != NULL ? path : "");
    }
    reading->block->path = path;
}

static void read_system(struct reading *reading, size_t begin, const char *name) {
    const struct document_system *system = document_system_find(name);

    if (system != NULL) {
        reading->block->system = system;
        return;
    }
    g_autofree char *names = document_system_list();
    g_autofree char *message = g_strdup_printf("for: expected one of: %s", names);
    refuse(reading, begin, message, name);
}

/* One that is misspelled, or of something else. */
static void refuse_word(const struct reading *reading, size_t begin, const char *word) {
    static const char *const known[] = {"pair", "for"};
    static const char about_lines[] =
        " (the spec begins on the next one, and a path with blanks is in double quotes)";
    g_autofree char *key = g_strndup(word, strcspn(word, "="));
    g_autofree char *meant = text_suggest(key, known, G_N_ELEMENTS(known), about_lines);
    g_autofree char *message =
        g_strconcat("expected pair, for=SYSTEM or the end of the line", meant, NULL);

    refuse(reading, begin, message, word);
}

static void read_word(struct reading *reading, size_t begin, const char *word) {
    static const char system[] = "for=";
    struct block *block = reading->block;

    if (strcmp(word, "pair") == 0 && !block->is_pair) {
        block->is_pair = true;
    } else if (g_str_has_prefix(word, system) && block->system == NULL) {
        read_system(reading, begin, word + strlen(system));
    } else if (strcmp(word, "pair") == 0 || g_str_has_prefix(word, system)) {
        refuse(reading, begin, "expected pair and for=SYSTEM only once each", word);
    } else {
        refuse_word(reading, begin, word);
    }
}

void mark_read_words(struct block *block, const struct comment_syntax *syntax,
                     const struct bytes *document, const struct line *line, size_t words,
                     size_t end, struct faults *faults) {
    struct reading reading = {block, document, line, faults, words, end};
    size_t begin;
    char *word;

    read_path(&reading);
    while ((word = next_word(&reading, &begin)) != NULL) {
        read_word(&reading, begin, word);
        g_free(word);
    }
    if (block->system == NULL) {
        block->system = document_system_find(syntax->system);
    }
}
