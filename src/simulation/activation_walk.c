/* Applies the layers to the activation, one by one or many periods of the lists at once. */
#include "simulation/activation_walk.h"

#include <math.h>

#include <glib.h>

#include "simulation/network_private.h"

/* ---- preparing the layers ---- */

/* 2^bits times a. */
static struct wide shifted(struct wide a, int64_t bits) {
    a.exponent += a.hi == 0 ? 0 : bits;
    return a;
}

/* u times a, where u = 2^-53 is half a unit in the last place of a double at 1. */
static struct wide rounding_of(struct wide a) {
    return shifted(a, -53);
}

/* The error bound is E <- |s|E + u[(|skip| + 4|scale·slope| + 2|s|)|x| + 5|t|], from rounding the
 * numbers of the spec to doubles and from one operation on each. These are the weights of |x|. */
static struct layer_slope make_slope(const struct layers *layers, int64_t layer) {
    struct wide skip = layers_value(layers, LAYER_SKIP, layer);
    struct wide branch = layers_branch_slope(layers, layer);
    struct wide slope = wide_add(skip, branch);
    struct wide weight = wide_add(wide_abs(skip), shifted(wide_abs(branch), 2));

    weight = wide_add(weight, shifted(wide_abs(slope), 1));
    return (struct layer_slope){.slope = slope, .rounding = rounding_of(weight)};
}

static struct layer_intercept make_intercept(const struct layers *layers, int64_t layer) {
    struct wide intercept = layers_intercept(layers, layer);
    struct wide weight = wide_multiply(wide_from_double(5), wide_abs(intercept));

    return (struct layer_intercept){.intercept = intercept, .rounding = rounding_of(weight)};
}

static struct layer_slope slope_at(const struct activation_walk *walk, int64_t position) {
    return walk->slopes != NULL ? walk->slopes[position] : make_slope(&walk->layers, position + 1);
}

static struct layer_intercept intercept_at(const struct activation_walk *walk, int64_t position) {
    return walk->intercepts != NULL ? walk->intercepts[position]
                                    : make_intercept(&walk->layers, position + 1);
}

/* Twice the period of the layers if its slope is negative. */
static void find_period(struct activation_walk *walk, const struct network *network) {
    struct wide slope = wide_from_double(1);
    int64_t n = MIN(network_period(network), walk->n_slopes);

    walk->period = network_period(network);
    if (walk->period > network->depth && walk->slopes == NULL) {
        return; /* nothing repeats in the stack */
    }
    for (int64_t i = 0; i < n; i++) {
        slope = wide_multiply(slope, slope_at(walk, i).slope);
    }
    slope = wide_power(slope, walk->period / n);
    walk->period *= slope.hi < 0 ? 2 : 1;
    walk->settles = wide_compare(wide_abs(slope), wide_from_double(1)) < 0;
}

/* Whether equal layers move the input by no more than the rounding of typed decimals, as 1.1x - 0.1
 * moves 1. A slope beyond 1 would make that grow like a signal. */
static bool keeps_input(const struct activation_walk *walk) {
    struct wide input = wide_from_double(walk->input);
    struct wide slope = slope_at(walk, 0).slope;
    struct wide intercept = intercept_at(walk, 0).intercept;
    struct wide move = wide_subtract(slope, wide_from_double(1));
    double of_slope = M_LN10 * layer_rounding(&walk->layers, 1);

    struct wide rounding =
        wide_add(wide_abs(wide_multiply(move, input)), shifted(wide_abs(intercept), 1));
    rounding =
        wide_add(rounding_of(rounding),
                 wide_abs(wide_multiply(wide_multiply(wide_from_double(of_slope), slope), input)));
    move = wide_add(wide_multiply(move, input), intercept);
    return wide_compare(wide_abs(slope), wide_from_double(1)) > 0 &&
           wide_compare(wide_abs(move), rounding) <= 0;
}

/* Before the first layer. */
static void start(struct activation_walk *walk) {
    walk->layer = 0;
    walk->next_slope = 0;
    walk->next_intercept = 0;
    walk->activation = wide_from_double(walk->input);
    walk->error_bound = rounding_of(wide_from_double(fabs(walk->input)));
}

