/* Estimates the work for a result. */
#include "explore/cost.h"

#include "explore/limits.h"

static bool check_pixels(const struct spec *spec, struct gradfig_error *error) {
    int64_t scale = spec->figure.scale;
    int64_t n = spec->figure.width * spec->figure.height * scale * scale;

    return n <= EXPLORE_PIXELS_MAX ||
           error_set(error, GRADFIG_INVALID_INPUT,
                     "figure.width: expected a figure of at most %d pixels here, found %lld",
                     EXPLORE_PIXELS_MAX, (long long)n);
}

bool cost_check(const struct result_of *wanted, struct gradfig_error *error) {
    return wanted->result->work != WORK_FIGURE || check_pixels(wanted->spec, error);
}
