/* Writes the tokens of a block with codes that fit their counts. */
#include "output/deflate_block.h"

#include <stdbool.h>
#include <string.h>

enum {
    N_LITERALS = 286, /* symbols of bytes, of the end, and of lengths */
    END_OF_BLOCK = 256,
    FIRST_LENGTH_SYMBOL = 257,
    CODE_BITS_MAX = 15, /* of any alphabet */
};

/* Appends bits in whole bytes. */
struct writer {
    uint8_t *end;
    uint64_t bits;
    uint32_t n_bits; /* below 8 */
};

/* Bits in writing order, the first lowest. */
struct code {
    uint32_t bits;
    uint32_t n_bits; /* 0: the symbol does not occur */
};

struct tables {
    struct code codes[N_LITERALS + N_DISTANCES];
    struct code parts[N_PARTS]; /* lengths with their extra bits, distances without */
    uint8_t n_extra[N_PARTS];   /* extra bits of a distance */
};

/* ---- codes: Huffman's algorithm ---- */

enum { SYMBOL_BITS = 9 };

/* A node has a larger number than its children; the leaves come first, the rarest first. */
struct tree {
    size_t n_leaves;
    uint32_t leaves[N_LITERALS]; /* count << SYMBOL_BITS | symbol */
    uint32_t counts[2 * N_LITERALS];
    uint16_t parents[2 * N_LITERALS];
};

/* Sorts by the digit of 8 bits at `shift`; those with equal digits keep their order. */
static void sort_by_digit(uint32_t *numbers, size_t n, uint32_t shift) {
    uint32_t sorted[N_LITERALS];
    uint32_t begins[256 + 1] = {0};

    for (size_t i = 0; i < n; i++) {
        begins[(numbers[i] >> shift & 0xff) + 1]++;
    }
    for (size_t digit = 1; digit < 256; digit++) {
        begins[digit] += begins[digit - 1];
    }
    for (size_t i = 0; i < n; i++) {
        sorted[begins[numbers[i] >> shift & 0xff]++] = numbers[i];
    }
    memcpy(numbers, sorted, n * sizeof(numbers[0]));
}

static void sort_leaves(struct tree *tree, const uint32_t *counts, size_t n) {
    tree->n_leaves = 0;
    for (uint32_t symbol = 0; symbol < n; symbol++) {
        if (counts[symbol] > 0) {
            tree->leaves[tree->n_leaves++] = counts[symbol] << SYMBOL_BITS | symbol;
        }
    }
    for (uint32_t shift = SYMBOL_BITS; shift < 32;
         shift += 8) { /* without branches, unlike qsort */
        sort_by_digit(tree->leaves, tree->n_leaves, shift);
    }
    for (size_t i = 0; i < tree->n_leaves; i++) {
        tree->counts[i] = tree->leaves[i] >> SYMBOL_BITS;
    }
}

/* Joins the two rarest nodes until one is left. Joined nodes come in ascending order, too, so the
 * rarest node is the next leaf or the next joined one. */
static void join_nodes(struct tree *tree) {
    size_t leaf = 0;
    size_t joined = tree->n_leaves;

    for (size_t node = tree->n_leaves; node < 2 * tree->n_leaves - 1; node++) {
        tree->counts[node] = 0;
        for (int i = 0; i < 2; i++) {
            bool is_leaf = leaf < tree->n_leaves &&
                           (joined == node || tree->counts[leaf] <= tree->counts[joined]);
            size_t child = is_leaf ? leaf++ : joined++;
            tree->counts[node] += tree->counts[child];
            tree->parents[child] = (uint16_t)node;
        }
    }
}

/* The length of a code is the depth of its leaf. Returns the largest. */
static uint32_t measure_codes(struct code *codes, size_t n, const uint32_t *counts) {
    struct tree tree;
    uint32_t depths[2 * N_LITERALS];

    for (size_t i = 0; i < n; i++) {
        codes[i].n_bits = 0;
    }
    sort_leaves(&tree, counts, n);
    join_nodes(&tree);
    size_t root = 2 * tree.n_leaves - 2;
    depths[root] = 0;
    for (size_t node = root; node-- > 0;) {
        depths[node] = depths[tree.parents[node]] + 1;
    }
    for (size_t i = 0; i < tree.n_leaves; i++) {
        codes[tree.leaves[i] & ((1U << SYMBOL_BITS) - 1)].n_bits = depths[i];
    }
    return depths[0];
}

static uint32_t reverse(uint32_t bits, uint32_t n_bits) {
    uint32_t reversed = 0;

    for (; n_bits > 0; n_bits--, bits >>= 1) {
        reversed = reversed << 1 | (bits & 1);
    }
    return reversed;
}

