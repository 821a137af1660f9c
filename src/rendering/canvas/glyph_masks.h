/* Images of glyphs, drawn once and kept for all figures. */
#ifndef GRADFIG_RENDERING_CANVAS_GLYPH_MASKS_H
#define GRADFIG_RENDERING_CANVAS_GLYPH_MASKS_H

#include <stdbool.h>
#include <stdint.h>

#include <pango/pangocairo.h>

#include "base/image.h"

/** What a mask shows. */
struct glyph {
    PangoFont *font;
    PangoGlyph glyph;
    double scale; /**< pixels of the image for one of the font */
    bool upwards; /**< turned by a quarter to the left */
};

/** Glyphs begin at steps of a pixel along their line, because whole pixels would make the spaces
 * between letters uneven. */
enum { GLYPH_STEPS = 4 };

/** How much a glyph covers of each pixel, from 0 to 255; 32 shades, which nobody tells from 256, so
 * that images have fewer colors and their files are smaller. */
struct glyph_mask {
    int left; /**< from the glyph's origin to the first column */
    int top;  /**< to the first row, below 0 if that is above the origin */
    int width;
    int height;
    uint8_t covered[]; /**< width·height, top row first */
};

struct glyph_masks;

struct glyph_masks *glyph_masks_create(void);

void glyph_masks_destroy(struct glyph_masks *masks);

/** To be called between figures: ends all masks if they are many. */
void glyph_masks_limit(struct glyph_masks *masks);

/** The mask of a glyph that begins `step` steps to the right of its pixel, or below it if it is
 * turned; from 0 to GLYPH_STEPS - 1. It is borrowed until the next call of any function here. NULL
 * with a status if the font cannot be read. */
const struct glyph_mask *glyph_masks_find(struct glyph_masks *masks, struct glyph glyph, int step,
                                          cairo_status_t *status);

/** Draws a mask in a color, 0xrrggbb, with the glyph's origin at a pixel. The image has colors
 * that are multiplied with their opacity, as Cairo's. */
void glyph_mask_draw(const struct glyph_mask *mask, struct image *image, int x, int y,
                     uint32_t color);

#endif
