/* Joins the drawings of the two themes to one that follows the reader's page. */
#ifndef GRADFIG_OUTPUT_SVG_THEMES_H
#define GRADFIG_OUTPUT_SVG_THEMES_H

#include "output/svg_tree.h"

/**
 * Gives the elements of `light` classes where `dark` has other colors, and appends the rules of the
 * classes to `style`. Fails if the drawings differ in more than colors.
 */
MUST_CHECK bool svg_themes_join(struct svg_element *light, const struct svg_element *dark,
                                GString *style, struct gradfig_error *error);

#endif
