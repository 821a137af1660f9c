/* Computes the values of layers from constants, lists and schedules. */
#include "simulation/layer_values.h"

#include <math.h>
#include <stdlib.h>

#include <glib.h>

const struct reals *network_reals(const struct network *network, enum layer_quantity quantity) {
    const struct reals *const all[N_LAYER_QUANTITIES] = {
        [LAYER_SLOPE] = &network->slopes,
        [LAYER_INTERCEPT] = &network->intercepts,
        [LAYER_SKIP] = &network->skips,
        [LAYER_SCALE] = &network->scales,
    };
    return all[quantity];
}

/* ---- in advance ---- */

/* The decimal that a user typed, which a double would round. */
static struct wide read_decimal(const char *text) {
    int64_t exponent;
    struct wide digits = wide_read_digits(text, &exponent);

    if (digits.hi == 0) {
        return digits;
    }
    struct wide power = wide_power(wide_from_double(10), llabs(exponent));
    return exponent < 0 ? wide_divide(digits, power) : wide_multiply(digits, power);
}

static struct wide typed(const struct real *real) {
    struct wide modulus = read_decimal(real->text);
    return real->value < 0 ? wide_negate(modulus) : modulus;
}

/* Parts below 2^-200 of the largest value change no digit. */
static double scale_part(double part, int64_t shift) {
    static const int64_t shift_max = 200;
    return part == 0 || shift > shift_max ? 0 : part * wide_power_of_two(-shift);
}

static void init_quick(struct layer_values *values, struct wide largest) {
    struct wide first = values->first;
    struct wide step = values->step;

    struct wide_pair halves = wide_split(step.hi);
    int64_t first_shift = largest.exponent - first.exponent;
    int64_t step_shift = largest.exponent - step.exponent;
    values->quick = (struct quick_schedule){
        .first = {scale_part(first.hi, first_shift), scale_part(first.lo, first_shift)},
        .step = {scale_part(halves.hi, step_shift), scale_part(halves.lo, step_shift),
                 scale_part(step.lo, step_shift)},
        .exponent = largest.exponent,
    };
}

static void init_schedule(struct layer_values *values) {
    static const int exact_bits = 90; /* of sums and products of wide numbers */
    struct wide last = typed(&values->reals->values[1]);
    struct wide largest = wide_abs(last);

    values->first = typed(&values->reals->values[0]);
    values->step = wide_divide(wide_subtract(last, values->first),
                               wide_from_double((double)MAX(values->depth - 1, 1)));
    if (wide_compare(wide_abs(values->first), largest) > 0) {
        largest = wide_abs(values->first);
    }
    values->least = largest;
    values->least.exponent -= largest.hi != 0 ? exact_bits : 0;
    init_quick(values, largest);
}

/* depth^exponent, exact where it is a whole number that has room. */
static struct wide power_of_depth(int64_t depth, double exponent) {
    double whole = floor(exponent);
    double rest = exponent - whole;
    struct wide base = wide_from_double((double)depth);
    struct wide root =
        rest == 0     ? wide_from_double(1)
        : rest == 0.5 ? wide_root(base)
                      : wide_exp10(wide_multiply(wide_from_double(rest), wide_log10_abs(base)));

    return wide_multiply(wide_power(base, (int64_t)whole), root);
}

struct wide layers_times_power(const struct layers *layers, struct wide value) {
    return layers->power_sign == 0  ? value
           : layers->power_sign < 0 ? wide_divide(value, layers->power)
                                    : wide_multiply(value, layers->power);
}

/* ---- one value ---- */

/* Between the ends, first + step·(layer - 1). */
static struct wide scheduled(const struct layer_values *values, int64_t layer) {
    if (layer <= 1 || layer >= values->depth) {
        return wide_from_double(values->reals->values[layer <= 1 ? 0 : 1].value);
    }
    struct wide way = wide_multiply(values->step, wide_from_double((double)(layer - 1)));
    struct wide value = wide_add(values->first, way);
    return wide_compare(wide_abs(value), values->least) < 0 ? (struct wide){0} : value;
}

/* Finds the value between the ends, rounded once, unless it may be next to where the rounding
 * changes. The products with the parts of 26 bits are exact, because a depth has 24. The second is
 * at most 2^-24 of the largest value, so the rounding of what is added to it is within the margin.
 */
static bool find_quickly(const struct layer_values *values, int64_t layer, struct wide *value) {
    static const double margin = 0x1p-72;
    const struct quick_schedule *quick = &values->quick;
    double n = (double)(layer - 1);
    struct wide_pair sum = wide_two_sum(quick->first[0], quick->step[0] * n);
    double rest = sum.lo + (quick->first[1] + (quick->step[1] * n + quick->step[2] * n));
    double low = sum.hi + (rest - margin);

    *value = wide_normalise(low, 0, quick->exponent);
    return layer > 1 && layer < values->depth && low == sum.hi + (rest + margin);
}

