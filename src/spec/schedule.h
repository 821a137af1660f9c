/* The ends of a schedule, {from: 1, to: 0.5}. */
#ifndef GRADFIG_SPEC_SCHEDULE_H
#define GRADFIG_SPEC_SCHEDULE_H

#include <stdbool.h>

#include "base/error.h"
#include "spec/yaml_tree.h"

enum schedule_end { SCHEDULE_FROM, SCHEDULE_TO, N_SCHEDULE_ENDS };

/**
 * Finds the nodes of both ends in a map, each of them a number that is not quoted. False with
 * `error` filled if a key is missing, unknown or there twice; `*fault` is then the node to blame.
 */
MUST_CHECK bool schedule_find_ends(const struct node *map, const struct node **ends,
                                   const struct node **fault, struct gradfig_error *error);

#endif
