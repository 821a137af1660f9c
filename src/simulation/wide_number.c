/* Division, powers and logarithms of wide numbers. */
#include "simulation/wide_number.h"

/* log10 2 and 2/ln 10 as unevaluated sums of two doubles. */
static const struct wide_pair LOG10_2 = {0x1.34413509f79ffp-2, -0x1.9dc1da994fd21p-59};
static const struct wide_pair TWO_OVER_LN_10 = {0x1.bcb7b1526e50ep-1, 0x1.95355baaafad3p-56};

static struct wide from_pair(struct wide_pair pair) {
    return wide_normalise(pair.hi, pair.lo, 0);
}

struct wide wide_divide(struct wide a, struct wide b) {
    struct wide quotient = {0};

    /* Long division: each step finds another 52 bits. */
    for (int step = 0; step < 3; step++) {
        struct wide part = wide_normalise(a.hi / b.hi, 0, a.exponent - b.exponent);
        quotient = wide_add(quotient, part);
        a = wide_subtract(a, wide_multiply(part, b));
    }
    return quotient;
}

struct wide wide_power(struct wide a, int64_t n) {
    struct wide power = wide_from_double(1);

    for (; n > 0; n >>= 1) {
        if (n & 1) {
            power = wide_multiply(power, a);
        }
        a = wide_multiply(a, a);
    }
    return power;
}

int wide_compare(struct wide a, struct wide b) {
    return wide_sign(wide_subtract(a, b));
}

/* a/b rounded to a pair; both of moderate size. */
static struct wide_pair quotient(double a, double b) {
    double hi = a / b;
    struct wide_pair product = wide_two_product(hi, b);
    return (struct wide_pair){hi, ((a - product.hi) - product.lo) / b};
}

struct wide wide_ratio(double a, double b) {
    return from_pair(quotient(a, b));
}

struct wide wide_log10_1p(struct wide offset) {
    /* ln(1+w) = 2 artanh z with z = w/(2+w), and artanh z = z·(1 + z²/3 + z⁴/5 + ...).
     * |z| <= 0.1716, so the term z^(2k) lies below 2^(-5k): 21 terms give 106 bits, and for those
     * from the 11th on a double is enough. */
    enum { N_TERMS = 21, N_WIDE_TERMS = 11 };
    struct wide z = wide_divide(offset, wide_add(wide_from_double(2), offset));
    struct wide z_squared = wide_multiply(z, z);
    double z_squared_double = wide_to_double(z_squared);
    double tail = 0;

    for (int k = N_TERMS - 1; k >= N_WIDE_TERMS; k--) {
        tail = tail * z_squared_double + 1.0 / (2 * k + 1);
    }
    struct wide sum = wide_from_double(tail);
    for (int k = N_WIDE_TERMS - 1; k >= 0; k--) {
        sum = wide_add(wide_multiply(sum, z_squared), from_pair(quotient(1, 2 * k + 1)));
    }
    return wide_multiply(wide_multiply(sum, z), from_pair(TWO_OVER_LN_10));
}

struct wide wide_log10_abs(struct wide a) {
    struct wide mantissa = wide_abs(a);
    int64_t exponent = a.exponent;

    mantissa.exponent = 0;
    if (mantissa.hi > 0x1.6a09e667f3bcdp0) { /* the square root of 2 */
        mantissa.exponent = -1;
        exponent++;
    }
    struct wide log10_mantissa = wide_log10_1p(wide_subtract(mantissa, wide_from_double(1)));
    struct wide log10_power = wide_multiply(wide_from_double((double)exponent), from_pair(LOG10_2));
    return wide_add(log10_power, log10_mantissa);
}

/* hi + lo cut to 53 bits, with the last bit set if anything was cut. Rounding this to fewer bits
 * gives the same result as rounding the sum itself. */
static double round_to_odd(double hi, double lo) {
    uint64_t bits;
    memcpy(&bits, &hi, sizeof(bits));
    return lo == 0 || bits & 1 ? hi : nextafter(hi, lo > 0 ? INFINITY : -INFINITY);
}

double wide_to_double(struct wide a) {
    static const int64_t beyond_every_double = 3000;
    int64_t exponent = a.exponent;

    if (exponent > beyond_every_double) {
        exponent = beyond_every_double;
    } else if (exponent < -beyond_every_double) {
        exponent = -beyond_every_double;
    }
    bool is_subnormal = exponent < -1022;
    return ldexp(is_subnormal ? round_to_odd(a.hi, a.lo) : a.hi, (int)exponent);
}

struct number wide_to_number(struct wide a) {
    int sign = wide_sign(a);
    return (struct number){
        .sign = sign,
        .log10_abs = sign == 0 ? -INFINITY : wide_to_double(wide_log10_abs(a)),
        .value = wide_to_double(a),
    };
}
