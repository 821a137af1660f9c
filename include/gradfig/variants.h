/* The variants of a spec: what `vary` asks for, one spec and one name each, made when needed. */
#ifndef GRADFIG_VARIANTS_H
#define GRADFIG_VARIANTS_H

#include <stddef.h>

#include <gradfig/parameters.h>
#include <gradfig/spec.h>

/** So many variants one spec can have. */
#define GRADFIG_VARIANTS_MAX 1000000

/**
 * A spec and the values of its varied keys. Variants are counted from 0, the last key that is
 * varied changing first; memory grows with the values, not with their product.
 */
struct gradfig_variants;

/** NULL is allowed. */
void gradfig_variants_destroy(struct gradfig_variants *variants);

/** 1 to GRADFIG_VARIANTS_MAX. */
size_t gradfig_variants_count(const struct gradfig_variants *variants);

/** How many keys are varied. */
size_t gradfig_variants_n_keys(const struct gradfig_variants *variants);

/** Key `k`, "networks.plain.slope"; borrowed. */
const char *gradfig_variants_key(const struct gradfig_variants *variants, size_t k);

/** The value of key `k` in variant `i` as typed; borrowed. */
const char *gradfig_variants_value(const struct gradfig_variants *variants, size_t i, size_t k);

/**
 * Fills `spec` with variant `i`. It borrows all that it points to: it lives as long as `variants`
 * and is not to be finished.
 */
void gradfig_variants_spec(const struct gradfig_variants *variants, size_t i,
                           struct gradfig_spec *spec);

/**
 * The name of variant `i`'s file, relative, of portable characters, with the extension; no two are
 * equal, in any case. Freed by the caller with free().
 */
char *gradfig_variants_name(const struct gradfig_variants *variants, size_t i);

/**
 * What tells one batch from another: 16 hexadecimal digits made from the spec, the varied keys,
 * their values and the names. Freed by the caller with free().
 */
char *gradfig_variants_digest(const struct gradfig_variants *variants);

#endif
