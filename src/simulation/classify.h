/* The class of a gradient. */
#ifndef GRADFIG_SIMULATION_CLASSIFY_H
#define GRADFIG_SIMULATION_CLASSIFY_H

#include "base/number.h"
#include "spec/gradient_class.h"

/** log10 of the largest |g_n| of a class, INFINITY for the last. A gradient on one of the first
 * three thresholds belongs to the next class. */
double gradient_class_limit(enum gradient_class gradient_class);

/** The class of a gradient through all layers, which depends on the number of layers. */
enum gradient_class gradient_class_of(struct number gradient);

#endif
