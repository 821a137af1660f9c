/* Philox4x32-10, a counter-based generator: the bits depend on the key and the counter alone. */
#ifndef GRADFIG_SIMULATION_PHILOX_H
#define GRADFIG_SIMULATION_PHILOX_H

#include <stdint.h>

/** 128 bits: a counter, or what the generator makes of it. */
struct philox_block {
    uint32_t word[4];
};

/**
 * Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. The low word
 * of the key is the first of the paper.
 */
static inline struct philox_block philox(struct philox_block block, uint64_t key) {
    enum { N_ROUNDS = 10 };
    uint32_t key_0 = (uint32_t)key;
    uint32_t key_1 = (uint32_t)(key >> 32);

    for (int round = 0; round < N_ROUNDS; round++) {
        uint64_t product_0 = UINT64_C(0xd2511f53) * block.word[0];
        uint64_t product_1 = UINT64_C(0xcd9e8d57) * block.word[2];
        block = (struct philox_block){{
            (uint32_t)(product_1 >> 32) ^ block.word[1] ^ key_0,
            (uint32_t)product_1,
            (uint32_t)(product_0 >> 32) ^ block.word[3] ^ key_1,
            (uint32_t)product_0,
        }};
        key_0 += UINT32_C(0x9e3779b9);
        key_1 += UINT32_C(0xbb67ae85);
    }
    return block;
}

#endif
