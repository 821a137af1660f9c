/* Derived quantities in closed form, from the logarithm of the gradient. */
#include "simulation/derived.h"

#include <stddef.h>

#include <glib.h>

#include "simulation/activation_events.h"
#include "simulation/activation_walk.h"
#include "simulation/gradient_walk.h"
#include "simulation/network_private.h"

static const double LOG10_2 = 0x1.34413509f79ffp-2;

struct number gradient_through(const struct network *network, int64_t layer) {
    return gradient_to_number(network_gradient(network, layer));
}

static struct number composed_intercept(const struct network *network, int64_t depth) {
    return wide_to_number(network_activation(network, 0, depth).value);
}

struct line composed_line(const struct network *network, int64_t depth) {
    return (struct line){
        .slope = wide_to_number(network_gradient(network, depth).value),
        .intercept = composed_intercept(network, depth),
    };
}

/* log10 |gradient|, which is 0 if that is 1 within the rounding of typed decimals. */
static double growth_of(const struct network *network, int64_t layer, struct number gradient) {
    bool keeps_size = fabs(gradient.log10_abs) <= gradient_rounding(network, layer);

    return gradient.sign != 0 && keeps_size ? 0 : gradient.log10_abs;
}

static double half_life_of(double growth, int64_t layer) {
    if (layer == 0 || growth == -INFINITY) {
        return NAN;
    }
    return growth == 0 ? INFINITY : LOG10_2 * (double)layer / fabs(growth);
}

double half_life_through(const struct network *network, int64_t layer) {
    return half_life_of(growth_of(network, layer, gradient_through(network, layer)), layer);
}

struct number line_angle(struct number slope) {
    static const double small_log10 = -9; /* below it atan x is x in all digits */
    double degrees = atan(slope.value) * DEGREES_PER_RADIAN;
    bool is_small = slope.log10_abs < small_log10;

    return (struct number){
        .sign = slope.sign,
        .log10_abs = is_small ? slope.log10_abs + log10(DEGREES_PER_RADIAN) : log10(fabs(degrees)),
        .value = degrees,
    };
}

static struct number improvement_of(struct gradient own, struct gradient other) {
    return other.value.hi == 0 ? NO_NUMBER : gradient_to_number(gradient_ratio(own, other));
}

struct number improvement_over(const struct network *network, const struct network *reference,
                               int64_t layer) {
    return improvement_of(network_gradient(network, layer), network_gradient(reference, layer));
}

/* |g_n|^(1/n), the slope of a layer if all layers are equal. */
static struct number effective_slope(const struct network *network, struct number gradient,
                                     int64_t depth) {
    struct number slope = gradient_through(network, 1);

    if (depth == 0) {
        return NO_NUMBER;
    }
    if (!network_has_uniform_slope(network)) {
        slope.log10_abs = gradient.log10_abs / (double)depth;
        slope.value = pow(10, slope.log10_abs);
    }
    slope.sign = gradient.sign != 0;
    slope.value = fabs(slope.value);
    return slope;
}

/* ---- the first layer outside a range ---- */

struct limits {
    double low; /* log10 */
    double high;
    double rounding; /* tolerance, so that typed decimals can meet a bound exactly */
};

/* Overflow begins at 2^1024. The logarithm of the largest double is too near to that one, so the
 * upper bound of doubles is between both of these and the double before. */
static const struct limits ranges[N_RANGES] = {
    [RANGE_THOUSAND] = {-3, 3, 1e-13},
    [RANGE_HALF] = {-4.2144199392957367, 4.8162678209824117, 1e-15},
    [RANGE_FLOAT] = {-37.929779453661631, 38.531839419103626, 1e-15},
    [RANGE_DOUBLE] = {-307.65265556858878, 308.254715559916, 1e-15},
};

/* The first repetition c = 0, 1, ... with start + c·step above `limit` > 0; INFINITY if there is
 * none. */
static double first_beyond(double start, double step, double limit) {
    if (start > limit) {
        return 0;
    }
    return step > 0 ? floor((limit - start) / step) + 1 : INFINITY;
}

