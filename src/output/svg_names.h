/* Names the parts of an SVG by what they hold. */
#ifndef GRADFIG_OUTPUT_SVG_NAMES_H
#define GRADFIG_OUTPUT_SVG_NAMES_H

#include "output/svg_tree.h"

/** "g" and ten digits of the text's checksum: equal texts have equal names. Freed with g_free. */
char *svg_names_make(const char *text);

/**
 * Gives every element with an id one that says what it holds, and changes the references. Removes
 * the ids that nothing refers to, and parts that nothing shows. On a page with two figures, equal
 * ids then belong to equal shapes. A changed text of the figure changes no other ids.
 */
void svg_names_assign(struct svg_element *root);

#endif
