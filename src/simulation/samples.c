/* Walks the realisations of random networks, and takes quantiles of them. */
#include "simulation/samples.h"

#include <math.h>

#include <glib.h>

#include "simulation/layer_values.h"
#include "simulation/network_private.h"
#include "simulation/order.h"

/* The streams of the sweep's slopes come after those of the networks. */
enum { SWEEP_STREAM = 16 };

/* ---- what is sampled ---- */

static struct random_network make(const struct spec *spec, struct network network,
                                  uint32_t stream) {
    return (struct random_network){
        .network = network,
        .draws = {.seed = (uint64_t)spec->random.seed,
                  .stream = stream,
                  .distribution = (enum distribution)network.distribution},
        .n_samples = (size_t)spec->random.samples,
    };
}

struct random_network random_network_of(const struct spec *spec, size_t index) {
    struct random_network random = make(spec, spec->networks[index], (uint32_t)index);

    random.input = spec->input.value;
    random.has_activations = true;
    return random;
}

struct random_network random_network_of_sweep(const struct spec *spec, size_t index) {
    return make(spec, sweep_network(&spec->sweep, index), SWEEP_STREAM + (uint32_t)index);
}

/* ---- numbers of any size with the 53 bits of a double ---- */

static struct floating normalised(double mantissa, int64_t exponent) {
    if (mantissa == 0) {
        return (struct floating){0};
    }
    int64_t shift = wide_exponent_of(mantissa);
    return (struct floating){mantissa * wide_power_of_two(-shift), exponent + shift};
}

static struct floating add(struct floating a, struct floating b) {
    static const int64_t beyond_every_bit = 200;

    if (a.mantissa == 0 || b.mantissa == 0) {
        return a.mantissa == 0 ? b : a;
    }
    struct floating larger = a.exponent >= b.exponent ? a : b;
    struct floating smaller = a.exponent >= b.exponent ? b : a;
    int64_t shift = larger.exponent - smaller.exponent;
    return shift > beyond_every_bit
               ? larger
               : normalised(larger.mantissa + smaller.mantissa * wide_power_of_two(-shift),
                            larger.exponent);
}

static struct floating from_wide(struct wide a) {
    return (struct floating){a.hi, a.exponent};
}

static struct wide to_wide(struct floating a) {
    return (struct wide){a.mantissa, 0, a.exponent};
}

/* ---- a layer ---- */

/* The block of a layer: slope (mean + deviation·Z)·2^exponent, of which the larger of the two is 1
 * to 2 in size, and the intercept. */
struct random_layer {
    double mean;
    double deviation;
    int64_t exponent;
    struct floating intercept;
};

static double scaled(struct wide a, int64_t exponent) {
    a.exponent -= exponent;
    return wide_to_double(a);
}

static struct random_layer layer_of(const struct network *network, const struct layers *layers,
                                    int64_t layer) {
    struct wide mean = layers_slope(layers, layer);
    struct wide deviation = layers_deviation(layers, network, layer);
    int64_t exponent = mean.hi == 0        ? deviation.exponent
                       : deviation.hi == 0 ? mean.exponent
                                           : MAX(mean.exponent, deviation.exponent);

    return (struct random_layer){
        .mean = scaled(mean, exponent),
        .deviation = scaled(deviation, exponent),
        .exponent = exponent,
        .intercept = from_wide(layers_intercept(layers, layer)),
    };
}

/* ---- the walk ---- */

struct walk {
    size_t n; /* realisations, as long as all arrays are */
    struct floating *gradients;
    struct floating *activations; /* or NULL */
    double *draws;
    struct order order;
};

static struct walk begin_walk(const struct random_network *random) {
    size_t n = random->n_samples;
    struct floating input = from_wide(wide_from_double(random->input));
    struct walk walk = {
        .n = n,
        .gradients = g_new(struct floating, n),
        .activations = random->has_activations ? g_new(struct floating, n) : NULL,
        .draws = g_new(double, n),
    };

    order_init(&walk.order, n);
    for (size_t i = 0; i < n; i++) {
        walk.gradients[i] = (struct floating){1, 0};
        if (walk.activations != NULL) {
            walk.activations[i] = input;
        }
    }
    return walk;
}

static void end_walk(struct walk *walk) {
    g_free(walk->gradients);
    g_free(walk->activations);
    g_free(walk->draws);
    order_finish(&walk->order);
}

static void step(struct walk *walk, const struct random_layer *layer) {
    for (size_t i = 0; i < walk->n; i++) {
        double slope = layer->mean + layer->deviation * walk->draws[i];
        struct floating *gradient = &walk->gradients[i];
        *gradient = normalised(gradient->mantissa * slope, gradient->exponent + layer->exponent);
        if (walk->activations != NULL) {
            struct floating *activation = &walk->activations[i];
            struct floating product =
                normalised(activation->mantissa * slope, activation->exponent + layer->exponent);
            *activation = add(product, layer->intercept);
        }
    }
}

/* ---- quantiles ---- */

static const size_t percents[N_QUANTILES] = {10, 50, 90};

/* The samples next to a quantile, and the way from the one to the other. */
struct neighbors {
    struct wide below;
    struct wide above;
    double part;
};

