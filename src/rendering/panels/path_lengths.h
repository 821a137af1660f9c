/* The lengths of paths that the axis of the paths panel shows. */
#ifndef GRADFIG_RENDERING_PANELS_PATH_LENGTHS_H
#define GRADFIG_RENDERING_PANELS_PATH_LENGTHS_H

#include <stdbool.h>

#include "rendering/panels/panel_types.h"

struct path_lengths {
    double first;
    double last;
    bool have_all; /**< the shares of all paths are among them */
};

/** Those with shares that one would see, from 0 and to the depth unless much of the axis would be
 * empty. All paths are left out where beside them the shares of the gradient would be needles. */
struct path_lengths path_lengths_of(const struct series *series);

#endif
