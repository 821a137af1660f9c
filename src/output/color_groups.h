/* The colors of an image, and groups of similar ones. */
#ifndef GRADFIG_OUTPUT_COLOR_GROUPS_H
#define GRADFIG_OUTPUT_COLOR_GROUPS_H

#include <stddef.h>
#include <stdint.h>

enum {
    N_CHANNELS = 3,
    COLORS_MAX = 1 << 14, /**< of an image; figures have 2,000 to 11,000 */
    COLOR_SLOT_BITS = 15,
};

struct color {
    uint32_t rgb;
    int channels[N_CHANNELS];
    size_t n_pixels;
    int distance;  /**< squared distance to its entry of the palette; at first the largest int */
    uint8_t entry; /**< of the palette */
};

/** The colors of an image and how many pixels have each. */
struct census {
    size_t n_pixels;
    size_t n_colors;
    struct color colors[COLORS_MAX];
    uint16_t slots[1 << COLOR_SLOT_BITS]; /**< a hash table: 1 + the number of a color, or 0 */
};

/** Red, green or blue of 0xrrggbb, for channel 0, 1 or 2. */
static inline int color_channel(uint32_t rgb, int channel) {
    return (int)(rgb >> (16 - 8 * channel) & 0xff);
}

/**
 * Groups the colors of `census`, more than `n` of them, and writes the color that stands for each
 * group into `chosen`, which has room for `n`. Returns the number of groups, at most `n`.
 */
size_t color_groups_choose(struct census *census, size_t n, uint32_t *chosen);

#endif
