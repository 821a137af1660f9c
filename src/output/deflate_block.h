/* The blocks of a deflate stream: literal bytes and copies of earlier ones (RFC 1951). */
#ifndef GRADFIG_OUTPUT_DEFLATE_BLOCK_H
#define GRADFIG_OUTPUT_DEFLATE_BLOCK_H

#include <stddef.h>
#include <stdint.h>

#include <glib.h>

enum {
    MATCH_MIN = 3, /**< bytes */
    MATCH_MAX = 258,
    DISTANCE_MAX = 32768,
    N_DISTANCES = 30, /**< symbols of distances */
    TOKENS_MAX = 1 << 13,
};

/** Everything that a code stands for. */
enum {
    FIRST_LENGTH = 256, /**< after the literal bytes: MATCH_MIN, and one for each length */
    FIRST_DISTANCE = FIRST_LENGTH + MATCH_MAX - MATCH_MIN + 1,
    NO_PART = FIRST_DISTANCE + N_DISTANCES,
    N_PARTS
};

enum { TOKEN_PARTS = 3 };

/** Up to three literal bytes, or a length and a distance with its extra bits. */
struct token {
    uint16_t parts[TOKEN_PARTS]; /**< the others NO_PART */
    uint16_t extra;
};

/** The block that is being filled. */
struct block {
    GByteArray *stream; /**< borrowed */
    size_t n_tokens;
    struct token tokens[TOKENS_MAX];
    uint32_t counts[N_PARTS];
    uint32_t n_bits; /**< of the byte of `stream` that is not full */
    uint8_t bits;
};

/** The symbol of a length or distance, and the extra bits that follow it. */
struct symbol {
    uint32_t symbol;
    uint32_t extra;
    uint32_t n_extra;
};

/** Begins a first block. */
struct block *block_create(GByteArray *stream);

/** Writes the block and begins another one. */
void block_write(struct block *block);

/** Writes the last block, fills its last byte and frees the memory. */
void block_finish(struct block *block);

/** For `value` from 0, where the steps between symbols double after every 2^step_bits symbols. */
static inline struct symbol block_make_symbol(uint32_t value, uint32_t step_bits) {
    uint32_t highest_bit = 31U - (uint32_t)__builtin_clz(value | 1U << step_bits);
    uint32_t n_bits = highest_bit - step_bits;
    uint32_t steps = value >> n_bits; /* below 2^(step_bits + 1) */

    return (struct symbol){(n_bits << step_bits) + steps, value & ((1U << n_bits) - 1), n_bits};
}

static inline void block_add_token(struct block *block, struct token token) {
    if (block->n_tokens == TOKENS_MAX) {
        block_write(block);
    }
    block->tokens[block->n_tokens++] = token;
    block->counts[token.parts[0]]++;
    block->counts[token.parts[1]]++;
    block->counts[token.parts[2]]++;
}

/** Adds the lowest `n` bytes, up to 4, the first lowest. */
static inline void block_add_literals(struct block *block, uint32_t bytes, size_t n) {
    struct token token = {.parts = {bytes & 0xff, NO_PART, NO_PART}};

    if (n >= TOKEN_PARTS) {
        token.parts[1] = bytes >> 8 & 0xff;
        token.parts[2] = bytes >> 16 & 0xff;
    }
    block_add_token(block, token);
    if (n > TOKEN_PARTS) {
        block_add_token(block,
                        (struct token){.parts = {(uint16_t)(bytes >> 24), NO_PART, NO_PART}});
    }
}

/** Adds a copy of `length` bytes, from MATCH_MIN, that begin `distance` before, 1 to
 * DISTANCE_MAX. */
static inline void block_add_match(struct block *block, size_t length, size_t distance) {
    struct symbol symbol = block_make_symbol((uint32_t)distance - 1, 1);

    while (length > 0) { /* leaves nothing shorter than MATCH_MIN */
        size_t part = length <= MATCH_MAX ? length : MIN(MATCH_MAX, length - MATCH_MIN);
        const struct token token = {
            .parts = {(uint16_t)(FIRST_LENGTH + part - MATCH_MIN),
                      (uint16_t)(FIRST_DISTANCE + symbol.symbol), NO_PART},
            .extra = (uint16_t)symbol.extra,
        };
        block_add_token(block, token);
        length -= part;
    }
}

#endif
