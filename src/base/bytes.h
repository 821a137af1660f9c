/* A file in memory. */
#ifndef GRADFIG_BASE_BYTES_H
#define GRADFIG_BASE_BYTES_H

#include <stddef.h>

/** Ends with bytes_finish. */
struct bytes {
    size_t n;
    char *data; /**< `n` bytes, and a NUL behind them */
};

/** Frees the bytes; zeroed ones are allowed. */
void bytes_finish(struct bytes *bytes);

#endif
