/* Compares pixels, several at once. */
#ifndef GRADFIG_OUTPUT_EQUAL_PIXELS_H
#define GRADFIG_OUTPUT_EQUAL_PIXELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PIXELS_AT_ONCE = 16 };

/** Four pixels at any address, as a vector that GCC and Clang compile for every processor. */
typedef uint32_t __attribute__((vector_size(16), aligned(4), may_alias)) four_pixels;

/** PIXELS_AT_ONCE pixels. */
struct pixels {
    four_pixels a, b, c, d;
};

/** Whether two pixels are equal in the bits of `mask`. */
static inline bool pixels_are_equal(uint32_t a, uint32_t b, uint32_t mask) {
    return ((a ^ b) & mask) == 0;
}

static inline four_pixels pixels_difference(const uint32_t *a, const uint32_t *b) {
    return *(const four_pixels *)a ^ *(const four_pixels *)b;
}

/** The bits of `mask` in which PIXELS_AT_ONCE pixels differ. */
static inline struct pixels pixels_compare(const uint32_t *a, const uint32_t *b, uint32_t mask) {
    return (struct pixels){
        pixels_difference(a, b) & mask,
        pixels_difference(a + 4, b + 4) & mask,
        pixels_difference(a + 8, b + 8) & mask,
        pixels_difference(a + 12, b + 12) & mask,
    };
}

/** Two pixels each. */
typedef uint64_t __attribute__((vector_size(16), may_alias)) two_pairs;

/** Whether all pixels are 0. */
static inline bool pixels_are_zero(struct pixels pixels) {
    two_pairs any = (two_pairs)(pixels.a | pixels.b | pixels.c | pixels.d);

    return (any[0] | any[1]) == 0;
}

/** A bit for each pixel that is not 0, the first lowest. */
static inline uint32_t pixels_mark(struct pixels pixels) {
    const four_pixels bits = {1, 2, 4, 8};
    two_pairs marks = (two_pairs)(((four_pixels)(pixels.a != 0) & bits) |
                                  ((four_pixels)(pixels.b != 0) & bits << 4) |
                                  ((four_pixels)(pixels.c != 0) & bits << 8) |
                                  ((four_pixels)(pixels.d != 0) & bits << 12));
    uint64_t pair = marks[0] | marks[1];

    return (uint32_t)pair | (uint32_t)(pair >> 32);
}

/** How many of the first `n` pixels of `a` and `b` are equal in the bits of `mask`. */
static inline size_t pixels_count_equal(const uint32_t *a, const uint32_t *b, size_t n,
                                        uint32_t mask) {
    size_t i = 0;

    for (; i + PIXELS_AT_ONCE <= n; i += PIXELS_AT_ONCE) {
        uint32_t marks = pixels_mark(pixels_compare(a + i, b + i, mask));
        if (marks != 0) {
            return i + (size_t)__builtin_ctz(marks);
        }
    }
    while (i < n && pixels_are_equal(a[i], b[i], mask)) {
        i++;
    }
    return i;
}

#endif
