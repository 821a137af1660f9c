/* The sizes of type, lines and markers. */
#ifndef GRADFIG_RENDERING_METRICS_H
#define GRADFIG_RENDERING_METRICS_H

#include <stdbool.h>

#include "spec/spec.h"

/** Sizes in px, all in proportion to the figure. */
struct metrics {
    double unit; /**< 1 at 1500x1000 */
    double title;
    double subtitle;
    double panel_title;
    double tick;  /**< ticks and axis titles */
    double label; /**< direct labels */
    double curve; /**< width of a curve */
    double marker;
    bool has_explanation; /**< false if type at its minimal size has no room for explanations */
    bool has_subtitles;
    bool has_axis_titles;
};

/** The sizes for a figure with its panels in `n_columns` columns. Panels have the same sizes as the
 * equally large ones of a figure of four panels. */
struct metrics metrics_of(const struct figure_options *figure, int n_columns);

#endif
