/* A recipe of only letters and digits, for keywords of a PDF and attributes of an SVG. */
#ifndef GRADFIG_OUTPUT_PACKED_RECIPE_H
#define GRADFIG_OUTPUT_PACKED_RECIPE_H

#include <stdbool.h>
#include <stddef.h>

/** The packed recipe, freed with g_free. */
char *packed_recipe_write(const char *recipe);

/** The first recipe that is packed within a text, freed with g_free; NULL if there is none. Sets
 * `*is_there` if the text has one, also a damaged one, and otherwise leaves it. */
char *packed_recipe_find(const char *text, size_t n_bytes, bool *is_there);

#endif
