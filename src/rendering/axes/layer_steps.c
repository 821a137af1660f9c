/* Chooses a step that readers count in, and rather one that divides the depth. */
#include "rendering/axes/layer_steps.h"

#include <math.h>

#include <glib.h>

#include "rendering/axes/axis_ticks.h"

static bool divides(double step, int64_t depth) {
    return fmod((double)depth, step) == 0;
}

/* Whether the last layer would replace the one of the step before it. */
static bool leaves_hole(double step, int64_t depth, double last_gap) {
    double rest = fmod((double)depth, step);
    return rest > 0 && rest < last_gap;
}

static double even_step(double gap, double last_gap, int64_t depth) {
    enum { N_USUAL = 7 }; /* the others only avoid a hole */
    static const double divisors[] = {1, 2, 3, 4, 5, 6, 8, 7, 9};
    static const double factor_max = 1.6; /* a divisor may be this much larger than another step */
    double step = axis_nice_step(gap);
    double power = pow(10, floor(log10(gap)));
    size_t n = leaves_hole(step, depth, last_gap) ? G_N_ELEMENTS(divisors) : N_USUAL;

    for (size_t i = 0; !divides(step, depth) && i < n; i++) {
        double divisor = divisors[i] * power;
        if (divisor >= gap && divisor <= factor_max * step && divides(divisor, depth)) {
            return divisor;
        }
    }
    return step;
}

struct layer_steps layer_steps_of(int64_t depth, double gap, double last_gap, bool is_odd) {
    double least = fmax(1, gap);
    double step = is_odd ? 2 * ceil((least - 1) / 2) + 1 : even_step(least, last_gap, depth);
    struct layer_steps steps = {.depth = depth, .step = (int64_t)step, .n = 1};
    int64_t n_steps = depth / steps.step;
    int64_t rest = depth % steps.step;

    if (depth > 0) {
        /* the depth replaces the layer before it or, if that is far enough, follows it */
        bool is_further = rest > 0 && (double)rest >= last_gap;
        steps.n = MAX(n_steps + (is_further ? 2 : 1), 2);
    }
    return steps;
}

int64_t layer_steps_at(const struct layer_steps *steps, int64_t i) {
    return i == steps->n - 1 ? steps->depth : i * steps->step;
}
