/* Which requests are answered at all, and what they ask for. */
#ifndef GRADFIG_EXPLORE_REQUEST_H
#define GRADFIG_EXPLORE_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "base/error.h"

/** The statuses of HTTP that are answered with. */
enum status {
    STATUS_OK = 200,
    STATUS_BAD_REQUEST = 400,
    STATUS_FORBIDDEN = 403,
    STATUS_NOT_FOUND = 404,
    STATUS_METHOD_NOT_ALLOWED = 405,
    STATUS_URI_TOO_LONG = 414,
    STATUS_WORK_FAILED = 500,
    STATUS_UNAVAILABLE = 503,
};

/** A request as the client wrote it. Texts are NULL where it has none. */
struct request {
    const char *method;
    const char *target;     /**< "/figure.png?depth=100" */
    size_t n_hosts;         /**< the number of Host headers */
    const char *host;       /**< the first of them */
    const char *fetch_site; /**< Sec-Fetch-Site, and so on */
    const char *fetch_mode;
    const char *destination; /**< Sec-Fetch-Dest */
    bool has_body;
};

/** The path of a target, without the query; freed with g_free. */
char *request_path(const char *target);

/** The query of a target, or "". */
const char *request_query(const char *target);

/**
 * Checks a request to the server on `port`. Returns 0, or the HTTP status that refuses it.
 * Whether there is such a path, and whether the query is right, is not looked at.
 */
unsigned request_refuse(const struct request *request, unsigned port);

/** A query, pairs of keys and values in the encoding of HTML forms, as texts "KEY=VALUE", in their
 * order. */
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
