/* The lines of a document, by their bytes. */
#ifndef GRADFIG_DOCUMENTS_LINES_H
#define GRADFIG_DOCUMENTS_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

/** One line. A zeroed one stands before the first line. */
struct line {
    size_t number; /**< from 1 */
    size_t begin;  /**< where its text begins, after a byte order mark */
    size_t end;    /**< where its text ends and its line end begins */
    size_t next;   /**< where the next line begins */
};

/** Goes to the next line, which ends with LF, CR, CR LF or the document; false after the last. */
bool line_next(const struct bytes *bytes, struct line *line);

/** The first place from `at` on, before `end`, that is no blank: a space or tab. */
size_t line_skip_blanks(const struct bytes *bytes, size_t at, size_t end);

/** Whether the bytes from `at` on, before `end`, begin with `word`, in any case. */
bool line_has(const struct bytes *bytes, size_t at, size_t end, const char *word);

/** Whether the bytes begin with any of several words, which NULL ends, in any case. */
bool line_has_any(const struct bytes *bytes, size_t at, size_t end, const char *const *words);

/** The first place of `word`, in any case, from `at` on, before `end`; SIZE_MAX if it is not there.
 */
size_t line_find(const struct bytes *bytes, size_t at, size_t end, const char *word);

/** The place after the sign of an item of a list, such as "-" or "1."; `at` if there is none. */
size_t line_skip_item(const struct bytes *bytes, size_t at, size_t end);

/** The number of characters equal to the one at `at`. */
size_t line_count_run(const struct bytes *bytes, size_t at, size_t end);

/** The column of a place in a line, from 1, in characters. */
size_t line_column(const struct bytes *bytes, const struct line *line, size_t at);

/** The width of what stands before `at` in a line, with tabs that end at multiples of `tab`. */
size_t line_width(const struct bytes *bytes, const struct line *line, size_t at, size_t tab);

#endif
