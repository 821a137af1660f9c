/* What a double can hold. */
#include <gradfig/number.h>

#include <math.h>

bool gradfig_number_fits_double(struct gradfig_number number) {
    return isfinite(number.value) && (number.value != 0 || number.sign == 0);
}

bool gradfig_number_exists(struct gradfig_number number) {
    return !isnan(number.value);
}
