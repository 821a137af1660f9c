/* Does what a plan found to be done. */
#ifndef GRADFIG_DOCUMENTS_EMBED_WRITE_H
#define GRADFIG_DOCUMENTS_EMBED_WRITE_H

#include "base/error.h"
#include "documents/embed_plan.h"

/**
 * Draws the pictures that are missing or stale, and keeps them in the plan, which has no faults.
 * What cannot be drawn, such as a label with a character that no font has, becomes a fault.
 */
MUST_CHECK bool embed_draw(struct embed_plan *plan, struct gradfig_error *error);

/**
 * Writes the pictures that embed_draw drew and the documents that change. The plan has no faults.
 * One document after the other, its pictures before it; each file appears whole or not at all.
 * Stops at the first failure.
 */
MUST_CHECK bool embed_write(struct embed_plan *plan, struct gradfig_error *error);

#endif
