/* Writes the content of blocks. */
#include "documents/content.h"

#include <string.h>

#include "documents/snippet.h"

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
    const char *dark = block->is_pair ? planned->pictures[THEME_DARK].name : NULL;
    struct gradfig_error error;
    char *snippet = snippet_of_spec(&planned->spec, block->system, planned->pictures[0].name, dark,
                                    stop, &error);

    if (snippet == NULL) {
        faults_add(&document->faults, block->line, 0, "%s", error.message);
        return NULL;
    }
    return fit_encoding(snippet, block, document);
}

bool content_write(struct embed_block *planned, struct embed_document *document, stop_flag *stop) {
    const struct block *block = planned->block;
    const struct bytes *bytes = &document->bytes;
    char *snippet = make_snippet(planned, document, stop);

    if (snippet == NULL) {
        return false;
    }
    planned->content = content_of_snippet(block, snippet, document->syntax->is_apart);
    g_free(snippet);
    size_t n = block->content_end - block->content;
    planned->is_current = planned->content->len == n &&
                          memcmp(bytes->data + block->content, planned->content->str, n) == 0;
    return true;
}
