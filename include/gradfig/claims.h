/* Claims: numbers that a text prints about the figure, each to be compared with the computed one.
 */
#ifndef GRADFIG_CLAIMS_H
#define GRADFIG_CLAIMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gradfig/spec.h>

/** What a claim can be about. */
enum gradfig_quantity_kind {
    GRADFIG_QUANTITY_GRADIENT,
    GRADFIG_QUANTITY_ACTIVATION,
    GRADFIG_QUANTITY_IMPROVEMENT,
    GRADFIG_QUANTITY_SLOPE,
    GRADFIG_QUANTITY_ANGLE,
    GRADFIG_QUANTITY_LOST_FRACTION,
    GRADFIG_QUANTITY_HALF_LIFE,
    GRADFIG_QUANTITY_CLASS,
    GRADFIG_N_QUANTITIES
};

/** One row of the table of quantities. */
struct gradfig_quantity_row {
    const char *word;    /**< "gradient" of "gradient.plain@5" */
    const char *unit;    /**< "" where there is none */
    const char *help;    /**< one line */
    bool is_of_a_layer;  /**< `@layer` counts from 1, the first being meant without it; else it is
                          * the last of those that are passed, all of them without it */
    bool needs_an_input; /**< a network has it, a slope of the sweep does not */
};

/** The rows, by enum gradfig_quantity_kind; static memory. */
extern const struct gradfig_quantity_row gradfig_quantities[GRADFIG_N_QUANTITIES];

/** One quantity of one network, or of one slope of the sweep. */
struct gradfig_quantity {
    enum gradfig_quantity_kind kind;
    bool is_of_sweep;
    size_t index;  /**< of the network, or of the slope in the sweep */
    int64_t layer; /**< within 0, or 1, to the depth */
};

/** What a claim says of the quantity. */
enum gradfig_relation {
    GRADFIG_RELATION_PRINTED, /**< it rounds to the number printed, digit by digit */
    GRADFIG_RELATION_BELOW,
    GRADFIG_RELATION_ABOVE,
    GRADFIG_N_RELATIONS
};

/** The key of a relation, "printed"; static memory. */
const char *gradfig_relation_word(enum gradfig_relation relation);

/** One claim; texts are owned by its gradfig_claims. */
struct gradfig_claim {
    char *place;         /**< "FILE:LINE" of the claim */
    size_t line;         /**< the LINE alone, from 1 */
    char *text;          /**< the sentence that makes it, or NULL */
    char *quantity_text; /**< as typed: "gradient.plain@5" */
    char *settings;      /**< "depth=100, input=2", what `set` changes; or "" */
    enum gradfig_relation relation;
    char *number; /**< as typed, its digits being those printed; of a class its word */
    struct gradfig_quantity quantity;
    struct gradfig_spec spec; /**< with `set` applied; borrows from the spec of the claims */
};

/** The claims of a spec, in their order. */
struct gradfig_claims;

/** NULL is allowed. */
void gradfig_claims_destroy(struct gradfig_claims *claims);

/** How many there are, 0 or more. */
size_t gradfig_claims_count(const struct gradfig_claims *claims);

/** Claim `i`; borrowed. */
const struct gradfig_claim *gradfig_claims_at(const struct gradfig_claims *claims, size_t i);

#endif
