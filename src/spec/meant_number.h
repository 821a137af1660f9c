/* Guesses the number that a mistyped one stands for. */
#ifndef GRADFIG_SPEC_MEANT_NUMBER_H
#define GRADFIG_SPEC_MEANT_NUMBER_H

#include "spec/parameters.h"

/**
 * What to write in place of `text`, as the end of a message: "; write 0.8" for "0,8". NULL if that
 * is not known. Freed with g_free.
 */
char *meant_number_hint(const struct parameter *row, const char *text);

#endif
