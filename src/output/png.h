/* PNG files. */
#ifndef GRADFIG_OUTPUT_PNG_H
#define GRADFIG_OUTPUT_PNG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/image.h"
#include "output/formats.h"
#include "spec/spec.h"

/** The keyword of the recipe. */
#define PNG_RECIPE_KEY "gradfig"

/**
 * Makes a PNG of `image`, with `about` in pHYs and in texts: Title, Description, Software and, as
 * "gradfig", the recipe. Texts of ASCII are in tEXt, which all programs keep, others in
 * iTXt; the recipe is always in tEXt, too, with its other letters escaped. The caller ends `bytes`
 * with bytes_finish.
 *
 * With COLORS_256 the PNG has a palette if the image is opaque and the eye cannot distinguish the
 * palette from the exact colors. The pixels of `image` are then replaced as by palette_reduce.
 */
void png_write(struct image *image, enum color_precision colors, const struct about *about,
               struct bytes *bytes);

/**
 * Reads the recipe of a PNG that gradfig wrote, from any of its texts; freed by the caller with
 * g_free. The PNG may have been rewritten by another program. NULL with `error` filled if it is
 * damaged or has no recipe.
 */
char *png_read_recipe(const struct bytes *bytes, struct gradfig_error *error);

/** Whether all chunks up to the last one have the right checksums. */
bool png_is_complete(const struct bytes *bytes);

/**
 * Reads the pixels of a PNG into `image`, to be ended with image_finish. Fails unless it is
 * `width` x `height`, before it allocates memory. `*n_read` is the number of bytes up to the end of
 * the PNG.
 */
MUST_CHECK bool png_read(const struct bytes *bytes, size_t width, size_t height,
                         struct image *image, size_t *n_read, struct gradfig_error *error);

#endif
