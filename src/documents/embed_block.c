/* Reads the specs in documents, writes what stands between their marks, and judges their claims. */
#include "documents/embed_block.h"

#include <limits.h>
#include <string.h>

#include "base/user_text.h"
#include "documents/lines.h"
#include "documents/prose.h"
#include "documents/snippet.h"
#include "output/formats.h"
#include "report/verdict.h"
#include "spec/reader.h"

void embed_block_finish(struct embed_block *block) {
    embedded_figures_finish(&block->figures);
    g_free(block->place);
    if (block->content != NULL) {
        g_string_free(block->content, TRUE);
    }
    claims_destroy(block->claims);
    spec_finish(&block->spec);
}

/* ---- the spec ---- */

static void note_mistakes(struct embed_document *document, const struct block *block,
                          const struct reader *reader) {
    for (size_t i = 0; i < reader_n_mistakes(reader); i++) {
        faults_add_whole(&document->faults, block->line, reader_mistake(reader, i));
    }
}

/* A pair is light and dark, so the spec cannot ask for both in one file. */
static bool check_pair(const struct embed_block *planned, struct embed_document *document) {
    struct gradfig_error error;
    bool is_right =
        !planned->block->is_pair || figure_file_can_be_pair(&planned->spec, "pair", &error);

    if (!is_right) {
        faults_add(&document->faults, planned->block->line, 0, "%s", error.message);
    }
    return is_right;
}

static bool read_spec(struct embed_block *planned, struct embed_document *document,
                      GPtrArray *warnings) {
    const struct block *block = planned->block;
    struct reader *reader =
        embedded_spec_read(block->spec->str, block->spec->len, document->path, block->spec_line);

    planned->claims = reader_finish_claims(reader, &planned->spec);
    if (planned->claims == NULL) {
        note_mistakes(document, block, reader);
    }
    reader_write_warnings(reader, warnings);
    reader_destroy(reader);
    return planned->claims != NULL && check_pair(planned, document) && !block->is_wrong;
}

static bool choose_figures(struct embed_block *planned, struct embed_document *document) {
    const struct block *block = planned->block;
    g_autofree char *shown = text_escape_path(document->path);
    struct gradfig_error error;

    planned->place = g_strdup_printf("%s:%zu", shown, block->line);
    const struct embedded_block asked = {planned->place, block->format, &planned->spec,
                                         document->path, block->path};
    bool done =
        embedded_figures_choose(&planned->figures, &asked, block->is_pair ? N_THEMES : 0, &error);
    if (!done) {
        faults_add(&document->faults, block->line, 0, "%s", error.message);
    }
    return done;
}

/* ---- what gradfig has written before the end mark ---- */

/* Any text of a line, in the patterns of GLib. */
static char ANY[] = "*";

/* Takes off the blanks around each line and `sign` before it. */
static void strip_lines(char **lines, const char *sign) {
    for (; *lines != NULL; lines++) {
        g_strstrip(*lines);
        if (g_str_has_prefix(*lines, sign)) {
            memmove(*lines, *lines + strlen(sign), strlen(*lines + strlen(sign)) + 1);
            g_strstrip(*lines);
        }
    }
}

/* The first of the lines that is not empty, or their end. */
static char **skip_empty(char **lines) {
    while (*lines != NULL && **lines == '\0') {
        lines++;
    }
    return lines;
}

/* The first of the lines that is not one of the system's snippet of any figure, or their end.
 * Without a pair a snippet of another system is only known by its picture, because it may look like
 * anybody's image. */
