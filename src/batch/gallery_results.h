/* The gradients of the variants on a page. */
#ifndef GRADFIG_BATCH_GALLERY_RESULTS_H
#define GRADFIG_BATCH_GALLERY_RESULTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/number.h"
#include "batch/manifest.h"
#include "spec/variants.h"

/** The gradient of each network through all layers, row by row of a manifest. */
struct gallery_results {
    size_t n_networks;
    struct number *gradients; /**< of each row those of all networks; NULL: not computed */
    bool is_too_long;         /**< why not: the computation takes too long */
};

/**
 * Computes the gradients of the rows of `manifest`. `numbers` has the variant of each row. Computes
 * none if a row has other values than its variant, if together they take too long, or once `stop`
 * is set. Ends with gallery_results_finish.
 */
void gallery_results_init(struct gallery_results *results, const struct manifest *manifest,
                          const struct variants *variants, const size_t *numbers, stop_flag *stop);

/** Zeroed results are allowed. */
void gallery_results_finish(struct gallery_results *results);

#endif
