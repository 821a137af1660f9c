/* Converts doubles to numbers, and says which numbers a double holds. */
#include "base/number.h"

#include <math.h>
#include <stdlib.h>

bool number_fits_double(struct number number) {
    return isfinite(number.value) && (number.value != 0 || number.sign == 0);
}

struct number number_from_double(double value) {
    if (isnan(value)) {
        return NO_NUMBER;
    }
    return (struct number){
        .sign = (value > 0) - (value < 0),
        .log10_abs = log10(fabs(value)),
        .value = value,
    };
}

struct number number_modulus(struct number number) {
    return (struct number){abs(number.sign), number.log10_abs, fabs(number.value)};
}

bool number_is_below(struct number a, struct number b) {
    if (a.sign != b.sign) {
        return a.sign < b.sign;
    }
    return a.sign < 0 ? a.log10_abs > b.log10_abs : a.log10_abs < b.log10_abs;
}

bool number_exists(struct number number) {
    return !isnan(number.value);
}
