/* An image in at most 256 colors, for PNGs with a palette. */
#ifndef GRADFIG_OUTPUT_PALETTE_H
#define GRADFIG_OUTPUT_PALETTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/image.h"

enum { PALETTE_COLORS_MAX = 256 };

/** Colors as 0xrrggbb, each used by at least one pixel. */
struct palette {
    size_t n_colors; /**< 1 to PALETTE_COLORS_MAX */
    uint32_t colors[PALETTE_COLORS_MAX];
};

/**
 * Finds colors that represent those of `image`, and replaces the red of every pixel by its index,
 * the other channels by 0. An image of at most 256 colors keeps them all.
 *
 * Returns false, with both untouched, if the eye could distinguish the result from the image: if
 * the root mean square over all channels and pixels is above 0.5 of 255, or a channel is off by
 * more than 24. The same pixels give the same palette and indices.
 */
bool palette_reduce(struct image *image, struct palette *palette);

#endif
