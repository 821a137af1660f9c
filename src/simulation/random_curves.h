/* The curves of random layers: the median and the quantiles around it. */
#ifndef GRADFIG_SIMULATION_RANDOM_CURVES_H
#define GRADFIG_SIMULATION_RANDOM_CURVES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "simulation/receiver.h"
#include "simulation/samples.h"

/** The quantiles of samples along a curve. */
struct random_walk {
    size_t n_points;
    struct sample_point *points; /**< NULL before the walk, and after a stop */
    struct sample_summary last;  /**< at the last point */
};

/** The samples of the networks of a figure, walked when a panel first asks for them; begins zeroed.
 */
struct random_curves {
    int64_t *layers; /**< those that become points */
    size_t n_layers;
    struct random_walk networks[NETWORKS_MAX];
};

void random_curves_finish(struct random_curves *curves);

/** Visits the median, the 10th and the 90th percentile of a network, or of a slope of the sweep,
 * which a receiver's curve names. Returns false to stop the visit. */
bool random_curves_visit(struct random_curves *curves, struct receiver *receiver);

/** Visits the median gradient of the network by its depth. At the spec's depth it is that of the
 * gradient panel. */
bool random_curves_visit_depths(const struct receiver *receiver);

#endif
