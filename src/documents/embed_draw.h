/* Draws the pictures of a plan before anything is written. */
#ifndef GRADFIG_DOCUMENTS_EMBED_DRAW_H
#define GRADFIG_DOCUMENTS_EMBED_DRAW_H

#include <stdbool.h>

#include "base/error.h"
#include "documents/embed_plan.h"

/** Pictures of this many bytes in all are kept until they are written. What is beyond is drawn once
 * more then. */
enum { EMBED_KEPT_MAX = 256 << 20 };

/**
 * Draws the pictures that are missing or stale, and keeps them in the plan, which has no faults.
 * What cannot be drawn, such as a label with a character that no font has, becomes a fault.
 */
MUST_CHECK bool embed_draw(struct embed_plan *plan, stop_flag *stop, struct gradfig_error *error);

/** Draws one picture, unless it is kept. */
MUST_CHECK bool embed_draw_picture(struct embed_plan *plan, const struct block *block,
                                   struct embed_picture *picture, stop_flag *stop,
                                   struct gradfig_error *error);

/** Whether the picture has to be written: another block may do that. */
bool embed_draw_needs(const struct embed_picture *picture);

#endif
