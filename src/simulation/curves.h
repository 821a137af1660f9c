/* The curves of each panel. */
#ifndef GRADFIG_SIMULATION_CURVES_H
#define GRADFIG_SIMULATION_CURVES_H

#include <stdbool.h>

#include "simulation/receiver.h"

/** Visits every curve of the spec, panel by panel. Returns false when it was stopped. */
bool curves_visit(struct receiver *receiver);

#endif
