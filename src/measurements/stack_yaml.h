/* Writes stacks as a spec: the measured gradients, and a network with the gradient per layer. */
#ifndef GRADFIG_MEASUREMENTS_STACK_YAML_H
#define GRADFIG_MEASUREMENTS_STACK_YAML_H

#include "base/error.h"
#include "measurements/stacks.h"

/** Freed with g_free. Fails if there are more runs than a spec has networks. */
MUST_CHECK char *stack_yaml_write(const struct stacks *stacks, struct gradfig_error *error);

#endif
