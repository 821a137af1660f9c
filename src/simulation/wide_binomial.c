/* Logarithms of binomial coefficients. */
#include "simulation/wide_number.h"

/* log10 e and log10 of the square root of 2π. */
static const struct wide LOG10_E = {0x1.bcb7b1526e50ep0, 0x1.95355baaafad3p-55, -2};
static const struct wide LOG10_ROOT = {0x1.98ab081dd8eddp0, -0x1.84426d22356d1p-58, -2};

/* ln n! = (n + 1/2) ln n - n + ln √(2π) + 1/12n - 1/360n³ + 1/1260n⁵ - ... (Stirling). */
static struct wide log10_by_series(int64_t n) {
    static const double denominators[] = {12, -360, 1260, -1680, 1188};
    struct wide number = wide_from_double((double)n);
    struct wide reciprocal = wide_ratio(1, (double)n);
    struct wide squared = wide_multiply(reciprocal, reciprocal);
    struct wide sum = {0};

    for (int i = 4; i >= 0; i--) {
        sum = wide_add(wide_multiply(sum, squared), wide_ratio(1, denominators[i]));
    }
    sum = wide_subtract(wide_multiply(sum, reciprocal), number);
    sum = wide_add(wide_multiply(sum, LOG10_E), LOG10_ROOT);
    return wide_add(sum,
                    wide_multiply(wide_add(number, wide_from_double(0.5)), wide_log10_abs(number)));
}

static struct wide log10_factorial(int64_t n) {
    static const int64_t large = 256; /* the terms left out are below 2^-96 */
    struct wide product = wide_from_double(1);

    if (n >= large) {
        return log10_by_series(n);
    }
    for (int64_t i = 2; i <= n; i++) {
        product = wide_multiply(product, wide_from_double((double)i));
    }
    return wide_log10_abs(product);
}

struct wide wide_log10_binomial(int64_t n, int64_t k) {
    struct wide of_parts = wide_add(log10_factorial(k), log10_factorial(n - k));
    return wide_subtract(log10_factorial(n), of_parts);
}
