/* What the numbers say: the titles of the panels, true for every spec. */
#ifndef GRADFIG_RENDERING_FINDINGS_H
#define GRADFIG_RENDERING_FINDINGS_H

#include "simulation/series.h"
#include "spec/spec.h"

/**
 * The finding of one panel as Pango markup, in the spec's language; freed with g_free. `series`
 * holds every curve up to the last layer.
 */
char *findings_title(const struct spec *spec, const struct series *series, enum panel_kind panel);

#endif
