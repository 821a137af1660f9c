/* Computes many quantities, those of equal networks in one walk down the layers. */
#include "simulation/quantity_value.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/limits.h"
#include "simulation/activation_walk.h"
#include "simulation/network_private.h"
#include "simulation/shared_walks.h"

/* ---- activations ---- */

/* One activation that is wanted. */
struct request {
    size_t i; /* position in the list */
    const struct network *network;
    double input;
    int64_t layer;
};

/* 0 if both networks have the same activations. */
static int compare_walks(const struct request *a, const struct request *b) {
    int order = (a->input > b->input) - (a->input < b->input);

    return order != 0 ? order : network_compare(a->network, b->network);
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

/* A measured curve has no network. */
static bool is_random(const struct quantity_of_spec *wanted) {
    const struct quantity *quantity = wanted->quantity;

    return !quantity_rows[quantity->kind].is_of_measured &&
           (quantity->is_of_sweep ? wanted->spec->sweep.slope_sd.value > 0
                                  : network_is_random(&wanted->spec->networks[quantity->index]));
}

static bool is_walked_activation(const struct quantity_of_spec *wanted) {
    return wanted->quantity->kind == QUANTITY_ACTIVATION && !is_random(wanted);
}

static struct request *list_requests(const struct quantity_of_spec *wanted, size_t n,
                                     size_t *n_requests) {
    struct request *requests = g_new(struct request, MAX(n, 1));

    *n_requests = 0;
    for (size_t i = 0; i < n; i++) {
        const struct quantity *quantity = wanted[i].quantity;
        if (is_walked_activation(&wanted[i])) {
            requests[(*n_requests)++] =
                (struct request){i, &wanted[i].spec->networks[quantity->index],
                                 wanted[i].spec->input.value, quantity->layer};
        }
    }
    qsort(requests, *n_requests, sizeof(*requests), compare_requests);
    return requests;
}

/* ---- gradients and samples ---- */

/* Whether the quantity is of a gradient at its layer, or of the samples there. */
static bool is_of_gradient(const struct quantity *quantity) {
    static const bool are_of_gradient[N_QUANTITIES] = {
        [QUANTITY_GRADIENT] = true,      [QUANTITY_CLASS] = true, [QUANTITY_IMPROVEMENT] = true,
        [QUANTITY_LOST_FRACTION] = true, [QUANTITY_LOW] = true,   [QUANTITY_MEDIAN] = true,
        [QUANTITY_HIGH] = true,
    };
    return are_of_gradient[quantity->kind];
}

/* An improvement is over the first network. */
static void add_walks(struct shared_walks *walks, const struct quantity_of_spec *wanted) {
    const struct quantity *quantity = wanted->quantity;
    const struct spec *spec = wanted->spec;

    if (quantity->is_of_sweep) {
        struct random_network slope = random_network_of_sweep(spec, quantity->index);
        shared_walks_add(walks, &slope, quantity->layer);
        return;
    }
    struct random_network network = random_network_of(spec, quantity->index);
    shared_walks_add(walks, &network, quantity->layer);
    if (quantity->kind == QUANTITY_IMPROVEMENT) {
        struct random_network first = random_network_of(spec, 0);
        shared_walks_add(walks, &first, quantity->layer);
    }
}

static struct shared_walks *list_walks(const struct quantity_of_spec *wanted, size_t n) {
    struct shared_walks *walks = shared_walks_create();

    for (size_t i = 0; i < n; i++) {
        if (is_of_gradient(wanted[i].quantity) ||
            (wanted[i].quantity->kind == QUANTITY_ACTIVATION && is_random(&wanted[i]))) {
            add_walks(walks, &wanted[i]);
        }
    }
    return walks;
}

/* ---- all ---- */

/* A walk that is not shared goes at most through the period of the slopes. */
static int64_t count_own(const struct quantity *quantity, const struct network *network) {
    bool is_shared = is_of_gradient(quantity) && shared_walks_serve(network);
    return is_shared ? 0 : MIN(network_slope_period(network), MAX(network->depth, 1));
}

static int64_t count_other_layers(const struct quantity_of_spec *wanted, size_t n) {
    int64_t n_layers = 0;

    for (size_t i = 0; i < n; i++) {
        const struct quantity *quantity = wanted[i].quantity;
        const struct network *networks = wanted[i].spec->networks;
        if (quantity->kind != QUANTITY_ACTIVATION && !quantity->is_of_sweep &&
            !quantity_rows[quantity->kind].is_of_measured) {
            n_layers += count_own(quantity, &networks[quantity->index]);
            n_layers += quantity->kind == QUANTITY_IMPROVEMENT ? count_own(quantity, networks) : 0;
        }
    }
    return n_layers;
}

static bool compute_others(const struct quantity_of_spec *wanted, size_t n,
                           const struct shared_walks *walks, const volatile sig_atomic_t *stop,
                           struct computed *computed) {
    for (size_t i = 0; i < n; i++) {
        if (stop != NULL && *stop != 0) {
            return false;
        }
        if (!is_walked_activation(&wanted[i])) {
            computed[i] = compute_quantity(wanted[i].spec, wanted[i].quantity, walks);
        }
    }
    return true;
}

bool compute_quantities(const struct quantity_of_spec *wanted, size_t n,
                        const volatile sig_atomic_t *stop, struct computed *computed,
                        struct gradfig_error *error) {
    size_t n_requests;
    struct request *requests = list_requests(wanted, n, &n_requests);
    struct shared_walks *walks = list_walks(wanted, n);
    int64_t n_layers = count_layers(requests, n_requests) + shared_walks_count(walks) +
                       count_other_layers(wanted, n);
    bool done = n_layers <= CLAIM_LAYERS_MAX ||
                error_set(error, GRADFIG_INVALID_INPUT,
                          "claims: expected at most %d layers to compute, found %lld",
                          CLAIM_LAYERS_MAX, (long long)n_layers);

    done =
        done && ((walk_all(requests, n_requests, stop, computed) && shared_walks_run(walks, stop) &&
                  compute_others(wanted, n, walks, stop, computed)) ||
                 error_set(error, GRADFIG_INTERRUPTED, "interrupted"));
    shared_walks_destroy(walks);
    g_free(requests);
    return done;
}