static char **skip_snippet(const struct document_system *system, const struct block *block,
                           bool is_pair, char **lines) {
    enum { N_DIGITS = 24 };
    char digits[N_DIGITS];
    bool is_known = is_pair || system == block->system;
    const struct shown_figure figure = {
        is_known ? ANY : block->path, is_pair ? ANY : NULL, ANY, LLONG_MAX, ANY,
    };
    g_autoptr(GString) text = g_string_new(NULL);

    system->write(&figure, text);
    g_snprintf(digits, sizeof(digits), "%lld", LLONG_MAX);
    g_string_replace(text, digits, ANY, 0);
    g_auto(GStrv) patterns = g_strsplit(text->str, "\n", -1);
    strip_lines(patterns, "");
    char **pattern = skip_empty(patterns);
    char **line = skip_empty(lines);
    while (*line != NULL && *pattern != NULL && g_pattern_match_simple(*pattern, *line)) {
        pattern = skip_empty(pattern + 1);
        line = skip_empty(line + 1);
    }
    return *line == NULL && *pattern != NULL ? skip_empty(lines) : line;
}

/* The first line that is of nobody's snippet; NULL at the end. */
static char **find_foreign(const struct block *block, char **lines) {
    char **foreign = skip_empty(lines);
    const char *name;

    for (size_t i = 0; (name = document_system_name(i)) != NULL; i++) {
        const struct document_system *system = document_system_find(name);
        foreign = MAX(foreign, skip_snippet(system, block, false, lines));
        foreign = MAX(foreign, skip_snippet(system, block, true, lines));
    }
    return foreign;
}

/* The number of the line that has the place `at`. */
static size_t line_at(const struct bytes *document, size_t at) {
    struct line line = {0};

    while (line_next(document, &line) && line.next <= at) {
    }
    return line.number;
}

/* The first line of the block's content, without blanks around it, that is no part of a snippet of
 * gradfig's, whatever its figure, alt text and width are, and its number; NULL without one. Freed
 * with g_free. */
static char *find_others(const struct block *block, const struct bytes *document, size_t *number) {
    size_t n = block->content_end - block->content;
    g_autoptr(GString) text = g_string_new_len(document->data + block->content, (gssize)n);
    g_autofree char *sign = g_strstrip(g_strdup(block->prefix));
    bool is_text = strlen(text->str) == n; /* without a NUL */

    g_string_replace(text, "\r\n", "\n", 0);
    g_auto(GStrv) lines = g_strsplit_set(text->str, "\r\n", -1);
    strip_lines(lines, sign);
    char **foreign = is_text ? find_foreign(block, lines) : lines;
    *number = line_at(document, block->content) + (size_t)(foreign - lines);
    return is_text && *foreign == NULL ? NULL : g_strdup(*foreign != NULL ? *foreign : "");
}

/* ---- the content ---- */

/* Appends a line of `n` bytes; an empty one has no blanks at its end. */
static void append_line(GString *content, const struct block *block, const char *text, size_t n) {
    size_t n_before = content->len;

    g_string_append(content, block->prefix);
    g_string_append_len(content, text, (gssize)n);
    while (n == 0 && content->len > n_before && content->str[content->len - 1] == ' ') {
        g_string_truncate(content, content->len - 1);
    }
    g_string_append(content, block->line_end);
}

GString *content_of_snippet(const struct block *block, const char *snippet, bool is_apart) {
    GString *content = g_string_new(block->begins_inside ? block->line_end : NULL);

    if (is_apart) {
        append_line(content, block, "", 0);
    }
    while (*snippet != '\0') {
        size_t n = strcspn(snippet, "\n");
        append_line(content, block, snippet, n);
        snippet += n + (snippet[n] != '\0');
    }
    if (is_apart) {
        append_line(content, block, "", 0);
    }
    if (block->ends_inside) {
        g_string_append(content, block->prefix);
    }
    return content;
}

static size_t count(const char *text, char character) {
    size_t n = 0;

    for (; *text != '\0'; text++) {
        n += *text == character;
    }
    return n;
}

/* A document in another encoding than UTF-8 gets what ASCII has, where "?" stands for what it
 * lacks. NULL with a fault if that loses a letter. Frees `snippet`. */
