/* The recipe: a spec written out in full. */
#ifndef GRADFIG_SPEC_RECIPE_H
#define GRADFIG_SPEC_RECIPE_H

#include <stdbool.h>

#include "base/error.h"
#include "spec/spec.h"
#include "spec/yaml_writer.h"

/** Takes one part; `text` is that of a key or value, else NULL, and is valid during the call. */
typedef void recipe_visitor(void *context, enum yaml_part part, const char *text);

/**
 * Visits the parts of the recipe of `spec`, all of them within one map: every row of the table that
 * has a value, in its order.
 */
void recipe_walk(const struct spec *spec, recipe_visitor *visit, void *context);

/**
 * Writes the recipe of `spec` as canonical YAML. Reading it gives the same spec. Freed by the
 * caller with g_free; NULL where it is longer than RECIPE_MAX or memory runs out.
 */
char *recipe_write(const struct spec *spec, struct gradfig_error *error);

/** Whether a text begins as every recipe does: with the first row of the table. */
bool recipe_begins(const char *text);

/**
 * Whether the recipe `found` in a figure is that of the spec of `expected`, which recipe_write has
 * written. An older version had fewer parameters, and other programs change line ends.
 */
bool recipe_is_same(const char *found, const char *expected);

/** The recipe in ASCII: all other letters are escaped. Freed with g_free. */
char *recipe_escape(const char *recipe);

#endif