void activation_walk_init(struct activation_walk *walk, const struct network *network,
                          double input) {
    int64_t longest = network_longest_list(network);

    *walk = (struct activation_walk){
        .layers = layers_of(network),
        .input = input,
        .n_slopes = network_slope_period(network),
        .n_intercepts = network_intercept_period(network),
    };
    if (walk->n_slopes <= longest) {
        walk->slopes = g_new(struct layer_slope, (size_t)walk->n_slopes);
        for (int64_t i = 0; i < walk->n_slopes; i++) {
            walk->slopes[i] = make_slope(&walk->layers, i + 1);
        }
    }
    if (walk->n_intercepts <= longest) {
        walk->intercepts = g_new(struct layer_intercept, (size_t)walk->n_intercepts);
        for (int64_t i = 0; i < walk->n_intercepts; i++) {
            walk->intercepts[i] = make_intercept(&walk->layers, i + 1);
        }
    }
    walk->stays = walk->n_slopes == 1 && walk->n_intercepts == 1 && keeps_input(walk);
    find_period(walk, network);
    walk->stride = layers_stride(walk->period);
    start(walk);
}

void activation_walk_finish(struct activation_walk *walk) {
    g_free(walk->slopes);
    g_free(walk->intercepts);
    *walk = (struct activation_walk){0};
}

/* ---- one layer ---- */

void activation_walk_step(struct activation_walk *walk) {
    struct layer_slope slope = slope_at(walk, walk->next_slope);
    struct layer_intercept intercept = intercept_at(walk, walk->next_intercept);
    struct wide fresh =
        wide_add(wide_multiply(slope.rounding, wide_abs(walk->activation)), intercept.rounding);

    walk->error_bound = wide_add(wide_multiply(wide_abs(slope.slope), walk->error_bound), fresh);
    if (!walk->stays) {
        walk->activation =
            wide_add(wide_multiply(slope.slope, walk->activation), intercept.intercept);
    }
    walk->layer++;
    walk->next_slope = walk->next_slope + 1 < walk->n_slopes ? walk->next_slope + 1 : 0;
    walk->next_intercept =
        walk->next_intercept + 1 < walk->n_intercepts ? walk->next_intercept + 1 : 0;
}

struct wide activation_error_allowed(struct wide activation) {
    return wide_multiply(wide_from_double(5e-4), wide_abs(activation));
}

bool activation_is_certain(struct wide activation, struct wide error_bound) {
    return activation.hi == 0 ||
           wide_compare(error_bound, activation_error_allowed(activation)) <= 0;
}

/* ---- many periods ---- */

/* What layers do to the activation x and its error bound E, if each meets an activation of a known
 * sign: x <- slope·x + intercept, E <- |slope|·E + rounding·x + fresh. */
struct effect {
    struct wide slope;
    struct wide intercept;
    struct wide rounding;
    struct wide fresh;
};

static const struct effect no_effect = {.slope = {.hi = 1}};

/* The effect of `outer` after `inner`. */
static struct effect compose(const struct effect *outer, const struct effect *inner) {
    struct wide outer_modulus = wide_abs(outer->slope);
    struct wide inner_modulus = wide_multiply(outer_modulus, inner->rounding);
    struct wide of_intercept = wide_multiply(outer->rounding, inner->intercept);
    struct wide of_fresh = wide_multiply(outer_modulus, inner->fresh);

    return (struct effect){
        .slope = wide_multiply(outer->slope, inner->slope),
        .intercept = wide_add(wide_multiply(outer->slope, inner->intercept), outer->intercept),
        .rounding = wide_add(inner_modulus, wide_multiply(outer->rounding, inner->slope)),
        .fresh = wide_add(wide_add(of_fresh, of_intercept), outer->fresh),
    };
}

/* `n` times the same effect, by repeated squaring. */
static struct effect repeat(struct effect effect, int64_t n) {
    struct effect all = no_effect;

    for (; n > 0; n >>= 1) {
        if (n & 1) {
            all = compose(&effect, &all);
        }
        effect = compose(&effect, &effect);
    }
    return all;
}

/* Walks one period and returns what it did. */
static struct effect walk_period(struct activation_walk *walk) {
    struct effect period = no_effect;

