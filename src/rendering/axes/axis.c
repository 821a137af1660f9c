/* Computes scales, ranges and ticks from the numbers; draws nothing. */
#include "rendering/axes/axis.h"

#include <math.h>

#include <glib.h>

#include "rendering/axes/axis_ticks.h"

/* Numbers further apart than this, in decades, are shown on a log axis. */
static const double LINEAR_DECADES_MAX = 4;

/* Curves whose ends are nearer than this on a linear axis, as a part of its range, lie on each
 * other: 12 px in the article's figure. */
static const double APART_MIN = 0.04;

/* Curves that lie on each other need a log axis if one end is this much larger than the other. */
static const double FACTOR_MIN = 1.5;

/* If even ticks were fewer than this, there are at most 8, so that a smaller step is tried. */
enum { TICKS_FEW = 4, MAX_INSTEAD_OF_FEW = 8 };

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
    span->value_low = fmin(span->value_low, number.value);
    span->value_high = fmax(span->value_high, number.value);
    if (number.sign == 0) {
        span->has_zero = true;
        return;
    }
    span->log10_low = fmin(span->log10_low, number.log10_abs);
    span->log10_high = fmax(span->log10_high, number.log10_abs);
    if (number.sign > 0) {
        span->has_positive = true;
        span->log10_positive = fmax(span->log10_positive, number.log10_abs);
    } else {
        span->has_negative = true;
        span->log10_negative = fmax(span->log10_negative, number.log10_abs);
    }
}

void axis_span_add(struct axis_span *span, const struct curve *curve) {
    double largest = largest_log10(curve);
    bool is_edge = curve->id.role == ROLE_LOW || curve->id.role == ROLE_HIGH; /* of a band */

    for (size_t i = 0; i < curve->n_points; i++) {
        add_number(span, curve->points[i].y);
    }
    if (curve->n_points > 0 && !is_edge && span->n_ends < AXIS_ENDS_MAX) {
        span->ends[span->n_ends++] = curve->points[curve->n_points - 1].y.value;
    }
    if (isfinite(largest)) {
        span->log10_smallest = fmin(span->log10_smallest, largest);
        span->log10_detail = fmin(span->log10_detail, fmin(largest, first_log10(curve)));
    }
}

/* ---- linear ---- */

static double identity(double value) {
    return value;
}

/* The step for a range whose ends stay: a little beyond the last tick must not cost every second
 * one. */
static double inner_step(double low, double high, size_t n_ticks_max) {
    double step = axis_nice_step(0.9 * (high - low) / (double)(n_ticks_max - 1));
    double n_inside = floor(high / step + 1e-9) - ceil(low / step - 1e-9) + 1;

    return n_inside > (double)n_ticks_max ? axis_nice_step(1.5 * step) : step;
}

struct axis axis_of_range(double low, double high, size_t n_ticks_max) {
    struct axis axis = {.scale = AXIS_LINEAR, .low = low, .high = high};
    double step = inner_step(low, high, n_ticks_max);

    axis_add_even_ticks(&axis, low, high, step, identity);
    return axis;
}

/* An end of an axis: at the next tick if that is near, else a little beyond the numbers.
 * `direction` is -1 at the low end. */
static double axis_end(double end, double tick, double near, double range, int direction) {
    double beyond = end + direction * AXIS_MARGIN * range;

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

/* The range goes from tick to tick, or to a little beyond the numbers. */
static struct axis axis_between(double low, double high, size_t n_ticks_max) {
    double step = axis_even_step(low, high, n_ticks_max);
    struct axis axis = {
        .scale = AXIS_LINEAR,
        .low = linear_end(low, step * floor(low / step + 1e-9), step, high - low, -1),
        .high = linear_end(high, step * ceil(high / step - 1e-9), step, high - low, 1),
    };

    axis_add_even_ticks(&axis, axis.low, axis.high, step, identity);
    return axis;
}

/* An end at zero leaves room for the markers of values there: they would cover the x axis. */
static void add_room_at_zero(struct axis *axis, const struct axis_span *span) {
    double room = AXIS_MARGIN * (axis->high - axis->low);

    axis->low -= axis->low == 0 && span->value_low < room ? room : 0;
    axis->high += axis->high == 0 && span->value_high > -room ? room : 0;
}

/* The range includes zero if the values come near it. */
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
    struct axis axis = axis_between(low, high, MIN(n_ticks_max, AXIS_EVEN_TICKS_MAX));
    if (axis.n_ticks < TICKS_FEW) {
        axis = axis_between(low, high, MIN(n_ticks_max, MAX_INSTEAD_OF_FEW));
    }
    add_room_at_zero(&axis, span);
    return axis;
}

/* ---- values ---- */

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

static bool has_one_sign(const struct axis_span *span) {
    return !span->has_zero && span->has_positive != span->has_negative;
}

static bool fits_linear(const struct axis_span *span) {
    bool all_zero = !span->has_positive && !span->has_negative;
    double log10_least = has_one_sign(span) ? span->log10_low : span->log10_detail;
    return all_zero || (span->log10_high - log10_least <= LINEAR_DECADES_MAX &&
                        fabs(span->log10_high) < VALUE_DECADES_MAX);
}

/* The least distance at which curves do not lie on each other on this axis. */
static double least_apart(const struct axis *axis) {
    return APART_MIN * (axis->high - axis->low);
}

/* Whether a whole curve would lie on the zero of a linear axis. */
static bool curve_lies_on_zero(const struct axis_span *span, const struct axis *axis) {
    return axis->low <= 0 && axis->high >= 0 && pow(10, span->log10_smallest) < least_apart(axis);
}

/* Whether two curves of positive numbers would end at one place of a linear axis although their
 * values are not near. */
static bool ends_collide(const struct axis_span *span, const struct axis *axis) {
    double apart = least_apart(axis);

    for (size_t i = 0; i < span->n_ends; i++) {
        for (size_t j = 0; j < span->n_ends; j++) {
            double small = span->ends[i];
            double large = span->ends[j];
            if (large >= FACTOR_MIN * small && large - small < apart) {
                return true;
            }
        }
    }
    return false;
}

enum axis_cause axis_cause_of(const struct axis_span *span) {
    if (!fits_linear(span)) {
        return has_one_sign(span) ? AXIS_CAUSE_RANGE : AXIS_CAUSE_SIGNED_RANGE;
    }
    if (span->n_ends == 0 || span->log10_smallest >= span->log10_high) { /* a curve alone */
        return AXIS_CAUSE_NONE;
    }
    struct axis axis = linear_axis(span, AXIS_EVEN_TICKS_MAX);
    bool lies_on_zero = curve_lies_on_zero(span, &axis);
    if (!has_one_sign(span)) {
        return lies_on_zero ? AXIS_CAUSE_SIGNED_RANGE : AXIS_CAUSE_NONE;
    }
    bool collides = lies_on_zero || ends_collide(span, &axis);
    return span->has_positive && collides ? AXIS_CAUSE_ENDS : AXIS_CAUSE_NONE;
}

struct axis axis_of_values(const struct axis_span *span, size_t n_ticks_max) {
    enum axis_cause cause = axis_cause_of(span);

    if (cause == AXIS_CAUSE_NONE) {
        return linear_axis(span, n_ticks_max);
    }
    if (cause == AXIS_CAUSE_SIGNED_RANGE) {
        return axis_symmetric(span, n_ticks_max);
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
        return number.sign == 0 ? 0 : axis_symmetric_position(axis, number.sign, number.log10_abs);
    }
    return NAN;
}
