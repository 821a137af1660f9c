/* Compares, restores, searches and frees files in memory. */
#include "base/bytes.h"

#include <string.h>

#include <glib.h>

bool bytes_are_equal(const struct bytes *a, const struct bytes *b) {
    return a->n == b->n && (a->n == 0 || memcmp(a->data, b->data, a->n) == 0);
}

bool bytes_begin(const struct bytes *bytes, const char *beginning) {
    size_t n = strlen(beginning);
    return bytes->n >= n && memcmp(bytes->data, beginning, n) == 0;
}

char *bytes_describe_difference(const struct bytes *a, const struct bytes *b) {
    size_t n = MIN(a->n, b->n);
    size_t i = 0;

    while (i < n && a->data[i] == b->data[i]) {
        i++;
    }
    return g_strdup_printf("from byte %zu on", i);
}

void bytes_restore_lines(struct bytes *text) {
    static const char mark[] = "\xef\xbb\xbf";
    size_t from = bytes_begin(text, mark) ? strlen(mark) : 0;
    size_t to = 0;

    for (; from < text->n; from++) {
        bool is_return = text->data[from] == '\r' && text->data[from + 1] == '\n';
        text->data[to] = text->data[from];
        to += !is_return;
    }
    if (to < text->n) { /* zeroed bytes have no NUL */
        text->data[to] = '\0';
        text->n = to;
    }
}

void bytes_finish(struct bytes *bytes) {
    g_free(bytes->data);
    *bytes = (struct bytes){0};
}

bool rest_skip_past(struct rest *rest, const char *word) {
    const char *found = memmem(rest->at, (size_t)(rest->end - rest->at), word, strlen(word));

    if (found != NULL) {
        rest->at = found + strlen(word);
    }
    return found != NULL;
}
