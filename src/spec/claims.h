/* Claims: the numbers that a text prints about the figure. */
#ifndef GRADFIG_SPEC_CLAIMS_H
#define GRADFIG_SPEC_CLAIMS_H

#include <stddef.h>

#include "spec/quantity.h"
#include "spec/spec.h"

/** What a claim says of the quantity. */
enum relation {
    RELATION_PRINTED, /**< it rounds to the number printed, digit by digit */
    RELATION_BELOW,
    RELATION_ABOVE,
    N_RELATIONS
};

/** The key of a relation, "printed"; static memory. */
const char *relation_word(enum relation relation);

/** One claim; texts are owned by its claims. */
struct claim {
    char *place;         /**< "FILE:LINE" of the claim */
    size_t line;         /**< the LINE alone, from 1 */
    char *text;          /**< the sentence that makes it, or NULL */
    char *quantity_text; /**< as typed: "gradient.plain@5" */
    char *settings;      /**< "depth=100, input=2", what `set` changes; or "" */
    enum relation relation;
    char *number; /**< as typed, with the digits that the text prints; the word of a class */
    struct quantity quantity;
    struct spec spec; /**< with `set` applied; borrows from the spec of the claims */
};

/** The claims of a spec, in their order. */
struct claims;

/** NULL is allowed. */
void claims_destroy(struct claims *claims);

/** How many claims_find has found, 0 or more. */
size_t claims_count(const struct claims *claims);

/** Claim `i` of these; borrowed. */
const struct claim *claims_at(const struct claims *claims, size_t i);

/* ---- while they are read ---- */

struct mistakes;
struct node;
struct settings;
struct source;

/** Begins without a claim. The sources and values of claims are those of `settings`; the claims
 * keep them where others have replaced them. */
struct claims *claims_create(const struct settings *settings);

/** Removes all claims. */
void claims_clear(struct claims *claims);

/** Reads `claims` of a source whose settings are those that the claims were created with. */
void claims_read(struct claims *claims, const struct source *source, const struct node *list);

/**
 * Gives each claim its spec and finds its quantity in it; one that is about something that `spec`
 * does not have is a mistake and left out. The claims borrow from `spec`. It can be called again
 * with another spec. The caller begins the mistakes with claims_sources.
 */
void claims_find(struct claims *claims, const struct spec *spec, struct mistakes *mistakes);

/** What messages call the sources of claims; borrowed. */
GPtrArray *claims_sources(const struct claims *claims);

#endif
