/* The variants that `vary` asks for: a spec and a name for each, made when they are needed. */
#ifndef GRADFIG_SPEC_VARIANTS_H
#define GRADFIG_SPEC_VARIANTS_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "base/error.h"
#include "spec/spec.h"

/**
 * A spec and the values of its varied keys. Variants are counted from 0, and the last varied key
 * changes first. Memory grows with the number of values, not with their product.
 */
struct variants;

/** NULL is allowed. */
void variants_destroy(struct variants *variants);

/** 1 to VARIANTS_MAX. */
size_t variants_count(const struct variants *variants);

/** The files that the variants were read from. */
const struct inputs *variants_inputs(const struct variants *variants);

/** The number of varied keys. */
size_t variants_n_keys(const struct variants *variants);

/** Key `k`, "networks.plain.slope"; borrowed. */
const char *variants_key(const struct variants *variants, size_t k);

/** The value of key `k` in variant `i` as typed; borrowed. */
const char *variants_value(const struct variants *variants, size_t i, size_t k);

/**
 * Fills `spec` with variant `i`. The spec borrows from `variants`, so it must not outlive them and
 * must not be finished.
 */
void variants_spec(const struct variants *variants, size_t i, struct spec *spec);

/**
 * The relative name of variant `i`'s file with its extension, in portable characters. No two names
 * are equal, even where case does not count. Freed by the caller with g_free.
 */
char *variants_name(const struct variants *variants, size_t i);

/** Sets `name` to what variants_name returns; faster, because it allocates no memory for each. */
void variants_set_name(const struct variants *variants, size_t i, GString *name);

/**
 * Writes the spec of all variants, its bases resolved, so that reading it gives the same variants
 * of the same names. The same variants always give the same text. Freed by the caller with g_free;
 * NULL where memory runs out.
 */
char *variants_write(const struct variants *variants, struct gradfig_error *error);

/** Whether a file that begins with `text` is one that variants_write has made. */
bool variants_are_written(const char *text);

/** Whether somebody has edited a text that variants_write has made. Those of earlier versions do
 * not tell, and pass for unedited. */
bool variants_are_edited(const char *text);

/** The recipe in what variants_write has made, with the first value of each varied key. Freed by
 * the caller with g_free. */
char *variants_written_recipe(const char *text);

#endif
