/* The claims of a block. */
#ifndef GRADFIG_DOCUMENTS_EMBED_CLAIMS_H
#define GRADFIG_DOCUMENTS_EMBED_CLAIMS_H

#include "documents/embed_plan.h"

/** Adds a finding for each claim of the block that does not hold, or whose text is not in the
 * document's prose. Claims that cannot be computed, also because
 * `stop` is set, are a fault. */
void embed_claims_judge(const struct embed_block *planned, struct embed_document *document,
                        stop_flag *stop);

#endif
