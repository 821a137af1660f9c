/* Why a network's gradient shrinks or grows: its slopes, or the skip connection. */
#ifndef GRADFIG_RENDERING_CAUSES_H
#define GRADFIG_RENDERING_CAUSES_H

#include <stdbool.h>
#include <stddef.h>

#include "simulation/series.h"
#include "spec/spec.h"

/* Clauses of the headline, which name the cause in the network's slopes if they have one in common,
 * and otherwise what becomes of the gradient. Markup, freed with g_free. */

/** "Slopes below 1 cut the gradient to 11 % in plain", of the first or only network. */
char *cause_clause(const struct spec *spec, const struct series *series, size_t index);

/** "a skip connection makes it grow in residual", after the clause on the network `before`.
 * `names_cause`: that clause is the one of cause_clause(). */
char *cause_second_clause(const struct spec *spec, const struct series *series, size_t index,
                          size_t before, bool names_cause);

#endif
