/* A file in memory. */
#ifndef GRADFIG_BYTES_H
#define GRADFIG_BYTES_H

#include <stddef.h>

/** Ends with gradfig_bytes_finish. */
struct gradfig_bytes {
    size_t n;
    char *data; /**< `n` bytes, and a NUL behind them */
};

/** Frees the bytes; zeroed ones are allowed. */
void gradfig_bytes_finish(struct gradfig_bytes *bytes);

#endif
