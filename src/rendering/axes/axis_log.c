/* Log axes: tries sets of ticks from the most welcome on, until one has as many as it should. */
#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/axes/axis.h"
#include "rendering/axes/axis_ticks.h"

/* A log axis needs no more labelled decades than this, besides its ends. */
static const double DECADE_TICKS_MAX = 7;

/* Up to this number of decades a log axis has labels at 1, 2 and 5 of each. */
static const double FINE_DECADES_MAX = 3.2;

/* With more labels than this, fewer values of each decade are labelled. */
enum { FINE_TICKS_MAX = 7 };

/* Below this number of decades a log axis has evenly spaced labels, like a linear one. */
static const double FLAT_DECADES_MAX = 0.72;

/* An axis whose ticks are decades from the first of these to the last has 0.01 and 100 in place of
 * powers. */
static const double PLAIN_DECADES[] = {-3, 3};

/* Readers look for the largest number at the top: that has a tick of its own sooner. */
static const double NEAR_LAST = 0.25;

/* The axis is extended to the tick of the largest number by up to this part of the range: to the
 * next of the steps, in which readers count, or to a nearer one. */
static const double NEAR_TOP = 0.2;

/* A tick at an end is at least this many steps from the next one. */
static const double END_STEPS = 0.6;

/* The numbers may go on below the lowest tick by this many steps. If they go on further, the axis
 * is extended to the next tick, by at most this part of the range. */
static const double NEAR_BOTTOM = 0.4;
static const double BOTTOM_PART = 0.14;

/* Ticks of one step are enough if both ends are this near one, in parts of the range. Below the
 * numbers there may be more room. */
static const double NEAR_END = 0.06;
static const double NEAR_BELOW = 0.1;

/* Both ends are at ticks of one step if that extends the axis by at most this part of the range,
 * and there are as many ticks as this. */
static const double EVEN_PART = 0.22;
enum { EVEN_TICKS_MIN = 4 };

/* Evenly spaced values tell something on a log axis of at most this number of decades. */
static const double EVEN_DECADES_MAX = 2;

/* The axis is extended by up to this part of the range to a tick below the numbers that is no
 * decade: more would be an empty part of the frame. */
static const double LOW_PART = 0.15;

/* A curve that is level with the lower end of the axis, as near as this part of the range, has this
 * part below it: readers tell it from the edge of the frame, and its label has room. */
static const double NEAR_LEVEL = 0.02;
static const double BELOW_LEVEL = 0.14;

/* The least distance of labels that have room. */
static double least_apart(const struct axis *axis, size_t n_ticks_max) {
    return AXIS_APART * (axis->high - axis->low) / (double)n_ticks_max;
}

/* ---- evenly spaced values ---- */

static void add_even_ticks(struct axis *axis, double step, size_t n_ticks_max) {
    (void)n_ticks_max;
    double range = axis->high - axis->low;
    double margin = AXIS_MARGIN * range;
    double first = log10(step * fmax(floor(pow(10, axis->low) / step + 1e-9), 0.5));
    double last = ceil(pow(10, axis->high) / step - 1e-9);
    bool has_first = axis->low - first <= LOW_PART * range;

    axis->low = fmin(has_first ? first : axis->low, axis->low - margin);
    axis->high = fmax(log10(step * last), axis->high + margin);
    axis_add_even_ticks(axis, pow(10, axis->low), pow(10, axis->high), step, log10);
}

/* ---- some values of each decade ---- */

static void add_fine_ticks(struct axis *axis, double n_factors, size_t n_ticks_max) {
    (void)n_ticks_max;
    static const double factors[][3] = {{1}, {1, 3}, {1, 2, 5}};
    static const double near = 0.25;
    const double *chosen = factors[(size_t)n_factors - 1];
    double range = axis->high - axis->low;
    double margin = AXIS_MARGIN * range;
    double below = fmin(near, LOW_PART * range);
    double low = axis->low;
    double high = axis->high;

    axis->low = low - margin;
    axis->high = high + margin;
    for (double decade = floor(low - near); decade <= high + near; decade++) {
        for (size_t i = 0; i < (size_t)n_factors; i++) {
            double at = decade + log10(chosen[i]);
            axis->low = at >= low - below ? fmin(axis->low, at) : axis->low;
            axis->high = at <= high + near ? fmax(axis->high, at) : axis->high;
            GString *label = g_string_new(NULL);
            format_double(label, chosen[i] * pow(10, decade), 1);
            axis_add_tick(axis, at, label);
        }
    }
}

/* ---- decades ---- */

/* Numbers this near beyond a tick, in parts of the range, need no further one. */
static const double ROUNDING = 1e-9;

static void add_decade(struct axis *axis, double decade) {
    GString *label = g_string_new(NULL);
    format_power_of_ten(label, (long long)decade);
    axis_add_tick(axis, decade, label);
}

