/* Random numbers of mean 0 and variance 1 that depend on their indices alone. */
#ifndef GRADFIG_SIMULATION_DRAWS_H
#define GRADFIG_SIMULATION_DRAWS_H

#include <stddef.h>
#include <stdint.h>

#include "spec/spec.h"

/** A sequence of draws for each of many realisations of a network. */
struct draws {
    uint64_t seed;
    uint32_t stream; /**< different ones have independent draws */
    enum distribution distribution;
};

/**
 * Fills `values` with the draws of a layer, 1 or more, of realisations 0 to n - 1. Only sums,
 * products, quotients and square roots of doubles are used, so that each has the same bits on every
 * machine.
 */
void draws_of_layer(const struct draws *draws, int64_t layer, size_t n, double *values);

/** The natural logarithm of 0 < x < 1, a normal number, from the same operations; within an ulp. */
double draws_log(double x);

#endif
