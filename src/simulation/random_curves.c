/* Emits the quantiles of samples as curves. */
#include "simulation/random_curves.h"

#include <math.h>

#include <glib.h>

#include "simulation/lyapunov.h"
#include "simulation/network.h"

void random_curves_finish(struct random_curves *curves) {
    g_free(curves->layers);
    for (size_t i = 0; i < NETWORKS_MAX; i++) {
        g_free(curves->networks[i]);
    }
    *curves = (struct random_curves){0};
}

/* ---- samples ---- */

static struct sample_point *walk(struct random_curves *curves, const struct receiver *receiver,
                                 const struct random_network *random) {
    if (curves->layers == NULL) {
        curves->layers = receiver_list_layers(receiver, &curves->n_layers);
    }
    struct sample_point *points = g_new(struct sample_point, MAX(curves->n_layers, 1));
    if (!samples_walk(random, curves->layers, curves->n_layers, receiver->selection->stop, points,
                      NULL)) {
        g_clear_pointer(&points, g_free);
    }
    return points;
}

/* ---- curves ---- */

static struct number value_of(const struct sample_point *point, enum panel_kind panel,
                              enum quantile quantile) {
    return panel == PANEL_ACTIVATION ? wide_to_number(point->activation[quantile])
                                     : sample_gradient(point, quantile);
}

static bool emit_curve(const struct random_curves *curves, const struct receiver *receiver,
                       const struct sample_point *points, enum quantile quantile) {
    for (size_t i = 0; i < curves->n_layers; i++) {
        struct number value = value_of(&points[i], receiver->curve.panel, quantile);
        if (!receiver_emit(receiver, (double)points[i].layer, value)) {
            return false;
        }
    }
    return true;
}

/* The median has the role that the curve has without random layers. */
static bool emit_curves(const struct random_curves *curves, struct receiver *receiver,
                        const struct sample_point *points) {
    bool done = emit_curve(curves, receiver, points, QUANTILE_MEDIAN);

    receiver->curve.role = ROLE_LOW;
    done = done && emit_curve(curves, receiver, points, QUANTILE_LOW);
    receiver->curve.role = ROLE_HIGH;
    return done && emit_curve(curves, receiver, points, QUANTILE_HIGH);
}

static bool visit_sweep(struct random_curves *curves, struct receiver *receiver) {
    struct random_network random = random_network_of_sweep(receiver->spec, receiver->curve.index);
    struct sample_point *points = walk(curves, receiver, &random);
    bool done = points != NULL && emit_curves(curves, receiver, points);

    g_free(points);
    return done;
}

bool random_curves_visit(struct random_curves *curves, struct receiver *receiver) {
    size_t index = receiver->curve.index;

    if (receiver->curve.panel == PANEL_SWEEP) {
        return visit_sweep(curves, receiver);
    }
    if (curves->networks[index] == NULL) {
        struct random_network random = random_network_of(receiver->spec, index);
        curves->networks[index] = walk(curves, receiver, &random);
    }
    return curves->networks[index] != NULL &&
           emit_curves(curves, receiver, curves->networks[index]);
}

/* ---- by depth ---- */

/* The gradient that is typical of the network if it had `depth` layers. */
static struct number typical_of_depth(void *context, int64_t depth) {
    struct network *network = context;
    struct wide sum;

    network->depth = depth;
    return lyapunov_sum(network, depth, &sum) ? lyapunov_typical(sum)
                                              : (struct number){0, -INFINITY, 0};
}

/* Layers that are alike whatever the depth is have one exponent. */
static struct number typical_of_alike(void *context, int64_t depth) {
    const struct wide *exponent = context;
    return lyapunov_typical(wide_multiply(wide_from_double((double)depth), *exponent));
}

bool random_curves_visit_depths(struct receiver *receiver) {
    static const double exponent_cost = 600;
    struct network network = receiver->spec->networks[receiver->curve.index];
    bool has_equal_layers = network_has_uniform_slope(&network);
    struct wide exponent;

    if (has_equal_layers && network.scale_power.value == 0 &&
        lyapunov_sum(&network, 1, &exponent)) {
        return receiver_visit_depths(receiver, typical_of_alike, &exponent, (struct depth_cost){0});
    }
    if (!lyapunov_has_sum(&network, network.depth)) {
        return true;
    }
    return receiver_visit_depths(
        receiver, typical_of_depth, &network,
        (struct depth_cost){.of_point = exponent_cost,
                            .of_layer = has_equal_layers ? 0 : exponent_cost});
}
