/* Compression of a picture's rows. */
#ifndef GRADFIG_OUTPUT_DEFLATE_H
#define GRADFIG_OUTPUT_DEFLATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

/**
 * Compresses `n_bytes` bytes, at least 1, into a stream of zlib's format (RFC 1950, 1951); the
 * caller ends `stream` with bytes_finish. Looks first for what is the same as `left` or as
 * `above` bytes before: in figures that is nearly everything. `left` is from 1 to 32767; an `above`
 * beyond that is not used.
 */
void deflate_rows(const uint8_t *bytes, size_t n_bytes, size_t left, size_t above,
                  struct bytes *stream);

#endif
