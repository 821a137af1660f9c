/* The formulas of the model, layer by layer and in closed form. */
#include "simulation/network_private.h"

static struct wide product(double a, double b) {
    return wide_multiply(wide_from_double(a), wide_from_double(b));
}

/* scale·depth^scale_power·value. Most scales are 1, which changes no digit. */
static struct wide scaled(const struct layers *layers, int64_t layer, struct wide value) {
    struct wide scale = layers_value(layers, LAYER_SCALE, layer);
    bool is_one = scale.hi == 1 && scale.lo == 0 && scale.exponent == 0;

    return layers_times_power(layers, is_one ? value : wide_multiply(scale, value));
}

struct wide layers_branch_slope(const struct layers *layers, int64_t layer) {
    return scaled(layers, layer, layers_value(layers, LAYER_SLOPE, layer));
}

struct wide layers_intercept(const struct layers *layers, int64_t layer) {
    return scaled(layers, layer, layers_value(layers, LAYER_INTERCEPT, layer));
}

struct wide layers_slope(const struct layers *layers, int64_t layer) {
    return wide_add(layers_value(layers, LAYER_SKIP, layer), layers_branch_slope(layers, layer));
}

struct wide layers_deviation(const struct layers *layers, const struct network *network,
                             int64_t layer) {
    return scaled(layers, layer, wide_from_double(network->slope_sd.value));
}

struct affine network_branch(const struct network *network, int64_t layer) {
    struct layers layers = layers_of(network);

    return (struct affine){layers_branch_slope(&layers, layer), layers_intercept(&layers, layer)};
}

struct affine network_block(const struct network *network, int64_t layer) {
    struct layers layers = layers_of(network);

    return (struct affine){layers_slope(&layers, layer), layers_intercept(&layers, layer)};
}

struct wide affine_at(struct affine line, struct wide x) {
    return wide_add(wide_multiply(line.slope, x), line.intercept);
}

size_t networks_count_with(const struct spec *spec, bool (*has)(const struct network *network)) {
    size_t n = 0;

    for (size_t i = 0; i < spec->n_networks; i++) {
        n += has(&spec->networks[i]) ? 1 : 0;
    }
    return n;
}

bool networks_have_random(const struct spec *spec) {
    return networks_count_with(spec, network_is_random) > 0;
}

/* log10|s| of s = skip + branch, not zero. */
static struct wide log10_block_slope(struct wide skip, struct wide branch, struct wide s) {
    struct wide unit = wide_from_double(s.hi < 0 ? -1 : 1);
    struct wide larger = skip;
    struct wide smaller = branch;

    /* Subtracts the unit from the larger part first, because a sum near 1 would lose the digits of
     * the smaller part. */
    if (wide_compare(wide_abs(larger), wide_abs(smaller)) < 0) {
        struct wide swapped = larger;
        larger = smaller;
        smaller = swapped;
    }
    struct wide offset = wide_add(wide_subtract(larger, unit), smaller);
    offset = unit.hi < 0 ? wide_negate(offset) : offset; /* |s| - 1, with all its digits */
    bool is_near_unit = offset.hi == 0 || offset.exponent < -2;
    return is_near_unit ? wide_log10_1p(offset) : wide_log10_abs(s);
}

static struct equal_layers make_equal_layers(struct wide skip, struct wide branch) {
    struct wide s = wide_add(skip, branch);
    struct equal_layers layers = {.log10_slope = s.hi != 0 ? log10_block_slope(skip, branch, s)
                                                           : (struct wide){0}};

    wide_powers_init(&layers.powers, s);
    return layers;
}

struct gradient equal_layers_gradient(struct equal_layers *layers, int64_t layer) {
    return (struct gradient){
        .value = wide_powers_at(&layers->powers, layer),
        .log10_abs = wide_multiply(wide_from_double((double)layer), layers->log10_slope),
    };
}

struct equal_layers network_equal_layers(const struct network *network, int64_t layer) {
    struct layers layers = layers_of(network);

    return make_equal_layers(layers_value(&layers, LAYER_SKIP, layer),
                             layers_branch_slope(&layers, layer));
}

struct equal_layers sweep_equal_layers(const struct sweep *sweep, size_t index) {
    return make_equal_layers(wide_from_double(sweep->skip.value),
                             product(sweep->scale.value, sweep->slopes.values[index].value));
}

struct number gradient_to_number(struct gradient gradient) {
    int sign = wide_sign(gradient.value);
    return (struct number){
        .sign = sign,
        .log10_abs = sign == 0 ? -INFINITY : wide_to_double(gradient.log10_abs),
        .value = wide_to_double(gradient.value),
    };
}

struct gradient gradient_ratio(struct gradient own, struct gradient other) {
    return (struct gradient){
        .value = wide_abs(wide_divide(own.value, other.value)),
        .log10_abs = wide_subtract(own.log10_abs, other.log10_abs),
    };
}

