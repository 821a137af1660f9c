/* Sets and checks single values of a spec, which the command does with all of them together. */
#ifndef GRADFIG_TESTS_SET_SPEC_H
#define GRADFIG_TESTS_SET_SPEC_H

#include <stdbool.h>

#include "base/error.h"
#include "spec/spec.h"

/**
 * Sets one value of `spec` as `--set KEY=VALUE` does. `text` is the value as typed; a list is
 * separated by commas, in brackets or not. Creates no network.
 *
 * Fails with GRADFIG_INVALID_INPUT on an unknown key and on a value that its row of the table
 * refuses; the message then says what was expected and found, without the key.
 */
MUST_CHECK bool spec_set(struct spec *spec, const char *key, const char *text,
                         struct gradfig_error *error);

/**
 * Makes the checks across values: of lists longer than the depth, ranges with their ends swapped,
 * figures with too many pixels. The message begins with the key at fault.
 */
MUST_CHECK bool spec_validate(const struct spec *spec, struct gradfig_error *error);

#endif
