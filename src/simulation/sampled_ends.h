/* The numbers that a figure says of quantiles of samples. */
#ifndef GRADFIG_SIMULATION_SAMPLED_ENDS_H
#define GRADFIG_SIMULATION_SAMPLED_ENDS_H

#include "simulation/series.h"

/** Sets `is_sampled` and `rounded` of every curve; the points keep all their digits. Between the
 * bounds of a quantile the rounded number is the one with the fewest digits. Networks whose bounds
 * overlap have one number: their samples do not tell them apart. So has a slope of the sweep whose
 * layers are those of a network. */
void sampled_ends_round(struct series *series);

#endif
