/* What is wrong with the pictures of a batch, and its words. */
#ifndef GRADFIG_BATCH_GALLERY_FAULTS_H
#define GRADFIG_BATCH_GALLERY_FAULTS_H

#include "base/error.h"
#include "batch/manifest.h"
#include "batch/manifest_join.h"
#include "spec/variants.h"

/** The state of a row's picture. */
enum gallery_fault {
    FAULT_NONE,
    FAULT_MISSING,
    FAULT_DAMAGED,
    FAULT_OTHER,   /**< drawn with other parameters */
    FAULT_FOREIGN, /**< a file that gradfig did not write, which a run leaves alone */
    FAULT_FAILED,  /**< the status of the row has the reason */
};

/** The variants of the rows, to compare the pictures with. */
struct gallery_rows {
    const struct manifest *manifest;
    const struct variants *variants; /**< or NULL */
    const size_t *numbers;           /**< the variant of each row */
};

/**
 * Looks for the picture of each row and sets `faults`, one for each. A file that may have changed
 * since a run checked it is read and counts as good unless its content shows a fault. A run that
 * writes its own gallery has just read it. Fails if the system cannot say, or after a stop.
 */
MUST_CHECK bool gallery_faults_find(const struct manifest_join *join,
                                    const struct gallery_rows *rows, enum gallery_fault *faults,
                                    struct gradfig_error *error);

/** Whether the manifest says of the row what is there. */
bool gallery_fault_is_listed(const struct manifest *manifest, size_t i, enum gallery_fault fault);

/** The fault of row `i` in words, borrowed. Those of the page are codes but for failures, because
 * it knows the words of the language. */
const char *gallery_fault_words(const struct manifest *manifest, size_t i, enum gallery_fault fault,
                                bool are_of_page);

#endif
