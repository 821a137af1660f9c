/* Finds order statistics without a full sort. */
#include "simulation/order.h"

#include <string.h>

/* ---- keys ---- */

/* A key is sign·(exponent + BIAS, the 52 bits after the point of the mantissa). */
static const int64_t BIAS = INT64_C(1) << 48;
enum { FRACTION_BITS = 52 };
static const uint64_t FRACTION = (UINT64_C(1) << FRACTION_BITS) - 1;
static const uint64_t BITS_OF_ONE = UINT64_C(0x3ff) << FRACTION_BITS;

order_key order_key_of(struct floating number) {
    uint64_t bits;

    memcpy(&bits, &number.mantissa, sizeof(bits));
    if (number.mantissa == 0) {
        return 0;
    }
    order_key key = (order_key)(number.exponent + BIAS) << FRACTION_BITS | (bits & FRACTION);
    return number.mantissa < 0 ? -key : key;
}

struct floating order_number_of(order_key key) {
    order_key modulus = key < 0 ? -key : key;
    uint64_t bits = ((uint64_t)modulus & FRACTION) | BITS_OF_ONE;
    struct floating number = {.exponent = (int64_t)(modulus >> FRACTION_BITS) - BIAS};

    if (key == 0) {
        return (struct floating){0};
    }
    memcpy(&number.mantissa, &bits, sizeof(bits));
    number.mantissa = key < 0 ? -number.mantissa : number.mantissa;
    return number;
}

/* ---- selection ---- */

static void swap(order_key *keys, size_t i, size_t j) {
    order_key key = keys[i];
    keys[i] = keys[j];
    keys[j] = key;
}

/* Moves keys below `bound` to the front, without a branch on the keys. Returns the end of these. */
static size_t partition(order_key *keys, size_t begin, size_t end, order_key bound) {
    size_t n_below = begin;

    for (size_t i = begin; i < end; i++) {
        order_key key = keys[i];
        keys[i] = keys[n_below];
        keys[n_below] = key;
        n_below += key < bound;
    }
    return n_below;
}

/* The middle one of three. */
static order_key choose_pivot(const order_key *keys, size_t begin, size_t end) {
    order_key a = keys[begin];
    order_key b = keys[begin + (end - begin) / 2];
    order_key c = keys[end - 1];
    order_key low = a < b ? a : b;
    order_key high = a < b ? b : a;

    return c < low ? low : c > high ? high : c;
}

static void take_least(order_key *keys, size_t begin, size_t end) {
    for (size_t i = begin + 1; i < end; i++) {
        if (keys[i] < keys[begin]) {
            swap(keys, begin, i);
        }
    }
}

void order_select(order_key *keys, size_t begin, size_t end, size_t rank) {
    while (end - begin > 1 && begin < rank) {
        order_key pivot = choose_pivot(keys, begin, end);
        size_t middle = partition(keys, begin, end, pivot);
        if (rank < middle) {
            end = middle;
            continue;
        }
        size_t above = partition(keys, middle, end, pivot + 1); /* behind those that are equal */
        if (rank < above) {
            return;
        }
        begin = above;
    }
    take_least(keys, begin, end);
}
