/* The blocks of a document: a spec in a comment, and what shows its figure up to an end mark. */
#ifndef GRADFIG_DOCUMENTS_BLOCKS_H
#define GRADFIG_DOCUMENTS_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "base/bytes.h"
#include "documents/faults.h"
#include "documents/syntaxes.h"
#include "documents/systems.h"
#include "output/formats.h"

/** One block. */
struct block {
    size_t line;        /**< of its opening mark, from 1 */
    size_t content;     /**< where gradfig's own bytes begin in the document */
    size_t content_end; /**< where they end, and the end mark's line begins */
    bool begins_inside; /**< within the line that ends the comment */
    bool ends_inside;   /**< within that line, too */
    char *prefix;       /**< of each line in the content */
    const char *line_end;
    char *path; /**< of the picture, relative to the document */
    const struct figure_format *format;
    bool is_pair;
    const struct document_system *system;
    GString *spec;    /**< as many columns as in the document, and LF alone */
    size_t spec_line; /**< of its first line, from 1 */
    bool is_wrong;    /**< its marks have faults; only its spec is of use, for its own faults */
};

/** What blocks_find finds. */
struct blocks {
    GArray *all;    /**< struct block, in their order */
    GString *prose; /**< what readers see of the rest, white space as one space */
};

/** Finds all blocks in a document of this syntax; what is wrong with marks is added to `faults`.
 * Ends with blocks_finish, which a zeroed one allows, too. */
void blocks_find(struct blocks *blocks, const struct bytes *document,
                 const struct comment_syntax *syntax, struct faults *faults);
void blocks_finish(struct blocks *blocks);

#endif
