/* Computes many quantities: the activations of equal networks in one walk down the layers. */
#include "simulation/quantity_value.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/limits.h"
#include "simulation/activation_walk.h"

/* ---- activations ---- */

/* One activation that is wanted. */
struct request {
    size_t i; /* position in the list */
    const struct network *network;
    double input;
    int64_t layer;
};

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

/* 0 if both have the same layers. */
static int compare_networks(const struct network *a, const struct network *b) {
    int order = (a->depth > b->depth) - (a->depth < b->depth);

    order = order != 0 ? order : compare_doubles(a->scale_power.value, b->scale_power.value);
    order = order != 0 ? order : compare_lists(&a->skips, &b->skips);
    order = order != 0 ? order : compare_lists(&a->scales, &b->scales);
    order = order != 0 ? order : compare_lists(&a->slopes, &b->slopes);
    return order != 0 ? order : compare_lists(&a->intercepts, &b->intercepts);
}

/* 0 if both networks have the same activations. */
static int compare_walks(const struct request *a, const struct request *b) {
    int order = compare_doubles(a->input, b->input);

    return order != 0 ? order : compare_networks(a->network, b->network);
}

static int compare_requests(const void *left, const void *right) {
    const struct request *a = left;
    const struct request *b = right;
    int order = compare_walks(a, b);

    return order != 0 ? order : (a->layer > b->layer) - (a->layer < b->layer);
}

static bool is_same_walk(const struct request *requests, size_t k) {
    return k > 0 && compare_walks(&requests[k - 1], &requests[k]) == 0;
}

static int64_t count_layers(const struct request *requests, size_t n) {
    int64_t n_layers = 0;

    for (size_t k = 0; k < n; k++) {
        n_layers += requests[k].layer - (is_same_walk(requests, k) ? requests[k - 1].layer : 0);
    }
    return n_layers;
}

/* False after a stop. */
static bool walk_to(struct activation_walk *walk, int64_t layer,
                    const volatile sig_atomic_t *stop) {
    activation_walk_skip(walk, layer);
    while (walk->layer < layer && (stop == NULL || *stop == 0)) {
        activation_walk_step(walk);
    }
    return walk->layer == layer;
}

static bool walk_all(const struct request *requests, size_t n, const volatile sig_atomic_t *stop,
                     struct computed *computed) {
    struct activation_walk walk = {.slopes = NULL};
    bool done = true;

    for (size_t k = 0; k < n && done; k++) {
        if (!is_same_walk(requests, k)) {
            activation_walk_finish(&walk);
            activation_walk_init(&walk, requests[k].network, requests[k].input);
        }
        done = walk_to(&walk, requests[k].layer, stop);
        computed[requests[k].i] = computed_activation(&walk);
    }
    activation_walk_finish(&walk);
    return done;
}

static bool is_random(const struct quantity_of_spec *wanted) {
    const struct quantity *quantity = wanted->quantity;

    return quantity->is_of_sweep ? wanted->spec->sweep.slope_sd.value > 0
                                 : network_is_random(&wanted->spec->networks[quantity->index]);
}

/* Samples are walked for each quantity. */
static bool shares_walk(const struct quantity_of_spec *wanted) {
    return wanted->quantity->kind == QUANTITY_ACTIVATION && !is_random(wanted);
}

static struct request *list_requests(const struct quantity_of_spec *wanted, size_t n,
                                     size_t *n_requests) {
    struct request *requests = g_new(struct request, MAX(n, 1));

    *n_requests = 0;
    for (size_t i = 0; i < n; i++) {
        const struct quantity *quantity = wanted[i].quantity;
        if (shares_walk(&wanted[i])) {
            requests[(*n_requests)++] =
                (struct request){i, &wanted[i].spec->networks[quantity->index],
                                 wanted[i].spec->input.value, quantity->layer};
        }
    }
    qsort(requests, *n_requests, sizeof(*requests), compare_requests);
    return requests;
}

/* ---- all ---- */

/* A gradient takes at most a walk through the period of its slopes, or through all samples. */
static int64_t count_other_layers(const struct quantity_of_spec *wanted, size_t n) {
    int64_t n_layers = 0;

    for (size_t i = 0; i < n; i++) {
        const struct quantity *quantity = wanted[i].quantity;
        if (is_random(&wanted[i])) {
            n_layers += quantity->layer * wanted[i].spec->random.samples;
        } else if (quantity->kind != QUANTITY_ACTIVATION && !quantity->is_of_sweep &&
                   !quantity_rows[quantity->kind].is_of_measured) {
            const struct network *network = &wanted[i].spec->networks[quantity->index];
            n_layers += MIN(network_slope_period(network), MAX(network->depth, 1));
        }
    }
    return n_layers;
}

static bool compute_others(const struct quantity_of_spec *wanted, size_t n,
                           const volatile sig_atomic_t *stop, struct computed *computed) {
    for (size_t i = 0; i < n; i++) {
        if (stop != NULL && *stop != 0) {
            return false;
        }
        if (!shares_walk(&wanted[i])) {
            computed[i] = compute_quantity(wanted[i].spec, wanted[i].quantity);
        }
    }
    return true;
}

bool compute_quantities(const struct quantity_of_spec *wanted, size_t n,
                        const volatile sig_atomic_t *stop, struct computed *computed,
                        struct gradfig_error *error) {
    size_t n_requests;
    struct request *requests = list_requests(wanted, n, &n_requests);
    int64_t n_layers = count_layers(requests, n_requests) + count_other_layers(wanted, n);
    bool done = n_layers <= CLAIM_LAYERS_MAX ||
                error_set(error, GRADFIG_INVALID_INPUT,
                          "claims: expected at most %d layers to compute, found %lld",
                          CLAIM_LAYERS_MAX, (long long)n_layers);

    done = done && ((walk_all(requests, n_requests, stop, computed) &&
                     compute_others(wanted, n, stop, computed)) ||
                    error_set(error, GRADFIG_INTERRUPTED, "interrupted"));
    g_free(requests);
    return done;
}
