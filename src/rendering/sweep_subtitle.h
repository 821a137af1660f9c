/* The subtitle of the sweep panel. */
#ifndef GRADFIG_RENDERING_SWEEP_SUBTITLE_H
#define GRADFIG_RENDERING_SWEEP_SUBTITLE_H

#include "rendering/panel_titles.h"

/** What the colors mean: the words for the classes that the gradients of the sweep have, from the
 * smallest to the largest, each in the color of its lines. Of random slopes, what is drawn. Markup,
 * freed with g_free. */
char *sweep_subtitle(const struct spec *spec, const struct series *series,
                     enum title_length length);

#endif
