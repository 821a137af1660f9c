/* Receives the points of a curve at chosen layers, at all of them, or thinned to a number. */
#ifndef GRADFIG_SIMULATION_RECEIVER_H
#define GRADFIG_SIMULATION_RECEIVER_H

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

/** A curve that must be computed layer by layer, from layer 0. */
struct walker {
    void *walk;
    const int64_t *layer;           /**< that the walk has reached; as the next two, in the walk */
    const struct wide *value;       /**< of the curve at that layer */
    const struct wide *error_bound; /**< of the value; NULL: it does not matter */
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

/** The layers or depths at which a curve without a walk has points. */
struct places {
    int64_t last;     /**< the place before the next one, which is larger */
    int64_t position; /**< the number of places before the next one */
    bool are_random;  /**< they are layers with random slopes */
    double n_depths;  /**< the number of depths in equal ratios; 0: all depths, or layers */
};

/** Layers of a curve for which any choice does. A thinned curve has neighbors among them, between
 * which a sign may change. */
struct places places_of_layers(bool are_random);

/**
 * The depths 1 to the spec's. A thinned curve has them in equal ratios, and so has a whole one that
 * costs too much. `cost_of_layer` is the work for each layer of a depth, in multiplied slopes.
 */
struct places places_of_depths(const struct receiver *receiver, double cost_of_layer);

/** Emits what `at` gives at each place. */
bool receiver_visit(const struct receiver *receiver, struct places places,
                    struct number (*at)(void *context, int64_t place), void *context);

/** The places themselves, with `*n` of them; freed with g_free. */
int64_t *receiver_list(const struct receiver *receiver, struct places places, size_t *n);

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
