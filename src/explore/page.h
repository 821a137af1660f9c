/* The page of `gradfig explore`. */
#ifndef GRADFIG_EXPLORE_PAGE_H
#define GRADFIG_EXPLORE_PAGE_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"
#include "explore/explored.h"

/** Room for a nonce with its NUL. */
enum { NONCE_SIZE = 33 };

/** Writes digits that nobody can guess. */
void page_choose_nonce(char nonce[NONCE_SIZE]);

/** Names the page of this spec: that of another spec has another digest. Freed with g_free; NULL
 * with `error`. */
MUST_CHECK char *page_digest(const struct explored *explored, struct gradfig_error *error);

/** The page; only scripts and styles with this nonce are to run. Ends with bytes_finish. */
MUST_CHECK bool page_write(const struct explored *explored, const char *nonce, struct bytes *bytes,
                           struct gradfig_error *error);

#endif
