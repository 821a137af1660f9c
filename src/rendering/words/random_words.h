/* What becomes of the gradient of random layers, in words. */
#ifndef GRADFIG_RENDERING_WORDS_RANDOM_WORDS_H
#define GRADFIG_RENDERING_WORDS_RANDOM_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "rendering/words/gradient_words.h"
#include "simulation/series.h"

/** Whether the mean gradient of the network is far below the typical one, which has no sign: random
 * layers turn it to both sides. */
bool random_signs_cancel(const struct series *series, size_t index);

/** "The typical gradient of residual halves every 32.4 layers while the mean stays 1", or "is 6.3,
 * the mean 7.2", of one network or of several. Frees the words of `noun`. Markup, freed with
 * g_free. */
char *random_clause(const struct series *series, size_t index, struct noun noun, bool is_second);

#endif
