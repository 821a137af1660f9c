/* Computes scales, ranges and ticks from the numbers; draws nothing. */
#include "rendering/axis.h"

#include <math.h>

#include <glib.h>

#include "base/format.h"

/* Numbers further apart than this, in decades, are shown on a log axis. */
static const double LINEAR_DECADES_MAX = 4;

/* Up to this number of decades a log axis has labels at 1, 2 and 5 of each. */
static const double FINE_DECADES_MAX = 3.2;

/* Below this number of decades a log axis has evenly spaced labels, like a linear one. */
static const double FLAT_DECADES_MAX = 0.5;

/* A linear axis needs no more ticks than this, however long it is. */
enum { EVEN_TICKS_MAX = 6 };

/* Beyond moduli of 10^±300 a double cannot hold the ticks. */
static const double VALUE_DECADES_MAX = 300;

/* ---- the span ---- */

static double largest_log10(const struct curve *curve) {
    double largest = -INFINITY;
    for (size_t i = 0; i < curve->n_points; i++) {
        largest = fmax(largest, curve->points[i].y.log10_abs);
    }
    return largest;
}

static double first_log10(const struct curve *curve) {
    for (size_t i = 0; i < curve->n_points; i++) {
        if (curve->points[i].y.sign != 0) {
            return curve->points[i].y.log10_abs;
        }
    }
    return INFINITY;
}

static void add_number(struct axis_span *span, struct number number) {
    bool is_first = !span->has_zero && !span->has_positive && !span->has_negative;

    span->value_low = is_first ? number.value : fmin(span->value_low, number.value);
    span->value_high = is_first ? number.value : fmax(span->value_high, number.value);
    if (number.sign == 0) {
        span->has_zero = true;
        return;
    }
    bool is_first_modulus = !span->has_positive && !span->has_negative;
    double log10_abs = number.log10_abs;
    span->log10_low = is_first_modulus ? log10_abs : fmin(span->log10_low, log10_abs);
    span->log10_high = is_first_modulus ? log10_abs : fmax(span->log10_high, log10_abs);
    span->log10_detail = is_first_modulus ? INFINITY : span->log10_detail;
    if (number.sign > 0) {
        span->log10_positive =
            span->has_positive ? fmax(span->log10_positive, log10_abs) : log10_abs;
        span->has_positive = true;
    } else {
        span->log10_negative =
            span->has_negative ? fmax(span->log10_negative, log10_abs) : log10_abs;
        span->has_negative = true;
    }
}

void axis_span_add(struct axis_span *span, const struct curve *curve) {
    for (size_t i = 0; i < curve->n_points; i++) {
        add_number(span, curve->points[i].y);
    }
    double largest = largest_log10(curve);
    if (isfinite(largest)) {
        span->log10_detail = fmin(span->log10_detail, fmin(largest, first_log10(curve)));
    }
}

/* ---- ticks ---- */

/* Adds a tick at `at` and returns its label, which the caller fills and passes to label_tick. NULL
 * if there is no room. */
static GString *add_tick(struct axis *axis, double at) {
    if (axis->n_ticks == AXIS_TICKS_MAX || at < axis->low || at > axis->high) {
        return NULL;
    }
    axis->ticks[axis->n_ticks].at = at;
    return g_string_new(NULL);
}

/* Takes `label` from add_tick, also NULL. */
static void label_tick(struct axis *axis, GString *label) {
    if (label == NULL) {
        return;
    }
    struct axis_tick *tick = &axis->ticks[axis->n_ticks++];
    g_strlcpy(tick->label, label->str, sizeof(tick->label));
    g_string_free(label, TRUE);
}

/* The smallest of 1, 2, 5 times a power of ten that is at least `least`. */
static double nice_step(double least) {
    static const double factors[] = {1, 2, 5, 10};
    double power = pow(10, floor(log10(least)));

    for (size_t i = 0; i < G_N_ELEMENTS(factors); i++) {
        /* a step of 2 must not become 5 because 0.2/0.1 is 2.0000000000000004 */
        if (factors[i] * power >= least * (1 - 1e-9)) {
            return factors[i] * power;
        }
    }
    return 10 * power;
}

