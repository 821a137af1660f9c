/* What gradfig adds to an SVG that Cairo drew. */
#ifndef GRADFIG_OUTPUT_SVG_H
#define GRADFIG_OUTPUT_SVG_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"
#include "output/about.h"

/**
 * Completes the SVG that the renderer drew: adds title, description, role and recipe, and replaces
 * its ids by ids that no other figure on the same page has. Replaces `bytes`. Fails if they are no
 * SVG.
 */
__attribute__((warn_unused_result)) bool
svg_complete(struct bytes *bytes, const struct about *about, struct gradfig_error *error);

#endif
