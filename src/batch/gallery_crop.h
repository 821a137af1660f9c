/* The part of the pictures that the small ones on a page show. */
#ifndef GRADFIG_BATCH_GALLERY_CROP_H
#define GRADFIG_BATCH_GALLERY_CROP_H

#include <stdbool.h>

#include "batch/manifest.h"
#include "spec/spec.h"

/** A part of a picture, in parts of its width and height. */
struct gallery_crop {
    double left, top, width, height;
    double ratio; /**< width by height of the part in pixels */
};

/**
 * The place of the panel in which what varies is seen. Returns false if the pictures have one panel
 * only, or if their panels are not at the same places. `spec` is the first variant's.
 */
bool gallery_crop_find(const struct spec *spec, const struct manifest *manifest,
                       struct gallery_crop *crop);

#endif
