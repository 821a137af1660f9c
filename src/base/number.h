/* Numbers as a user typed them, and computed numbers of any size. */
#ifndef GRADFIG_BASE_NUMBER_H
#define GRADFIG_BASE_NUMBER_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/** A number of the spec with the text it was typed as, which the spec owns. */
struct real {
    double value;     /**< finite; NAN for `null` in a list that may have it */
    const char *text; /**< as typed: "-1e-3" stays "-1e-3" */
};

/** Numbers of the spec, which owns `values`: a list, or the ends of a schedule. */
struct reals {
    size_t n_values;
    const struct real *values; /**< `n_values` of them */
    bool is_schedule; /**< two numbers: equal steps lead from the one, at layer 1, to the other */
};

/** A computed number of any size, such as 0.8^10000 = 7.9e-970. */
struct number {
    int sign;         /**< -1, 0 or 1; 0 if and only if the number is exactly zero */
    double log10_abs; /**< log10 of the modulus, -INFINITY at zero */
    double value;     /**< nearest double; ±INFINITY or ±0 where a double cannot hold it */
};

/** A double as a number; NO_NUMBER for NAN. */
struct number number_from_double(double value);

/** The number without its sign. */
struct number number_modulus(struct number number);

/** Whether `a` is less than `b`. */
bool number_is_below(struct number a, struct number b);

/** Whether `value` of `number` is the number: it did not overflow, and is 0 only for exactly 0. */
bool number_fits_double(struct number number);

/** A number that does not exist, such as the fixed point of a layer of slope 1. */
#define NO_NUMBER ((struct number){0, NAN, NAN})

/** Whether `number` is not NO_NUMBER. */
bool number_exists(struct number number);

#endif
