/* Digits, signs and powers of ten. */
#include "base/format.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MINUS "\u2212"
#define TIMES "\u00d7"
#define THIN_SPACE "\u202f"

/* The limits of plain decimals: 0.001 <= |x| < 10 000. */
enum { PLAIN_EXPONENT_MIN = -3, PLAIN_EXPONENT_MAX = 3 };

/* Formats as "%.<precision><conversion>" in the C locale. */
static void append_formatted(GString *text, char conversion, int precision, double value) {
    char format[32];
    char digits[512];

    snprintf(format, sizeof(format), "%%.%d%c", precision, conversion);
    g_string_append(text, g_ascii_formatd(digits, sizeof(digits), format, value));
}

/* All digits of the value are certain. A logarithm leaves fewer certain digits the larger it is. */
static bool is_by_value(struct number number) {
    return number_fits_double(number) && fabs(number.log10_abs) < 300;
}

/* The number of digits, at most `n_digits`, that are certain. */
static int certain_digits(struct number number, int n_digits) {
    double relative_error = DBL_EPSILON * M_LN10 * fabs(number.log10_abs);
    int n_certain = is_by_value(number) ? DBL_DIG : (int)floor(-log10(relative_error)) - 1;
    return MIN(n_digits, n_certain);
}

/* |number| = mantissa·10^exponent, the mantissa rounded to n_digits and below 10. */
static double round_mantissa(struct number number, int n_digits, long long *exponent) {
    double floor_log10 = floor(number.log10_abs);
    double mantissa = is_by_value(number) ? fabs(number.value) / pow(10, floor_log10)
                                          : pow(10, number.log10_abs - floor_log10);
    double unit = pow(10, n_digits - 1);

    mantissa = round(mantissa * unit) / unit;
    *exponent = (long long)floor_log10;
    if (mantissa >= 10) {
        mantissa /= 10;
        ++*exponent;
    }
    return mantissa;
}

static void append_power(GString *text, long long exponent) {
    g_string_append_printf(text, "10<sup>%s%lld</sup>", exponent < 0 ? MINUS : "", llabs(exponent));
}

bool format_is_whole(double value, int n_digits) {
    return fabs(value) >= pow(10, n_digits) - 0.5 &&
           round(fabs(value)) < pow(10, PLAIN_EXPONENT_MAX + 1);
}

void format_number(GString *text, struct number number, int n_digits) {
    long long exponent;

    if (number.sign == 0) {
        g_string_append_c(text, '0');
        return;
    }
    if (number.sign < 0) {
        g_string_append(text, MINUS);
    }
    n_digits = certain_digits(number, n_digits);
    double mantissa = round_mantissa(number, n_digits, &exponent);
    if (format_is_whole(number.value, n_digits)) {
        append_formatted(text, 'f', 0, fabs(number.value));
        return;
    }
    if (exponent >= PLAIN_EXPONENT_MIN && exponent <= PLAIN_EXPONENT_MAX) {
        append_formatted(text, 'g', n_digits, mantissa * pow(10, (double)exponent));
        return;
    }
    if (mantissa != 1) {
        append_formatted(text, 'g', n_digits, mantissa);
        g_string_append(text, TIMES);
    }
    append_power(text, exponent);
}

/* "9.70×10⁻³", with the number rounded at 10^-n_decimals, which can carry into a new digit. */
static void append_rounded_power(GString *text, struct number number, int64_t n_decimals) {
    double whole = is_by_value(number) ? 0 : floor(number.log10_abs);
    double shown = is_by_value(number) ? fabs(number.value) : pow(10, number.log10_abs - whole);
    long long exponent = (long long)floor(number.log10_abs);
    int n_after_point = (int)(exponent + n_decimals);
    g_autoptr(GString) rounded = g_string_new(NULL);

    append_formatted(rounded, 'e', MAX(n_after_point, 0), shown); /* printf rounds exactly */
    char *e = strchr(rounded->str, 'e');
    bool is_power = n_after_point < 0 || strtoll(e + 1, NULL, 10) + (long long)whole > exponent;
    if (is_power) {
        append_formatted(text, 'f', n_after_point + 1, 1);
    } else {
        g_string_append_len(text, rounded->str, e - rounded->str);
    }
    g_string_append(text, TIMES);
    append_power(text, is_power ? exponent + 1 : exponent);
}

