/* Claims while they are read. */
#ifndef GRADFIG_SPEC_CLAIMS_PRIVATE_H
#define GRADFIG_SPEC_CLAIMS_PRIVATE_H

#include "spec/claims.h"
#include "spec/spec_nodes.h"

/** Begins without a claim. */
struct claims *claims_create(void);

/** Removes all claims. */
void claims_clear(struct claims *claims);

/** Reads `claims`; the values that they set are kept in the memory of `settings`. */
void claims_read(struct claims *claims, const struct source *source, struct settings *settings,
                 const struct node *list);

/**
 * Gives each claim its spec and finds its quantity in it. The claims borrow from `spec`. It can be
 * called again with another spec.
 */
void claims_find(struct claims *claims, const struct spec *spec, struct mistakes *mistakes);

#endif
