/* Colours and sizes of the figure. */
#ifndef GRADFIG_RENDERING_THEME_H
#define GRADFIG_RENDERING_THEME_H

#include <stdint.h>

#include "simulation/classify.h"
#include "spec/spec.h"

/** A hue as the color of a line, and as that of text, with more contrast. */
struct ink {
    uint32_t line;
    uint32_t text;
};

struct theme {
    uint32_t background;
    uint32_t text;  /**< titles */
    uint32_t muted; /**< subtitles, ticks, axis labels */
    uint32_t grid;
    uint32_t zero; /**< the grid lines at 0 of the geometry panel */
    uint32_t spine;
    uint32_t amplifying_band;          /**< of the sweep panel, above 1 */
    uint32_t vanishing_band;           /**< below 1 */
    uint32_t highlight;                /**< shading of the main part of a panel */
    struct ink networks[NETWORKS_MAX]; /**< by position */
    struct ink ideal;
    struct ink identity;
    struct ink branch;
    struct ink composed;
    struct ink classes[N_CLASSES];
};

/** The colours of the figure's theme and palette; static memory. */
const struct theme *theme_of(const struct figure_options *figure);

/** The ink of a network: the user's colour for both line and text, or else that of its position. */
struct ink theme_network_ink(const struct theme *theme, const struct spec *spec, size_t index);

#endif
