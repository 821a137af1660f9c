/* Computes ranges of decimals in whole numbers, because no double is a tenth. */
#include "spec/range.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/user_text.h"

__extension__ typedef __int128 int128;

/* digits·10^exponent */
struct decimal {
    int64_t digits;
    long exponent;
};

/* An int64_t holds any number of 18 digits. */
enum { DIGITS_MAX = 18, ROUNDED_DIGITS = 17 };

/* Beyond the exponent of every double. Zero may be typed with any exponent. */
enum { EXPONENT_MAX = 1000000 };

/* ---- reading ---- */

/* Reads a number in the grammar of specs; false if it has too many digits. */
static bool read_decimal(const char *text, struct decimal *decimal) {
    bool is_negative = *text == '-';
    bool is_fraction = false;
    long n_zeros = 0; /* not yet counted, because they may be the last */
    int n_digits = 0;

    *decimal = (struct decimal){0};
    for (text += strspn(text, "+-"); *text == '.' || g_ascii_isdigit(*text); text++) {
        if (*text == '.') {
            is_fraction = true;
            continue;
        }
        decimal->exponent -= is_fraction;
        n_zeros++;
        if (*text == '0') {
            continue;
        }
        n_digits = decimal->digits == 0 ? 1 : n_digits + (int)MIN(n_zeros, 2L * DIGITS_MAX);
        if (n_digits > DIGITS_MAX) {
            return false;
        }
        for (; n_zeros > 0; n_zeros--) {
            decimal->digits *= 10;
        }
        decimal->digits += *text - '0';
    }
    decimal->exponent += n_zeros;
    if (*text != '\0') {
        decimal->exponent += CLAMP(strtol(text + 1, NULL, 10), -EXPONENT_MAX, EXPONENT_MAX);
    }
    decimal->digits *= is_negative ? -1 : 1;
    return true;
}

/* Writes the digits at a lower exponent; false where that makes too many. */
static bool rescale(struct decimal decimal, long exponent, int64_t *digits) {
    long n_zeros = decimal.exponent - exponent;

    *digits = decimal.digits;
    if (decimal.digits == 0) {
        return true;
    }
    for (; n_zeros > 0; n_zeros--) {
        if (llabs(*digits) >= 100000000000000000) { /* 10^17 */
            return false;
        }
        *digits *= 10;
    }
    return true;
}

/* The lowest exponent of those that are not 0. */
static long common_exponent(const struct decimal *decimals, size_t n) {
    long exponent = LONG_MAX;

    for (size_t i = 0; i < n; i++) {
        if (decimals[i].digits != 0) {
            exponent = MIN(exponent, decimals[i].exponent);
        }
    }
    return exponent == LONG_MAX ? 0 : exponent;
}

/* Reads texts as whole numbers of one exponent. */
static bool read_alike(const char *const *texts, size_t n, int64_t *numbers, long *exponent) {
    struct decimal decimals[3];

    for (size_t i = 0; i < n; i++) {
        if (!read_decimal(texts[i], &decimals[i])) {
            return false;
        }
    }
    *exponent = common_exponent(decimals, n);
    for (size_t i = 0; i < n; i++) {
        if (!rescale(decimals[i], *exponent, &numbers[i])) {
            return false;
        }
    }
    return true;
}

/* ---- the numbers ---- */

/* Adds one to the last digit. */
static void increment(GString *digits) {
    size_t i = digits->len;

    while (i > 0 && digits->str[i - 1] == '9') {
        digits->str[--i] = '0';
    }
    if (i > 0) {
        digits->str[i - 1]++;
    } else {
        g_string_prepend_c(digits, '1');
    }
}

static void append_whole(GString *digits, int128 whole) {
    for (; whole > 0; whole /= 10) {
        g_string_prepend_c(digits, (char)('0' + (int)(whole % 10)));
    }
}

/* The digits of numerator / divisor, to the end or rounded; lowers `exponent` by those after the
 * point. Returns whether they are rounded. */
static bool divide(GString *digits, int128 numerator, int64_t divisor, long *exponent) {
    int128 rest = numerator % divisor;

    append_whole(digits, numerator / divisor);
    while (rest != 0 && digits->len < ROUNDED_DIGITS) {
        rest *= 10;
        --*exponent;
        if (digits->len > 0 || rest >= divisor) {
            g_string_append_c(digits, (char)('0' + (int)(rest / divisor)));
        }
        rest %= divisor;
    }
    if (2 * rest >= divisor) {
        increment(digits);
    }
    return rest != 0;
}

/* Takes the fewest digits that read back as the same double; the rounded ones if it is none. */
static void shorten(GString *digits, long *exponent) {
    enum { SHORT_MIN = 15, SIZE = 64 };
    char text[SIZE];
    g_snprintf(text, sizeof(text), "%se%ld", digits->str, *exponent);
    double value = g_ascii_strtod(text, NULL);

    if (value == 0 || !isfinite(value)) {
        return;
    }
    for (int n = SHORT_MIN; n < ROUNDED_DIGITS; n++) {
        char format[8];
        g_snprintf(format, sizeof(format), "%%.%de", n - 1);
        g_ascii_formatd(text, sizeof(text), format, value);
        if (g_ascii_strtod(text, NULL) == value) {
            char *end = strchr(text, 'e');
            *exponent = strtol(end + 1, NULL, 10) - (n - 1);
            g_string_printf(digits, "%c%.*s", text[0], n - 1, text + 2);
            return;
        }
    }
}

