/* Numbers on both sides of the pipeline: as a user typed them, and of any size as computed. */
#ifndef GRADFIG_NUMBER_H
#define GRADFIG_NUMBER_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/** A number of the spec with the text it was typed as, which the spec owns. */
struct gradfig_real {
    double value;     /**< finite */
    const char *text; /**< as typed: "-1e-3" stays "-1e-3" */
};

/** A list of numbers of the spec; the spec owns `values`. */
struct gradfig_reals {
    size_t n_values;
    struct gradfig_real *values; /**< `n_values` of them */
};

/** A computed number of any size: 0.8^10000 is 7.9e-970 and is held as that. */
struct gradfig_number {
    int sign;         /**< -1, 0 or 1; 0 if and only if the number is exactly zero */
    double log10_abs; /**< log10 of the modulus, -INFINITY at zero */
    double value;     /**< nearest double; ±INFINITY or ±0 where a double cannot hold it */
};

/** A double as a number; GRADFIG_NO_NUMBER for NAN. */
struct gradfig_number gradfig_number_of(double value);

/** Whether `value` of `number` is the number: not overflowed, and zero only for a true zero. */
bool gradfig_number_fits_double(struct gradfig_number number);

/** What stands for a number that there is none of: a fixed point of slope 1. */
#define GRADFIG_NO_NUMBER ((struct gradfig_number){0, NAN, NAN})

/** Whether it is another than GRADFIG_NO_NUMBER. */
bool gradfig_number_exists(struct gradfig_number number);

#endif
