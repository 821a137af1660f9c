/* Writes stacks with their fits as JSON. */
#ifndef GRADFIG_MEASUREMENTS_STACK_JSON_H
#define GRADFIG_MEASUREMENTS_STACK_JSON_H

#include "base/error.h"
#include "base/json.h"
#include "measurements/stacks.h"
#include "simulation/gradient_fit.h"

/** An object for one stack, an array of them for several; freed with g_free. */
MUST_CHECK char *stack_json_write(const struct stacks *stacks, struct gradfig_error *error);

/** Adds the numbers of a fit. */
void stack_json_set_fit(json_t **object, const struct gradient_fit *fit);

#endif
