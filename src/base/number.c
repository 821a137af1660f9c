/* What a double can hold. */
#include <gradfig/number.h>

#include <math.h>

bool gradfig_number_fits_double(struct gradfig_number number) {
    return isfinite(number.value) && (number.value != 0 || number.sign == 0);
}

struct gradfig_number gradfig_number_of(double value) {
    if (isnan(value)) {
        return GRADFIG_NO_NUMBER;
    }
    return (struct gradfig_number){
        .sign = (value > 0) - (value < 0),
        .log10_abs = log10(fabs(value)),
        .value = value,
    };
}

bool gradfig_number_exists(struct gradfig_number number) {
    return !isnan(number.value);
}