/* Extends the axis to a tick at every `step` decades at both ends, if they are near. */
static void add_whole_steps(struct axis *axis, double step, size_t n_ticks_max) {
    double range = axis->high - axis->low;
    double low = step * floor((axis->low + ROUNDING * range) / step);
    double high = step * ceil((axis->high - ROUNDING * range) / step);

    if (high - low > (1 + EVEN_PART) * range || (high - low) / step + 1 < EVEN_TICKS_MIN ||
        (high - low) / step + 1 > fmin((double)n_ticks_max, AXIS_LABELS_MAX)) {
        return;
    }
    axis->low = fmin(low, axis->low - AXIS_MARGIN * range);
    axis->high = fmax(high, axis->high + AXIS_MARGIN * range);
    for (double decade = low; decade <= high; decade += step) {
        add_decade(axis, decade);
    }
}

/* The ends of an axis with ticks at every `step` decades are at multiples of this. */
static double end_unit(double step) {
    double power = pow(10, floor(log10(step) + 1e-9));
    return step < 10 ? 1 : (step < 1.5 * power ? power / 2 : power);
}

/* The tick below the first one that is a multiple of the step, or that one if none is needed. */
static double bottom_tick(const struct axis *axis, double step, double first, double apart) {
    double unit = end_unit(step);
    double range = axis->high - axis->low;
    double bottom = unit * ceil((axis->low - AXIS_MARGIN * range) / unit);
    double rest = first - axis->low;

    if (rest > LOG_NEAR_STEPS * step && first - bottom >= apart) {
        return bottom;
    }
    bool is_far = rest > NEAR_BOTTOM * step && step - rest <= BOTTOM_PART * range;
    return is_far ? first - step : first;
}

/* Ticks at every `step` decades and, if these are far, at decades at both ends. */
static void add_decade_ticks(struct axis *axis, double step, size_t n_ticks_max) {
    double unit = end_unit(step);
    double range = axis->high - axis->low;
    double margin = AXIS_MARGIN * range;
    double apart = fmax(least_apart(axis, n_ticks_max), END_STEPS * step);
    double first = step * ceil(axis->low / step - LOG_NEAR_STEPS);
    double last = step * floor(axis->high / step + LOG_NEAR_STEPS);
    double bottom = bottom_tick(axis, step, first, apart);
    double highest = axis->high + NEAR_TOP * range;
    double next = last + step;
    double top = next <= highest ? next : unit * ceil(fmax(axis->high, last + apart) / unit);
    bool has_top = axis->high - last > NEAR_LAST * step && top <= highest;

    if ((last - first) / step >= DECADE_TICKS_MAX) {
        return;
    }
    axis->low = fmin(bottom, axis->low - margin);
    axis->high = fmax(has_top ? top : last, axis->high + margin);
    if (bottom < first) {
        add_decade(axis, bottom);
    }
    for (double decade = first; decade <= last; decade += step) {
        add_decade(axis, decade);
    }
    if (has_top) {
        add_decade(axis, top);
    }
}

/* Only those at every `step` decades, if both ends are near one. */
static void add_regular_ticks(struct axis *axis, double step, size_t n_ticks_max) {
    struct axis tried = *axis;
    double near = NEAR_END * (axis->high - axis->low);
    double below = NEAR_BELOW * (axis->high - axis->low);
    double first = step * ceil((axis->low - below) / step);
    double last = step * floor((axis->high + near) / step);
    bool are_near = first - axis->low <= near && axis->high - last <= near;

    add_decade_ticks(&tried, step, n_ticks_max);
    if (are_near && tried.n_ticks >= MIN(EVEN_TICKS_MIN, (n_ticks_max + 1) / 2)) {
        *axis = tried;
    }
}

/* ---- choosing ---- */

/* Leaves the first and the last tick, and that at 1 or, where it would be too near to them, a
 * middle one. */
static void thin(struct axis *axis, double apart) {
    size_t last = axis->n_ticks - 1;
    size_t middle = last / 2;

    for (size_t i = 1; i < last; i++) {
        double at = axis->ticks[i].at;
        if (at == 0 && -axis->ticks[0].at >= apart && axis->ticks[last].at >= apart) {
            middle = i;
        }
    }
    axis->ticks[1] = axis->ticks[middle];
    axis->ticks[2] = axis->ticks[last];
    axis->n_ticks = LOG_TICKS_MIN;
}

/* Three decades for numbers that have no other ticks. */
static void add_three_decades(struct axis *axis) {
    double middle = round((axis->low + axis->high) / 2);

    axis->low = fmin(axis->low, middle - 1);
    axis->high = fmax(axis->high, middle + 1);
    for (double decade = middle - 1; decade <= middle + 1; decade++) {
        add_decade(axis, decade);
    }
}

/* A range, and the axes that were found for it. */
struct search {
    struct axis range; /* without ticks */
    size_t n_ticks_max;
    struct axis best;    /* the first whose ticks have room; no ticks: there is none yet */
    struct axis crowded; /* the same of those that have more ticks, of which some are left out */
};

