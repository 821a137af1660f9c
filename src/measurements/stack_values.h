/* Reads the gradients of the layers of one run at one step. */
#ifndef GRADFIG_MEASUREMENTS_STACK_VALUES_H
#define GRADFIG_MEASUREMENTS_STACK_VALUES_H

#include "base/error.h"
#include "measurements/stacks.h"

/**
 * Makes the stack of `columns`, struct measured_column of one run in the order of the file, and
 * sorts them. NULL if it has no plain order, one step is not enough or no fit is possible. Ends
 * with stack_destroy.
 */
MUST_CHECK struct stack *stack_create(GPtrArray *columns, const struct stack_choice *choice,
                                      struct gradfig_error *error);

/** Why a value is left out of a fit: zero, missing, inf or nan; NULL if it is not. */
const char *stack_layer_fault(const struct stack_layer *layer);

/** Layer `n` back from the output. */
const struct stack_layer *stack_layer_at(const struct stack *stack, size_t n);

/** The values of the layers, the output's first; freed with g_free. */
double *stack_take_values(const struct stack *stack);

/** Takes a struct stack. */
void stack_destroy(void *stack);

#endif
