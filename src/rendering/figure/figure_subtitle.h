/* The line below the title of a figure: what its layers are, and the networks that it draws. */
#ifndef GRADFIG_RENDERING_FIGURE_FIGURE_SUBTITLE_H
#define GRADFIG_RENDERING_FIGURE_FIGURE_SUBTITLE_H

#include "spec/spec.h"

/* Markup, freed with g_free. */

/** "10 linear layers", or "Model: 10 linear layers" beside measurements of more layers. */
char *figure_subtitle_layers(const struct spec *spec);

/** The user's, or else the networks with their formulas. */
char *figure_subtitle(const struct spec *spec);

/** The networks with their formulas after fewer words. */
char *figure_subtitle_concise(const struct spec *spec);

/** The figure's own with the formulas of those networks alone whose layers differ, which no panel
 * explains. */
char *figure_subtitle_unexplained(const struct spec *spec);

/** The figure's own with the slopes of the networks instead of their formulas, or NULL if they have
 * no slopes that are the same in all layers. */
char *figure_subtitle_slopes(const struct spec *spec);

/** The figure's own without networks, for a figure without room for them. */
char *figure_subtitle_short(const struct spec *spec);

#endif
