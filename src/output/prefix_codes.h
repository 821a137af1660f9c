/* Huffman codes for deflate. */
#ifndef GRADFIG_OUTPUT_PREFIX_CODES_H
#define GRADFIG_OUTPUT_PREFIX_CODES_H

#include <stddef.h>
#include <stdint.h>

enum {
    CODE_BITS_MAX = 15,     /**< of any alphabet */
    CODE_SYMBOLS_MAX = 286, /**< of an alphabet */
};

/** Bits in writing order, the first lowest. */
struct code {
    uint32_t bits;
    uint32_t n_bits; /**< 0: the symbol does not occur */
};

/**
 * Makes codes of at most `n_bits_max` bits, up to CODE_BITS_MAX, for `n` symbols, 2 to
 * CODE_SYMBOLS_MAX, that occur `counts` times, below 2^22 in sum.
 * Uses `counts` up: gives the first two symbols a count, because the code of a single one would
 * have no bits, and flattens the counts where codes would be too long.
 */
void prefix_codes_make(struct code *codes, size_t n, uint32_t *counts, uint32_t n_bits_max);

#endif
