#include "rendering/words/slope_products.h"

#include <math.h>
#include <stdlib.h>

#include "base/format.h"

/* log10; the largest error of typed decimals that make 1, and of each further layer's product. */
static const double SAME_AS_ONE = 4e-14;
static const double LAYER_ERROR = 4e-16;

/* A number has up to this number of digits more where they tell it from 1, as 1.00006, or where
 * they are all that it has. */
enum { MORE_DIGITS = 3 };

/* Whether `n_digits` digits cannot distinguish the slope from 1 or -1. */
static bool is_near_one(struct number slope, int n_digits) {
    return fabs(fabs(slope.value) - 1) < pow(10, 1 - n_digits - MORE_DIGITS);
}

static bool is_one_after(struct number value, int64_t n_layers) {
    return fabs(value.log10_abs) <= SAME_AS_ONE + LAYER_ERROR * (double)n_layers;
}

bool products_are_equal(struct number a, struct number b, int64_t n_layers) {
    struct number ratio = {.log10_abs = a.log10_abs - b.log10_abs};
    return a.sign == b.sign && (a.sign == 0 || is_one_after(ratio, n_layers));
}

bool gradient_is_one(struct number gradient) {
    static const double rounding = 1e-10; /* log10, of thousands of layers */
    return fabs(gradient.log10_abs) <= rounding;
}

/* "1 + 2×10⁻⁷" */
static void append_near_one(GString *text, double modulus, int n_digits) {
    struct number distance = number_from_double(fabs(modulus - 1));
    g_autofree char *digits = formatted_number(distance, n_digits);

    g_string_append_printf(text, "1 %s %s", modulus < 1 ? "\u2212" : "+", digits);
}

char *formatted_product(struct number value, int n_digits, int64_t n_layers) {
    GString *text = g_string_new(NULL);

    if (is_one_after(value, n_layers)) {
        g_string_append(text, value.sign < 0 ? "\u22121" : "1");
    } else if (!is_near_one(value, n_digits)) {
        format_number(text, value,
                      format_digits_beside_one(value.value, n_digits, n_digits + MORE_DIGITS));
    } else {
        g_string_append(text, value.sign < 0 ? "\u2212(" : "");
        append_near_one(text, fabs(value.value), n_digits);
        g_string_append(text, value.sign < 0 ? ")" : "");
    }
    return g_string_free(text, FALSE);
}

static double round_to(double value, int n_digits) {
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_autofree char *format = g_strdup_printf("%%.%de", n_digits - 1);

    return g_ascii_strtod(g_ascii_formatd(digits, sizeof(digits), format, value), NULL);
}

/* The double that formatted_product() shows; infinite for 1.80e308, which no double holds. */
static double shown_value(double value, int n_digits) {
    if (is_near_one(number_from_double(value), n_digits)) {
        return copysign(1 + round_to(fabs(value) - 1, n_digits), value);
    }
    int n_shown = format_digits_beside_one(value, n_digits, n_digits + MORE_DIGITS);
    return format_is_whole(value, n_shown) ? round(value) : round_to(value, n_shown);
}

bool product_is_exact(struct number value, int n_digits, int64_t n_layers) {
    static const double rounding = 1e-12; /* relative */

    if (is_one_after(value, n_layers) || value.sign == 0) {
        return true;
    }
    if (is_near_one(value, n_digits) || !isfinite(value.value) || value.value == 0) {
        return false;
    }
    double shown = shown_value(value.value, n_digits);
    return fabs(shown - value.value) <= rounding * fabs(value.value);
}

static struct number power_of(double base, int64_t exponent) {
    struct number number = number_from_double(base);

    number.sign = exponent % 2 == 0 ? abs(number.sign) : number.sign;
    number.log10_abs *= (double)exponent;
    number.value = pow(base, (double)exponent);
    return number;
}

int slope_digits(struct number slope, int n_digits) {
    int n = n_digits;

    while (n < n_digits + MORE_DIGITS && !product_is_exact(slope, n, 0)) {
        n++;
    }
    return !is_near_one(slope, n_digits) && product_is_exact(slope, n, 0) ? n : n_digits;
}

static bool power_reads(struct number value, int64_t exponent, int n_digits, const char *power) {
    g_autofree char *shown = formatted_product(value, n_digits, exponent);
    return g_str_equal(shown, power);
}

int slope_power_digits(struct number slope, int64_t exponent, const char *power, int n_digits) {
    for (int n = slope_digits(slope, n_digits); n <= n_digits + MORE_DIGITS; n++) {
        double base = shown_value(slope.value, n);
        if (isfinite(base) && power_reads(power_of(base, exponent), exponent, n_digits, power)) {
            return n;
        }
    }
    return 0;
}

char *formatted_slope(struct number slope, int n_digits) {
    return formatted_product(slope, n_digits, 0);
}
