/* The title of the figure. */
#ifndef GRADFIG_RENDERING_FIGURE_HEADLINE_H
#define GRADFIG_RENDERING_FIGURE_HEADLINE_H

#include "rendering/words/panel_titles.h"
#include "rendering/words/slope_causes.h"
#include "simulation/series.h"
#include "spec/spec.h"

/* Markup in the figure's language, freed with g_free. */

/** The user's title, or else the finding of the figure. */
char *headline_text(const struct series *series, enum title_length length);

/** The finding of the figure: what becomes of the gradient, of the measured one if the figure shows
 * some, or the finding of its only panel. Shorter ones name at most two networks, and do not count
 * their layers. */
char *headline_finding(const struct series *series, enum title_length length);

/** For titles with room, the finding with its cause, the slope of every network in the form
 * `slopes`, and with `has_depth` after the number of layers: "After 50 layers, A (slope 0.9) keeps
 * 0.52% of the gradient". NULL if the user has given a title, if the slope of some network cannot
 * be said in this form, or if the finding cannot follow the number of layers, because it says it or
 * begins with another word than a name or a number. */
char *headline_longer(const struct series *series, enum slope_form slopes, bool has_depth);

/** Whether the finding of the figure is that of its only panel. */
bool headline_is_of_panel(const struct spec *spec);

#endif
