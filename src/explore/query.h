/* The query of a request: pairs of keys and values in the encoding of HTML forms. */
#ifndef GRADFIG_EXPLORE_QUERY_H
#define GRADFIG_EXPLORE_QUERY_H

#include <stdbool.h>

#include <glib.h>

#include "base/error.h"

/** A query as texts "KEY=VALUE", in their order. */
struct query {
    GPtrArray *settings; /**< char * */
};

/**
 * Reads "KEY=VALUE&KEY=VALUE...", in which "+" is a blank and "%2B" a plus. Empty pairs are left
 * out. Ends with query_finish. Fails on a "%" without two digits, on bytes that are not UTF-8, and
 * on characters that no request may contain.
 */
MUST_CHECK bool query_read(struct query *query, const char *text, struct gradfig_error *error);

/** The names of "networks=NAMES" at the beginning of the query, or NULL; borrowed. */
const char *query_networks(const struct query *query);

/** Zeroed queries are allowed. */
void query_finish(struct query *query);

#endif