static void find_neighbors(struct walk *walk, const struct floating *numbers, bool by_modulus,
                           struct neighbors *found) {
    size_t ranks[2 * N_QUANTILES];
    struct floating next_to[2 * N_QUANTILES];

    for (size_t i = 0; i < N_QUANTILES; i++) {
        ranks[2 * i] = (walk->n - 1) * percents[i] / 100;
        ranks[2 * i + 1] = ranks[2 * i] + 1; /* there are at least SAMPLES_MIN */
    }
    order_find(&walk->order, numbers, by_modulus, ranks, G_N_ELEMENTS(ranks), next_to);
    for (size_t i = 0; i < N_QUANTILES; i++) {
        found[i] = (struct neighbors){
            .below = to_wide(next_to[2 * i]),
            .above = to_wide(next_to[2 * i + 1]),
            .part = (double)((walk->n - 1) * percents[i] % 100) / 100,
        };
    }
}

static double log10_abs(struct wide a) {
    return a.hi == 0 ? -INFINITY : wide_to_double(wide_log10_abs(a));
}

/* 0 is the smallest gradient, so a quantile next to it is 0 too. */
static void take_gradients(struct walk *walk, double *log10_gradient) {
    struct neighbors neighbors[N_QUANTILES];

    find_neighbors(walk, walk->gradients, true, neighbors);
    for (int i = 0; i < N_QUANTILES; i++) {
        double below = log10_abs(neighbors[i].below);
        double above = log10_abs(neighbors[i].above);
        log10_gradient[i] =
            below == above || isinf(below) ? below : below + neighbors[i].part * (above - below);
    }
}

static void take_activations(struct walk *walk, struct wide *activation) {
    struct neighbors neighbors[N_QUANTILES];

    find_neighbors(walk, walk->activations, false, neighbors);
    for (int i = 0; i < N_QUANTILES; i++) {
        struct wide way = wide_subtract(neighbors[i].above, neighbors[i].below);
        way = wide_multiply(way, wide_from_double(neighbors[i].part));
        activation[i] = wide_add(neighbors[i].below, way);
    }
}

static struct sample_point take_point(struct walk *walk, int64_t layer) {
    struct sample_point point = {.layer = layer};

    take_gradients(walk, point.log10_gradient);
    if (walk->activations != NULL) {
        take_activations(walk, point.activation);
    }
    return point;
}

/* ---- the summary ---- */

/* The number of samples below a quantile is binomial, so that order statistics are its bounds. */
static void find_bounds(struct walk *walk, const struct floating *numbers, bool by_modulus,
                        struct sample_bounds *bounds) {
    static const double deviations = 1.96; /* of the 95% in the middle of a normal distribution */
    size_t ranks[2 * N_QUANTILES];
    struct floating found[2 * N_QUANTILES];

    for (size_t i = 0; i < N_QUANTILES; i++) {
        double p = (double)percents[i] / 100;
        double distance = deviations * sqrt((double)walk->n * p * (1 - p));
        double rank = (double)(walk->n - 1) * p;
        ranks[2 * i] = (size_t)floor(rank - distance); /* there are at least SAMPLES_MIN */
        ranks[2 * i + 1] = (size_t)ceil(rank + distance);
    }
    order_find(&walk->order, numbers, by_modulus, ranks, G_N_ELEMENTS(ranks), found);
    for (size_t i = 0; i < N_QUANTILES; i++) {
        bounds[i] = (struct sample_bounds){wide_to_number(to_wide(found[2 * i])),
                                           wide_to_number(to_wide(found[2 * i + 1]))};
    }
}

static struct sample_summary summarise(struct walk *walk) {
    double n = (double)walk->n;
    size_t n_negative = 0;
    double sum = 0;
    double squares = 0;

    for (size_t i = 0; i < walk->n; i++) {
        n_negative += walk->gradients[i].mantissa < 0;
        sum += log10_abs(to_wide(walk->gradients[i]));
    }
    for (size_t i = 0; i < walk->n; i++) {
        double distance = log10_abs(to_wide(walk->gradients[i])) - sum / n;
        squares += distance * distance;
    }
    struct sample_summary summary = {
        .negative_share = (double)n_negative / n,
        .mean_log10 = sum / n,
        .mean_log10_error = sqrt(squares / (n - 1) / n),
    };
    find_bounds(walk, walk->gradients, true, summary.gradient);
    if (walk->activations != NULL) {
        find_bounds(walk, walk->activations, false, summary.activation);
    }
    return summary;
}

bool samples_walk(const struct random_network *random, const int64_t *layers, size_t n_layers,
                  stop_flag *stop, struct sample_point *points, struct sample_summary *summary) {
    struct walk walk = begin_walk(random);
    struct layers values = layers_of(&random->network);
    int64_t at = 0;
    size_t k = 0;

    while (k < n_layers && (stop == NULL || *stop == 0)) {
        for (; at < layers[k] && (stop == NULL || *stop == 0); at++) {
            struct random_layer layer = layer_of(&random->network, &values, at + 1);
            draws_of_layer(&random->draws, at + 1, walk.n, walk.draws);
            step(&walk, &layer);
        }
        points[k] = take_point(&walk, layers[k]);
        k++;
    }
    if (k == n_layers && summary != NULL) {
        *summary = summarise(&walk);
    }
    end_walk(&walk);
    return stop == NULL || *stop == 0;
}

struct number sample_gradient(const struct sample_point *point, enum quantile quantile) {
    return wide_from_log10(point->log10_gradient[quantile]);
}
