/* Emits the quantiles of samples as curves. */
#include "simulation/random_curves.h"

#include <glib.h>

#include "simulation/layer_values.h"

void random_curves_finish(struct random_curves *curves) {
    g_free(curves->layers);
    for (size_t i = 0; i < NETWORKS_MAX; i++) {
        g_free(curves->networks[i].points);
    }
    *curves = (struct random_curves){0};
}

/* ---- samples ---- */

/* Without points after a stop. */
static struct random_walk walk(const struct receiver *receiver, const struct random_network *random,
                               const int64_t *layers, size_t n_layers) {
    struct random_walk walk = {.n_points = n_layers,
                               .points = g_new(struct sample_point, MAX(n_layers, 1))};

    if (!samples_walk(random, layers, n_layers, receiver->selection->stop, walk.points,
                      &walk.last)) {
        g_clear_pointer(&walk.points, g_free);
    }
    return walk;
}

static struct random_walk walk_layers(struct random_curves *curves, const struct receiver *receiver,
                                      const struct random_network *random) {
    if (curves->layers == NULL) {
        curves->layers = receiver_list(receiver, places_of_layers(true), &curves->n_layers);
    }
    return walk(receiver, random, curves->layers, curves->n_layers);
}

/* ---- curves ---- */

static struct point point_of(const struct random_walk *walk, size_t i, enum panel_kind panel,
                             enum quantile quantile) {
    const struct sample_point *sample = &walk->points[i];
    bool is_activation = panel == PANEL_ACTIVATION;
    const struct sample_bounds *bounds =
        is_activation ? &walk->last.activation[quantile] : &walk->last.gradient[quantile];
    struct number y = is_activation ? wide_to_number(sample->activation[quantile])
                                    : sample_gradient(sample, quantile);
    bool is_last = i + 1 == walk->n_points;

    return (struct point){
        .x = (double)sample->layer,
        .y = y,
        .low = is_last ? bounds->low : y,
        .high = is_last ? bounds->high : y,
        .certain = true,
    };
}

static bool emit_curve(const struct receiver *receiver, const struct random_walk *walk,
                       enum quantile quantile) {
    for (size_t i = 0; i < walk->n_points; i++) {
        struct point point = point_of(walk, i, receiver->curve.panel, quantile);
        if (!receiver_emit_point(receiver, &point)) {
            return false;
        }
    }
    return true;
}

/* The median has the role that the curve has without random layers. */
static bool emit_curves(struct receiver *receiver, const struct random_walk *walk) {
    bool done = emit_curve(receiver, walk, QUANTILE_MEDIAN);

    receiver->curve.role = ROLE_LOW;
    done = done && emit_curve(receiver, walk, QUANTILE_LOW);
    receiver->curve.role = ROLE_HIGH;
    return done && emit_curve(receiver, walk, QUANTILE_HIGH);
}

static bool visit_sweep(struct random_curves *curves, struct receiver *receiver) {
    struct random_network random = random_network_of_sweep(receiver->spec, receiver->curve.index);
    struct random_walk walk = walk_layers(curves, receiver, &random);
    bool done = walk.points != NULL && emit_curves(receiver, &walk);

    g_free(walk.points);
    return done;
}

bool random_curves_visit(struct random_curves *curves, struct receiver *receiver) {
    struct random_walk *of_network = &curves->networks[receiver->curve.index];

    if (receiver->curve.panel == PANEL_SWEEP) {
        return visit_sweep(curves, receiver);
    }
    if (of_network->points == NULL) {
        struct random_network random = random_network_of(receiver->spec, receiver->curve.index);
        *of_network = walk_layers(curves, receiver, &random);
    }
    return of_network->points != NULL && emit_curves(receiver, of_network);
}

/* ---- by depth ---- */

/* A walk for each depth, which has layers of its own. */
static struct random_walk walk_each(const struct receiver *receiver, struct random_network *random,
                                    const int64_t *depths, size_t n_depths) {
    struct random_walk all = {.n_points = n_depths,
                              .points = g_new(struct sample_point, MAX(n_depths, 1))};

    for (size_t i = 0; i < n_depths; i++) {
        random->network.depth = depths[i];
        if (!samples_walk(random, &depths[i], 1, receiver->selection->stop, &all.points[i],
                          i + 1 == n_depths ? &all.last : NULL)) {
            g_clear_pointer(&all.points, g_free);
            return all;
        }
    }
    return all;
}

bool random_curves_visit_depths(const struct receiver *receiver) {
    static const double cost_of_draw = 4;
    struct random_network random = random_network_of(receiver->spec, receiver->curve.index);
    bool is_one_walk = network_has_fixed_slopes(&random.network);
    double cost = is_one_walk ? 0 : cost_of_draw * (double)random.n_samples;
    size_t n = 0;
    g_autofree int64_t *depths = receiver_list(receiver, places_of_depths(receiver, cost), &n);

    random.has_activations = false;
    struct random_walk medians =
        is_one_walk ? walk(receiver, &random, depths, n) : walk_each(receiver, &random, depths, n);
    bool done = medians.points != NULL && emit_curve(receiver, &medians, QUANTILE_MEDIAN);
    g_free(medians.points);
    return done;
}
