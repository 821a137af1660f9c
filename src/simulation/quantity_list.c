/* Computes many quantities, those of equal networks in one walk down the layers. */
#include "simulation/quantity_value.h"

#include <glib.h>

#include "base/limits.h"
#include "simulation/shared_walks.h"

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
    struct walk_request request = {
        .random = quantity->is_of_sweep ? random_network_of_sweep(wanted->spec, quantity->index)
                                        : random_network_of(wanted->spec, quantity->index),
        .of_activation = quantity->kind == QUANTITY_ACTIVATION,
        .layer = quantity->layer,
    };

    shared_walks_add(walks, request);
    if (quantity->kind == QUANTITY_IMPROVEMENT && !quantity->is_of_sweep) {
        request.random = random_network_of(wanted->spec, 0);
        shared_walks_add(walks, request);
    }
}

static struct shared_walks *list_walks(const struct quantity_of_spec *wanted, size_t n) {
    struct shared_walks *walks = shared_walks_create();

    for (size_t i = 0; i < n; i++) {
        if (is_of_gradient(wanted[i].quantity) || wanted[i].quantity->kind == QUANTITY_ACTIVATION) {
            add_walks(walks, &wanted[i]);
        }
    }
    return walks;
}

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

static bool compute_all(const struct quantity_of_spec *wanted, size_t n,
                        const struct shared_walks *walks, stop_flag *stop,
                        struct computed *computed) {
    for (size_t i = 0; i < n; i++) {
        if (stop != NULL && *stop != 0) {
            return false;
        }
        computed[i] = compute_quantity(wanted[i].spec, wanted[i].quantity, walks);
    }
    return true;
}

bool compute_quantities(const struct quantity_of_spec *wanted, size_t n, stop_flag *stop,
                        struct computed *computed, struct gradfig_error *error) {
    struct shared_walks *walks = list_walks(wanted, n);
    int64_t n_layers = shared_walks_count(walks) + count_other_layers(wanted, n);
    bool done = n_layers <= CLAIM_LAYERS_MAX ||
                error_set(error, GRADFIG_INVALID_INPUT,
                          "claims: expected at most %d layers to compute, found %lld",
                          CLAIM_LAYERS_MAX, (long long)n_layers);

    done =
        done && ((shared_walks_run(walks, stop) && compute_all(wanted, n, walks, stop, computed)) ||
                 error_check_stop(stop, error));
    shared_walks_destroy(walks);
    return done;
}
