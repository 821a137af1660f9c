/* What gradfig adds to an SVG that Cairo drew. */
#ifndef GRADFIG_OUTPUT_SVG_H
#define GRADFIG_OUTPUT_SVG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "output/formats.h"

/**
 * Completes the SVG that the renderer drew: adds title, description, role and recipe, gives it its
 * physical size at `dpi` px per inch, 0 for none, and names its parts by what they hold. With the
 * drawing of the dark theme, not NULL, the result follows the reader's page. Replaces `bytes`.
 * Fails if they are no SVG, or if the drawings differ in more than colors.
 */
MUST_CHECK bool svg_complete(struct bytes *bytes, const struct bytes *dark, int64_t dpi,
                             const struct about *about, struct gradfig_error *error);

#endif
