/* Compression of a picture's rows. */
#ifndef GRADFIG_OUTPUT_DEFLATE_H
#define GRADFIG_OUTPUT_DEFLATE_H

#include <stddef.h>
#include <stdint.h>

#include <gradfig/bytes.h>

/**
 * Compresses `n_bytes` bytes, at least 1, into a stream of zlib's format (RFC 1950, 1951); the
 * caller ends `stream` with gradfig_bytes_finish. Looks for what is the same as `left` or as
 * `above` bytes before and for nothing else: in figures that is nearly everything, and it is five
 * times as fast as looking everywhere. `left` is from 1 to 32768; an `above` beyond that is not
 * used.
 */
void deflate_rows(const uint8_t *bytes, size_t n_bytes, size_t left, size_t above,
                  struct gradfig_bytes *stream);

#endif
