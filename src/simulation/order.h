/* Order statistics of many numbers of any size. */
#ifndef GRADFIG_SIMULATION_ORDER_H
#define GRADFIG_SIMULATION_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A number mantissa·2^exponent, 1 <= |mantissa| < 2; or 0, both are 0. */
struct floating {
    double mantissa;
    int64_t exponent;
};

/** Memory for order_find; ends with order_finish. */
struct order {
    size_t n; /**< numbers, as long as all arrays are */
    double *places;
    uint16_t *buckets;
    struct order_key *keys;
};
void order_init(struct order *order, size_t n);
void order_finish(struct order *order);

/** Finds the numbers that a full sort of `order->n` of them, or of their moduli, would have at
 * `n_ranks` ascending ranks. */
void order_find(struct order *order, const struct floating *numbers, bool by_modulus,
                const size_t *ranks, size_t n_ranks, struct floating *found);

#endif