/* Adds ticks at multiples of `step`, placed at `position(value)`. */
static void add_even_ticks(struct axis *axis, double first, double last, double step,
                           double (*position)(double)) {
    double largest = fmax(fabs(first), fabs(last));
    int n_decimals = (int)fmax(0, ceil(-log10(step) - 1e-9));
    bool is_plain = largest < 1e6 && n_decimals <= 6;
    int n_digits = (int)fmin(15, ceil(log10(fmax(largest / step, 1))) + 1);

    double first_step = ceil(first / step - 1e-9);
    for (int i = 0; i < AXIS_TICKS_MAX && first_step + i <= last / step + 1e-9; i++) {
        double value = (first_step + i) * step;
        GString *label = add_tick(axis, position(value));
        if (label == NULL) {
            continue;
        }
        if (is_plain) {
            format_decimals(label, value, n_decimals);
        } else {
            format_double(label, value, n_digits);
        }
        label_tick(axis, label);
    }
}

static double identity(double value) {
    return value;
}

/* ---- linear ---- */

/* A step for at most n_ticks_max ticks from low to high, with both ends extended to whole steps. */
static double even_step(double low, double high, size_t n_ticks_max) {
    double step = nice_step((high - low) / (double)(n_ticks_max - 1));

    if (ceil(high / step - 1e-9) - floor(low / step + 1e-9) > (double)n_ticks_max - 1) {
        step = nice_step(1.5 * step);
    }
    return step;
}

struct axis axis_of_range(double low, double high, size_t n_ticks_max) {
    struct axis axis = {.scale = AXIS_LINEAR, .low = low, .high = high};
    double step = even_step(low, high, MIN(n_ticks_max, EVEN_TICKS_MAX));

    add_even_ticks(&axis, low, high, step, identity);
    return axis;
}

struct axis axis_of_layers(int64_t depth, size_t n_ticks_max, double inset) {
    double high = depth > 0 ? (double)depth : 1;
    double margin = inset * high / (1 - 2 * inset);
    double step = fmax(1, nice_step(high / (double)(n_ticks_max - 1)));
    struct axis axis = {.scale = AXIS_LINEAR, .low = -margin, .high = high + margin};

    add_even_ticks(&axis, 0, (double)depth, step, identity);
    return axis;
}

/* An end of an axis: at the next tick if that is near, else a little beyond the numbers.
 * `direction` is -1 at the low end. */
static double axis_end(double end, double tick, double near, double range, int direction) {
    static const double margin = 0.04;
    double beyond = end + direction * margin * range;

    if (fabs(tick - end) > near) {
        return beyond;
    }
    return direction > 0 ? fmax(tick, beyond) : fmin(tick, beyond);
}

/* No room beyond zero and other ticks that the numbers reach. */
static double linear_end(double end, double tick, double step, double range, int direction) {
    return tick == 0 || fabs(tick - end) <= 1e-9 * step
               ? tick
               : axis_end(end, tick, 0.75 * step, range, direction);
}

/* The range goes from tick to tick, and includes zero if the values come near it. */
static struct axis linear_axis(const struct axis_span *span, size_t n_ticks_max) {
    double low = span->value_low;
    double high = span->value_high;

    if (low > 0 && low <= 0.5 * high) {
        low = 0;
    } else if (high < 0 && high >= 0.5 * low) {
        high = 0;
    }
    double least_range = 1e-10 * fmax(fabs(low), fabs(high));
    if (high - low <= least_range) {
        double half = low == 0 ? 1 : fmax(fabs(low) / 2, least_range);
        low -= half;
        high += half;
    }
    double step = even_step(low, high, MIN(n_ticks_max, EVEN_TICKS_MAX));
    struct axis axis = {
        .scale = AXIS_LINEAR,
        .low = linear_end(low, step * floor(low / step + 1e-9), step, high - low, -1),
        .high = linear_end(high, step * ceil(high / step - 1e-9), step, high - low, 1),
    };
    add_even_ticks(&axis, axis.low, axis.high, step, identity);
    return axis;
}

