/* The SHA-256 of files in a batch's folder. */
#ifndef GRADFIG_BATCH_DIGEST_H
#define GRADFIG_BATCH_DIGEST_H

#include "base/bytes.h"

/** Size in bytes of a SHA-256 in hexadecimal digits, with the NUL. */
#define SHA256_SIZE 65

/** Writes the SHA-256 of `bytes` into `digest`, of SHA256_SIZE bytes. */
void digest_write(const struct bytes *bytes, char *digest);

#endif
