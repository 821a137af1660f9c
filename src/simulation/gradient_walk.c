/* Multiplies the slopes of the layers. */
#include "simulation/gradient_walk.h"

#include <glib.h>

static struct wide slope_at(const struct gradient_walk *walk, int64_t position) {
    return walk->slopes != NULL ? walk->slopes[position]
                                : layers_slope(&walk->layers, position + 1);
}

static struct wide gradient_of_period(const struct gradient_walk *walk) {
    struct wide gradient = wide_from_double(1);

    for (int64_t i = 0; i < walk->period; i++) {
        gradient = wide_multiply(gradient, slope_at(walk, i));
    }
    return gradient;
}

void gradient_walk_init(struct gradient_walk *walk, const struct network *network) {
    int64_t period = network_slope_period(network);

    *walk = (struct gradient_walk){.gradient = wide_from_double(1), .period = period};
    walk->layers = layers_of(network);
    if (period <= network_longest_list(network)) {
        walk->slopes = g_new(struct wide, (size_t)period);
        for (int64_t i = 0; i < period; i++) {
            walk->slopes[i] = layers_slope(&walk->layers, i + 1);
        }
    }
    walk->can_skip = walk->slopes != NULL || period <= network->depth;
    if (walk->can_skip) {
        walk->of_period = gradient_of_period(walk);
    }
}

void gradient_walk_step(struct gradient_walk *walk) {
    walk->gradient = wide_multiply(walk->gradient, slope_at(walk, walk->next));
    walk->layer++;
    walk->next = walk->next + 1 < walk->period ? walk->next + 1 : 0;
}

void gradient_walk_skip(struct gradient_walk *walk, int64_t layer) {
    int64_t n_periods = MAX(layer - walk->layer, 0) / walk->period;

    if (!walk->can_skip) {
        return;
    }
    walk->gradient = wide_multiply(walk->gradient, wide_power(walk->of_period, n_periods));
    walk->layer += n_periods * walk->period;
}

void gradient_walk_to(struct gradient_walk *walk, int64_t layer) {
    gradient_walk_skip(walk, layer);
    while (walk->layer < layer) {
        gradient_walk_step(walk);
    }
}

void gradient_walk_jump(struct gradient_walk *walk, int64_t layer) {
    int64_t target = layer - layer % layers_stride(walk->period);

    if (walk->layer < target && walk->can_skip) {
        walk->layer = 0;
        walk->next = 0;
        walk->gradient = wide_from_double(1);
        gradient_walk_skip(walk, target);
    }
}

struct gradient gradient_walk_reached(const struct gradient_walk *walk) {
    struct gradient gradient = {.value = walk->gradient};

    if (gradient.value.hi != 0) {
        gradient.log10_abs = wide_log10_abs(gradient.value);
    }
    return gradient;
}

void gradient_walk_finish(struct gradient_walk *walk) {
    g_free(walk->slopes);
    *walk = (struct gradient_walk){0};
}

struct gradient network_gradient(const struct network *network, int64_t layer) {
    struct gradient_walk walk;

    if (network_has_uniform_slope(network)) {
        struct equal_layers layers = network_equal_layers(network, 1);
        return equal_layers_gradient(&layers, layer);
    }
    gradient_walk_init(&walk, network);
    gradient_walk_to(&walk, layer);
    struct gradient gradient = gradient_walk_reached(&walk);
    gradient_walk_finish(&walk);
    return gradient;
}
