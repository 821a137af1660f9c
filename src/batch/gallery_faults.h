/* What is wrong with the pictures of a batch. */
#ifndef GRADFIG_BATCH_GALLERY_FAULTS_H
#define GRADFIG_BATCH_GALLERY_FAULTS_H

#include "spec/variants.h"

#include "batch/manifest.h"
#include "batch/manifest_join.h"
#include "batch/picture_fault.h"

/** The variants of the rows, to compare the pictures with. */
struct gallery_rows {
    const struct manifest *manifest;
    const struct variants *variants; /**< or NULL */
    const size_t *numbers;           /**< the variant of each row */
};

/**
 * Looks for the picture of each row and sets `faults`, one for each. A file that may have changed
 * since a run checked it is read, as the next run would read it. A run that writes its own gallery
 * has just done so. Fails if the system cannot say, or after a stop.
 */
MUST_CHECK bool gallery_faults_find(const struct manifest_join *join,
                                    const struct gallery_rows *rows, enum gallery_fault *faults,
                                    struct gradfig_error *error);

#endif
