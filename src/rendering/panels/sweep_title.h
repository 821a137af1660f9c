/* The title of the sweep panel. */
#ifndef GRADFIG_RENDERING_PANELS_SWEEP_TITLE_H
#define GRADFIG_RENDERING_PANELS_SWEEP_TITLE_H

#include <stdbool.h>
#include <stddef.h>

#include "rendering/words/panel_titles.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** What the slopes of the sweep do to the gradient. */
struct sweep_effects {
    size_t smallest; /**< of the gradients the first */
    size_t largest;
    bool some_shrink;
    bool some_keep; /* it is 1 but for its sign */
    bool some_grow;
};

struct sweep_effects sweep_effects_of(const struct series *series);

/** "a = 0.2"; this and the title: markup, freed with g_free. */
char *sweep_slope_name(const struct spec *spec, size_t index);

/** The finding of the panel. */
char *sweep_title(const struct series *series, enum title_length length);

#endif
