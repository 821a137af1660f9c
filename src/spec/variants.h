/* The variants of a spec: what `vary` asks for, one spec and one name each, made when needed. */
#ifndef GRADFIG_SPEC_VARIANTS_H
#define GRADFIG_SPEC_VARIANTS_H

#include <stddef.h>

#include "spec/parameters.h"
#include "spec/spec.h"

/** So many variants one spec can have. */
#define VARIANTS_MAX 1000000

/**
 * A spec and the values of its varied keys. Variants are counted from 0, the last key that is
 * varied changing first; memory grows with the values, not with their product.
 */
struct variants;

/** NULL is allowed. */
void variants_destroy(struct variants *variants);

/** 1 to VARIANTS_MAX. */
size_t variants_count(const struct variants *variants);

/** How many keys are varied. */
size_t variants_n_keys(const struct variants *variants);

/** Key `k`, "networks.plain.slope"; borrowed. */
const char *variants_key(const struct variants *variants, size_t k);

/** The value of key `k` in variant `i` as typed; borrowed. */
const char *variants_value(const struct variants *variants, size_t i, size_t k);

/**
 * Fills `spec` with variant `i`. It borrows all that it points to: it lives as long as `variants`
 * and is not to be finished.
 */
void variants_spec(const struct variants *variants, size_t i, struct spec *spec);

/**
 * The name of variant `i`'s file, relative, of portable characters, with the extension; no two are
 * equal, in any case. Freed by the caller with free().
 */
char *variants_name(const struct variants *variants, size_t i);

/**
 * What tells one batch from another: 16 hexadecimal digits made from the spec, the varied keys,
 * their values and the names. Freed by the caller with free(); NULL where memory runs out.
 */
char *variants_digest(const struct variants *variants);

#endif