/* RFC 1951, 3.2.2: codes of equal length are consecutive numbers, shorter ones come first. */
static void number_codes(struct code *codes, size_t n) {
    uint32_t n_of_length[CODE_BITS_MAX + 1] = {0};
    uint32_t next[CODE_BITS_MAX + 1] = {0};

    for (size_t i = 0; i < n; i++) {
        n_of_length[codes[i].n_bits]++;
    }
    for (size_t length = 2; length <= CODE_BITS_MAX; length++) {
        next[length] = (next[length - 1] + n_of_length[length - 1]) << 1;
    }
    for (size_t i = 0; i < n; i++) {
        if (codes[i].n_bits > 0) {
            codes[i].bits = reverse(next[codes[i].n_bits]++, codes[i].n_bits);
        }
    }
}

/*
 * Makes codes of at most `n_bits_max` bits, up to CODE_BITS_MAX, for `n` symbols, 2 to N_LITERALS,
 * that occur `counts` times, below 2^22 in sum.
 * Uses `counts` up: gives the first two symbols a count, because the code of a single one would
 * have no bits, and flattens the counts where codes would be too long.
 */
static void make_prefix_codes(struct code *codes, size_t n, uint32_t *counts, uint32_t n_bits_max) {
    for (size_t i = 0; i < 2; i++) {
        counts[i] = MAX(counts[i], 1);
    }
    while (measure_codes(codes, n, counts) > n_bits_max) {
        for (size_t i = 0; i < n; i++) {
            counts[i] = (counts[i] + 1) / 2;
        }
    }
    number_codes(codes, n);
}

/* ---- tables ---- */

/* Of a length above MATCH_MIN; the longest has a symbol of its own. */
static struct symbol length_symbol(uint32_t length) {
    struct symbol symbol = block_make_symbol(length, 2);

    symbol.symbol += FIRST_LENGTH_SYMBOL;
    return length == MATCH_MAX - MATCH_MIN ? (struct symbol){N_LITERALS - 1, 0, 0} : symbol;
}

static void make_codes(struct tables *tables, uint32_t *counts) {
    uint32_t literals[N_LITERALS] = {0};

    memcpy(literals, counts, FIRST_LENGTH * sizeof(counts[0]));
    literals[END_OF_BLOCK] = 1;
    for (uint32_t i = FIRST_LENGTH; i < FIRST_DISTANCE; i++) {
        literals[length_symbol(i - FIRST_LENGTH).symbol] += counts[i];
    }
    make_prefix_codes(tables->codes, N_LITERALS, literals, CODE_BITS_MAX);
    make_prefix_codes(tables->codes + N_LITERALS, N_DISTANCES, counts + FIRST_DISTANCE,
                      CODE_BITS_MAX);
}

static void make_tables(struct tables *tables, uint32_t *counts) {
    *tables = (struct tables){0};
    make_codes(tables, counts);
    memcpy(tables->parts, tables->codes, FIRST_LENGTH * sizeof(struct code));
    for (uint32_t i = FIRST_LENGTH; i < FIRST_DISTANCE; i++) {
        struct symbol length = length_symbol(i - FIRST_LENGTH);
        struct code code = tables->codes[length.symbol];
        tables->parts[i] =
            (struct code){code.bits | length.extra << code.n_bits, code.n_bits + length.n_extra};
    }
    memcpy(tables->parts + FIRST_DISTANCE, tables->codes + N_LITERALS,
           N_DISTANCES * sizeof(struct code));
    for (uint32_t i = 2; i < N_DISTANCES; i++) {
        tables->n_extra[FIRST_DISTANCE + i] = (uint8_t)(i / 2 - 1);
    }
}

/* ---- writing ---- */

/* There are at most 64 bits before the next flush. */
static void put(struct writer *writer, uint64_t bits, uint32_t n_bits) {
    writer->bits |= bits << writer->n_bits;
    writer->n_bits += n_bits;
}

static void put_code(struct writer *writer, struct code code) {
    put(writer, code.bits, code.n_bits);
}

/* Stores eight bytes, of which the whole ones stay. */
static inline void flush(struct writer *writer) {
    uint64_t word = GUINT64_TO_LE(writer->bits);

    memcpy(writer->end, &word, sizeof(word));
    writer->end += writer->n_bits / 8;
    writer->bits >>= writer->n_bits & ~7U;
    writer->n_bits &= 7;
}

static void write_bits(struct writer *writer, uint32_t bits, uint32_t n_bits) {
    put(writer, bits, n_bits);
    flush(writer);
}

/* ---- the header ---- */

enum {
    N_LENGTHS = N_LITERALS + N_DISTANCES,
    REPEAT = 16, /* the last length, 3 to 6 times */
    ZEROS = 17,  /* 3 to 10 */
    MANY_ZEROS = 18,
    N_LENGTH_SYMBOLS,
    MANY = 11, /* to 138 */
};

/* The lengths of the codes, some of them at once (RFC 1951, 3.2.7). */
struct lengths {
    size_t n;
    struct symbol symbols[N_LENGTHS];
    uint32_t counts[N_LENGTH_SYMBOLS];
};

