/* Colours and sizes of the figure. */
#ifndef GRADFIG_RENDERING_STYLE_THEME_H
#define GRADFIG_RENDERING_STYLE_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "spec/gradient_class.h"
#include "spec/spec.h"

/** The most shades of a class of gradients, for several slopes of a sweep in one class. */
enum { CLASS_SHADES = 3 };

/** A colour for lines, and for text, which needs more contrast. */
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
    uint32_t amplifying_band; /**< of the sweep panel, above 1 */
    uint32_t vanishing_band;  /**< below 1 */
    uint32_t highlight;       /**< shading of the main part of a panel */
    /** Of lines: */
    uint32_t networks[NETWORKS_MAX]; /**< the first for a network without a skip connection, the
                                        second for one with it */
    uint32_t ideal;
    uint32_t identity;
    bool keeps_known; /**< slopes of the sweep that make a network, or the ideal, have its color
                         instead of that of their class */
    uint32_t classes[N_CLASSES][CLASS_SHADES]; /**< of nearly one hue, the main one first; 0: there
                                                  are no more */
};

/** The colours of the figure's theme and palette; static memory. */
const struct theme *theme_of(const struct figure_options *figure);

/** The number of shades of a class. */
size_t theme_shades(const struct theme *theme, enum gradient_class gradient_class);

/** One of the first `n` shades of a class, `place` 0 the darkest of them. */
uint32_t theme_shade(const struct theme *theme, enum gradient_class gradient_class, size_t n,
                     size_t place);

/** A colour of lines with that of text in the same hue. The text has a contrast of at least 4.5 on
 * the theme's background and bands. The line has one of at least 1.5 on the background, so that a
 * user's black is seen on a dark page. */
struct ink theme_ink(const struct theme *theme, uint32_t color);

/** The ink of a network: the user's colour, or else a default. The defaults of a spec differ from
 * each other and from the user's colours, and depend on the networks' order and on which of them
 * have a skip connection. */
struct ink theme_network_ink(const struct theme *theme, const struct spec *spec, size_t index);

/** The ink of measured gradients: the user's colour, that of the network of the same name, or one
 * that no network has by default. */
struct ink theme_measured_ink(const struct theme *theme, const struct spec *spec, size_t index);

/** The ink of all layers of a network as one line: its hue, with more contrast. */
struct ink theme_composed_ink(const struct theme *theme, const struct spec *spec, size_t index);

#endif
