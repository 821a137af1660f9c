/* The recipe: a spec written out in full. */
#ifndef GRADFIG_SPEC_RECIPE_H
#define GRADFIG_SPEC_RECIPE_H

#include "spec/spec.h"

/** Largest recipe that is read from a figure, in bytes: with its bases resolved it may be longer
 * than any file. */
#define RECIPE_MAX (16 << 20)

/**
 * Writes `spec` as canonical YAML: every row of the table that has a value, in its order, numbers
 * as typed. Reading it gives the same spec. Freed by the caller with free().
 */
char *recipe_write(const struct spec *spec);

#endif
