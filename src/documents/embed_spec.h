/* The spec of a block. */
#ifndef GRADFIG_DOCUMENTS_EMBED_SPEC_H
#define GRADFIG_DOCUMENTS_EMBED_SPEC_H

#include <stdbool.h>

#include "documents/embed_plan.h"

/** Reads the spec and the claims of `planned->block`. False if there are mistakes, which become
 * faults of the document with their places there. */
MUST_CHECK bool embed_spec_read(struct embed_block *planned, struct embed_document *document);

#endif
