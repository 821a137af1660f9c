/* The colors of an image and how many pixels have each. */
#ifndef GRADFIG_OUTPUT_COLOR_CENSUS_H
#define GRADFIG_OUTPUT_COLOR_CENSUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/image.h"

enum {
    N_CHANNELS = 3,
    COLORS_MAX = 1 << 14, /**< of an image; figures have 2,000 to 11,000 */
};

struct color {
    uint32_t rgb;
    int channels[N_CHANNELS];
    size_t n_pixels;
    int distance;  /**< squared distance to its entry of the palette; at first the largest int */
    uint8_t entry; /**< of the palette */
};

/** Free with g_free. */
struct census {
    size_t n_pixels;
    size_t n_colors;
    struct color colors[COLORS_MAX];
    uint16_t slots[1 << 15]; /**< a hash table: 1 + the number of a color, or 0 */
};

/** Red, green or blue of 0xrrggbb, for channel 0, 1 or 2. */
static inline int color_channel(uint32_t rgb, int channel) {
    return (int)(rgb >> (16 - 8 * channel) & 0xff);
}

/** Counts the colors of `image`; NULL if it may have more than COLORS_MAX. */
struct census *color_census_create(const struct image *image);

/** Replaces the pixels of the image that was counted by 0xii0000, where ii is the entry of the
 * palette. */
void color_census_write_entries(struct census *census, struct image *image);

#endif
