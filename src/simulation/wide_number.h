/* Real numbers of about 106 bits with an exponent that does not overflow. */
#ifndef GRADFIG_SIMULATION_WIDE_NUMBER_H
#define GRADFIG_SIMULATION_WIDE_NUMBER_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/number.h"

/**
 * (hi + lo)·2^exponent, a double-double with its own exponent. Normalised: 1 <= |hi| < 2 and
 * |lo| <= ulp(hi)/2, or all three are 0. Every function below returns a normalised number, with a
 * relative error of at most 2^-102; a sum or product is zero if and only if the exact one is.
 *
 * The error-free sums and products are Knuth's, Dekker's and Veltkamp's: Ogita, Rump, Oishi,
 * "Accurate sum and dot product", SIAM J. Sci. Comput. 26 (2005). They need round-to-nearest and
 * no contraction to fused operations.
 */
struct wide {
    double hi;
    double lo;
    int64_t exponent;
};

/** A double-double without an exponent: the exact result of one operation on doubles. */
struct wide_pair {
    double hi;
    double lo;
};

static inline struct wide_pair wide_two_sum(double a, double b) {
    double sum = a + b;
    double b_part = sum - a;
    return (struct wide_pair){sum, (a - (sum - b_part)) + (b - b_part)};
}

/** Exact where |a| >= |b| or a is 0. */
static inline struct wide_pair wide_quick_two_sum(double a, double b) {
    double sum = a + b;
    return (struct wide_pair){sum, b - (sum - a)};
}

static inline struct wide_pair wide_split(double a) {
    double scaled = 0x1p27 * a + a;
    double hi = scaled - (scaled - a);
    return (struct wide_pair){hi, a - hi};
}

/** Exact for factors of moderate size, such as mantissas. */
static inline struct wide_pair wide_two_product(double a, double b) {
    double product = a * b;
    struct wide_pair x = wide_split(a);
    struct wide_pair y = wide_split(b);
    double error = ((x.hi * y.hi - product) + x.hi * y.lo + x.lo * y.hi) + x.lo * y.lo;
    return (struct wide_pair){product, error};
}

/** 2^exponent for -1022 <= exponent <= 1023, without a call. */
static inline double wide_power_of_two(int64_t exponent) {
    uint64_t bits = (uint64_t)(exponent + 1023) << 52;
    double power;
    memcpy(&power, &bits, sizeof(power));
    return power;
}

/** The exponent of a double that is normal. */
static inline int64_t wide_exponent_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof(bits));
    return (int64_t)((bits >> 52) & 0x7ff) - 1023;
}

static inline struct wide wide_normalise(double hi, double lo, int64_t exponent) {
    struct wide_pair sum = wide_quick_two_sum(hi, lo);
    if (sum.hi == 0) {
        return (struct wide){0};
    }
    int64_t shift = wide_exponent_of(sum.hi);
    double factor = wide_power_of_two(-shift);
    return (struct wide){sum.hi * factor, sum.lo * factor, exponent + shift};
}

static inline struct wide wide_from_pair(struct wide_pair pair) {
    return wide_normalise(pair.hi, pair.lo, 0);
}

static inline struct wide wide_from_double(double value) {
    int exponent = 0;

    if (!(fabs(value) >= 0x1p-1000 && fabs(value) <= 0x1p1000)) {
        value = frexp(value, &exponent);
    }
    return wide_normalise(value, 0, exponent);
}

static inline struct wide wide_negate(struct wide a) {
    return (struct wide){-a.hi, -a.lo, a.exponent};
}

static inline struct wide wide_abs(struct wide a) {
    return a.hi < 0 ? wide_negate(a) : a;
}

static inline int wide_sign(struct wide a) {
    return (a.hi > 0) - (a.hi < 0);
}

