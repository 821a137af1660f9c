/* Measured curves as networks, so that titles say of them what they say of any network. */
#ifndef GRADFIG_RENDERING_WORDS_MEASURED_NETWORKS_H
#define GRADFIG_RENDERING_WORDS_MEASURED_NETWORKS_H

#include "simulation/series.h"
#include "spec/spec.h"

enum { MEASURED_ENDS = 3 }; /* of a curve: its first point, its peak, and its last */

/** A copy of a spec, which borrows from it, with a network for each measured curve, and the ends
 * of these curves as the gradients of the networks. It points into itself: do not copy it. */
struct measured_networks {
    struct spec spec;
    struct series series;
    struct curve curves[MEASURED_MAX];
    struct point ends[MEASURED_MAX][MEASURED_ENDS];
};

/** Needs no finish. */
void measured_networks_init(struct measured_networks *measured, const struct spec *spec);

#endif
