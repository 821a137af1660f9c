/* Finds the pixels of an image that differ from those to the left and above, and sums up its
 * bytes. */
#ifndef GRADFIG_OUTPUT_PIXEL_CHANGES_H
#define GRADFIG_OUTPUT_PIXEL_CHANGES_H

#include <stddef.h>
#include <stdint.h>

/** Sums over the pixels of a row, or of a part of it. */
struct pixel_sums {
    uint64_t bytes;
    uint64_t weighted; /**< bytes, times the number of pixels from theirs to the end */
    uint64_t steps;    /**< green + 2·blue + 3·opacity, which come after red */
};

/** What is known of a row. A bit stands for a pixel, 64 a word, the first lowest. */
struct pixel_changes {
    uint64_t *left;  /**< differs from the pixel to the left; the first and the end of the row do */
    uint64_t *above; /**< differs from the pixel above; the end of the row does */
    struct pixel_sums sums;

    size_t width;
    uint32_t mask;
    size_t n_words;
    struct pixel_sums *groups; /**< the sums of each PIXELS_AT_ONCE pixels, to their end */
};

/** For rows of `width` pixels, which are compared in the bits of `mask`. */
void pixel_changes_init(struct pixel_changes *changes, size_t width, uint32_t mask);

/** Frees the memory. */
void pixel_changes_finish(struct pixel_changes *changes);

/** Goes on to the next row. `above` is the last one, at first a row of zeros. */
void pixel_changes_find(struct pixel_changes *changes, const uint32_t *row, const uint32_t *above);

/** The first pixel from `x` on whose bit is set. */
static inline size_t pixel_changes_next(const uint64_t *bits, size_t x) {
    size_t i = x / 64;
    uint64_t word = bits[i] >> x % 64 << x % 64;

    while (word == 0) {
        word = bits[++i];
    }
    return 64 * i + (size_t)__builtin_ctzll(word);
}

#endif
