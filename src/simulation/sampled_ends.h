/* The numbers that a figure says of quantiles of samples. */
#ifndef GRADFIG_SIMULATION_SAMPLED_ENDS_H
#define GRADFIG_SIMULATION_SAMPLED_ENDS_H

#include "simulation/series.h"

/** Rounds the last point of every sampled curve. Between the bounds of a quantile it is the one
 * with the fewest digits. Networks whose bounds overlap have one number: their samples do not tell
 * them apart. So has a slope of the sweep whose layers are those of a network. */
void sampled_ends_round(struct series *series, const struct spec *spec);

#endif