/* The first layer with a gradient outside of `limits` that is at `layer` or, if the layers begin
 * again, after any number of periods more. `sum` is log10 of the gradient at `layer`, and `step` is
 * what each period adds. */
static double first_outside(double sum, double step, struct limits limits) {
    double low = first_beyond(-sum, -step, -limits.low * (1 + limits.rounding));
    double high = first_beyond(sum, step, limits.high * (1 + limits.rounding));

    return fmin(low, high);
}

/* What each period adds to log10 of the gradient; 0 if nothing begins again. */
static double step_of(const struct network *network, int64_t period) {
    if (period > DEPTH_MAX) {
        return 0;
    }
    return growth_of(network, period, gradient_through(network, period));
}

static void note_sum(double sum, int64_t layer, int64_t period, double step, double *first) {
    for (int range = 0; range < N_RANGES; range++) {
        double n_periods = first_outside(sum, step, ranges[range]);
        first[range] = fmin(first[range], n_periods * (double)period + (double)layer);
    }
}

/* Whether a gradient may be outside of a range that no gradient has left, by its exponent. */
static bool may_leave(struct wide gradient, const double *first) {
    static const double slack = 1e-6;
    double low = (double)gradient.exponent * LOG10_2;
    bool may = gradient.hi == 0;

    for (int range = 0; range < N_RANGES; range++) {
        bool is_within =
            low - slack > ranges[range].low && low + LOG10_2 + slack < ranges[range].high;
        may = may || (isinf(first[range]) && !is_within);
    }
    return may;
}

static void find_first_outside(const struct network *network, int64_t depth, double *first) {
    int64_t period = network_slope_period(network);
    double step = step_of(network, period);
    struct gradient_walk walk;
    double sum = 0;

    if (period == 1) {
        note_sum(gradient_through(network, 1).log10_abs, 1, period, step, first);
        return;
    }
    bool repeats = period <= DEPTH_MAX;
    gradient_walk_init(&walk, network);
    while (walk.layer < (repeats ? period : depth) && !isinf(sum)) { /* then it is 0 */
        gradient_walk_step(&walk);
        if (repeats || may_leave(walk.gradient, first)) {
            sum = wide_to_number(walk.gradient).log10_abs;
            note_sum(sum, walk.layer, period, step, first);
        }
    }
    gradient_walk_finish(&walk);
}

/* ---- layers at which something happens ---- */

static void note_layer(int64_t *first, int64_t layer, bool happens) {
    if (happens && *first == NO_LAYER) {
        *first = layer;
    }
}

static void look_at_slopes(const struct network *network, int64_t depth, struct derived *derived) {
    int64_t n = MIN(network_slope_period(network), depth);
    struct layers layers = layers_of(network);

    for (int64_t layer = 1; layer <= n; layer++) {
        int sign = wide_sign(layers_slope(&layers, layer));
        note_layer(&derived->zero_layer, layer, sign == 0);
        note_layer(&derived->not_positive_layer, layer, sign <= 0);
    }
}

static void look_at_activations(const struct network *network, double input, int64_t depth,
                                struct derived *derived) {
    struct activation_walk walk;
    int64_t first[N_ACTIVATION_EVENTS];

    activation_walk_init(&walk, network, input);
    activation_events_find(&walk, depth, first);
    derived->overflow_layer = first[ACTIVATION_OVERFLOWS];
    derived->uncertain_layer = first[ACTIVATION_IS_UNCERTAIN];
    derived->activation = wide_to_number(walk.activation);
    activation_walk_finish(&walk);
}

/* ---- fixed slopes ---- */

static void find_fixed_point(const struct network *network, struct derived *derived) {
    struct number slope = gradient_through(network, 1);
    double growth = growth_of(network, 1, slope);

    if ((growth != 0 || slope.sign < 0) && network_fixed_point(network, &derived->fixed_point)) {
        derived->stability = growth == 0  ? STABILITY_NEUTRAL
                             : growth < 0 ? STABILITY_ATTRACTING
                                          : STABILITY_REPELLING;
    }
}

