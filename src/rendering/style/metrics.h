/* The sizes of type, lines and markers. */
#ifndef GRADFIG_RENDERING_STYLE_METRICS_H
#define GRADFIG_RENDERING_STYLE_METRICS_H

#include <stdbool.h>
#include <stddef.h>

#include "spec/spec.h"

/** The smallest type that is readable, in px. */
static const double TYPE_MIN = 9;

/** The height of a panel's title of one line, in its size. */
static const double PANEL_TITLE_HEIGHT = 1.3;

/** Sizes in px, all in proportion to the figure. */
struct metrics {
    double unit; /**< 1 at 1500x1000 */
    double title;
    double subtitle;
    double panel_title;
    double title_base; /**< from the baseline of a panel's title of one line to its frame */
    double tick;       /**< ticks and axis titles */
    double label;      /**< direct labels */
    double curve;      /**< width of a curve */
    double marker;
    bool has_explanation; /**< false if type at its minimal size has no room for explanations */
    bool has_subtitles;
    bool has_axis_titles;
};

/** The sizes for a figure with its panels in these rows and columns: in proportion to the panels,
 * and larger where readers would otherwise not read them and the frames leave enough room. */
struct metrics metrics_of(const struct figure_options *figure, size_t n_rows, size_t n_columns);

#endif
