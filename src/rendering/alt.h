/* What the figure shows, in sentences: for readers who do not see it. */
#ifndef GRADFIG_RENDERING_ALT_H
#define GRADFIG_RENDERING_ALT_H

#include "simulation/series.h"
#include "spec/spec.h"

/**
 * The title of the figure as plain text of one line, in its language: the user's or its own. Freed
 * by the caller with free().
 */
char *alt_title(const struct spec *spec);

/**
 * The alt text: sentences on the panels drawn, made from the numbers of `series` by the formatter
 * of the figure's labels; plain text of one line, in the figure's language. Freed by the caller
 * with free().
 */
char *alt_text(const struct spec *spec, const struct series *series);

#endif
