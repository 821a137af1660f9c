/* Compression of the pixels of an image. */
#ifndef GRADFIG_OUTPUT_DEFLATE_H
#define GRADFIG_OUTPUT_DEFLATE_H

#include <stddef.h>

#include <glib.h>

#include "base/image.h"

/**
 * Appends the rows of a PNG of 8 bits a channel, in zlib's format (RFC 1950), to `stream`: 1
 * channel, the red one; 3, without opacity; or 4.
 */
void deflate_pixels(const struct image *image, size_t n_channels, GByteArray *stream);

#endif
