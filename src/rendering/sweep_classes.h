/* The classes of a sweep as a legend of words. */
#ifndef GRADFIG_RENDERING_SWEEP_CLASSES_H
#define GRADFIG_RENDERING_SWEEP_CLASSES_H

#include "simulation/series.h"
#include "spec/spec.h"

/** The words for the classes that the gradients of the sweep have, from the smallest to the
 * largest, each in the color of its lines: "vanishing, stable". Markup, freed with g_free. */
char *sweep_classes(const struct spec *spec, const struct series *series);

#endif