/* Adds the point or the exponent. */
static char *write_digits(GString *digits, long exponent, bool is_negative) {
    enum { POINT_MIN = -5, POINT_MAX = 17 };

    while (digits->len > 1 && digits->str[digits->len - 1] == '0') {
        g_string_truncate(digits, digits->len - 1);
        exponent++;
    }
    long point = (long)digits->len + exponent; /* the number of digits before it */
    if (point < POINT_MIN || point > POINT_MAX) {
        if (digits->len > 1) {
            g_string_insert_c(digits, 1, '.');
        }
        g_string_append_printf(digits, "e%ld", point - 1);
    } else if (exponent >= 0) {
        for (; exponent > 0; exponent--) {
            g_string_append_c(digits, '0');
        }
    } else {
        for (; point < 1; point++) {
            g_string_prepend_c(digits, '0');
        }
        g_string_insert_c(digits, point, '.');
    }
    if (is_negative) {
        g_string_prepend_c(digits, '-');
    }
    return g_string_free(digits, FALSE);
}

char *range_number(const struct number_range *range, int64_t k) {
    int128 numerator = (int128)range->first * range->divisor + (int128)k * range->difference;
    long exponent = range->exponent;

    if (numerator == 0) {
        return g_strdup("0");
    }
    GString *digits = g_string_new(NULL);
    if (divide(digits, numerator < 0 ? -numerator : numerator, range->divisor, &exponent)) {
        shorten(digits, &exponent);
    }
    return write_digits(digits, exponent, numerator < 0);
}

/* ---- step or count ---- */

static bool check_length(double n, struct gradfig_error *error) {
    return n <= VARIANTS_MAX ||
           error_set(error, GRADFIG_INVALID_INPUT, "expected at most %d values, found %.0f",
                     VARIANTS_MAX, n);
}

static bool refuse_digits(struct gradfig_error *error) {
    return error_set(error, GRADFIG_INVALID_INPUT,
                     "expected numbers that differ in at most %d digits, found more", DIGITS_MAX);
}

/* `n` is the number of steps to the end that is asked for. `texts` are from, to and step. */
static bool refuse_end(struct number_range range, double n, const char *const *texts,
                       struct gradfig_error *error) {
    g_autofree char *nearest = range_number(&range, llround(n));

    error_set(error, GRADFIG_INVALID_INPUT,
              "expected a step that leads from %s to %s, found %s; the nearest end is %s", texts[0],
              texts[1], texts[2], nearest);
    return false;
}

static bool begin_steps(struct number_range *range, const char *from, const char *to,
                        const char *step, const char **fault, struct gradfig_error *error) {
    const char *const texts[] = {from, to, step};
    int64_t numbers[3];

    if (!read_alike(texts, 3, numbers, &range->exponent)) {
        return refuse_digits(error);
    }
    int64_t width = numbers[1] - numbers[0];
    *fault = step;
    if (numbers[2] == 0) {
        return error_set(error, GRADFIG_INVALID_INPUT, "expected a step other than 0, found %s",
                         step);
    }
    if (width != 0 && (width < 0) != (numbers[2] < 0)) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "expected a step that leads from %s to %s, found %s, of the other sign",
                         from, to, step);
    }
    if (width % numbers[2] != 0) {
        return refuse_end((struct number_range){numbers[0], numbers[2], 1, 0, range->exponent},
                          (double)width / (double)numbers[2], texts, error);
    }
    *range =
        (struct number_range){numbers[0], numbers[2], 1, width / numbers[2] + 1, range->exponent};
    return check_length((double)range->n, error);
}

static bool begin_count(struct number_range *range, const char *from, const char *to,
                        const char *count, const char **fault, struct gradfig_error *error) {
    const char *const texts[] = {from, to};
    int64_t numbers[2];
    int64_t n = 0;

    if (!read_alike(texts, 2, numbers, &range->exponent)) {
        return refuse_digits(error);
    }
    *fault = count;
    int64_t n_min = numbers[0] == numbers[1] ? 1 : 2;
    if (text_read_whole(count, &n) != TEXT_OK || n < n_min) {
        return error_set(error, GRADFIG_INVALID_INPUT, "expected a count from %lld to %d, found %s",
                         (long long)n_min, VARIANTS_MAX, count);
    }
    *range = (struct number_range){numbers[0], numbers[1] - numbers[0], MAX(n - 1, 1), n,
                                   range->exponent};
    return check_length((double)n, error);
}

bool range_read(struct number_range *range, const char *from, const char *to, const char *step,
                const char *count, const char **fault, struct gradfig_error *error) {
    struct number_range read = {0};

    *fault = NULL;
    bool done = step != NULL ? begin_steps(&read, from, to, step, fault, error)
                             : begin_count(&read, from, to, count, fault, error);
    if (done) {
        *range = read;
    }
    return done;
}
