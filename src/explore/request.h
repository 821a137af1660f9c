/* Which requests are answered at all. */
#ifndef GRADFIG_EXPLORE_REQUEST_H
#define GRADFIG_EXPLORE_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

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

#endif
