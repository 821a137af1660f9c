/* One block of a document: its spec, its pictures, what stands before its end mark, its claims. */
#ifndef GRADFIG_DOCUMENTS_EMBED_BLOCK_H
#define GRADFIG_DOCUMENTS_EMBED_BLOCK_H

#include "base/error.h"
#include "documents/embed_plan.h"

/**
 * Reads the spec and the claims of `planned->block` and fills the rest of `planned` but the state
 * of its pictures; ends with embed_block_finish. False with faults of the document, with their
 * places there, if the spec has mistakes or the document's system cannot show the picture, or when
 * the work is stopped. A claim that does not hold, or whose text is not in the document's prose, is
 * a finding; those that cannot be computed are a fault. Warns of what says nothing of a figure.
 */
MUST_CHECK bool embed_block_read(struct embed_block *planned, struct embed_document *document,
                                 const struct embedding *shared);
void embed_block_finish(struct embed_block *block);

/** The lines of a snippet as they stand in the document of the block. */
GString *content_of_snippet(const struct block *block, const char *snippet, bool is_apart);

#endif
