/* PNG files through libpng. */
#ifndef GRADFIG_PNG_H
#define GRADFIG_PNG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <gradfig/error.h>
#include <gradfig/image.h>

/** What a PNG carries beside its pixels; no time, so that the same picture is the same bytes. */
struct gradfig_png_info {
    int64_t dpi;          /**< device pixels per inch, written as pHYs */
    const char *software; /**< Latin-1 */
};

/** Writes `image` to `stream`. Write errors are found here or, for buffered bytes, on closing. */
__attribute__((warn_unused_result)) bool gradfig_png_write(FILE *stream,
                                                           const struct gradfig_image *image,
                                                           const struct gradfig_png_info *info,
                                                           struct gradfig_error *error);

#endif
