/* Formulas of lines, with the digits that tell those of different networks apart. */
#ifndef GRADFIG_RENDERING_WORDS_LINE_FORMULAS_H
#define GRADFIG_RENDERING_WORDS_LINE_FORMULAS_H

#include <stddef.h>

#include "simulation/network.h"

/* Freed with g_free: */

/** A computed line: "1.2x + 0.05", or "y = 0.05" without a slope. */
char *line_formula(struct line line, int n_digits);

/** The line of a network's first layer, and its slope alone. Two networks whose lines differ have
 * the same formula only if no reasonable number of digits shows that. */
char *line_formula_of_layer(const struct spec *spec, size_t index);
char *line_slope_of_layer(const struct spec *spec, size_t index);

#endif
