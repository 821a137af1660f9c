/* What the numbers say: the titles of the panels, true for every spec. */
#ifndef GRADFIG_RENDERING_FINDINGS_H
#define GRADFIG_RENDERING_FINDINGS_H

#include <gradfig/series.h>
#include <gradfig/spec.h>

/**
 * The finding of one panel as Pango markup, in the spec's language; freed with g_free. `series`
 * holds every curve up to the last layer.
 */
char *findings_title(const struct gradfig_spec *spec, const struct gradfig_series *series,
                     enum gradfig_panel panel);

#endif
