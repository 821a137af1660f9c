/* Keys that have the order of numbers of any size, and the smallest of many. */
#ifndef GRADFIG_SIMULATION_ORDER_H
#define GRADFIG_SIMULATION_ORDER_H

#include <stddef.h>
#include <stdint.h>

/** A number mantissa·2^exponent, 1 <= |mantissa| < 2; or 0, both are 0. */
struct floating {
    double mantissa;
    int64_t exponent;
};

/** Has the order of the numbers that keys are made of. */
__extension__ typedef __int128 order_key;

order_key order_key_of(struct floating number);
struct floating order_number_of(order_key key);

/**
 * Puts the keys that a full sort would have at `rank` there, with no larger one before it and no
 * smaller one after it, among those from `begin` up to, but without, `end`.
 */
void order_select(order_key *keys, size_t begin, size_t end, size_t rank);

#endif
