/* The points of one curve: at chosen layers, at all layers, or thinned to a number of points. */
#ifndef GRADFIG_SIMULATION_THINNING_H
#define GRADFIG_SIMULATION_THINNING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/number.h"
#include "simulation/series.h"
#include "simulation/wide_number.h"

/** The receiver of the points of one curve; the pointers are borrowed. */
struct receiver {
    const struct spec *spec;
    struct random_curves *random; /**< what curves of random layers share */
    const struct selection *selection;
    point_visitor *visit;
    void *context;
    struct curve_id curve;
};

/** Passes one point to the visitor. These and the functions below return false to stop the visit.
 */
bool receiver_emit_point(const struct receiver *receiver, const struct point *point);
bool receiver_emit(const struct receiver *receiver, double x, struct number y);

/** The point of a curve over layers at the layer it has walked to, cheap until it is emitted. */
struct state {
    int64_t layer;
    struct wide value;
    struct wide error_bound; /**< of `value`, as far as it may matter */
};

/** A curve that must be computed layer by layer, from layer 0. */
struct walker {
    void *walk;
    struct state (*state)(const void *walk);
    void (*step)(void *walk);
    /** NULL, or goes on by any number of periods, not beyond `layer`. The values after layers i,
     * i + period, i + 2·period, ... only rise or only fall. */
    void (*skip)(void *walk, int64_t layer);
    /** NULL, or goes on to a layer not beyond `layer`, from which a layer has the same digits
     * wherever the walk came from. */
    void (*jump)(void *walk, int64_t layer);
    int64_t period;
    bool settles;    /**< each period changes the value less than the one before it */
    bool by_modulus; /**< extremes are those of the modulus, for a log axis */
};

/** Walks the layers. A thinned curve keeps the first and the last layer, and the extremes. */
bool receiver_walk(const struct receiver *receiver, const struct walker *walker);

/**
 * The same for a straight line on a log axis. `at` gives its value at any layer, and any choice of
 * layers keeps its form.
 */
bool receiver_visit_layers(const struct receiver *receiver,
                           struct number (*at)(void *context, int64_t layer), void *context);

/** The layers of a curve for which any choice does, with `*n` of them; freed with g_free. A thinned
 * curve has neighbors among them, between which a sign may change. */
int64_t *receiver_list_layers(const struct receiver *receiver, size_t *n);

/** The work for a depth, in slopes of layers that are multiplied. */
struct depth_cost {
    double of_point;
    double of_layer;
};

/**
 * The same for the depths 1 to the spec's. A thinned curve has them in equal ratios, and so has a
 * whole one that costs too much.
 */
bool receiver_visit_depths(const struct receiver *receiver,
                           struct number (*at)(void *context, int64_t depth), void *context,
                           struct depth_cost cost);

/** These depths, with `*n` of them; freed with g_free. */
int64_t *receiver_list_depths(const struct receiver *receiver, struct depth_cost cost, size_t *n);

/** The points of measured gradients, without missing ones. A thinned curve keeps the first and the
 * last, and the smallest and largest between. */
bool receiver_visit_measured(const struct receiver *receiver, const struct measured *measured);

/** The lengths at which a distribution is not negligible. */
struct hill {
    double mean;
    double deviation;
};

/** Walks the lengths of paths. A thinned curve keeps the points around its peak. */
bool receiver_walk_hill(const struct receiver *receiver, const struct walker *walker,
                        struct hill hill);

#endif
