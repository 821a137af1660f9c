/* Finds the panels in the pixels of a figure, as a reader would with a ruler. */
#ifndef GRADFIG_TESTS_FRAMES_H
#define GRADFIG_TESTS_FRAMES_H

#include <stddef.h>
#include <stdint.h>

#include "base/image.h"
#include "simulation/series.h"

enum { FRAME_MARKS_MAX = 64 };

/* The panels of the article's figure. */
enum { FOUR_PANELS = PANEL_PATHS };

/** Middles of parallel rules, ascending, in pixels: a rule over pixel 7 has its middle at 7.5. */
struct frame_marks {
    size_t n;
    double at[FRAME_MARKS_MAX];
};

/** One panel's axes, in pixels. */
struct frame {
    size_t left; /**< the first pixel of the left spine */
    size_t top;
    size_t right;               /**< the pixel behind the end of the bottom spine */
    size_t bottom;              /**< the first pixel of the bottom spine */
    struct frame_marks x_ticks; /**< below the bottom spine */
    struct frame_marks y_grid;  /**< horizontal lines; without the one that the spine covers */
};

/** Colours of the rules, and their width in pixels. */
struct frame_style {
    uint32_t spine;
    uint32_t grid;
    uint32_t zero; /**< the grid lines at 0 of the geometry panel */
    size_t scale;
};

/**
 * Finds the frames of the four panels, in the order of enum panel_kind. Returns how many
 * spines stand in the picture; the frames are filled when there are as many as panels.
 */
size_t frames_find(const struct image *picture, const struct frame_style *style,
                   struct frame frames[FOUR_PANELS]);

/** How many left spines there are: they show a panel even where a curve lies on the bottom one. */
size_t frames_count(const struct image *picture, const struct frame_style *style);

#endif
