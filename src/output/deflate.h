/* Compression of the rows of an image. */
#ifndef GRADFIG_OUTPUT_DEFLATE_H
#define GRADFIG_OUTPUT_DEFLATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

/**
 * Compresses `n_bytes` bytes, at least 1, into a stream of zlib's format (RFC 1950, 1951); the
 * caller ends `stream` with bytes_finish. Compares first with the bytes `left` and `above` bytes
 * before, which are equal nearly everywhere in a figure. `left` is from 1 to 32767; a larger
 * `above` is not used.
 */
void deflate_rows(const uint8_t *bytes, size_t n_bytes, size_t left, size_t above,
                  struct bytes *stream);

#endif
