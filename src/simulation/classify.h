/* Which class a gradient belongs to. */
#ifndef GRADFIG_SIMULATION_CLASSIFY_H
#define GRADFIG_SIMULATION_CLASSIFY_H

#include "base/number.h"
#include "spec/gradient_class.h"

/** log10 of the largest |g_n| of a class: INFINITY of the last. Those of the first three belong to
 * the next class themselves. */
double gradient_class_limit(enum gradient_class gradient_class);

/** The class of a gradient through all layers. It depends on their number. */
enum gradient_class gradient_class_of(struct number gradient);

#endif
