/* The marks that begin and end blocks. */
#ifndef GRADFIG_DOCUMENTS_MARKS_H
#define GRADFIG_DOCUMENTS_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "documents/blocks.h"
#include "documents/lines.h"

enum mark_kind { MARK_NONE, MARK_BEGIN, MARK_END };

/** A mark in a line. */
struct mark {
    enum mark_kind kind;
    size_t at;      /**< where its comment begins */
    size_t words;   /**< MARK_BEGIN: the place after "gradfig:" */
    bool has_colon; /**< MARK_BEGIN: as it must have */
    size_t after;   /**< MARK_END: the place after the comment; SIZE_MAX if it does not end there */
};

/** Finds the mark that a line begins with. */
struct mark mark_find(const struct comment_syntax *syntax, const struct bytes *document,
                      const struct line *line);

/** The end mark as users write it, "<!-- gradfig end -->"; freed with g_free. */
char *mark_write_end(const struct comment_syntax *syntax);

/** Reads the words of a mark, up to `end`, into `block`: path, `pair` and `for=SYSTEM`. Adds what
 * is wrong to `faults`. */
void mark_read_words(struct block *block, const struct comment_syntax *syntax,
                     const struct bytes *document, const struct line *line, size_t words,
                     size_t end, struct faults *faults);

#endif
