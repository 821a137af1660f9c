/* Compares pixels, several at once. */
#ifndef GRADFIG_OUTPUT_EQUAL_PIXELS_H
#define GRADFIG_OUTPUT_EQUAL_PIXELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PIXELS_AT_ONCE = 16 };

/** Four pixels at any address, as a vector that GCC and Clang compile for every processor. */
typedef uint64_t __attribute__((vector_size(16), aligned(4), may_alias)) four_pixels;

/** Whether two pixels are equal in the bits of `mask`. */
static inline bool pixels_are_equal(uint32_t a, uint32_t b, uint32_t mask) {
    return ((a ^ b) & mask) == 0;
}

static inline four_pixels pixels_difference(const uint32_t *a, const uint32_t *b) {
    return *(const four_pixels *)a ^ *(const four_pixels *)b;
}

/** Whether PIXELS_AT_ONCE pixels are equal in the bits of `mask`. */
static inline bool pixels_are_all_equal(const uint32_t *a, const uint32_t *b, uint32_t mask) {
    four_pixels difference = pixels_difference(a, b) | pixels_difference(a + 4, b + 4) |
                             pixels_difference(a + 8, b + 8) | pixels_difference(a + 12, b + 12);

    return ((difference[0] | difference[1]) & ((uint64_t)mask << 32 | mask)) == 0;
}

/** How many of the first `n` pixels of `a` and `b` are equal in the bits of `mask`. */
static inline size_t pixels_count_equal(const uint32_t *a, const uint32_t *b, size_t n,
                                        uint32_t mask) {
    size_t i = 0;

    if (n == 0 || !pixels_are_equal(a[0], b[0], mask)) {
        return 0;
    }
    while (i + PIXELS_AT_ONCE <= n && pixels_are_all_equal(a + i, b + i, mask)) {
        i += PIXELS_AT_ONCE;
    }
    while (i < n && pixels_are_equal(a[i], b[i], mask)) {
        i++;
    }
    return i;
}

#endif
