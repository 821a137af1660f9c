/* Division, powers and logarithms of wide numbers. */
#include "simulation/wide_number.h"

#include <stdlib.h>

#include <glib.h>

/* log10 2 and 2/ln 10 as unevaluated sums of two doubles. */
static const struct wide_pair LOG10_2 = {0x1.34413509f79ffp-2, -0x1.9dc1da994fd21p-59};
static const struct wide_pair TWO_OVER_LN_10 = {0x1.bcb7b1526e50ep-1, 0x1.95355baaafad3p-56};

/* log10 of 22/32, 23/32, ... 46/32. */
enum { FIRST_32ND = 22 };
static const struct wide_pair LOG10_32NDS[] = {
    {-0x1.4d43f8275a483p-3, -0x1.5345798e5019ep-58},
    {-0x1.25ba8215af7fcp-3, -0x1.0349d03e16325p-58},
    {-0x1.ffbfc2bbc7803p-4, -0x1.d60df12c2e13dp-58},
    {-0x1.b721cd17157e3p-4, 0x1.a8267d18975f3p-58},
    {-0x1.715d0ce367afcp-4, 0x1.49840eaa6487bp-58},
    {-0x1.2e3a740b7800fp-4, 0x1.aef53f2ecddb9p-58},
    {-0x1.db11ed766abf4p-5, -0x1.96e1e0dda0b3dp-60},
    {-0x1.5e3966b7e9295p-5, -0x1.bb9cd2fb75402p-61},
    {-0x1.cb38fccd8bfdbp-6, -0x1.a5aca518d962ep-60},
    {-0x1.c3d0837784c41p-7, 0x1.8d01e8ac8a78bp-61},
    {0, 0},
    {0x1.b5e908eb13790p-7, 0x1.f2e9fe367a511p-64},
    {0x1.af5f92b00e610p-6, -0x1.6487d64961833p-60},
    {0x1.3ed1199a5e425p-5, 0x1.ba93eba3e387fp-64},
    {0x1.a30a9d609efeap-5, -0x1.ebf33e9410429p-60},
    {0x1.02428c1f08016p-4, -0x1.5943d4373d44ap-60},
    {0x1.31b3055c47118p-4, 0x1.b420b9b202eddp-64},
    {0x1.5fe80488af4fdp-4, -0x1.5b6acfce71752p-58},
    {0x1.8cf183886480dp-4, -0x1.935d381a0844fp-58},
    {0x1.b8de4d3ab3d98p-4, -0x1.446d00b829ad4p-61},
    {0x1.e3bc1ab0e19fep-4, 0x1.eab1529f83ac7p-59},
    {0x1.06cbd67a6c3b6p-3, 0x1.5163143f60061p-57},
    {0x1.1b3e71ec94f7bp-3, -0x1.1113336d7c017p-57},
    {0x1.2f3b691c5a001p-3, -0x1.072d03df862acp-57},
    {0x1.42c7e7fe3fc02p-3, -0x1.d22abd8abe1b5p-58},
};

/* 1, 1/3, 1/5, ... */
static const struct wide_pair ODD_RECIPROCALS[] = {
    {1, 0},
    {0x1.5555555555555p-2, 0x1.5555555555555p-56},
    {0x1.999999999999ap-3, -0x1.999999999999ap-57},
    {0x1.2492492492492p-3, 0x1.2492492492492p-57},
};

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

struct wide wide_root(struct wide a) {
    int64_t odd = a.exponent & 1;
    struct wide mantissa = {a.hi, a.lo, odd};
    struct wide root = wide_from_double(sqrt(wide_to_double(mantissa)));

    if (a.hi == 0) {
        return a;
    }
    /* Newton's step doubles the digits. */
    struct wide rest = wide_subtract(mantissa, wide_multiply(root, root));
    root = wide_add(root, wide_divide(rest, wide_add(root, root)));
    root.exponent += (a.exponent - odd) / 2;
    return root;
}

void wide_powers_init(struct wide_powers *powers, struct wide a) {
    struct wide power = wide_from_double(1);

    for (int i = 0; i < WIDE_LOW_POWERS; i++) {
        powers->low[i] = power;
        power = wide_multiply(power, a);
    }
    powers->step = power;
    powers->high = powers->low[0];
    powers->n_high = 0;
}

struct wide wide_powers_at(struct wide_powers *powers, int64_t n) {
    int64_t n_high = n / WIDE_LOW_POWERS;

    if (powers->n_high != n_high) {
        powers->high = wide_power(powers->step, n_high);
        powers->n_high = n_high;
    }
    return wide_multiply(powers->high, powers->low[n % WIDE_LOW_POWERS]);
}

/* a/b rounded to a pair; both of moderate size. */
static struct wide_pair quotient(double a, double b) {
    double hi = a / b;
    struct wide_pair product = wide_two_product(hi, b);
    return (struct wide_pair){hi, ((a - product.hi) - product.lo) / b};
}

