/* Reads what the headline names as the cause of the gradients, if it is true. */
#ifndef GRADFIG_TESTS_READ_HEADLINE_H
#define GRADFIG_TESTS_READ_HEADLINE_H

#include <stdbool.h>

#include "shared/read_title.h"

/** Whether the slopes of all layers are equal. */
bool layers_have_one_slope(const struct network *network);

/** Moves `at` past the cause that a clause of the headline begins with, if it is true: "At slope
 * 0.8, " or "Below slope 1, " if the network's layers have one slope, "At branch scale 0, ", and
 * nothing by name. */
bool read_cause(const char **at, struct facts *facts);

#endif