void format_rounded(GString *text, struct number number, int64_t n_decimals, bool is_plain) {
    enum { PLAIN = 9 };
    int64_t exponent = number.sign == 0 ? 0 : (int64_t)floor(number.log10_abs);
    int64_t n_certain = number.sign == 0 ? DBL_DIG : certain_digits(number, DBL_DIG);

    n_decimals = MIN(n_decimals, n_certain - 1 - exponent);
    n_decimals =
        MAX(n_decimals, -exponent - 1); /* keep a digit: 97 may round to 100, but not to 0 */
    if (number.sign < 0) {
        g_string_append(text, MINUS);
    }
    if (number.sign == 0 || (is_plain && llabs(exponent) <= PLAIN)) {
        append_formatted(text, 'f', (int)CLAMP(n_decimals, 0, DBL_DIG + PLAIN), fabs(number.value));
    } else {
        append_rounded_power(text, number, n_decimals);
    }
}

int format_digits_beside_one(double value, int n_digits, int n_digits_max) {
    double distance = fabs(fabs(value) - 1);
    double unit = fabs(value) < 1 ? pow(10, -n_digits) : pow(10, 1 - n_digits);
    int n = n_digits;

    for (; n < n_digits_max && distance < unit / 2; n++) {
        unit /= 10;
    }
    /* 1.00006 does not read 1.0001 */
    return n > n_digits && n < n_digits_max && distance < unit ? n + 1 : n;
}

void format_double(GString *text, double value, int n_digits) {
    format_number(text, number_from_double(value), n_digits);
}

/* The digits before the point in groups of three, if they are five or more. */
static void append_grouped(GString *text, const char *digits) {
    enum { UNGROUPED = 4, GROUP = 3 };
    size_t n_whole = strspn(digits, "0123456789");

    for (size_t n = n_whole; n > 0; n--) {
        bool begins_group = n_whole > UNGROUPED && n < n_whole && n % GROUP == 0;
        g_string_append_printf(text, "%s%c", begins_group ? THIN_SPACE : "", digits[n_whole - n]);
    }
    g_string_append(text, digits + n_whole);
}

void format_decimals(GString *text, double value, int n_decimals) {
    g_autoptr(GString) digits = g_string_new(NULL);

    if (value < 0) {
        g_string_append(text, MINUS);
    }
    append_formatted(digits, 'f', n_decimals, fabs(value));
    append_grouped(text, digits->str);
}

static void append_escaped(GString *text, const char *typed, gsize n_bytes) {
    g_autofree char *escaped = g_markup_escape_text(typed, (gssize)n_bytes);
    g_string_append(text, escaped);
}

/* The bytes before the exponent of a typed number; all of a word. */
static gsize mantissa_length(const char *typed) {
    gsize n_bytes = strspn(typed, "+-.0123456789");
    return n_bytes > 0 && strchr("eE", typed[n_bytes]) != NULL ? n_bytes : strlen(typed);
}

void format_typed(GString *text, const char *typed) {
    if (*typed == '-') {
        g_string_append(text, MINUS);
        typed++;
    }
    gsize n_bytes = mantissa_length(typed);
    long long exponent = typed[n_bytes] != '\0' ? strtoll(typed + n_bytes + 1, NULL, 10) : 0;
    if (exponent == 0 || n_bytes != 1 || *typed != '1') {
        append_escaped(text, typed, n_bytes);
        g_string_append(text, exponent != 0 ? TIMES : "");
    }
    if (exponent != 0) {
        append_power(text, exponent);
    }
}

void format_power_of_ten(GString *text, long long exponent) {
    if (exponent == 0 || exponent == 1) {
        g_string_append(text, exponent == 0 ? "1" : "10");
    } else {
        append_power(text, exponent);
    }
}

char *formatted_number(struct number number, int n_digits) {
    GString *text = g_string_new(NULL);
    format_number(text, number, n_digits);
    return g_string_free(text, FALSE);
}

char *formatted_whole(int64_t value) {
    GString *text = g_string_new(NULL);
    g_autofree char *digits = g_strdup_printf("%lld", (long long)value);

    append_grouped(text, digits);
    return g_string_free(text, FALSE);
}

char *formatted_typed(const char *typed) {
    GString *text = g_string_new(NULL);
    format_typed(text, typed);
    return g_string_free(text, FALSE);
}