static inline struct wide wide_multiply(struct wide a, struct wide b) {
    struct wide_pair product = wide_two_product(a.hi, b.hi);
    double lo = product.lo + (a.hi * b.lo + a.lo * b.hi);
    return wide_normalise(product.hi, lo, a.exponent + b.exponent);
}

/** Beyond this distance of exponents the smaller summand is below every bit of the larger. */
#define WIDE_SHIFT_MAX 500

static inline struct wide wide_add(struct wide a, struct wide b) {
    if (b.hi == 0) {
        return a;
    }
    if (a.hi == 0) {
        return b;
    }
    if (a.exponent < b.exponent) {
        struct wide larger = b;
        b = a;
        a = larger;
    }
    int64_t shift = a.exponent - b.exponent;
    if (shift > WIDE_SHIFT_MAX) {
        return a;
    }
    double factor = wide_power_of_two(-shift);
    struct wide_pair hi = wide_two_sum(a.hi, b.hi * factor);
    struct wide_pair lo = wide_two_sum(a.lo, b.lo * factor);
    struct wide_pair sum = wide_quick_two_sum(hi.hi, hi.lo + lo.hi);
    return wide_normalise(sum.hi, sum.lo + lo.lo, a.exponent);
}

static inline struct wide wide_subtract(struct wide a, struct wide b) {
    return wide_add(a, wide_negate(b));
}

/** -1, 0 or 1 if a is below, equal to or above b. */
static inline int wide_compare(struct wide a, struct wide b) {
    int sign = wide_sign(a);

    if (sign != wide_sign(b)) {
        return sign > wide_sign(b) ? 1 : -1;
    }
    if (a.exponent != b.exponent) {
        return a.exponent > b.exponent ? sign : -sign;
    }
    return a.hi != b.hi ? (a.hi > b.hi ? 1 : -1) : (a.lo > b.lo) - (a.lo < b.lo);
}

/** a / b; b is not zero. */
struct wide wide_divide(struct wide a, struct wide b);

/** a / b of two doubles between 2^-100 and 2^100 in size, or a = 0. */
struct wide wide_ratio(double a, double b);

/** a to the power n >= 0, by repeated squaring. */
struct wide wide_power(struct wide a, int64_t n);

/** The square root of a >= 0, exact for the square of a double. */
struct wide wide_root(struct wide a);

/** Many powers of one number. Powers one after the other cost one product each. */
enum { WIDE_LOW_POWERS = 64 };
struct wide_powers {
    struct wide low[WIDE_LOW_POWERS]; /**< a^0, a^1, a^2, ... */
    struct wide step;                 /**< a^WIDE_LOW_POWERS */
    struct wide high;                 /**< step^n_high, as the latest power needed it */
    int64_t n_high;
};
void wide_powers_init(struct wide_powers *powers, struct wide a);

/** a to the power n >= 0; the same for the same n, whatever came before. */
struct wide wide_powers_at(struct wide_powers *powers, int64_t n);

/** log10 |a|; a is not zero. */
struct wide wide_log10_abs(struct wide a);

/** log10(1 + offset), to full relative accuracy near 0; -0.3 < offset < 0.45. */
struct wide wide_log10_1p(struct wide offset);

/** log10 of the number of ways to choose k of n, 0 <= k <= n. */
struct wide wide_log10_binomial(int64_t n, int64_t k);

/** 10^exponent, with the error of the exponent; |exponent| is at most 10^7. */
struct wide wide_exp10(struct wide exponent);

/** The digits of a typed number as a whole one, without its sign, which is to be multiplied by 10
 * to the power `*exponent`. */
struct wide wide_read_digits(const char *text, int64_t *exponent);

/** The positive number of this decimal logarithm; 0 for -INFINITY. */
struct number wide_from_log10(double log10_abs);

/** The nearest double; ±INFINITY or 0 beyond its range. */
double wide_to_double(struct wide a);

/** The number with its sign, logarithm and nearest double. */
struct number wide_to_number(struct wide a);

#endif
