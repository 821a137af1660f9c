/* What gradfig adds to an SVG that Cairo drew. */
#ifndef GRADFIG_OUTPUT_SVG_H
#define GRADFIG_OUTPUT_SVG_H

#include "base/bytes.h"
#include "output/about.h"

/**
 * Makes a whole SVG of the one that the renderer drew: adds title, description, role and recipe,
 * and gives it ids that no other figure on the same page has. Replaces `bytes`.
 */
void svg_complete(struct bytes *bytes, const struct about *about);

#endif
