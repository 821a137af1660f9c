/* Estimates the work for a result in layers that are walked through, each about half a microsecond.
 * The factors are measured. */
#include "explore/results.h"

#include <glib.h>

#include "explore/limits.h"
#include "simulation/layer_values.h"
#include "simulation/network.h"

/* ---- pixels ---- */

static bool check_pixels(const struct spec *spec, struct gradfig_error *error) {
    int64_t scale = spec->figure.scale;
    int64_t n = spec->figure.width * spec->figure.height * scale * scale;

    return n <= EXPLORE_PIXELS_MAX ||
           error_set(error, GRADFIG_INVALID_INPUT,
                     "expected a figure of at most %d pixels here, found %lld", EXPLORE_PIXELS_MAX,
                     (long long)n);
}

/* ---- layers ---- */

/* Layers that begin again are not walked through more often than this. */
static int64_t count_walked(const struct network *network, int64_t depth) {
    enum { REPETITIONS = 64 };
    int64_t period = network_period(network);

    return period > depth / REPETITIONS ? depth : period * REPETITIONS;
}

/* The distribution of paths by their length. */
static int64_t count_of_paths(const struct network *network, int64_t depth) {
    enum { EQUAL_MAX = 65536 }; /* of equal blocks, those lengths that are not negligible */

    if (!network_has_skip(network)) {
        return 0;
    }
    if (network_has_uniform_slope(network)) {
        return MIN(depth / 2, EQUAL_MAX);
    }
    return depth <= PATHS_LIST_MAX ? depth * depth / 32 : count_walked(network, depth);
}

/* The draws of random layers in one walk, of which several take as long as a layer. */
static int64_t count_of_walk(const struct spec *spec) {
    enum { DRAWS = 8 };
    return spec->depth * spec->random.samples / DRAWS;
}

/* The depth panel follows the network of each depth, of which there are more the smaller they are.
 */
static int64_t count_of_depths(const struct spec *spec, const struct network *network) {
    enum { EACH_MAX = 40 };
    int64_t n_depths = MIN(spec->depth, EACH_MAX);

    if (network_is_random(network)) {
        return count_of_walk(spec) * (network_has_fixed_slopes(network) ? 1 : n_depths);
    }
    return network_has_uniform_slope(network) ? 0 : count_walked(network, spec->depth) * n_depths;
}

static int64_t count_of_draws(const struct spec *spec) {
    int64_t n = spec->sweep.slope_sd.value > 0 ? (int64_t)spec->sweep.slopes.n_values : 0;

    for (size_t i = 0; i < spec->n_networks; i++) {
        n += network_is_random(&spec->networks[i]) ? 1 : 0;
    }
    return n * count_of_walk(spec);
}

/* What the curves of a figure take. */
static int64_t count_of_figure(const struct spec *spec) {
    enum { WALKS = 3 }; /* activations, gradients, composed layers */
    int64_t n = count_of_draws(spec);

    for (size_t i = 0; i < spec->n_networks; i++) {
        const struct network *network = &spec->networks[i];
        n += WALKS * count_walked(network, spec->depth);
        if (spec_has_panel(spec, PANEL_PATHS)) {
            n += count_of_paths(network, spec->depth);
        }
        if (spec_has_panel(spec, PANEL_DEPTH)) {
            n += count_of_depths(spec, network);
        }
    }
    return n;
}

/* A row for each layer of each curve, which takes longer than the layer. */
static int64_t count_of_table(const struct spec *spec) {
    enum { ROW = 6, CURVES = 5 }; /* of a network: a layer in four panels, and all paths */
    int64_t n_curves = (int64_t)(CURVES * spec->n_networks + spec->sweep.slopes.n_values);

    return ROW * n_curves * (spec->depth + 1);
}

/* A report has a table of few layers, each with a walk from the last one that is reached without,
 * and looks for those where activations cannot be held or trusted. */
static int64_t count_of_activations(const struct network *network, int64_t depth) {
    enum { WALKS = 2, STRIDES = 24 };

    return MIN(WALKS * depth, STRIDES * layers_stride(network_period(network)));
}

/* The terms of a band that is asked for; of others there are few. */
static int64_t count_of_terms(const struct spec *spec, const struct network *network) {
    enum { TERM = 3 };
    bool is_asked = spec->paths.band.n_values > 0 && network_has_skip(network);

    return is_asked ? TERM * spec->depth : 0;
}

/* A report also walks samples twice more, and looks at paths without their panel. */
static int64_t count_of_report(const struct spec *spec) {
    enum { WALKS = 2 };
    int64_t n = WALKS * count_of_draws(spec);

    for (size_t i = 0; i < spec->n_networks; i++) {
        const struct network *network = &spec->networks[i];
        n += count_of_activations(network, spec->depth) + count_of_paths(network, spec->depth) +
             count_of_terms(spec, network);
    }
    return n;
}

/* The layers that the claims are about, each with its own depth. */
static int64_t count_of_claims(const struct claims *claims) {
    int64_t n = 0;

    for (size_t i = 0; i < claims_count(claims); i++) {
        const struct claim *claim = claims_at(claims, i);
        const struct quantity *quantity = &claim->quantity;
        bool is_walked = !quantity->is_of_sweep && !quantity_rows[quantity->kind].is_of_measured;
        n += count_of_draws(&claim->spec);
        n +=
            is_walked ? count_walked(&claim->spec.networks[quantity->index], claim->spec.depth) : 0;
    }
    return n;
}

static int64_t count_layers(const struct result_of *wanted) {
    switch (wanted->result->work) {
    case WORK_NONE:
        return 0;
    case WORK_SERIES:
    case WORK_FIGURE:
        return count_of_figure(wanted->spec);
    case WORK_TABLE:
        return count_of_figure(wanted->spec) + count_of_table(wanted->spec);
    case WORK_REPORT:
        return count_of_figure(wanted->spec) + count_of_report(wanted->spec) +
               count_of_claims(wanted->explored->claims);
    }
    return 0;
}

bool cost_check(const struct result_of *wanted, struct gradfig_error *error) {
    int64_t n = count_layers(wanted);

    if (n > EXPLORE_LAYERS_MAX) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "depth: too much to compute here: about %lld layers, counted for every "
                         "sample; the limit is %d (two seconds)",
                         (long long)n, EXPLORE_LAYERS_MAX);
    }
    return wanted->result->work != WORK_FIGURE || check_pixels(wanted->spec, error);
}