/* ---- log ---- */

static void stretch_log(struct axis *axis, double low_tick, double high_tick, double near_low,
                        double near_high) {
    double range = axis->high - axis->low;
    axis->low = axis_end(axis->low, low_tick, near_low, range, -1);
    axis->high = axis_end(axis->high, high_tick, near_high, range, 1);
}

static double decade_step(double n_decades, size_t n_ticks_max) {
    return fmax(1, nice_step(n_decades / (double)(n_ticks_max - 1)));
}

static void add_decade_ticks(struct axis *axis, size_t n_ticks_max) {
    double step = decade_step(ceil(axis->high) - floor(axis->low), n_ticks_max);

    /* Readers look for the largest number at the top, so the axis continues to a tick there. */
    stretch_log(axis, step * floor(axis->low / step), step * ceil(axis->high / step), 0.35 * step,
                fmax(0.35 * step, 0.2 * (axis->high - axis->low)));
    for (double i = ceil(axis->low / step); i <= floor(axis->high / step); i++) {
        GString *label = add_tick(axis, i * step);
        if (label != NULL) {
            format_power_of_ten(label, (long long)(i * step));
        }
        label_tick(axis, label);
    }
}

static void add_fine_ticks(struct axis *axis, size_t n_ticks_max) {
    static const double factors[] = {1, 2, 5};
    double n_ticks = 3 * (ceil(axis->high) - floor(axis->low)) + 1;
    size_t n_factors = n_ticks > (double)n_ticks_max ? 1 : 3;

    stretch_log(axis, floor(axis->low), ceil(axis->high), 0.25, 0.25);
    for (double decade = floor(axis->low); decade <= axis->high; decade++) {
        for (size_t i = 0; i < n_factors; i++) {
            GString *label = add_tick(axis, decade + log10(factors[i]));
            if (label != NULL) {
                format_double(label, factors[i] * pow(10, decade), 1);
            }
            label_tick(axis, label);
        }
    }
}

static void add_flat_ticks(struct axis *axis, size_t n_ticks_max) {
    double low = pow(10, axis->low);
    double high = pow(10, axis->high);
    double step = even_step(low, high, n_ticks_max);

    stretch_log(axis, log10(fmax(step * floor(low / step), step / 2)),
                log10(step * ceil(high / step)), axis->high - axis->low, axis->high - axis->low);
    add_even_ticks(axis, pow(10, axis->low), pow(10, axis->high), step, log10);
}

struct axis axis_of_moduli(const struct axis_span *span, size_t n_ticks_max) {
    struct axis axis = {
        .scale = AXIS_LOG,
        .low = span->log10_low,
        .high = span->log10_high,
    };

    if (axis.high - axis.low <= 1e-9 * fmax(1, fabs(axis.high))) {
        axis.low -= 0.5;
        axis.high += 0.5;
    }
    if (span->has_zero) { /* room for the line that falls to zero */
        axis.low -= 0.15 * (axis.high - axis.low);
    }
    double n_decades = axis.high - axis.low;
    if (n_decades < FLAT_DECADES_MAX && fabs(axis.low) < VALUE_DECADES_MAX) {
        add_flat_ticks(&axis, n_ticks_max);
    } else if (n_decades > FINE_DECADES_MAX || fabs(axis.low) > VALUE_DECADES_MAX ||
               ceil(axis.high) - floor(axis.low) > (double)n_ticks_max - 1) {
        add_decade_ticks(&axis, n_ticks_max);
    } else {
        add_fine_ticks(&axis, n_ticks_max);
    }
    return axis;
}

/* ---- symmetric log ---- */

/* The position of a modulus: linear up to 10^log10_linear, which is at 1, then a unit per decade.
 */