static char *fit_encoding(char *snippet, const struct block *block,
                          struct embed_document *document) {
    const struct bytes *bytes = &document->bytes;

    if (g_str_is_ascii(snippet) || g_utf8_validate_len(bytes->data, bytes->n, NULL)) {
        return snippet;
    }
    char *fitted = g_str_to_ascii(snippet, "C");
    bool is_fit = count(fitted, '?') == count(snippet, '?');
    g_free(snippet);
    if (is_fit) {
        return fitted;
    }
    faults_add(&document->faults, block->line, 0,
               "expected a document in UTF-8, because the alt text of %s has letters that ASCII "
               "lacks, found another encoding",
               block->path);
    g_free(fitted);
    return NULL;
}

static char *make_snippet(const struct embed_block *planned, struct embed_document *document,
                          stop_flag *stop) {
    const struct block *block = planned->block;
    const char *dark = block->is_pair ? planned->figures.all[THEME_DARK].name : NULL;
    struct gradfig_error error;
    char *snippet = snippet_of_spec(&planned->spec, block->system, planned->figures.all[0].name,
                                    dark, stop, &error);

    if (snippet == NULL) {
        faults_add(&document->faults, block->line, 0, "%s", error.message);
        return NULL;
    }
    return fit_encoding(snippet, block, document);
}

/* Whether nothing but gradfig's is replaced. */
static bool check_earlier(const struct block *block, struct embed_document *document) {
    size_t line;
    g_autofree char *found = find_others(block, &document->bytes, &line);

    if (found != NULL) {
        g_autofree char *quoted = text_quote(found);
        faults_add(&document->faults, line, 0,
                   "text of your own between the comment and the end mark of %s; move it out: %s",
                   block->path, quoted);
    }
    return found == NULL;
}

static bool write_content(struct embed_block *planned, struct embed_document *document,
                          stop_flag *stop) {
    const struct block *block = planned->block;
    const struct bytes *bytes = &document->bytes;
    g_autofree char *snippet = make_snippet(planned, document, stop);

    if (snippet == NULL) {
        return false;
    }
    planned->content = content_of_snippet(block, snippet, document->syntax->is_apart);
    size_t n = block->content_end - block->content;
    planned->is_current = planned->content->len == n &&
                          memcmp(bytes->data + block->content, planned->content->str, n) == 0;
    return planned->is_current || check_earlier(block, document);
}

/* ---- the claims ---- */

/* Adds "PATH:LINE: message" to both lists of the document. */
static void add_finding(struct embed_document *document, const struct claim *claim, char *message) {
    faults_add_whole(&document->findings, claim->line, message);
    faults_add_whole(&document->wrong, claim->line, message);
    g_free(message);
}

static void judge(const struct claim *claim, const struct verdict *verdict,
                  struct embed_document *document) {
    bool is_there =
        claim->text == NULL || prose_has(document->found.prose, document->syntax, claim->text);

    if (!verdict_holds(verdict->verdict)) {
        g_autofree char *sentence = verdict_sentence(claim, verdict);
        add_finding(document, claim,
                    g_strconcat(sentence,
                                is_there ? "" : "; the text does not stand in the document", NULL));
    } else if (!is_there) {
        add_finding(document, claim,
                    g_strdup_printf(
                        "%s: \"%s\" does not stand in the text of the document, markup included",
                        claim->place, claim->text));
    }
}

static void judge_claims(const struct embed_block *planned, struct embed_document *document,
                         stop_flag *stop) {
    size_t n = claims_count(planned->claims);
    struct gradfig_error error;
    g_autofree struct verdict *verdicts = n > 0 ? verdicts_of(planned->claims, stop, &error) : NULL;

    if (n > 0 && verdicts == NULL) {
        faults_add(&document->faults, claims_at(planned->claims, 0)->line, 0, "%s", error.message);
    }
    for (size_t i = 0; verdicts != NULL && i < n; i++) {
        judge(claims_at(planned->claims, i), &verdicts[i], document);
    }
}

bool embed_block_read(struct embed_block *planned, struct embed_document *document,
                      const struct embedding *shared) {
    stop_flag *stop = shared->stop;

    if (!read_spec(planned, document, shared->warnings)) {
        return false;
    }
    bool done = choose_figures(planned, document) && write_content(planned, document, stop);
    if (done) {
        judge_claims(planned, document, stop);
    }
    return done;
}
