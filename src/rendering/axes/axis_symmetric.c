/* Symmetric log axes: tries steps of decades from the finest on, until the labels have room. */
#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/axes/axis_ticks.h"

/* The sides below and above zero, in units of the axis; 0 if there are no numbers. */
struct sides {
    double below;
    double above;
};

double axis_symmetric_position(const struct axis *axis, int sign, double log10_abs) {
    double decades = log10_abs - axis->log10_linear;
    return sign * (decades > 0 ? 1 + decades : pow(10, decades));
}

static void add_decade(struct axis *axis, int sign, double decade) {
    GString *label = g_string_new(sign < 0 ? "\u2212" : "");

    format_power_of_ten(label, (long long)decade);
    axis_add_tick(axis, axis_symmetric_position(axis, sign, decade), label);
}

/* ---- sides ---- */

/* To the next whole decade. */
static double side_length(const struct axis *axis, bool has_numbers, double log10_largest) {
    return has_numbers ? 1 + fmax(0, ceil(log10_largest) - axis->log10_linear) : 0;
}

/* A side that ends at a tick, if there is one near beyond it. */
static double extended(const struct axis *axis, double side, double step) {
    double decade = axis->log10_linear + side - 1;
    double beyond = step * ceil(decade / step) - decade;
    return side > 1 && beyond <= LOG_NEAR_STEPS * step ? side + beyond : side;
}

static void set_range(struct axis *axis, struct sides sides) {
    double margin = AXIS_MARGIN * (sides.below + sides.above);

    axis->low = -sides.below - margin;
    axis->high = sides.above + margin;
}

/* ---- ticks ---- */

/* The end of a side has a tick if the last of the even ones is far. */
static void add_end(struct axis *axis, int sign, double side, double first, double step,
                    double apart) {
    double decade = axis->log10_linear + side - 1;
    double beyond = decade < first ? side : fmod(decade - first, step);

    if (side > 1 && beyond > LOG_NEAR_STEPS * step && beyond >= apart) {
        add_decade(axis, sign, decade);
    }
}

/* Adds tick 0 at zero, and tick 1, 2, ... of each side at every `step` decades from `first` on. */
static void add_ticks(struct axis *axis, int from, int to, double first, double step) {
    for (int i = from; i <= to; i++) {
        if (i == 0) {
            axis_add_tick(axis, 0, g_string_new("0"));
        } else {
            add_decade(axis, i < 0 ? -1 : 1, first + (abs(i) - 1) * step);
        }
    }
}

/* Adds zero, the multiples of `step` decades, and the ends. */
static void add_even_decades(struct axis *axis, struct sides sides, double step, double apart) {
    double first = step * ceil(axis->log10_linear / step);

    while (1 + first - axis->log10_linear < apart) {
        first += step;
    }
    double longest = axis->log10_linear + fmax(sides.below, sides.above) - 1;
    int n = (int)fmax(0, floor((longest - first) / step) + 1);
    add_end(axis, -1, sides.below, first, step, apart);
    add_ticks(axis, -n, n, first, step);
    add_end(axis, 1, sides.above, first, step, apart);
}

/* Adds zero and the last decades of both sides or, where one is short, two of the longer side. */
static void add_three(struct axis *axis, struct sides sides) {
    double longer = fmax(sides.below, sides.above);
    double shorter = fmin(sides.below, sides.above);
    bool is_even = shorter > longer / 2;
    double step = is_even ? floor(shorter - 1) : fmax(1, floor((longer - 1) / 2));
    int lowest = is_even ? -1 : sides.below > sides.above ? -2 : 0;

    add_ticks(axis, lowest, lowest + 2, axis->log10_linear + step, step);
}

struct axis axis_symmetric(const struct axis_span *span, size_t n_ticks_max) {
    struct axis axis = {
        .scale = AXIS_SYMMETRIC_LOG,
        .log10_linear = floor(span->log10_detail),
    };
    const struct sides sides = {
        .below = side_length(&axis, span->has_negative, span->log10_negative),
        .above = side_length(&axis, span->has_positive, span->log10_positive),
    };
    double length = sides.below + sides.above;
    double apart = AXIS_APART * length / (double)n_ticks_max;
    size_t most = MIN(n_ticks_max, AXIS_LABELS_MAX);

    for (double step = fmax(1, axis_nice_step(length / (double)most)); step < length;
         step = axis_nice_step(1.5 * step)) {
        struct axis tried = axis;
        struct sides longer = {extended(&axis, sides.below, step),
                               extended(&axis, sides.above, step)};
        set_range(&tried, longer);
        add_even_decades(&tried, longer, step, apart);
        if (tried.n_ticks >= LOG_TICKS_MIN && tried.n_ticks <= most &&
            axis_is_apart(&tried, apart)) {
            return tried;
        }
    }
    set_range(&axis, sides);
    add_three(&axis, sides);
    return axis;
}
