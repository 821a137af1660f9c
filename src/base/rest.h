/* The rest of a text that is searched from its start on. */
#ifndef GRADFIG_BASE_REST_H
#define GRADFIG_BASE_REST_H

#include <stdbool.h>

/** From `at` on, up to `end`. */
struct rest {
    const char *at;
    const char *end;
};

/** Steps to the place after the next `word`; false if there is none. */
bool rest_skip_past(struct rest *rest, const char *word);

#endif
