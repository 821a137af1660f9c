/* The results that have an address: each is a row of a table. */
#ifndef GRADFIG_EXPLORE_RESULTS_H
#define GRADFIG_EXPLORE_RESULTS_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"
#include "explore/explored.h"
#include "explore/request.h"
#include "spec/spec.h"

struct result;

/** One result of one spec. */
struct result_of {
    const struct result *result;
    const struct explored *explored;
    const struct query *query; /**< from which the spec was made */
    const struct spec *spec;
};

/** The work that a result takes besides the series. */
enum result_work {
    WORK_NONE,   /**< not even the series */
    WORK_SERIES, /**< nothing else */
    WORK_FIGURE, /**< pixels */
    WORK_TABLE,  /**< a row for each point */
    WORK_REPORT, /**< paths and claims */
};

struct result {
    const char *path;    /**< "/figure.png"; the name of the file follows the slash */
    const char *type;    /**< of its content */
    const char *command; /**< that writes the same bytes, or the figure that `after` reads */
    const char *after;   /**< the command after it, "snippet"; NULL: none */
    enum result_work work;
    /** Makes the bytes; the caller ends them with bytes_finish. */
    bool (*make)(const struct result_of *wanted, struct bytes *bytes, struct gradfig_error *error);
};

/** The result with this path, or NULL. */
const struct result *result_find(const char *path);

/** The name of the file that its command writes. */
const char *result_output(const struct result_of *wanted);

/** Whether a result is made in about two seconds at most. The error names the limit. */
MUST_CHECK bool cost_check(const struct result_of *wanted, struct gradfig_error *error);

#endif
