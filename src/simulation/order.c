/* Finds order statistics without a full sort: puts numbers into buckets by their size, and selects
 * in those that have the ranks. */
#include "simulation/order.h"

#include <math.h>
#include <string.h>

#include <glib.h>

/* ---- keys: whole numbers in the order of those that they are made of ---- */

__extension__ typedef __int128 whole_key;

struct order_key {
    whole_key key;
};

/* A key is sign·(exponent + BIAS, the 52 bits after the point of the mantissa). */
static const int64_t BIAS = INT64_C(1) << 48;
enum { FRACTION_BITS = 52 };
static const uint64_t FRACTION = (UINT64_C(1) << FRACTION_BITS) - 1;
static const uint64_t BITS_OF_ONE = UINT64_C(0x3ff) << FRACTION_BITS;

static whole_key key_of(struct floating number) {
    uint64_t bits;

    memcpy(&bits, &number.mantissa, sizeof(bits));
    if (number.mantissa == 0) {
        return 0;
    }
    /* Never negative. NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult) */
    whole_key key = (whole_key)(number.exponent + BIAS) << FRACTION_BITS | (bits & FRACTION);
    return number.mantissa < 0 ? -key : key;
}

static struct floating number_of(whole_key key) {
    whole_key modulus = key < 0 ? -key : key;
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

static void swap(whole_key *keys, size_t i, size_t j) {
    whole_key key = keys[i];
    keys[i] = keys[j];
    keys[j] = key;
}

/* Moves keys below `bound` to the front, without a branch on the keys. Returns the end of these. */
static size_t partition(whole_key *keys, size_t begin, size_t end, whole_key bound) {
    size_t n_below = begin;

    for (size_t i = begin; i < end; i++) {
        whole_key key = keys[i];
        keys[i] = keys[n_below];
        keys[n_below] = key;
        n_below += key < bound;
    }
    return n_below;
}

/* The middle one of three. */
static whole_key choose_pivot(const whole_key *keys, size_t begin, size_t end) {
    whole_key a = keys[begin];
    whole_key b = keys[begin + (end - begin) / 2];
    whole_key c = keys[end - 1];
    whole_key low = a < b ? a : b;
    whole_key high = a < b ? b : a;

    return c < low ? low : c > high ? high : c;
}

static void take_least(whole_key *keys, size_t begin, size_t end) {
    for (size_t i = begin + 1; i < end; i++) {
        if (keys[i] < keys[begin]) {
            swap(keys, begin, i);
        }
    }
}

static void select_rank(whole_key *keys, size_t begin, size_t end, size_t rank) {
    while (end - begin > 1 && begin < rank) {
        whole_key pivot = choose_pivot(keys, begin, end);
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

/* ---- buckets ---- */

enum { BUCKETS = 1024 };

void order_init(struct order *order, size_t n) {
    *order = (struct order){
        .n = n,
        .places = g_new(double, n),
        .buckets = g_new(uint16_t, n),
        .keys = g_malloc_n(n, sizeof(whole_key)),
    };
}

void order_finish(struct order *order) {
    g_free(order->places);
    g_free(order->buckets);
    g_free(order->keys);
    *order = (struct order){0};
}

/* The lowest exponent of those that are not 0. */
static int64_t find_least(const struct floating *numbers, size_t n) {
    int64_t least = INT64_MAX;

    for (size_t i = 0; i < n; i++) {
        bool is_lower = numbers[i].mantissa != 0 && numbers[i].exponent < least;
        least = is_lower ? numbers[i].exponent : least;
    }
    return least;
}

/* About the logarithm of the modulus, from 1 on, with the sign of the number: never in another
 * order than the numbers. */
static void set_places(struct order *order, const struct floating *numbers, bool by_modulus) {
    int64_t least = find_least(numbers, order->n);

    for (size_t i = 0; i < order->n; i++) {
        double modulus = fabs(numbers[i].mantissa);
        double place = (double)(numbers[i].exponent - least) + modulus;
        bool is_negative = numbers[i].mantissa < 0 && !by_modulus;
        order->places[i] = modulus == 0 ? 0 : is_negative ? -place : place;
    }
}

static void fill_buckets(struct order *order, size_t *counts) {
    double low = order->places[0];
    double high = low;

    for (size_t i = 0; i < order->n; i++) {
        low = order->places[i] < low ? order->places[i] : low;
        high = order->places[i] > high ? order->places[i] : high;
    }
    double scale = high > low ? (BUCKETS - 1) / (high - low) : 0;
    for (size_t i = 0; i < order->n; i++) {
        order->buckets[i] = (uint16_t)((order->places[i] - low) * scale);
        counts[order->buckets[i]]++;
    }
}

/* Collects the keys of a bucket. Returns their number. */
static size_t take_bucket(struct order *order, const struct floating *numbers, bool by_modulus,
                          size_t bucket) {
    whole_key *keys = &order->keys->key;
    size_t n = 0;

    for (size_t i = 0; i < order->n; i++) {
        if (order->buckets[i] == bucket) {
            whole_key key = key_of(numbers[i]);
            keys[n++] = key < 0 && by_modulus ? -key : key;
        }
    }
    return n;
}

void order_find(struct order *order, const struct floating *numbers, bool by_modulus,
                const size_t *ranks, size_t n_ranks, struct floating *found) {
    size_t counts[BUCKETS + 1] = {0};
    size_t taken = BUCKETS; /* the bucket whose keys are collected, and their number */
    size_t n_taken = 0;
    size_t bucket = 0;
    size_t n_before = 0;

    set_places(order, numbers, by_modulus);
    fill_buckets(order, counts);
    for (size_t i = 0; i < n_ranks; i++) {
        while (n_before + counts[bucket] <= ranks[i]) {
            n_before += counts[bucket++];
        }
        if (taken != bucket) {
            n_taken = take_bucket(order, numbers, by_modulus, bucket);
            taken = bucket;
        }
        select_rank(&order->keys->key, 0, n_taken, ranks[i] - n_before);
        found[i] = number_of((&order->keys->key)[ranks[i] - n_before]);
    }
}
