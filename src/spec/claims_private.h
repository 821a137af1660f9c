/* Claims while they are read. */
#ifndef GRADFIG_SPEC_CLAIMS_PRIVATE_H
#define GRADFIG_SPEC_CLAIMS_PRIVATE_H

#include "spec/claims.h"

#include "spec/reading.h"

/** Begins without a claim. */
struct claims *claims_create(void);

/** Forgets all. */
void claims_clear(struct claims *claims);

/** Gives each claim its spec and finds its quantity; mistakes are the reader's, which has none. */
void claims_finish(struct claims *claims, struct reader *reader);

#endif
