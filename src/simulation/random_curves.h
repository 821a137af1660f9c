/* The curves of random layers: the median and the quantiles around it. */
#ifndef GRADFIG_SIMULATION_RANDOM_CURVES_H
#define GRADFIG_SIMULATION_RANDOM_CURVES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "simulation/samples.h"
#include "simulation/thinning.h"

/** The samples of the networks of a figure, walked when a panel first asks for them; begins zeroed.
 */
struct random_curves {
    int64_t *layers; /**< those that become points */
    size_t n_layers;
    struct sample_point *networks[NETWORKS_MAX];
};

void random_curves_finish(struct random_curves *curves);

/** Visits the median, the 10th and the 90th percentile of a network, or of a slope of the sweep,
 * which a receiver's curve names. Returns false to stop the visit. */
bool random_curves_visit(struct random_curves *curves, struct receiver *receiver);

/** Visits the typical gradient of the network by its depth. There is none if it takes too many
 * exponents. */
bool random_curves_visit_depths(struct receiver *receiver);

#endif
