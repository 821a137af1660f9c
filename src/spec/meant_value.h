/* Guesses the value that a mistyped one stands for. */
#ifndef GRADFIG_SPEC_MEANT_VALUE_H
#define GRADFIG_SPEC_MEANT_VALUE_H

#include "spec/parameters.h"

/**
 * What to write in place of `text`, as the end of a message: "; write dark" for "Dark". Empty if
 * that is not known. Freed with g_free.
 */
char *meant_value_hint(const struct parameter *row, const char *text);

#endif
