/* The recipe in an SVG. */
#ifndef GRADFIG_OUTPUT_SVG_RECIPE_H
#define GRADFIG_OUTPUT_SVG_RECIPE_H

#include <stddef.h>

#include "base/bytes.h"
#include "base/error.h"

/** How the id of the metadata ends that holds the recipe. */
#define SVG_RECIPE_SUFFIX "-recipe"

/** What some programs put before a text in UTF-8. */
#define SVG_BYTE_ORDER_MARK "\xef\xbb\xbf"

/** Where the XML begins, after a byte order mark and white space. */
size_t svg_beginning(const struct bytes *bytes);

/**
 * The recipe, freed with g_free: the metadata with that id, what is written like a recipe in
 * metadata without it, or a packed recipe. NULL with `error` filled if there is none.
 */
char *svg_read_recipe(const struct bytes *bytes, struct gradfig_error *error);

#endif