/* The symbol for the next lengths, of which `n_equal` are equal; sets how many it stands for. */
static struct symbol next_lengths(uint32_t length, bool is_as_before, uint32_t n_equal,
                                  uint32_t *n) {
    if (length == 0 && n_equal >= MANY) {
        *n = MIN(n_equal, 138);
        return (struct symbol){MANY_ZEROS, *n - MANY, 7};
    }
    if (length == 0 && n_equal >= 3) {
        *n = n_equal;
        return (struct symbol){ZEROS, *n - 3, 3};
    }
    if (is_as_before && n_equal >= 3) {
        *n = MIN(n_equal, 6);
        return (struct symbol){REPEAT, *n - 3, 2};
    }
    *n = 1;
    return (struct symbol){length, 0, 0};
}

static void shorten_lengths(struct lengths *lengths, const struct code *codes) {
    uint32_t n;

    for (uint32_t i = 0; i < N_LENGTHS; i += n) {
        uint32_t length = codes[i].n_bits;
        uint32_t end = i + 1;
        while (end < N_LENGTHS && codes[end].n_bits == length) {
            end++;
        }
        bool is_as_before = i > 0 && codes[i - 1].n_bits == length;
        struct symbol symbol = next_lengths(length, is_as_before, end - i, &n);
        lengths->symbols[lengths->n++] = symbol;
        lengths->counts[symbol.symbol]++;
    }
}

static void write_header(struct writer *writer, const struct tables *tables, bool is_last) {
    enum { DYNAMIC = 2, BITS_MAX = 7 };
    static const uint8_t order[N_LENGTH_SYMBOLS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                    11, 4,  12, 3, 13, 2, 14, 1, 15};
    struct code codes[N_LENGTH_SYMBOLS] = {0};
    struct lengths lengths = {0};

    shorten_lengths(&lengths, tables->codes);
    make_prefix_codes(codes, N_LENGTH_SYMBOLS, lengths.counts, BITS_MAX);
    write_bits(writer, is_last, 1);
    write_bits(writer, DYNAMIC, 2);
    write_bits(writer, N_LITERALS - 257, 5);
    write_bits(writer, N_DISTANCES - 1, 5);
    write_bits(writer, N_LENGTH_SYMBOLS - 4, 4);
    for (size_t i = 0; i < N_LENGTH_SYMBOLS; i++) {
        write_bits(writer, codes[order[i]].n_bits, 3);
    }
    for (size_t i = 0; i < lengths.n; i++) {
        put_code(writer, codes[lengths.symbols[i].symbol]);
        write_bits(writer, lengths.symbols[i].extra, lengths.symbols[i].n_extra);
    }
}

/* ---- blocks ---- */

/* Has no branch, because literals and copies follow each other without a rule. */
static void write_tokens(struct writer *writer, const struct tables *tables,
                         const struct token *tokens, size_t n) {
    struct writer own = *writer; /* which no store changes */

    for (size_t i = 0; i < n; i++) {
        put_code(&own, tables->parts[tokens[i].parts[0]]);
        put_code(&own, tables->parts[tokens[i].parts[1]]);
        put_code(&own, tables->parts[tokens[i].parts[2]]);
        put(&own, tokens[i].extra, tables->n_extra[tokens[i].parts[1]]);
        flush(&own);
    }
    *writer = own;
}

/* A token takes at most 15 bits for a length's code, 5 more, 15 for a distance's and 13 more. */
static void write_block(struct block *block, bool is_last) {
    enum { HEADER_BYTES_MAX = 512 };
    struct tables tables;
    guint n = block->stream->len;

    make_tables(&tables, block->counts);
    g_byte_array_set_size(block->stream,
                          n + HEADER_BYTES_MAX + (guint)(block->n_tokens * sizeof(uint64_t)));
    struct writer writer = {block->stream->data + n, block->bits, block->n_bits};
    write_header(&writer, &tables, is_last);
    write_tokens(&writer, &tables, block->tokens, block->n_tokens);
    write_bits(&writer, tables.codes[END_OF_BLOCK].bits, tables.codes[END_OF_BLOCK].n_bits);
    if (is_last) {
        write_bits(&writer, 0, 7); /* fills the last byte */
    }
    g_byte_array_set_size(block->stream, (guint)(writer.end - block->stream->data));
    block->bits = (uint8_t)writer.bits;
    block->n_bits = writer.n_bits;
}

struct block *block_create(GByteArray *stream) {
    struct block *block = g_new0(struct block, 1);
    block->stream = stream;
    return block;
}

void block_write(struct block *block) {
    write_block(block, false);
    block->n_tokens = 0;
    memset(block->counts, 0, sizeof(block->counts));
}

void block_finish(struct block *block) {
    write_block(block, true);
    g_free(block);
}
