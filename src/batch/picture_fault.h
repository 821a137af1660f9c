/* What can be wrong with a picture that a manifest lists, and its words. */
#ifndef GRADFIG_BATCH_PICTURE_FAULT_H
#define GRADFIG_BATCH_PICTURE_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#include "batch/manifest.h"

/** The state of a row's picture. */
enum gallery_fault {
    FAULT_NONE,
    FAULT_MISSING,
    FAULT_DAMAGED,
    FAULT_OTHER,  /**< drawn with other parameters */
    FAULT_FAILED, /**< the status of the row has the reason */
};

/** Whether the manifest says of the row what is there. */
bool gallery_fault_is_listed(const struct manifest *manifest, size_t i, enum gallery_fault fault);

/** The fault of row `i` in words; borrowed. */
const char *gallery_fault_words(const struct manifest *manifest, size_t i,
                                enum gallery_fault fault);

/** The same for the page, which knows the words of the language for all but failures. */
const char *gallery_fault_code(const struct manifest *manifest, size_t i, enum gallery_fault fault);

#endif
