/* Axes of whole layers and depths, which end at the last one. */
#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/axes/axis.h"
#include "rendering/axes/axis_ticks.h"

/* ---- steps that readers count in, rather one that divides the depth ---- */

static bool divides(double step, int64_t depth) {
    return fmod((double)depth, step) == 0;
}

/* Whether the last layer would replace the one of the step before it. */
static bool leaves_hole(double step, int64_t depth, double last_gap) {
    double rest = fmod((double)depth, step);
    return rest > 0 && rest < last_gap;
}

static double usual_step(double gap, double last_gap, int64_t depth) {
    enum { N_USUAL = 7 }; /* the others only avoid a hole */
    static const double divisors[] = {1, 2, 3, 4, 5, 6, 8, 7, 9};
    static const double factor_max = 1.6; /* a divisor may be this much larger than another step */
    double step = axis_nice_step(gap);
    double power = pow(10, floor(log10(gap)));
    size_t n = leaves_hole(step, depth, last_gap) ? G_N_ELEMENTS(divisors) : N_USUAL;

    for (size_t i = 0; !divides(step, depth) && i < n; i++) {
        double divisor = divisors[i] * power;
        if (divisor >= gap && divisor <= factor_max * step && divides(divisor, depth)) {
            return divisor;
        }
    }
    return step;
}

/* Ticks at every `step` layers, and at the depth, which follows the last of these or replaces it.
 */
struct division {
    double step;
    double n_ticks;
    double last; /* of the ticks' distances, in steps */
};

static struct division divide(int64_t depth, double step, double last_gap) {
    double n_steps = floor((double)depth / step);
    double rest = fmod((double)depth, step);
    bool is_further = rest > 0 && rest >= last_gap;

    return (struct division){step, n_steps + (is_further ? 2 : 1),
                             is_further ? rest / step : 1 + rest / step};
}

static bool is_even(const struct division *division) {
    return division->last >= 0.6 && division->last < 1.45;
}

/* The usual step, if it gives enough ticks and the last one is about a step from the one before.
 * Otherwise a smaller step of which that is true. */
static double even_step(double gap, double last_gap, int64_t depth) {
    static const double factors[] = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15};
    static const double enough = 4; /* ticks */
    static const double coarse = 1.9;
    struct division usual = divide(depth, usual_step(gap, last_gap, depth), last_gap);
    double power = pow(10, floor(log10(gap)));
    bool is_good = is_even(&usual) && usual.n_ticks >= enough &&
                   (usual.last == 1 || usual.step < coarse * gap);

    for (size_t i = 0; !is_good && i < G_N_ELEMENTS(factors); i++) {
        struct division division = divide(depth, factors[i] * power, last_gap);
        if (division.step >= gap && division.step == floor(division.step) && is_even(&division) &&
            division.n_ticks >= fmin(enough, usual.n_ticks)) {
            return division.step;
        }
    }
    return usual.step;
}

struct layer_steps layer_steps_of(int64_t depth, double gap, double last_gap, bool is_odd) {
    double least = fmax(1, gap);
    double step = is_odd ? 2 * ceil((least - 1) / 2) + 1 : even_step(least, last_gap, depth);
    struct layer_steps steps = {.depth = depth, .step = (int64_t)step, .n = 1};
    int64_t n_steps = depth / steps.step;
    int64_t rest = depth % steps.step;

    if (depth > 0) {
        /* the depth replaces the layer before it or, if that is far enough, follows it */
        bool is_further = rest > 0 && (double)rest >= last_gap;
        steps.n = MAX(n_steps + (is_further ? 2 : 1), 2);
    }
    return steps;
}

int64_t layer_steps_at(const struct layer_steps *steps, int64_t i) {
    return i == steps->n - 1 ? steps->depth : i * steps->step;
}

/* ---- layers ---- */

/* The labels of an axis to this layer or further are powers of ten with this number of digits: all
 * of the last one would need the room of others. */
enum { LONG_LAYER = 1000000, LAYER_DIGITS = 3 };

