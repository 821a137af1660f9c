/* Pixels between the rendering and the encoders. */
#ifndef GRADFIG_IMAGE_H
#define GRADFIG_IMAGE_H

#include <stddef.h>
#include <stdint.h>

/** An opaque picture, top row first; ends with gradfig_image_finish. */
struct gradfig_image {
    size_t width;  /**< pixels a row */
    size_t height; /**< rows */
    uint32_t
        *pixels; /**< width·height of 0xrrggbb in native order; the highest byte is undefined */
};

/** Frees the pixels; a zeroed image is allowed. */
void gradfig_image_finish(struct gradfig_image *image);

#endif
