/* Computes quantities of random networks after all layers. */
#include "simulation/random_quantities.h"

#include <math.h>

#include <glib.h>

#include "simulation/gradient_walk.h"
#include "simulation/network_private.h"

/* ---- the exponent ---- */

double half_life_of_exponent(double exponent) {
    return isnan(exponent) || isinf(exponent) ? NAN : G_LN2 / fabs(exponent);
}

/* ---- moments ---- */

static struct wide square(struct wide a) {
    return wide_multiply(a, a);
}

/* E slope² = mean² + deviation² of one layer. */
static struct wide layer_moment(const struct network *network, const struct layers *layers,
                                int64_t layer) {
    return wide_add(square(layers_slope(layers, layer)),
                    square(layers_deviation(layers, network, layer)));
}

/* The product over the layers, because they are independent. */
static struct number second_moment(const struct network *network, int64_t layer) {
    struct wide product = wide_from_double(1);
    struct layers layers = layers_of(network);

    if (network_has_uniform_slope(network)) {
        return wide_to_number(wide_power(layer_moment(network, &layers, 1), layer));
    }
    for (int64_t i = 1; i <= layer; i++) {
        product = wide_multiply(product, layer_moment(network, &layers, i));
    }
    return wide_to_number(product);
}

/* ---- samples ---- */

struct sample_point random_point(const struct random_network *random, int64_t layer) {
    struct sample_point point;
    bool done = samples_walk(random, &layer, 1, NULL, &point, NULL);

    (void)done;
    return point;
}

struct number shown_gradient(const struct spec *spec, size_t index, int64_t layer) {
    if (!network_is_random(&spec->networks[index])) {
        return gradient_to_number(network_gradient(&spec->networks[index], layer));
    }
    struct random_network random = random_network_of(spec, index);
    struct sample_point point = random_point(&random, layer);
    return sample_gradient(&point, QUANTILE_MEDIAN);
}

static void add_summary(struct random_quantities *quantities, const struct sample_summary *summary,
                        int64_t depth) {
    double of_layer = depth > 0 ? G_LN10 / (double)depth : NAN;

    quantities->negative_share = summary->negative_share;
    quantities->sample_exponent = summary->mean_log10 * of_layer;
    quantities->sample_error = summary->mean_log10_error * of_layer;
    quantities->sample_half_life = half_life_of_exponent(quantities->sample_exponent);
}

bool random_quantities_of(const struct spec *spec, size_t index, stop_flag *stop,
                          struct random_quantities *quantities) {
    const struct network *network = &spec->networks[index];
    struct random_network random = random_network_of(spec, index);
    int64_t depth = spec->depth;
    struct sample_summary summary;
    struct sample_point point;

    if (!samples_walk(&random, &depth, 1, stop, &point, &summary)) {
        return false;
    }
    *quantities = (struct random_quantities){
        .mean = gradient_to_number(network_gradient(network, depth)),
        .second_moment = second_moment(network, depth),
        .exponent = lyapunov_mean(network, depth),
    };
    quantities->half_life = half_life_of_exponent(quantities->exponent);
    for (int i = 0; i < N_QUANTILES; i++) {
        quantities->gradient[i] = sample_gradient(&point, (enum quantile)i);
        quantities->activation[i] = wide_to_number(point.activation[i]);
    }
    add_summary(quantities, &summary, depth);
    return true;
}
