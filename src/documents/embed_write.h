/* Does what a plan found to be done. */
#ifndef GRADFIG_DOCUMENTS_EMBED_WRITE_H
#define GRADFIG_DOCUMENTS_EMBED_WRITE_H

#include <stdbool.h>

#include "base/error.h"
#include "documents/embed_plan.h"

/**
 * Writes the pictures that embed_draw drew and the documents that change. The plan has no faults.
 * One document after the other, its pictures before it; each file appears whole or not at all.
 * Stops at the first failure.
 */
MUST_CHECK bool embed_write(struct embed_plan *plan, stop_flag *stop, struct gradfig_error *error);

#endif
