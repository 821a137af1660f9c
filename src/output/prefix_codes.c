/* Huffman's algorithm, and the codes that belong to the lengths that it finds. */
#include "output/prefix_codes.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

enum { SYMBOL_BITS = 9 };

/* A node has a larger number than its children; the leaves come first, the rarest first. */
struct tree {
    size_t n_leaves;
    uint32_t leaves[CODE_SYMBOLS_MAX]; /* count << SYMBOL_BITS | symbol */
    uint32_t counts[2 * CODE_SYMBOLS_MAX];
    uint16_t parents[2 * CODE_SYMBOLS_MAX];
};

/* Sorts by the digit of 8 bits at `shift`; those with equal digits keep their order. */
static void sort_by_digit(uint32_t *numbers, size_t n, uint32_t shift) {
    uint32_t sorted[CODE_SYMBOLS_MAX];
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
    uint32_t depths[2 * CODE_SYMBOLS_MAX];

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

void prefix_codes_make(struct code *codes, size_t n, uint32_t *counts, uint32_t n_bits_max) {
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
