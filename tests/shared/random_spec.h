/* Random valid specs with every kind of slope, list, depth and label. */
#ifndef GRADFIG_TESTS_RANDOM_SPEC_H
#define GRADFIG_TESTS_RANDOM_SPEC_H

#include <glib.h>

#include "spec/spec.h"

/** Fills `spec`, which ends with spec_finish; the test fails if it is not valid. */
void random_spec(struct spec *spec, GRand *random);

/** Adds one to six networks to a spec that has two, most of them like the one before. */
void random_ties(struct spec *spec, GRand *random);

/** What a spec says, to find a failure again; long lists are cut. Freed with g_free. */
char *random_spec_describe(const struct spec *spec);

#endif
