/* Claims while they are read. */
#ifndef GRADFIG_SPEC_CLAIMS_H
#define GRADFIG_SPEC_CLAIMS_H

#include <gradfig/claims.h>

#include "spec/reading.h"

/** Begins without a claim. */
struct gradfig_claims *claims_create(void);

/** Forgets all. */
void claims_clear(struct gradfig_claims *claims);

/** Gives each claim its spec and finds its quantity; mistakes are the reader's, which has none. */
void claims_finish(struct gradfig_claims *claims, struct gradfig_reader *reader);

#endif