struct wide layer_value_at(const struct layer_values *values, int64_t layer) {
    const struct reals *reals = values->reals;
    struct wide quick;

    if (reals->is_schedule && find_quickly(values, layer, &quick)) {
        return quick;
    }
    if (!reals->is_schedule) {
        return wide_from_double(reals->values[(size_t)(layer - 1) % reals->n_values].value);
    }
    struct wide value = scheduled(values, layer);
    value.lo = 0;
    return value;
}

struct layers layers_of(const struct network *network) {
    double power = network->depth > 1 ? network->scale_power.value : 0;
    struct layers layers = {.power = power_of_depth(network->depth, fabs(power)),
                            .power_sign = (power > 0) - (power < 0)};

    for (size_t i = 0; i < N_LAYER_QUANTITIES; i++) {
        struct layer_values *values = &layers.of[i];
        *values = (struct layer_values){
            .reals = network_reals(network, (enum layer_quantity)i),
            .depth = network->depth,
        };
        if (values->reals->is_schedule) {
            init_schedule(values);
        }
        values->first_layer = layer_value_at(values, 1);
    }
    return layers;
}

/* ---- what all layers have in common ---- */

bool network_is_constant(const struct network *network, enum layer_quantity quantity) {
    const struct reals *reals = network_reals(network, quantity);
    size_t i = 1;

    while (i < reals->n_values && reals->values[i].value == reals->values[0].value) {
        i++;
    }
    return i >= reals->n_values || (reals->is_schedule && network->depth <= 1);
}

bool network_has_any(const struct network *network, enum layer_quantity quantity) {
    const struct reals *reals = network_reals(network, quantity);
    size_t n = network_is_constant(network, quantity) ? 1 : reals->n_values;
    size_t i = 0;

    while (i < n && reals->values[i].value == 0) {
        i++;
    }
    return i < n;
}

bool network_has_skip(const struct network *network) {
    return network_has_any(network, LAYER_SKIP);
}

bool network_is_random(const struct network *network) {
    return network->slope_sd.value > 0;
}

bool network_has_uniform_slope(const struct network *network) {
    return network_is_constant(network, LAYER_SLOPE) && network_is_constant(network, LAYER_SKIP) &&
           network_is_constant(network, LAYER_SCALE);
}

bool network_has_one_slope(const struct network *network) {
    return network_has_uniform_slope(network) && !network_is_random(network);
}

bool network_is_uniform(const struct network *network) {
    bool has_branch = network_has_any(network, LAYER_SCALE);

    return network_is_constant(network, LAYER_SKIP) &&
           (!has_branch ||
            (network_has_uniform_slope(network) && network_is_constant(network, LAYER_INTERCEPT)));
}

static int64_t period_of(const struct network *network, enum layer_quantity quantity) {
    const struct reals *reals = network_reals(network, quantity);

    return network_is_constant(network, quantity) ? 1
           : reals->is_schedule                   ? DEPTH_MAX + 1
                                                  : (int64_t)reals->n_values;
}

/* The least common multiple, at most DEPTH_MAX + 1. */
static int64_t common_period(int64_t n, int64_t m) {
    int64_t divisor = n;

    for (int64_t rest = m; rest != 0;) {
        int64_t remainder = divisor % rest;
        divisor = rest;
        rest = remainder;
    }
    return MIN(n / divisor * m, DEPTH_MAX + 1);
}

int64_t network_slope_period(const struct network *network) {
    int64_t branch =
        common_period(period_of(network, LAYER_SLOPE), period_of(network, LAYER_SCALE));
    return common_period(branch, period_of(network, LAYER_SKIP));
}

bool network_has_fixed_slopes(const struct network *network) {
    return network->scale_power.value == 0 && network_slope_period(network) <= DEPTH_MAX;
}

int64_t network_intercept_period(const struct network *network) {
    return common_period(period_of(network, LAYER_INTERCEPT), period_of(network, LAYER_SCALE));
}

int64_t network_longest_list(const struct network *network) {
    size_t longest = 1;

    for (int i = 0; i < N_LAYER_QUANTITIES; i++) {
        const struct reals *reals = network_reals(network, (enum layer_quantity)i);
        longest = reals->is_schedule ? longest : MAX(longest, reals->n_values);
    }
    return (int64_t)longest;
}

int64_t network_period(const struct network *network) {
    return network_is_uniform(network)
               ? 1
               : common_period(network_slope_period(network), network_intercept_period(network));
}

int64_t layers_stride(int64_t period) {
    static const int64_t least = 1024; /* a skip takes as long as a walk through some of them */
    return period * MAX(PERIODS_TO_SKIP, least / period);
}
