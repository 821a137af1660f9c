/* Finds 17 digits by one multiplication with a power of ten in wide numbers. printf writes the few
 * numbers that this leaves too near to the middle between two roundings.
 *
 * Why not g_ascii_formatd: the same table of nine million rows takes 7.2 s with it, and 3.0 s with
 * this. */
#include "output/number_digits.h"

#include <math.h>
#include <string.h>

#include <glib.h>

enum { N_DIGITS = 17 };
static const int64_t DIGITS_END = 100000000000000000; /* 10^17 */

void powers_of_ten_init(struct powers_of_ten *ten) {
    const struct wide one = wide_from_double(1);
    struct wide power = one;

    for (int exponent = 0; exponent <= TEN_EXPONENT_MAX; exponent++) {
        ten->powers[exponent - TEN_EXPONENT_MIN] = power;
        if (-exponent >= TEN_EXPONENT_MIN) {
            ten->powers[-exponent - TEN_EXPONENT_MIN] = wide_divide(one, power);
        }
        power = wide_multiply(power, wide_from_double(10));
    }
}

/* The whole number nearest to `a`, 2^53 <= a < 2^58; 0 if rounding of `a` could change it. */
static int64_t round_to_whole(struct wide a) {
    static const double uncertainty = 0x1p-20; /* `a` has 90 correct bits */
    double unit = wide_power_of_two(a.exponent);
    double rest = a.lo * unit;                        /* -16 to 16 */
    int64_t whole_rest = (int64_t)(rest + 32.5) - 32; /* the nearest: casts round to zero */

    if (fabs(rest - (double)whole_rest) > 0.5 - uncertainty) {
        return 0;
    }
    return (int64_t)(a.hi * unit) + whole_rest; /* the first has no fraction at this size */
}

/* value = digits·10^(exponent - 16), rounded to 17 digits; `digits` 0 where that is in doubt. */
static int64_t find_digits(const struct powers_of_ten *ten, double value, int *exponent) {
    static const double log10_2 = 0x1.34413509f79ffp-2;
    struct wide number = wide_from_double(value);
    int64_t digits = DIGITS_END;

    /* value >= 2^e has at least as many digits before the point as 2^e, at most one more. */
    *exponent = (int)((double)number.exponent * log10_2 + 400) - 401;
    while (digits >= DIGITS_END) {
        ++*exponent;
        int power = N_DIGITS - 1 - *exponent;
        digits = round_to_whole(wide_multiply(number, ten->powers[power - TEN_EXPONENT_MIN]));
    }
    return digits;
}

static void write_pair(uint32_t number, char *text) {
    static const char pairs[2 * 100 + 1] = "00010203040506070809101112131415161718192021222324"
                                           "25262728293031323334353637383940414243444546474849"
                                           "50515253545556575859606162636465666768697071727374"
                                           "75767778798081828384858687888990919293949596979899";
    memcpy(text, &pairs[(size_t)2 * number], 2);
}

/* Writes 8 digits, two at a time: half the divisions. */
static void write_half(uint32_t half, char *text) {
    uint32_t high = half / 10000; /* two short chains */
    uint32_t low = half % 10000;

    write_pair(high / 100, text);
    write_pair(high % 100, text + 2);
    write_pair(low / 100, text + 4);
    write_pair(low % 100, text + 6);
}

/* Writes 17 digits with their zeros at the end. */
static void write_digits(int64_t digits, char *text) {
    enum { HALF_END = 100000000 };
    uint32_t first = (uint32_t)(digits / HALF_END); /* 9 digits */

    text[0] = (char)('0' + first / HALF_END);
    write_half(first % HALF_END, text + 1);
    write_half((uint32_t)(digits % HALF_END), text + 9);
}

static char *write_exponent(int exponent, char *text) {
    unsigned modulus = (unsigned)abs(exponent);

    *text++ = 'e';
    *text++ = exponent < 0 ? '-' : '+';
    if (modulus >= 100) {
        *text++ = (char)('0' + modulus / 100);
    }
    *text++ = (char)('0' + modulus / 10 % 10);
    *text++ = (char)('0' + modulus % 10);
    return text;
}

/* Puts `n` digits, the first of them worth 10^exponent, in the form that "%g" chooses. */
static char *place_digits(const char *digits, int n, int exponent, char *text) {
    bool is_power = exponent < -4 || exponent >= N_DIGITS;
    int n_before_point = is_power ? 1 : exponent + 1; /* 0 or less: zeros after the point */

    if (n_before_point <= 0) {
        memcpy(text, "0.0000", (size_t)(2 - n_before_point));
        text += 2 - n_before_point;
        n_before_point = n;
    }
    memcpy(text, digits, (size_t)n_before_point); /* the zeros at the end are there too */
    text += n_before_point;
    if (n > n_before_point) {
        *text++ = '.';
        memcpy(text, digits + n_before_point, (size_t)(n - n_before_point));
        text += n - n_before_point;
    }
    return is_power ? write_exponent(exponent, text) : text;
}

static char *write_whole(int64_t value, char *text) {
    char digits[N_DIGITS];
    int n = 0;

    for (; value > 0 || n == 0; value /= 10) {
        digits[N_DIGITS - ++n] = (char)('0' + value % 10);
    }
    memcpy(text, &digits[N_DIGITS - n], (size_t)n);
    return text + n;
}

/* What wide numbers leave in doubt, printf does. */
static char *write_real(const struct powers_of_ten *ten, double value, char *text) {
    char digits[N_DIGITS];
    int exponent;
    int n = N_DIGITS;
    int64_t found = isfinite(value) ? find_digits(ten, value, &exponent) : 0;

    if (found == 0) {
        return text + strlen(g_ascii_formatd(text, NUMBER_DIGITS_SIZE - 1, "%.17g", value));
    }
    write_digits(found, digits);
    while (digits[n - 1] == '0') {
        n--;
    }
    return place_digits(digits, n, exponent, text);
}

char *number_digits_write(const struct powers_of_ten *ten, double value, char *text) {
    static const double wholes_end = 1e15;
    double modulus = fabs(value);
    bool is_whole = modulus < wholes_end && modulus == (double)(int64_t)modulus;

    *text = '-';
    text += value < 0 ? 1 : 0;
    text = is_whole ? write_whole((int64_t)modulus, text) : write_real(ten, modulus, text);
    *text = '\0';
    return text;
}
