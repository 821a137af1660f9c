/* The title of the figure. */
#ifndef GRADFIG_RENDERING_HEADLINE_H
#define GRADFIG_RENDERING_HEADLINE_H

#include "rendering/panel_titles.h"
#include "simulation/series.h"
#include "spec/spec.h"

/* Markup in the figure's language, freed with g_free. */

/** The user's title, or else the finding of the figure. */
char *headline_text(const struct spec *spec, const struct series *series, enum title_length length);

/** The finding of the figure: what becomes of the gradient or, in a figure of one other panel, that
 * panel's finding. The shorter ones name slopes instead of another cause, and then none. */
char *headline_finding(const struct spec *spec, const struct series *series,
                       enum title_length length);

#endif
