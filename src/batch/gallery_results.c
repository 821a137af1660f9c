/* Computes the gradient of every variant, as long as that is quick. */
#include "batch/gallery_results.h"

#include <stdint.h>
#include <string.h>

#include <glib.h>

#include "simulation/network.h"
#include "simulation/random_quantities.h"
#include "spec/spec.h"

/* Bounds of the work. A step multiplies the slope of one layer of a list. Making a variant's spec
 * and writing its gradients takes as long as some steps. */
static const int64_t STEPS_MAX = 4000000;
static const int64_t STEPS_OF_VARIANT = 50;

static int64_t steps_of(const struct spec *spec, const struct network *network) {
    int64_t depth = spec->depth;

    if (network_is_random(network)) {
        return STEPS_OF_VARIANT + depth * spec->random.samples;
    }
    return network_has_uniform_slope(network)
               ? STEPS_OF_VARIANT
               : STEPS_OF_VARIANT + MIN(network_slope_period(network), depth);
}

static bool has_values(const struct manifest *manifest, size_t row, const struct variants *variants,
                       size_t number) {
    size_t k = 0;

    if (number >= variants_count(variants)) {
        return false;
    }
    while (k < manifest->n_keys &&
           strcmp(manifest_value(manifest, row, k), variants_value(variants, number, k)) == 0) {
        k++;
    }
    return k == manifest->n_keys;
}

/* False where the rest of the steps does not suffice. */
static bool compute(const struct spec *spec, struct number *gradients, int64_t *n_steps) {
    for (size_t i = 0; i < spec->n_networks; i++) {
        *n_steps += steps_of(spec, &spec->networks[i]);
        if (*n_steps > STEPS_MAX) {
            return false;
        }
        gradients[i] = shown_gradient(spec, i, spec->depth);
    }
    return true;
}

void gallery_results_init(struct gallery_results *results, const struct manifest *manifest,
                          const struct variants *variants, const size_t *numbers, stop_flag *stop) {
    int64_t n_steps = 0;
    size_t i = 0;
    bool is_quick = true;
    struct spec spec;

    *results = (struct gallery_results){0};
    if (variants == NULL || manifest->n_keys != variants_n_keys(variants)) {
        return;
    }
    variants_spec(variants, 0, &spec);
    results->n_networks = spec.n_networks;
    results->gradients = g_new(struct number, MAX(manifest->n_rows * spec.n_networks, 1));
    while (i < manifest->n_rows && is_quick && *stop == 0 &&
           has_values(manifest, i, variants, numbers[i])) {
        variants_spec(variants, numbers[i], &spec);
        is_quick = compute(&spec, &results->gradients[i * spec.n_networks], &n_steps);
        i++;
    }
    results->is_too_long = !is_quick;
    if (i < manifest->n_rows || !is_quick) {
        g_clear_pointer(&results->gradients, g_free);
    }
}

void gallery_results_finish(struct gallery_results *results) {
    g_free(results->gradients);
    *results = (struct gallery_results){0};
}
