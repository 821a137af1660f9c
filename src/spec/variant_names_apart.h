/* Whether the names of all variants differ, as can be seen from their template. */
#ifndef GRADFIG_SPEC_VARIANT_NAMES_APART_H
#define GRADFIG_SPEC_VARIANT_NAMES_APART_H

#include "spec/variants_private.h"

/**
 * Whether the template, taken apart into its parts, gives each variant another name, even where
 * case does not count, and all of them are allowed if the first is. False if it cannot be seen from
 * the template; then the names have to be compared.
 */
bool variant_names_are_apart(const struct variants *variants);

#endif