struct wide wide_ratio(double a, double b) {
    return wide_from_pair(quotient(a, b));
}

struct wide wide_log10_1p(struct wide offset) {
    /* With m = 1 + offset and c near m, ln m = ln c + 2 artanh z with z = (m - c)/(m + c), and
     * artanh z = z·(1 + z²/3 + z⁴/5 + ...). c is the nearest 32nd, so |z| <= 0.012 and the term
     * z^(2k) lies below 2^(-12.7k): 9 terms give 106 bits, and for those from the 5th on a double
     * is enough. */
    enum { N_TERMS = 9, N_WIDE_TERMS = G_N_ELEMENTS(ODD_RECIPROCALS) };
    int c_32nds = (int)((1 + wide_to_double(offset)) * 32 + 0.5);
    struct wide distance = wide_subtract(offset, wide_from_double((c_32nds - 32) / 32.0));
    struct wide z = wide_divide(distance, wide_add(distance, wide_from_double(c_32nds / 16.0)));
    struct wide z_squared = wide_multiply(z, z);
    double z_squared_double = wide_to_double(z_squared);
    double tail = 0;

    for (int k = N_TERMS - 1; k >= N_WIDE_TERMS; k--) {
        tail = tail * z_squared_double + 1.0 / (2 * k + 1);
    }
    struct wide sum = wide_from_double(tail);
    for (int k = N_WIDE_TERMS - 1; k >= 0; k--) {
        sum = wide_add(wide_multiply(sum, z_squared), wide_from_pair(ODD_RECIPROCALS[k]));
    }
    struct wide log10_ratio = wide_multiply(wide_multiply(sum, z), wide_from_pair(TWO_OVER_LN_10));
    return wide_add(wide_from_pair(LOG10_32NDS[c_32nds - FIRST_32ND]), log10_ratio);
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
    struct wide log10_power =
        wide_multiply(wide_from_double((double)exponent), wide_from_pair(LOG10_2));
    return wide_add(log10_power, log10_mantissa);
}

struct wide wide_exp10(struct wide exponent) {
    enum { N_TERMS = 26 }; /* of e^y = 1 + y(1 + y/2(1 + y/3(...))), |y| <= ln 2 / 2 */
    struct wide log10_2 = wide_from_pair(LOG10_2);
    double twos = rint(wide_to_double(wide_divide(exponent, log10_2)));
    struct wide rest = wide_subtract(exponent, wide_multiply(log10_2, wide_from_double(twos)));
    struct wide y = wide_divide(wide_add(rest, rest), wide_from_pair(TWO_OVER_LN_10));
    struct wide one = wide_from_double(1);
    struct wide power = one;

    for (int k = N_TERMS; k > 0; k--) {
        power = wide_divide(wide_multiply(power, y), wide_from_double(k));
        power = wide_add(one, power);
    }
    power.exponent += (int64_t)twos;
    return power;
}

struct wide wide_read_digits(const char *text, int64_t *exponent) {
    static const int64_t exponent_max = 100000000000; /* larger than that of any gradient */
    struct wide digits = {0};
    int64_t n_decimals = 0;
    bool is_fraction = false;

    for (text += strspn(text, "+-"); *text == '.' || g_ascii_isdigit(*text); text++) {
        if (*text == '.') {
            is_fraction = true;
            continue;
        }
        n_decimals += is_fraction ? 1 : 0;
        digits = wide_add(wide_multiply(digits, wide_from_double(10)),
                          wide_from_double(g_ascii_digit_value(*text)));
    }
    int64_t typed = *text != '\0' ? strtoll(text + 1, NULL, 10) : 0;
    *exponent = CLAMP(typed, -exponent_max, exponent_max) - n_decimals;
    return digits;
}

struct number wide_from_log10(double log10_abs) {
    static const double most = 400; /* no double has more powers of ten */
    double held = fmin(fmax(log10_abs, -most), most);

    if (log10_abs == -INFINITY) {
        return (struct number){0, -INFINITY, 0};
    }
    return (struct number){1, log10_abs, wide_to_double(wide_exp10(wide_from_double(held)))};
}

/* hi + lo cut to 53 bits, with the last bit set if anything was cut. Rounding this to fewer bits
 * gives the same result as rounding the sum itself. */
static double round_to_odd(double hi, double lo) {
    uint64_t bits;
    memcpy(&bits, &hi, sizeof(bits));
    return lo == 0 || bits & 1 ? hi : nextafter(hi, lo > 0 ? INFINITY : -INFINITY);
}

double wide_to_double(struct wide a) {
    if (llabs(a.exponent) < 1022) {
        return a.hi * wide_power_of_two(a.exponent);
    }
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

/* ---- binomial coefficients ---- */

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
