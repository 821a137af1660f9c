/* How a page is divided into rows and columns of panels, with room for texts. */
#ifndef GRADFIG_RENDERING_FIGURE_LAYOUT_H
#define GRADFIG_RENDERING_FIGURE_LAYOUT_H

#include <stddef.h>

#include "rendering/canvas/canvas.h"
#include "rendering/figure/arrangement.h"
#include "rendering/panel/panel.h"
#include "rendering/style/metrics.h"
#include "spec/spec.h"

/** Distances on the page, in px. */
struct layout {
    struct metrics metrics;
    struct arrangement arrangement;
    size_t high_row;            /**< is higher than the others; the number of rows if none is */
    double left;                /**< of the first column's axis titles */
    double width;               /**< of all columns */
    double column;              /**< from one column's left end to the next in the longest row */
    double tops[N_PANELS];      /**< of the rows of panels */
    double rises[N_PANELS];     /**< of the titles above the rows, for their further lines */
    double frame_left;          /**< from the left end of the column to the frame */
    double frame_top;           /**< from the top of the row, without the rise */
    double frame_bottom;        /**< to the bottom of the row */
    double margins;             /**< beside the labels, with the least gutter */
    double frame_heights[2];    /**< over layers, and with equal scales, which may be less high */
    struct label_room rooms[2]; /**< for labels beside frames of these two kinds */
    double panel_title;         /**< size */
};

/** The layout before any text is measured. */
struct layout layout_start(const struct figure_options *figure);

/** The height of the figure's title and subtitle of one line each. */
double layout_header_height(const struct metrics *metrics);

/** From one column's left end to the next. */
double layout_column_width(const struct layout *layout, size_t row);

/** Divides a page of the height `height` below `top` into equal rows, besides the
 * rises and the high row. */
void layout_divide_rows(struct layout *layout, double height, double top);

/** The place of panel `i` with its titles and labels, if no title takes two lines. */
struct box layout_panel_box(const struct figure_options *figure, size_t i);

#endif
