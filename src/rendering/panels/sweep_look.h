/* How the slopes of the sweep look. */
#ifndef GRADFIG_RENDERING_PANELS_SWEEP_LOOK_H
#define GRADFIG_RENDERING_PANELS_SWEEP_LOOK_H

#include "rendering/style/theme.h"
#include "simulation/series.h"

/** The color of a line, and its dashes. */
struct sweep_look {
    struct ink ink;
    double dash[2]; /**< px of a dash and of a gap, at the figure's usual size; 0: solid */
};

/** A line of the sweep has a shade of its class, and dashes where others share that. In palettes
 * that keep the colors of networks, a slope that makes one has its color. */
struct sweep_look sweep_look_of(const struct series *series, const struct curve *points);

#endif
