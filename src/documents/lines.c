/* Finds the lines of a document, and words in them. */
#include "documents/lines.h"

#include <stdint.h>
#include <string.h>

#include <glib.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

bool line_next(const struct bytes *bytes, struct line *line) {
    size_t at = line->next;

    if (at >= bytes->n) {
        return false;
    }
    line->begin = at;
    if (at == 0 && bytes_begin(bytes, BYTE_ORDER_MARK)) {
        line->begin += strlen(BYTE_ORDER_MARK);
    }
    while (at < bytes->n && bytes->data[at] != '\n' && bytes->data[at] != '\r') {
        at++;
    }
    line->number++;
    line->end = at;
    if (at < bytes->n) {
        bool is_pair = at + 1 < bytes->n && memcmp(bytes->data + at, "\r\n", 2) == 0;
        at += is_pair ? 2 : 1;
    }
    line->next = at;
    return true;
}

size_t line_skip_blanks(const struct bytes *bytes, size_t at, size_t end) {
    while (at < end && (bytes->data[at] == ' ' || bytes->data[at] == '\t')) {
        at++;
    }
    return at;
}

bool line_has(const struct bytes *bytes, size_t at, size_t end, const char *word) {
    size_t n = strlen(word);
    return at <= end && n <= end - at && g_ascii_strncasecmp(bytes->data + at, word, n) == 0;
}

bool line_has_any(const struct bytes *bytes, size_t at, size_t end, const char *const *words) {
    while (*words != NULL && !line_has(bytes, at, end, *words)) {
        words++;
    }
    return *words != NULL;
}

size_t line_find(const struct bytes *bytes, size_t at, size_t end, const char *word) {
    size_t n = strlen(word);

    for (; at + n <= end; at++) {
        if (line_has(bytes, at, end, word)) {
            return at;
        }
    }
    return SIZE_MAX;
}

size_t line_count_run(const struct bytes *bytes, size_t at, size_t end) {
    size_t n = 0;

    while (at + n < end && bytes->data[at + n] == bytes->data[at]) {
        n++;
    }
    return n;
}

size_t line_skip_item(const struct bytes *bytes, size_t at, size_t end) {
    size_t after = at;

    while (after < end && (g_ascii_isdigit(bytes->data[after]) || bytes->data[after] == '#')) {
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

size_t line_column(const struct bytes *bytes, const struct line *line, size_t at) {
    size_t column = 1;

    for (size_t i = line->begin; i < at; i++) {
        bool continues = ((unsigned char)bytes->data[i] & 0xc0) == 0x80;
        column += !continues;
    }
    return column;
}

size_t line_width(const struct bytes *bytes, const struct line *line, size_t at, size_t tab) {
    size_t columns = 0;

    for (size_t i = line->begin; i < at; i++) {
        columns += bytes->data[i] == '\t' ? tab - columns % tab : 1;
    }
    return columns;
}