/* Extends a range and adds ticks. */
typedef void tick_adder(struct axis *axis, double step, size_t n_ticks_max);

/* More ticks than `n_max` are too many on any page. */
static void try_ticks(struct search *search, tick_adder *add, double step, size_t n_max) {
    size_t most = MIN(search->n_ticks_max, n_max);

    if (search->best.n_ticks > 0) {
        return;
    }
    struct axis tried = search->range;
    double apart = least_apart(&tried, search->n_ticks_max);
    add(&tried, step, search->n_ticks_max);
    bool is_crowded = tried.n_ticks > most && tried.n_ticks <= AXIS_TICKS_MAX;
    struct axis *found = is_crowded ? &search->crowded : &search->best;
    if (is_crowded && found->n_ticks == 0) {
        thin(&tried, apart);
    }
    if (found->n_ticks == 0 && tried.n_ticks >= LOG_TICKS_MIN && tried.n_ticks <= most &&
        axis_is_apart(&tried, apart)) {
        *found = tried;
    }
}

/* From the finest step that may do to the coarsest. */
static void try_even(struct search *search) {
    double range = pow(10, search->range.high) - pow(10, search->range.low);
    double step = axis_nice_step(range / (double)(search->n_ticks_max - 1));

    for (; step < 4 * range; step = axis_nice_step(1.5 * step)) {
        try_ticks(search, add_even_ticks, step, FINE_TICKS_MAX);
    }
}

static void try_decades(struct search *search) {
    static const double factors[] = {1, 2, 3, 5};
    static tick_adder *const adders[] = {add_whole_steps, add_regular_ticks, add_decade_ticks};
    double range = search->range.high - search->range.low;

    for (size_t j = 0; j < G_N_ELEMENTS(adders); j++) {
        for (double power = 1; power <= 2 * range; power *= 10) {
            for (size_t i = 0; i < G_N_ELEMENTS(factors); i++) {
                try_ticks(search, adders[j], factors[i] * power, AXIS_LABELS_MAX);
            }
        }
    }
}

/* Extends the range and adds ticks. */
static void add_ticks(struct axis *axis, size_t n_ticks_max) {
    struct search search = {.range = *axis, .n_ticks_max = n_ticks_max};
    double n_decades = axis->high - axis->low;
    bool has_values = fmax(fabs(axis->low), fabs(axis->high)) < VALUE_DECADES_MAX;
    bool is_flat = has_values && n_decades < FLAT_DECADES_MAX;

    if (is_flat) {
        try_even(&search);
    }
    for (double n_factors = 3; has_values && n_decades <= FINE_DECADES_MAX && n_factors > 1;
         n_factors--) {
        try_ticks(&search, add_fine_ticks, n_factors, FINE_TICKS_MAX);
    }
    try_decades(&search);
    if (has_values && !is_flat && n_decades <= EVEN_DECADES_MAX) {
        try_even(&search);
    }
    if (search.best.n_ticks > 0) {
        *axis = search.best;
    } else if (search.crowded.n_ticks > 0) {
        *axis = search.crowded;
    } else {
        add_three_decades(axis);
    }
}

static bool are_plain_decades(const struct axis *axis) {
    for (size_t i = 0; i < axis->n_ticks; i++) {
        double at = axis->ticks[i].at;
        if (at != round(at) || at < PLAIN_DECADES[0] || at > PLAIN_DECADES[1]) {
            return false;
        }
    }
    return true;
}

static void write_plain_decades(struct axis *axis) {
    for (size_t i = 0; i < axis->n_ticks; i++) {
        g_autoptr(GString) label = g_string_new(NULL);
        format_double(label, pow(10, axis->ticks[i].at), 1);
        g_strlcpy(axis->ticks[i].label, label->str, sizeof(axis->ticks[i].label));
    }
}

struct axis axis_of_moduli(const struct axis_span *span, size_t n_ticks_max) {
    bool has_moduli = span->has_positive || span->has_negative; /* otherwise around 1 */
    struct axis axis = {
        .scale = AXIS_LOG,
        .low = has_moduli ? span->log10_low : 0,
        .high = has_moduli ? span->log10_high : 0,
    };

    if (axis.high - axis.low <= 1e-9 * fmax(1, fabs(axis.high))) {
        axis.low -= 0.5;
        axis.high += 0.5;
    }
    if (span->has_zero) { /* room for the line that falls to zero */
        axis.low -= 0.15 * (axis.high - axis.low);
    }
    double range = axis.high - axis.low;
    bool is_level = span->log10_smallest - axis.low <= NEAR_LEVEL * range;
    double least = axis.low - (is_level ? BELOW_LEVEL * range : 0);
    add_ticks(&axis, n_ticks_max);
    axis.low = fmin(axis.low, least);
    if (are_plain_decades(&axis)) {
        write_plain_decades(&axis);
    }
    return axis;
}
