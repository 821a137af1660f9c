/* Claims: numbers that a text prints about the figure, each to be compared with the computed one.
 */
#ifndef GRADFIG_SPEC_CLAIMS_H
#define GRADFIG_SPEC_CLAIMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "spec/spec.h"

/** What a claim can be about. */
enum quantity_kind {
    QUANTITY_GRADIENT,
    QUANTITY_ACTIVATION,
    QUANTITY_IMPROVEMENT,
    QUANTITY_SLOPE,
    QUANTITY_ANGLE,
    QUANTITY_LOST_FRACTION,
    QUANTITY_HALF_LIFE,
    QUANTITY_CLASS,
    N_QUANTITIES
};

/** One row of the table of quantities. */
struct quantity_row {
    const char *word;    /**< "gradient" of "gradient.plain@5" */
    const char *unit;    /**< "" where there is none */
    const char *help;    /**< one line */
    bool is_of_a_layer;  /**< `@layer` counts from 1, the first being meant without it; else it is
                          * the last of those that are passed, all of them without it */
    bool needs_an_input; /**< a network has it, a slope of the sweep does not */
};

/** The rows, by enum quantity_kind; static memory. */
extern const struct quantity_row quantity_rows[N_QUANTITIES];

/** One quantity of one network, or of one slope of the sweep. */
struct quantity {
    enum quantity_kind kind;
    bool is_of_sweep;
    size_t index;  /**< of the network, or of the slope in the sweep */
    int64_t layer; /**< within 0, or 1, to the depth */
};

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
    char *number; /**< as typed, its digits being those printed; of a class its word */
    struct quantity quantity;
    struct spec spec; /**< with `set` applied; borrows from the spec of the claims */
};

/** The claims of a spec, in their order. */
struct claims;

/** NULL is allowed. */
void claims_destroy(struct claims *claims);

/** How many there are, 0 or more. */
size_t claims_count(const struct claims *claims);

/** Claim `i`; borrowed. */
const struct claim *claims_at(const struct claims *claims, size_t i);

#endif
