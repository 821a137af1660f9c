/* The quantities of a figure that a claim can be about. */
#ifndef GRADFIG_SPEC_QUANTITY_H
#define GRADFIG_SPEC_QUANTITY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
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
    /* of measured gradients: */
    QUANTITY_MEASURED,
    QUANTITY_FITTED_SLOPE,
    QUANTITY_FITTED_ERROR,
    QUANTITY_FITTED_R2,
    QUANTITY_FITTED_POINTS,
    QUANTITY_POWER,
    QUANTITY_POWER_R2,
    QUANTITY_MEDIAN,
    QUANTITY_LOW,
    QUANTITY_HIGH,
    QUANTITY_MEAN,
    QUANTITY_EXPONENT,
    N_QUANTITIES
};

/** One row of the table of quantities. */
struct quantity_row {
    const char *word;    /**< "gradient" of "gradient.plain@5" */
    const char *unit;    /**< "" if there is none */
    const char *help;    /**< one line */
    bool is_of_a_layer;  /**< `@n` is layer n, by default 1; otherwise it is layers 1 to n, by
                          * default all */
    bool needs_an_input; /**< a network has it, a slope of the sweep does not */
    bool is_of_measured; /**< a measured curve has it, and no network or slope */
    bool is_of_a_fit;    /**< all layers of a measured curve have one; there is no `@n` */
};

/** The rows, by enum quantity_kind; static memory. */
extern const struct quantity_row quantity_rows[N_QUANTITIES];

/** One quantity of one network, slope of the sweep or measured curve. */
struct quantity {
    enum quantity_kind kind;
    bool is_of_sweep;
    size_t index;  /**< of the network, the slope in the sweep, or the measured curve */
    int64_t layer; /**< within 0, or 1, to the depth */
};

/** A quantity as a user names it, "gradient.plain@5", before the spec is known. */
struct quantity_name {
    enum quantity_kind kind;
    char *target;  /**< "plain" or "sweep[-0.8]"; freed with g_free */
    int64_t layer; /**< or QUANTITY_NO_LAYER */
};

enum { QUANTITY_NO_LAYER = -1 };

/** Takes `text` apart; the caller frees the target. */
MUST_CHECK bool quantity_parse(struct quantity_name *name, const char *text,
                               struct gradfig_error *error);

/** Finds what the name means in `spec`. */
MUST_CHECK bool quantity_find(struct quantity *quantity, const struct quantity_name *name,
                              const struct spec *spec, struct gradfig_error *error);

#endif
