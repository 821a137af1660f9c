/* The rail: labels beside the line ends, moved apart only where they collide. */
#ifndef GRADFIG_RENDERING_RAIL_H
#define GRADFIG_RENDERING_RAIL_H

#include <stddef.h>

/**
 * Moves `n` ascending positions `y` apart to at least `gap`, within low..high, by as little as
 * possible: the sum of the squared moves is least. `n` gaps must fit between low and high.
 */
void rail_spread(double *y, size_t n, double gap, double low, double high);

#endif
