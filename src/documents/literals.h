/* Which lines of a document are code or comments, where a mark is text. */
#ifndef GRADFIG_DOCUMENTS_LITERALS_H
#define GRADFIG_DOCUMENTS_LITERALS_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "base/bytes.h"
#include "documents/lines.h"
#include "documents/syntaxes.h"

/** No document nests its lists and directives deeper; more are taken for their contents. */
enum { LITERALS_NESTING_MAX = 64 };

/** A part of a line. */
struct piece {
    size_t at;
    size_t end;
};

enum line_kind { LINE_TEXT, LINE_CODE, LINE_COMMENT };

/** What is open while the lines of a document are read in turn. Private to literals*.c. */
struct literals {
    const struct comment_syntax *syntax;
    const struct bytes *bytes;
    enum line_kind kind;           /**< of what is open */
    const struct literal *literal; /**< that is open, or NULL */
    char fence;         /**< the character of the fence or delimiter that is open, or 0 */
    size_t n_fence;     /**< its length */
    bool is_delimiter;  /**< the line that closes it has the same length */
    GArray *directives; /**< size_t: the lengths of fences around text */
    GArray *containers; /**< size_t: the columns where the text of open lists begins */
    size_t indent;      /**< of what is open by indentation */
    bool is_indented;   /**< something is */
    bool is_paragraph;  /**< code until a blank line */
    size_t n_above;     /**< characters of the line above; 0 if it is blank */
    bool is_second;     /**< the line above is the first of its paragraph */
    GArray *seen;       /**< struct piece: what readers see of the last line */
    size_t unclosed[LITERALS_MAX]; /**< before which place a literal of the row has no end */
};

/** Ends with literals_finish. Both arguments are borrowed. */
void literals_init(struct literals *literals, const struct comment_syntax *syntax,
                   const struct bytes *bytes);
void literals_finish(struct literals *literals);

/** Makes a copy that goes on by itself; ends with literals_finish, too. */
void literals_copy(struct literals *copy, const struct literals *literals);

/** The kind of the next line; `is_mark`: it would begin or end a block if it is text. */
enum line_kind literals_take(struct literals *literals, const struct line *line, bool is_mark);

/** The kind of the rest of a line after a comment, where no code begins by its indentation. */
enum line_kind literals_take_rest(struct literals *literals, const struct line *line);

/** Where the text of a line begins, after blanks and the words that may stand before it. */
size_t literals_skip_prefix(const struct comment_syntax *syntax, const struct bytes *bytes,
                            const struct line *line);

/** Follows literals through the text of a line, which begins at `at`. Its kind is that of what it
 * begins in. */
enum line_kind literals_take_words(struct literals *literals, const struct line *line, size_t at);

/* ---- one file for each kind of indentation ---- */

/** Whether a line of Markdown is code because it is indented by four columns more than the text
 * around it. Notes the lists that begin on it. */
bool literals_markdown_is_code(struct literals *literals, const struct line *line);

/** The kind of a line of reStructuredText. */
enum line_kind literals_rst_take(struct literals *literals, const struct line *line, bool is_mark);

#endif
