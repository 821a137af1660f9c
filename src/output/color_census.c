/* Counts the colors of an image, run by run. */
#include "output/color_census.h"

#include <glib.h>

#include "output/equal_pixels.h"

enum { SLOT_BITS = 15 };

static const uint32_t RGB = 0xffffff;

static bool has_room(const struct census *census) {
    return census->n_colors < COLORS_MAX;
}

static void add_color(struct census *census, uint32_t rgb) {
    struct color *color = &census->colors[census->n_colors++];

    *color = (struct color){.rgb = rgb, .distance = G_MAXINT};
    for (int i = 0; i < N_CHANNELS; i++) {
        color->channels[i] = color_channel(rgb, i);
    }
}

/* Adds the color if it is new, by open addressing; the table must have room. */
static struct color *find_color(struct census *census, uint32_t pixel) {
    uint32_t rgb = pixel & RGB;
    uint32_t slot = rgb * 0x9e3779b1 >> (32 - SLOT_BITS); /* Fibonacci hashing */

    while (census->slots[slot] != 0 && census->colors[census->slots[slot] - 1].rgb != rgb) {
        slot = (slot + 1) % (1 << SLOT_BITS);
    }
    if (census->slots[slot] == 0) {
        add_color(census, rgb);
        census->slots[slot] = (uint16_t)census->n_colors;
    }
    return &census->colors[census->slots[slot] - 1];
}

/* The number of pixels, of `n`, before the color changes. */
static size_t run_length(const uint32_t *pixels, size_t n) {
    size_t length = 1;

    while (length + PIXELS_AT_ONCE <= n &&
           pixels_are_zero(pixels_compare(pixels + length, pixels + length - 1, RGB))) {
        length += PIXELS_AT_ONCE;
    }
    while (length < n && pixels_are_equal(pixels[length], pixels[0], RGB)) {
        length++;
    }
    return length;
}

struct census *color_census_create(const struct image *image) {
    struct census *census = g_new0(struct census, 1);
    size_t length;

    census->n_pixels = image->width * image->height;
    for (size_t i = 0; i < census->n_pixels && has_room(census); i += length) {
        length = run_length(image->pixels + i, census->n_pixels - i);
        find_color(census, image->pixels[i])->n_pixels += length;
    }
    if (!has_room(census)) {
        g_free(census);
        return NULL;
    }
    return census;
}

void color_census_write_entries(struct census *census, struct image *image) {
    image_forget_drawn(image);
    for (size_t i = 0; i < census->n_pixels;) {
        size_t end = i + run_length(image->pixels + i, census->n_pixels - i);
        uint32_t entry = find_color(census, image->pixels[i])->entry;
        for (; i < end; i++) {
            image->pixels[i] = entry << 16;
        }
    }
}
