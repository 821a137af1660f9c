/* The title and the alt text, which describes the figure in sentences for readers who cannot see
 * it. */
#ifndef GRADFIG_RENDERING_ALT_H
#define GRADFIG_RENDERING_ALT_H

#include "simulation/series.h"
#include "spec/spec.h"

/**
 * The title of the figure as plain text of one line, in its language: the user's title or else the
 * figure's own. Freed by the caller with free().
 */
char *alt_title(const struct spec *spec);

/**
 * The alt text: a sentence for each panel of the figure, with the numbers of `series` formatted as
 * in the figure's labels. Plain text of one line, in the figure's language, freed by the caller
 * with free().
 */
char *alt_text(const struct spec *spec, const struct series *series);

#endif
