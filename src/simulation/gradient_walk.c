/* Multiplies the slopes of the layers. */
#include "simulation/gradient_walk.h"

#include <glib.h>

void gradient_walk_init(struct gradient_walk *walk, const struct network *network) {
    int64_t n = (int64_t)network->slopes.n_values;

    *walk = (struct gradient_walk){
        .gradient = wide_from_double(1),
        .n_slopes = n,
        .slopes = g_new(struct wide, network->slopes.n_values),
        .of_list = wide_from_double(1),
    };
    for (int64_t i = 0; i < n; i++) {
        walk->slopes[i] = network_block(network, i + 1).slope;
        walk->of_list = wide_multiply(walk->of_list, walk->slopes[i]);
    }
}

void gradient_walk_step(struct gradient_walk *walk) {
    walk->gradient = wide_multiply(walk->gradient, walk->slopes[walk->next]);
    walk->layer++;
    walk->next = walk->next + 1 < walk->n_slopes ? walk->next + 1 : 0;
}

void gradient_walk_skip(struct gradient_walk *walk, int64_t layer) {
    int64_t n_lists = MAX(layer - walk->layer, 0) / walk->n_slopes;

    walk->gradient = wide_multiply(walk->gradient, wide_power(walk->of_list, n_lists));
    walk->layer += n_lists * walk->n_slopes;
}

void gradient_walk_finish(struct gradient_walk *walk) {
    g_free(walk->slopes);
    *walk = (struct gradient_walk){0};
}

struct gradient network_gradient(const struct network *network, int64_t layer) {
    struct gradient_walk walk;

    if (network_has_uniform_slope(network)) {
        return uniform_gradient(network->skip.value, network->scale.value,
                                network->slopes.values[0].value, layer);
    }
    gradient_walk_init(&walk, network);
    gradient_walk_skip(&walk, layer);
    while (walk.layer < layer) {
        gradient_walk_step(&walk);
    }
    struct gradient gradient = {.value = walk.gradient};
    gradient_walk_finish(&walk);
    if (gradient.value.hi != 0) {
        gradient.log10_abs = wide_log10_abs(gradient.value);
    }
    return gradient;
}
