/* A picture in at most 256 colours, for PNGs with a palette. */
#ifndef GRADFIG_OUTPUT_PALETTE_H
#define GRADFIG_OUTPUT_PALETTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/image.h"

enum { PALETTE_COLORS_MAX = 256 };

/** Colours 0xrrggbb; every one is the colour of some pixel's index. */
struct palette {
    size_t n_colors; /**< 1 to PALETTE_COLORS_MAX */
    uint32_t colors[PALETTE_COLORS_MAX];
};

/**
 * Finds the colours that stand for those of `image`, and writes the index of every pixel into
 * `indices`, width·height bytes of the caller's. A picture of at most 256 colours keeps them all.
 *
 * Returns false where the eye could tell the result from the picture: rms over all channels and
 * pixels above 0.5 of 255, or a channel off by more than 24. `palette` and `indices` then mean
 * nothing. The same pixels give the same palette and indices.
 */
bool palette_reduce(const struct image *image, struct palette *palette, uint8_t *indices);

#endif
