/* What a reader of a fit must know. */
#ifndef GRADFIG_MEASUREMENTS_STACK_WARNINGS_H
#define GRADFIG_MEASUREMENTS_STACK_WARNINGS_H

#include <glib.h>

#include "measurements/stacks.h"

/** Appends lines to `lines`, which owns them. What is measured is said once. */
void stack_warnings_append(const struct stack *stack, GPtrArray *lines);

#endif