static void add_tick(struct axis *axis, double at, int64_t layer, int64_t last) {
    GString *label = g_string_new(NULL);

    if (last < LONG_LAYER) {
        g_autofree char *whole = formatted_whole(layer);
        g_string_append(label, whole);
    } else if (axis->scale == AXIS_LOG && at == round(at)) {
        format_power_of_ten(label, (long long)at);
    } else {
        format_double(label, (double)layer, LAYER_DIGITS);
    }
    axis_add_tick(axis, at, label);
}

/* More labels would not say more. */
enum { LABELS_MAX = 11 };

/* The last label may be nearer to the one before than labels need, in parts of their room: as near
 * as that it does not touch it. */
static const double LAST_PART = 0.72;

/* Labels may be nearer than that by this much for a step that people count in: 0 20 40 60 80 101.
 */
static const double NEARER = 0.95;

/* From 0 to `high`, besides the insets. A single place is in the middle. */
static struct axis make_axis(enum axis_scale scale, double high, double inset) {
    if (high == 0) {
        return (struct axis){.scale = scale, .low = -1, .high = 1};
    }
    double margin = inset * high / (1 - 2 * inset);
    return (struct axis){.scale = scale, .low = -margin, .high = high + margin};
}

struct axis axis_of_layers(int64_t depth, size_t n_ticks_max, double inset) {
    struct axis axis = make_axis(AXIS_LINEAR, (double)depth, inset);
    double room = (double)depth / (double)(n_ticks_max - 1);
    double apart = NEARER * (double)depth / (double)(MIN(n_ticks_max, LABELS_MAX) - 1);
    struct layer_steps steps = layer_steps_of(depth, apart, LAST_PART * room, false);

    for (int64_t i = 0; i < steps.n; i++) {
        int64_t layer = layer_steps_at(&steps, i);
        add_tick(&axis, (double)layer, layer, depth);
    }
    return axis;
}

/* ---- depths ---- */

/* The depths of each decade that have ticks; 0 ends a row. */
static const int64_t factors[][4] = {{1, 2, 5, 0}, {1, 3, 0}, {1, 0}};
enum { DECADES_ROW = G_N_ELEMENTS(factors) - 1 };

/* Powers of ten need less room than the labels of as many as fit. */
static const double POWER_PART = 0.6;

/* The least distance of those in a row, and from the last to the next decade. */
static double least_gap(size_t row) {
    double least = 1;

    for (size_t i = 0; factors[row][i] != 0; i++) {
        int64_t next = factors[row][i + 1] != 0 ? factors[row][i + 1] : 10;
        least = fmin(least, log10((double)next / (double)factors[row][i]));
    }
    return least;
}

/* Adds those of every `step` decades that are not too near to the last depth. */
static void add_depths(struct axis *axis, int64_t last, size_t row, int step, double apart) {
    double end = log10((double)last);

    for (int decade = 0; decade <= (int)end; decade += step) {
        for (size_t i = 0; factors[row][i] != 0; i++) {
            int64_t depth = factors[row][i] * (int64_t)pow(10, decade);
            double at = log10((double)depth);
            if (end - at >= LAST_PART * apart) {
                add_tick(axis, at, depth, last);
            }
        }
    }
    add_tick(axis, end, last, last);
}

struct axis axis_of_depths(int64_t depth, size_t n_ticks_max, double inset) {
    int64_t last = MAX(depth, 1);
    struct axis axis = make_axis(AXIS_LOG, log10((double)last), inset);
    bool has_powers = last >= LONG_LAYER;
    double apart = (axis.high - axis.low) / (double)MIN(n_ticks_max, LABELS_MAX) *
                   (has_powers ? POWER_PART : 1);
    size_t row = has_powers ? DECADES_ROW : 0;
    int step = 1;

    while (row < DECADES_ROW && least_gap(row) < apart) {
        row++;
    }
    while (step < apart) {
        step++;
    }
    add_depths(&axis, last, row, step, apart);
    return axis;
}
