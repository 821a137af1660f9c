/* The formulas of the model, layer by layer and in closed form. */
#include "simulation/network_private.h"

static double entry_of(const struct reals *list, int64_t layer) {
    size_t position = list->n_values == 1 ? 0 : (size_t)(layer - 1) % list->n_values;
    return list->values[position].value;
}

static struct wide product(double a, double b) {
    return wide_multiply(wide_from_double(a), wide_from_double(b));
}

struct affine network_branch(const struct network *network, int64_t layer) {
    double scale = network->scale.value;
    return (struct affine){
        .slope = product(scale, entry_of(&network->slopes, layer)),
        .intercept = product(scale, entry_of(&network->intercepts, layer)),
    };
}

static struct affine add_skip(const struct network *network, struct affine branch) {
    branch.slope = wide_add(wide_from_double(network->skip.value), branch.slope);
    return branch;
}

struct affine network_block(const struct network *network, int64_t layer) {
    return add_skip(network, network_branch(network, layer));
}

struct wide affine_at(struct affine line, struct wide x) {
    return wide_add(wide_multiply(line.slope, x), line.intercept);
}

static bool is_constant(const struct reals *list) {
    size_t i = 1;
    while (i < list->n_values && list->values[i].value == list->values[0].value) {
        i++;
    }
    return i >= list->n_values;
}

bool network_has_uniform_slope(const struct network *network) {
    return is_constant(&network->slopes);
}

bool network_has_uniform_intercept(const struct network *network) {
    return is_constant(&network->intercepts);
}

bool network_is_uniform(const struct network *network) {
    return network->scale.value == 0 ||
           (network_has_uniform_slope(network) && network_has_uniform_intercept(network));
}

size_t networks_find(const struct spec *spec, bool has_skip) {
    size_t i = 0;

    while (i < spec->n_networks && (spec->networks[i].skip.value != 0) != has_skip) {
        i++;
    }
    return i;
}

size_t networks_count_skips(const struct spec *spec) {
    size_t n = 0;

    for (size_t i = 0; i < spec->n_networks; i++) {
        n += spec->networks[i].skip.value != 0 ? 1 : 0;
    }
    return n;
}

int64_t network_period(const struct network *network) {
    int64_t n = (int64_t)network->slopes.n_values;
    int64_t m = (int64_t)network->intercepts.n_values;

    if (network_is_uniform(network)) {
        return 1;
    }
    for (int64_t rest = m; rest != 0;) { /* n becomes the common divisor of both lengths */
        int64_t remainder = n % rest;
        n = rest;
        rest = remainder;
    }
    return (int64_t)network->slopes.n_values / n * m;
}

/* log10|s| of s = skip + scale·slope, not zero. */
static struct wide log10_block_slope(double skip, double scale, double slope, struct wide s) {
    struct wide unit = wide_from_double(s.hi < 0 ? -1 : 1);
    struct wide larger = wide_from_double(skip);
    struct wide smaller = product(scale, slope);

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

void equal_layers_init(struct equal_layers *layers, double skip, double scale, double slope) {
    struct wide s = wide_add(wide_from_double(skip), product(scale, slope));

    wide_powers_init(&layers->powers, s);
    layers->log10_slope = s.hi != 0 ? log10_block_slope(skip, scale, slope, s) : (struct wide){0};
}

struct gradient equal_layers_gradient(struct equal_layers *layers, int64_t layer) {
    return (struct gradient){
        .value = wide_powers_at(&layers->powers, layer),
        .log10_abs = wide_multiply(wide_from_double((double)layer), layers->log10_slope),
    };
}

struct gradient uniform_gradient(double skip, double scale, double slope, int64_t layer) {
    struct equal_layers layers;

    equal_layers_init(&layers, skip, scale, slope);
    return equal_layers_gradient(&layers, layer);
}

struct number gradient_to_number(struct gradient gradient) {
    int sign = wide_sign(gradient.value);
    return (struct number){
        .sign = sign,
        .log10_abs = sign == 0 ? -INFINITY : wide_to_double(gradient.log10_abs),
        .value = wide_to_double(gradient.value),
    };
}

/* Half a unit in the last place, the error of a rounded decimal; 0 for a whole number. */
static double decimal_rounding(double value) {
    return value == floor(value) ? 0 : ldexp(1, ilogb(value) - 53);
}

double gradient_rounding(const struct network *network, int64_t layer) {
    struct wide skip = wide_from_double(network->skip.value);
    double skip_rounding = decimal_rounding(network->skip.value);
    double scale = network->scale.value;
    int64_t n = (int64_t)network->slopes.n_values;
    double sum = 0;

    for (int64_t i = 0; i < n && i < layer; i++) {
        double slope = network->slopes.values[i].value;
        double rounding = skip_rounding + fabs(scale) * decimal_rounding(slope) +
                          fabs(slope) * decimal_rounding(scale);
        double block_slope = wide_to_double(wide_add(skip, product(scale, slope)));
        int64_t times = (layer - i - 1) / n + 1;
        sum += (double)times * rounding / fabs(block_slope);
    }
    return sum / M_LN10;
}

/* ---- as lines ---- */

struct line affine_to_line(struct affine line) {
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
    struct affine branch = network_branch(network, 1);
    struct wide distance =
        wide_subtract(wide_from_double(1), wide_from_double(network->skip.value));

    distance = wide_subtract(distance, branch.slope); /* 1 - s, with all its digits */
    if (!network_is_uniform(network) || distance.hi == 0) {
        return false;
    }
    *fixed_point = wide_to_number(wide_divide(branch.intercept, distance));
    return true;
}

struct number sweep_block_slope(const struct sweep *sweep, size_t index) {
    return gradient_to_number(uniform_gradient(sweep->skip.value, sweep->scale.value,
                                               sweep->slopes.values[index].value, 1));
}

struct network sweep_network(const struct sweep *sweep, size_t index) {
    return (struct network){
        .slopes = {1, &sweep->slopes.values[index]},
        .skip = sweep->skip,
        .scale = sweep->scale,
    };
}