    for (int64_t i = 0; i < walk->period; i++) {
        struct layer_slope slope = slope_at(walk, walk->next_slope);
        struct layer_intercept intercept = intercept_at(walk, walk->next_intercept);
        bool is_negative = walk->activation.hi < 0;
        struct effect layer = {
            .slope = slope.slope,
            .intercept = intercept.intercept,
            .rounding = is_negative ? wide_negate(slope.rounding) : slope.rounding,
            .fresh = intercept.rounding,
        };
        period = compose(&layer, &period);
        activation_walk_step(walk);
    }
    return period;
}

/* `walk` after `n` periods of one effect, the first of which leads to the activation `second`.
 *
 * A slope above 1 enlarges the error of the composed line without end, even where the activation
 * stays at a fixed point. So there the line is that of the distance from the first activation,
 * whose intercept is the first step. A smaller slope makes the first activation vanish, which a sum
 * of distances would only do by cancellation. */
static struct activation_walk after_periods(const struct activation_walk *walk, struct wide second,
                                            struct effect period, int64_t n) {
    struct wide step = wide_subtract(second, walk->activation);
    bool grows = wide_compare(wide_abs(period.slope), wide_from_double(1)) > 0;
    bool by_distance = grows || step.hi == 0;
    struct wide origin = by_distance ? walk->activation : (struct wide){0};
    struct wide distance = by_distance ? (struct wide){0} : walk->activation;
    struct activation_walk later = *walk;

    if (by_distance) {
        period.intercept = step;
        period.fresh = wide_add(period.fresh, wide_multiply(period.rounding, origin));
    }
    struct effect all = repeat(period, n);
    struct wide fresh = wide_add(wide_multiply(all.rounding, distance), all.fresh);
    struct wide moved = wide_add(wide_multiply(all.slope, distance), all.intercept);
    later.layer += n * walk->period;
    later.activation = wide_add(origin, moved);
    later.error_bound = wide_add(wide_multiply(wide_abs(all.slope), walk->error_bound), fresh);
    return later;
}

static bool have_same_errors(const struct effect *a, const struct effect *b) {
    return wide_compare(a->rounding, b->rounding) == 0 && wide_compare(a->fresh, b->fresh) == 0;
}

/* Goes on by `n` periods. If the first and the last of them have the same effect on the error
 * bound, then each layer meets activations of one sign in both, so in all periods between too,
 * because they only rise or only fall. Otherwise halves the rest, because a sign changes in it. */
static void skip_periods(struct activation_walk *walk, int64_t n) {
    if (n == 0) {
        return;
    }
    struct activation_walk start = *walk;
    struct effect first = walk_period(walk);
    if (n > 1) {
        struct activation_walk end = after_periods(&start, walk->activation, first, n - 1);
        struct effect last = walk_period(&end);
        if (have_same_errors(&first, &last)) {
            *walk = end;
        } else {
            skip_periods(walk, (n - 1) / 2);
            skip_periods(walk, n - 1 - (n - 1) / 2);
        }
    }
}

void activation_walk_skip(struct activation_walk *walk, int64_t layer) {
    int64_t n = (layer - walk->layer) / walk->period;

    if (n >= PERIODS_TO_SKIP) {
        skip_periods(walk, n);
    }
}

struct activation network_activation(const struct network *network, double input, int64_t layer) {
    struct activation_walk walk;

    activation_walk_init(&walk, network, input);
    activation_walk_skip(&walk, layer);
    while (walk.layer < layer) {
        activation_walk_step(&walk);
    }
    struct activation reached = {walk.activation, walk.error_bound};
    activation_walk_finish(&walk);
    return reached;
}

void activation_walk_jump(struct activation_walk *walk, int64_t layer) {
    int64_t target = layer - layer % walk->stride;

    if (walk->layer < target) {
        start(walk);
        activation_walk_skip(walk, target);
    }
}

struct activation_span activation_walk_span(const struct activation_walk *start,
                                            int64_t n_periods) {
    struct activation_span span = {.first = {*start, *start}};
    struct effect first = walk_period(&span.first[1]);

    span.last[0] = after_periods(start, span.first[1].activation, first, n_periods - 2);
    span.last[1] = span.last[0];
    walk_period(&span.last[1]);
    struct activation_walk end = span.last[1];
    struct effect last = walk_period(&end);
    span.keeps_signs = have_same_errors(&first, &last);
    return span;
}
