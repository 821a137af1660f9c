/* How much work a request may take. */
#ifndef GRADFIG_EXPLORE_COST_H
#define GRADFIG_EXPLORE_COST_H

#include <stdbool.h>

#include "base/error.h"
#include "explore/results.h"

/** Whether a result is made in about two seconds at most. The error names the limit. */
MUST_CHECK bool cost_check(const struct result_of *wanted, struct gradfig_error *error);

#endif
