/* Layers to be marked on an axis or a curve: the first, the last, and some between at equal steps.
 */
#ifndef GRADFIG_RENDERING_AXES_LAYER_STEPS_H
#define GRADFIG_RENDERING_AXES_LAYER_STEPS_H

#include <stdbool.h>
#include <stdint.h>

/** Whole layers from 0 on. */
struct layer_steps {
    int64_t depth;
    int64_t step;
    int64_t n; /**< at least 1; the last of them is the depth */
};

/** The layers from 0 to `depth` that are at least `gap` apart, and the last at least `last_gap`
 * from the one before; an odd step shows signs that alternate. */
struct layer_steps layer_steps_of(int64_t depth, double gap, double last_gap, bool is_odd);

/** Layer `i` of them. */
int64_t layer_steps_at(const struct layer_steps *steps, int64_t i);

#endif