static double symmetric_position(const struct axis *axis, int sign, double log10_abs) {
    double decades = log10_abs - axis->log10_linear;
    return sign * (decades > 0 ? 1 + decades : pow(10, decades));
}

static void add_signed_decade(struct axis *axis, int sign, double decade) {
    GString *label = add_tick(axis, symmetric_position(axis, sign, decade));

    if (label != NULL) {
        g_string_append(label, sign < 0 ? "\u2212" : "");
        format_power_of_ten(label, (long long)decade);
    }
    label_tick(axis, label);
}

/* The end of a side, in units of the axis, at the next whole decade. */
static double side_length(const struct axis *axis, bool has_numbers, double log10_largest) {
    return has_numbers ? 1 + fmax(0, ceil(log10_largest) - axis->log10_linear) : 0;
}

static struct axis symmetric_axis(const struct axis_span *span, size_t n_ticks_max) {
    struct axis axis = {
        .scale = AXIS_SYMMETRIC_LOG,
        .log10_linear = floor(span->log10_detail),
    };
    double above = side_length(&axis, span->has_positive, span->log10_positive);
    double below = side_length(&axis, span->has_negative, span->log10_negative);
    double length = above + below;
    double step = decade_step(length, n_ticks_max);
    /* If a decade is too short for a label, that of 10^log10_linear would cover the one of zero. */
    double first = step > 1 ? 1 : 0;

    axis.low = -below - 0.04 * length;
    axis.high = above + 0.04 * length;
    for (double i = floor((below - 1) / step); i >= first; i--) {
        add_signed_decade(&axis, -1, axis.log10_linear + i * step);
    }
    GString *zero = add_tick(&axis, 0);
    label_tick(&axis, zero != NULL ? g_string_append_c(zero, '0') : NULL);
    for (double i = first; i <= floor((above - 1) / step); i++) {
        add_signed_decade(&axis, 1, axis.log10_linear + i * step);
    }
    return axis;
}

/* Turns a log axis of moduli into one of the negative numbers with these moduli. */
static void mirror(struct axis *axis) {
    struct axis moduli = *axis;

    axis->is_mirrored = true;
    axis->low = -moduli.high;
    axis->high = -moduli.low;
    for (size_t i = 0; i < axis->n_ticks; i++) {
        const struct axis_tick *tick = &moduli.ticks[axis->n_ticks - 1 - i];
        axis->ticks[i].at = -tick->at;
        g_strlcpy(axis->ticks[i].label, "\u2212", sizeof(tick->label));
        g_strlcat(axis->ticks[i].label, tick->label, sizeof(tick->label));
    }
}

struct axis axis_of_values(const struct axis_span *span, size_t n_ticks_max) {
    bool one_sign = !span->has_zero && span->has_positive != span->has_negative;
    bool all_zero = !span->has_positive && !span->has_negative;
    double log10_least = one_sign ? span->log10_low : span->log10_detail;
    bool fits_linear = all_zero || (span->log10_high - log10_least <= LINEAR_DECADES_MAX &&
                                    fabs(span->log10_high) < VALUE_DECADES_MAX);

    if (fits_linear) {
        return linear_axis(span, n_ticks_max);
    }
    if (!one_sign) {
        return symmetric_axis(span, n_ticks_max);
    }
    struct axis axis = axis_of_moduli(span, n_ticks_max);
    if (span->has_negative) {
        mirror(&axis);
    }
    return axis;
}

double axis_position(const struct axis *axis, struct number number) {
    switch (axis->scale) {
    case AXIS_LINEAR:
        return number.value;
    case AXIS_LOG:
        if (number.sign == 0) {
            return NAN;
        }
        return axis->is_mirrored ? -number.log10_abs : number.log10_abs;
    case AXIS_SYMMETRIC_LOG:
        return number.sign == 0 ? 0 : symmetric_position(axis, number.sign, number.log10_abs);
    }
    return NAN;
}
