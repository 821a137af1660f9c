/* An image in memory, which the rendering makes and the encoders read. */
#ifndef GRADFIG_BASE_IMAGE_H
#define GRADFIG_BASE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/** An image, top row first; ends with image_finish. */
struct image {
    size_t width;     /**< pixels per row */
    size_t height;    /**< rows */
    bool has_alpha;   /**< the highest byte of a pixel is its opacity; otherwise undefined */
    uint32_t *pixels; /**< width·height of 0xaarrggbb in native order, colors not premultiplied */
    uint64_t *drawn;  /**< the canvas's account of what the pixels show, or NULL */
};

/** Makes room for the pixels of an image with a width and height; false if there is no memory. They
 * are zero if the image has alpha, and otherwise undefined. Takes the memory of `spare`, an image
 * that is no longer needed, or ends it; `spare` may be NULL. From one of the same form it takes the
 * pixels and the account of them, too, unless the image has alpha. */
MUST_CHECK bool image_allocate(struct image *image, struct image *spare);

/** To be called by who changes the pixels: the account no longer holds. */
void image_forget_drawn(struct image *image);

/** Frees the pixels; a zeroed image is allowed. */
void image_finish(struct image *image);

#endif
