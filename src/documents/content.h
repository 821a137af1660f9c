/* What stands between the comment of a block and its end mark. */
#ifndef GRADFIG_DOCUMENTS_CONTENT_H
#define GRADFIG_DOCUMENTS_CONTENT_H

#include <stdbool.h>

#include "documents/embed_plan.h"

/** The lines of a snippet as they stand in the document of the block. */
GString *content_of_snippet(const struct block *block, const char *snippet, bool is_apart);

/** Writes `planned->content`, and sets whether the document has it. False with a fault of the
 * document if its system cannot show the picture, or when `stop` is set. */
MUST_CHECK bool content_write(struct embed_block *planned, struct embed_document *document,
                              stop_flag *stop);

#endif
