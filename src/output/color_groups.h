/* Groups of similar colors. */
#ifndef GRADFIG_OUTPUT_COLOR_GROUPS_H
#define GRADFIG_OUTPUT_COLOR_GROUPS_H

#include <stddef.h>
#include <stdint.h>

#include "output/color_census.h"

/**
 * Groups the colors of `census`, more than `n` of them, and writes the color that stands for each
 * group into `chosen`, which has room for `n`. Returns the number of groups, at most `n`.
 */
size_t color_groups_choose(struct census *census, size_t n, uint32_t *chosen);

#endif
