/* Writes stacks as a spec: the measured gradients, and a network with the gradient per layer. */
#ifndef GRADFIG_MEASUREMENTS_STACK_YAML_H
#define GRADFIG_MEASUREMENTS_STACK_YAML_H

#include <stdbool.h>

#include "base/error.h"

struct stacks;

/** Whether a text is a spec that stack_yaml_write has made and nobody has changed: the checksum in
 * its second line is that of the lines below. */
bool stack_yaml_is_unchanged(const char *text);

/** Freed with g_free. Fails if there are more runs than a spec has networks. */
MUST_CHECK char *stack_yaml_write(const struct stacks *stacks, struct gradfig_error *error);

#endif
