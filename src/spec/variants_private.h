/* Variants as they are arranged: the axes along which the keys vary. */
#ifndef GRADFIG_SPEC_VARIANTS_PRIVATE_H
#define GRADFIG_SPEC_VARIANTS_PRIVATE_H

#include <stdbool.h>

#include <glib.h>

#include "spec/variants.h"
#include "spec/vary.h"

/** A part of the names: a text, the value of a key, or the number of the variant. */
struct name_part {
    const char *text; /**< NULL, or `n_bytes` of the template */
    size_t n_bytes;
    const struct varied *varied; /**< NULL, or the key */
    bool is_number;
};

struct variants {
    struct spec spec; /**< the spec whose values vary; it owns the memory of the values */
    struct vary vary;
    GArray *lengths;    /**< size_t: of the axes */
    size_t count;       /**< product of the lengths */
    GArray *name_parts; /**< struct name_part: the template of the names */
    char *extension;    /**< of the names: "png" */
};

/**
 * Arranges the variants that `vary` asks for and checks the names and every variant's spec. Takes
 * over `vary`, and `settings`, which `vary` and the spec borrow from. NULL where there are
 * mistakes.
 */
struct variants *variants_create(struct vary *vary, struct settings *settings,
                                 const char *extension, struct mistakes *mistakes);

#endif