/* Lines and angles are those of the mean slope. The gradient is the slope of all layers, with a
 * better logarithm near ±1. */
static void derive_lines(const struct network *network, int64_t depth, struct number gradient,
                         struct derived *derived) {
    derived->layer = network_layer_line(network, 1);
    derived->composed.slope = gradient;
    derived->composed.intercept = composed_intercept(network, depth);
    derived->layer_angle = line_angle(derived->layer.slope);
    derived->composed_angle = line_angle(gradient);
}

static void derive_fixed(const struct spec *spec, size_t index, struct gradient through,
                         struct derived *derived) {
    const struct network *network = &spec->networks[index];
    struct number gradient = derived->gradient;
    double growth = growth_of(network, spec->depth, gradient);
    struct gradient of_first =
        index == 0 ? through : network_gradient(&spec->networks[0], spec->depth);

    derived->decades = spec->depth > 0 ? growth / (double)spec->depth : NAN;
    derived->effective_slope = effective_slope(network, gradient, spec->depth);
    derived->half_life = half_life_of(growth, spec->depth);
    derived->improvement = improvement_of(through, of_first);
    find_first_outside(network, spec->depth, derived->first_outside);
    look_at_slopes(network, spec->depth, derived);
    look_at_activations(network, spec->input.value, spec->depth, derived);
    find_fixed_point(network, derived);
}

/* ---- random layers ---- */

struct number number_ratio(struct number gradient, struct number reference) {
    if (reference.sign == 0) {
        return NO_NUMBER;
    }
    return wide_from_log10(gradient.log10_abs - reference.log10_abs);
}

/* The first layers at which the typical gradient leaves the ranges, if all layers are alike. */
static void find_typical_outside(const struct network *network, double exponent, double *first) {
    double step = exponent / G_LN10;

    if (network_has_uniform_slope(network) && !isnan(exponent)) {
        note_sum(step, 1, 1, step, first);
    }
}

static void derive_random(const struct spec *spec, const struct network *network,
                          struct derived *derived) {
    const struct random_quantities *random = &derived->random;
    struct number median = random->gradient[QUANTILE_MEDIAN];
    double of_layer = spec->depth > 0 ? median.log10_abs / (double)spec->depth : NAN;

    derived->gradient = median;
    derived->class = gradient_class_of(median);
    derived->decades = of_layer;
    derived->effective_slope = isnan(of_layer) ? NO_NUMBER : wide_from_log10(of_layer);
    derived->half_life = random->half_life;
    derived->activation = random->activation[QUANTILE_MEDIAN];
    derived->improvement = number_ratio(median, shown_gradient(spec, 0, spec->depth));
    find_typical_outside(network, random->exponent, derived->first_outside);
}

/* ---- all of them ---- */

struct derived derive_quantities(const struct spec *spec, size_t index, stop_flag *stop) {
    const struct network *network = &spec->networks[index];
    struct gradient through = network_gradient(network, spec->depth);
    struct number gradient = gradient_to_number(through);
    struct derived derived = {
        .gradient = gradient,
        .class = gradient_class_of(gradient),
        .zero_layer = NO_LAYER,
        .not_positive_layer = NO_LAYER,
        .overflow_layer = NO_LAYER,
        .uncertain_layer = NO_LAYER,
        .fixed_point = NO_NUMBER,
        .is_random = network_is_random(network),
    };

    for (int range = 0; range < N_RANGES; range++) {
        derived.first_outside[range] = INFINITY;
    }

    derive_lines(network, spec->depth, gradient, &derived);
    if (derived.is_random) {
        if (random_quantities_of(spec, index, stop, &derived.random)) {
            derive_random(spec, network, &derived);
        }
        return derived;
    }
    derive_fixed(spec, index, through, &derived);
    if (network_is_random(&spec->networks[0])) {
        derived.improvement = number_ratio(gradient, shown_gradient(spec, 0, spec->depth));
    }
    return derived;
}
