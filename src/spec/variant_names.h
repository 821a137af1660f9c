/* The names of variants. */
#ifndef GRADFIG_SPEC_VARIANT_NAMES_H
#define GRADFIG_SPEC_VARIANT_NAMES_H

#include <stdbool.h>

#include "spec/mistakes.h"
#include "spec/variants_private.h"

/** Whether a name can have the text of a value as it is typed. */
bool variant_names_are_portable(const char *text);

/** A template made from the varied keys, in which {KEY} stands for the value of one; freed with
 * g_free. */
char *variant_names_default(const struct vary *vary);

/** Checks the template of the names. */
bool variant_names_check_template(const struct vary *vary, struct mistakes *mistakes);

/**
 * Checks the names of all variants, once arranged. Where the default template makes names too long,
 * that of the variants' numbers takes its place.
 */
bool variant_names_check(struct variants *variants, struct mistakes *mistakes);

/**
 * Whether the template, taken apart into its parts, gives each variant another name, even where
 * case does not count, and all of them are allowed if the first is. False if it cannot be seen from
 * the template; then the names have to be compared.
 */
bool variant_names_are_apart(const struct variants *variants);

#endif
