/* Pictures of the tests: read from PNG files with libpng's simplified API, compared, subtracted. */
#ifndef GRADFIG_TESTS_PICTURE_H
#define GRADFIG_TESTS_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/image.h"

/** How two pictures of one size differ. */
struct picture_difference {
    size_t n_pixels;  /**< that differ in any channel */
    unsigned largest; /**< difference of a channel, 0 to 255 */
    double mean;      /**< absolute difference of a channel over all pixels */
};

/** Reads a PNG file; NULL, or what is wrong with it (static memory until the next call). */
const char *picture_read(const char *path, struct image *picture);

/** Reads a PNG of `size` bytes in memory; NULL, or what is wrong with it. */
const char *picture_read_memory(const void *bytes, size_t size, struct image *picture);

/** A copy of the pixels, new; ends with image_finish. */
struct image picture_copy(const struct image *picture);

/** 0xrrggbb, without the byte that means nothing; x < width, y < height. */
static inline uint32_t picture_pixel(const struct image *picture, size_t x, size_t y) {
    return picture->pixels[y * picture->width + x] & 0xffffff;
}

/** The largest difference of a channel of two colours 0xrrggbb. */
unsigned picture_color_distance(uint32_t a, uint32_t b);

/** Compares two pictures of one size. */
struct picture_difference picture_compare(const struct image *a, const struct image *b);

/** Writes `a`, paler, with red where `b` of the same size differs by more than `max`. */
bool picture_write_difference(const char *path, const struct image *a, const struct image *b,
                              unsigned max);

/** Writes the picture as a PNG, without the encoder under test. */
bool picture_write(const char *path, const struct image *picture);

#endif
