/* Writes doubles quickly with the 17 digits that distinguish each from every other. */
#ifndef GRADFIG_OUTPUT_NUMBER_DIGITS_H
#define GRADFIG_OUTPUT_NUMBER_DIGITS_H

#include "simulation/wide_number.h"

/** The space that a written number takes, its end included. */
#define NUMBER_DIGITS_SIZE 32

/** The powers of ten that bring a double to 17 digits before the point. */
enum { TEN_EXPONENT_MIN = -292, TEN_EXPONENT_MAX = 340 };
struct powers_of_ten {
    struct wide powers[TEN_EXPONENT_MAX - TEN_EXPONENT_MIN + 1];
};
void powers_of_ten_init(struct powers_of_ten *ten);

/** Writes `value` into `text`, of NUMBER_DIGITS_SIZE bytes, as "%.17g" does in the C locale, but 0
 * without a sign. Returns the end of the text, its terminating 0. */
char *number_digits_write(const struct powers_of_ten *ten, double value, char *text);

#endif
