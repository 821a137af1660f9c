/* A file in memory, and its search from the start on. */
#ifndef GRADFIG_BASE_BYTES_H
#define GRADFIG_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>

/** Ends with bytes_finish. */
struct bytes {
    size_t n;
    char *data; /**< `n` bytes and a terminating NUL */
};

/** Whether both hold the same bytes; two zeroed ones do. */
bool bytes_are_equal(const struct bytes *a, const struct bytes *b);

/** Whether the first bytes are those of the text `beginning`. */
bool bytes_begin(const struct bytes *bytes, const char *beginning);

/** From which byte on two different files differ, in words; freed with g_free. */
char *bytes_describe_difference(const struct bytes *a, const struct bytes *b);

/** Takes off a byte order mark, and makes each line end one character: spreadsheets, editors and
 * Git change both. */
void bytes_restore_lines(struct bytes *text);

/** Frees the bytes; zeroed ones are allowed. */
void bytes_finish(struct bytes *bytes);

/** What is left to search: from `at` on, up to `end`. */
struct rest {
    const char *at;
    const char *end;
};

/** Steps to the place after the next `word`; false if there is none. */
bool rest_skip_past(struct rest *rest, const char *word);

#endif
