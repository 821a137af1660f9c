/* Text from users: strict numbers, UTF-8, and quoting for messages. */
#ifndef GRADFIG_BASE_TEXT_H
#define GRADFIG_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What is wrong with the text of a number. */
enum text_fault {
    TEXT_OK,
    TEXT_NOT_A_NUMBER,
    TEXT_TOO_LARGE, /**< beyond the largest double, or int64_t */
    TEXT_TOO_SMALL, /**< not zero, and yet read as zero */
};

/**
 * Reads a number of the grammar [-+]?(.[0-9]+|[0-9]+(.[0-9]*)?)([eE][-+]?[0-9]+)? without a zero
 * before another digit, in any locale. `value` is set on TEXT_OK only.
 */
enum text_fault text_read_real(const char *text, double *value);

/** Reads digits without a zero before another digit. `value` is set on TEXT_OK only. */
enum text_fault text_read_whole(const char *text, int64_t *value);

/** Whether `text` is valid UTF-8 without control characters (C0, DEL, C1). */
bool text_is_clean(const char *text);

/** The longest label of a user in bytes, without the NUL. */
#define TEXT_LABEL_MAX 200

/** Whether `text` may be a label: clean, not empty and not too long. */
bool text_is_label(const char *text);

/** Enough for any quotation, the NUL included. */
#define TEXT_QUOTED_SIZE 160

/**
 * Makes `text` fit for a message of one line: control characters and invalid bytes become \xNN,
 * and what follows the first 100 bytes becomes "...".
 */
void text_escape(const char *text, char escaped[TEXT_QUOTED_SIZE]);

/** The same for a path, of any length; freed with g_free. */
char *text_escape_path(const char *path);

/** text_escape in double quotes. */
void text_quote(const char *text, char quoted[TEXT_QUOTED_SIZE]);

/** Levenshtein's distance between two short words, in bytes; SIZE_MAX where one exceeds 127. */
size_t text_distance(const char *a, const char *b);

/** The nearest of `n` words, 1 or more. */
const char *text_nearest(const char *word, const char *const *candidates, size_t n);

/** Whether `word` may be `other` misspelt: at most half of its letters differ. */
bool text_is_near(const char *word, const char *other);

#endif