/* Half a unit in the last place, the error of a rounded decimal; 0 for a whole number. */
static double decimal_rounding(double value) {
    return value == floor(value) ? 0 : ldexp(1, ilogb(value) - 53);
}

double layer_rounding(const struct layers *layers, int64_t layer) {
    double skip = wide_to_double(layers_value(layers, LAYER_SKIP, layer));
    double scale = wide_to_double(layers_value(layers, LAYER_SCALE, layer));
    double slope = wide_to_double(layers_value(layers, LAYER_SLOPE, layer));
    double power = wide_to_double(layers_times_power(layers, wide_from_double(1)));
    double of_branch =
        power * (fabs(scale) * decimal_rounding(slope) + fabs(slope) * decimal_rounding(scale));
    double block = wide_to_double(layers_slope(layers, layer));

    return (decimal_rounding(skip) + of_branch) / fabs(block) / M_LN10;
}

double gradient_rounding(const struct network *network, int64_t layer) {
    int64_t period = network_slope_period(network);
    struct layers layers = layers_of(network);
    double sum = 0;

    for (int64_t i = 0; i < period && i < layer; i++) {
        int64_t times = (layer - i - 1) / period + 1;
        sum += (double)times * layer_rounding(&layers, i + 1);
    }
    return sum;
}

/* ---- as lines ---- */

static struct line affine_to_line(struct affine line) {
    return (struct line){
        .slope = wide_to_number(line.slope),
        .intercept = wide_to_number(line.intercept),
    };
}

struct line network_layer_line(const struct network *network, int64_t layer) {
    return affine_to_line(network_block(network, layer));
}

struct line network_branch_line(const struct network *network, int64_t layer) {
    return affine_to_line(network_branch(network, layer));
}

bool network_fixed_point(const struct network *network, struct number *fixed_point) {
    struct layers layers = layers_of(network);

    struct wide distance = wide_subtract(wide_from_double(1), layers_value(&layers, LAYER_SKIP, 1));

    distance =
        wide_subtract(distance, layers_branch_slope(&layers, 1)); /* 1 - s, with all its digits */
    if (!network_is_uniform(network) || network_is_random(network) || distance.hi == 0) {
        return false;
    }
    *fixed_point = wide_to_number(wide_divide(layers_intercept(&layers, 1), distance));
    return true;
}

bool network_attractor(const struct network *network, struct number *fixed_point) {
    struct layers layers = layers_of(network);

    struct wide slope = network_block(network, 1).slope;
    double below_one = wide_to_double(wide_subtract(wide_from_double(1), wide_abs(slope)));
    bool attracts = slope.hi == 0 || below_one > M_LN10 * layer_rounding(&layers, 1);
    return attracts && network_fixed_point(network, fixed_point);
}

struct number sweep_block_slope(const struct sweep *sweep, size_t index) {
    struct equal_layers layers = sweep_equal_layers(sweep, index);

    return gradient_to_number(equal_layers_gradient(&layers, 1));
}

struct network sweep_network(const struct sweep *sweep, size_t index) {
    static const struct real none = {0, "0"};
    return (struct network){
        .slopes = {1, &sweep->slopes.values[index], false},
        .intercepts = {1, &none, false},
        .skips = {1, &sweep->skip, false},
        .scales = {1, &sweep->scale, false},
        .slope_sd = sweep->slope_sd,
        .distribution = sweep->distribution,
    };
}

/* ---- their order ---- */

static int compare_doubles(double a, double b) {
    return (a > b) - (a < b);
}

/* Copies of a spec share their lists. */
static int compare_lists(const struct reals *a, const struct reals *b) {
    int order = (a->n_values > b->n_values) - (a->n_values < b->n_values);

    order = order != 0 ? order : a->is_schedule - b->is_schedule;
    for (size_t i = 0; order == 0 && a->values != b->values && i < a->n_values; i++) {
        order = compare_doubles(a->values[i].value, b->values[i].value);
    }
    return order;
}

int network_compare(const struct network *a, const struct network *b) {
    int order = (a->depth > b->depth) - (a->depth < b->depth);

    order = order != 0 ? order : compare_doubles(a->scale_power.value, b->scale_power.value);
    order = order != 0 ? order : compare_doubles(a->slope_sd.value, b->slope_sd.value);
    order = order != 0 ? order
                       : (a->distribution > b->distribution) - (a->distribution < b->distribution);
    order = order != 0 ? order : compare_lists(&a->skips, &b->skips);
    order = order != 0 ? order : compare_lists(&a->scales, &b->scales);
    order = order != 0 ? order : compare_lists(&a->slopes, &b->slopes);
    return order != 0 ? order : compare_lists(&a->intercepts, &b->intercepts);
}
