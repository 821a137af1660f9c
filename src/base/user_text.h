/* Text from users: strict numbers, UTF-8, and quoting for messages. */
#ifndef GRADFIG_BASE_USER_TEXT_H
#define GRADFIG_BASE_USER_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"

/** The result of reading a number. */
enum text_fault {
    TEXT_OK,
    TEXT_NOT_A_NUMBER,
    TEXT_TOO_LARGE, /**< beyond the largest double, or int64_t */
    TEXT_TOO_SMALL, /**< not zero, but the nearest double is */
};

/** Whether `text` is [-+]?(.[0-9]+|[0-9]+(.[0-9]*)?)([eE][-+]?[0-9]+)? without a zero before
 * another digit. */
bool text_is_number(const char *text);

/** Reads such a number, in any locale. `value` is set on TEXT_OK only. */
enum text_fault text_read_real(const char *text, double *value);

/** Reads a whole number of digits without a leading zero. `value` is set on TEXT_OK only. */
enum text_fault text_read_whole(const char *text, int64_t *value);

/** The digits of a number from the first that is not 0 on, without those of its exponent. */
size_t text_count_digits(const char *number);

/** Whether `text` is valid UTF-8 without control characters (C0, DEL, C1) and the separators of
 * lines and paragraphs. */
bool text_is_clean(const char *text);

/** Whether `text` may be a label: clean, not empty and not too long. */
bool text_is_label(const char *text);

/** What a label is, for messages after "expected". */
extern const char text_label_kind[];

/**
 * Escapes `text` for a message of one line: the bytes of control characters, of invisible ones that
 * change the order of others, and invalid ones become \xNN, and the text after its first 100 bytes
 * becomes "...". Freed with g_free.
 */
char *text_escape(const char *text);

/** Escapes a path in this way, without cutting it. */
char *text_escape_path(const char *path);

/** text_escape in double quotes. */
char *text_quote(const char *text);

/**
 * The words that `word` gives for 0, 1, 2 and so on until NULL, in one line: ".png, .svg or .pdf".
 * `before` precedes each word, `separator` is between words and `last` before the last one. Freed
 * with g_free.
 */
char *text_list(const char *(*word)(size_t i), const char *before, const char *separator,
                const char *last);

/** The first five of `n` names, and how many there are beside them: "a.png, b.png and 3 more";
 * their control characters are escaped. Freed with g_free. */
char *text_list_few(char *const *names, size_t n);

/** The number of such a word that is `wanted` in any case; SIZE_MAX if there is none. */
size_t text_find(const char *(*word)(size_t i), const char *wanted);

/** The number of bytes to insert, remove or replace, and of neighbors to swap, that make one word
 * the other; SIZE_MAX if a word has more than 127. */
size_t text_distance(const char *a, const char *b);

/** The nearest of `n` words; `n` is at least 1. */
const char *text_nearest(const char *word, const char *const *candidates, size_t n);

/** "; the nearest one is depth", with the nearest candidate if `word` may be a misspelling of it,
 * else a copy of `otherwise`; freed with g_free. */
char *text_suggest(const char *word, const char *const *candidates, size_t n,
                   const char *otherwise);

/** Whether `word` may be a misspelling of `other`: it has at most one mistake in four letters, or
 * one in fewer. */
bool text_is_near(const char *word, const char *other);

/** Whether `word` has at least three letters and is the beginning of `whole`. */
bool text_is_abbreviation(const char *word, const char *whole);

#endif
