/* The arrangement of a figure's panels in rows that all fill the page. */
#ifndef GRADFIG_RENDERING_FIGURE_ARRANGEMENT_H
#define GRADFIG_RENDERING_FIGURE_ARRANGEMENT_H

#include <stddef.h>

#include "spec/spec.h"

/** Rows of panels in the figure's order, from top to bottom. Rows are equally high, and the panels
 * of a row are equally wide. */
struct arrangement {
    size_t n_rows;
    size_t row_size[N_PANELS]; /**< panels in each row */
    size_t n_columns;          /**< of the longest row */
};

/** The arrangement that gives the panels of the figure the largest type, or a little less if it
 * leaves less of the page empty. */
struct arrangement arrangement_of(const struct figure_options *figure);

/** The row of panel `i`, and its position there. */
struct place_in_rows {
    size_t row;
    size_t column;
};
struct place_in_rows arrangement_place(const struct arrangement *arrangement, size_t i);

#endif
