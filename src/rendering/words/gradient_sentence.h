/* The sentence on the gradients of the networks, which is the headline of most figures. */
#ifndef GRADFIG_RENDERING_WORDS_GRADIENT_SENTENCE_H
#define GRADFIG_RENDERING_WORDS_GRADIENT_SENTENCE_H

#include <stdbool.h>

#include "rendering/words/panel_titles.h"
#include "rendering/words/slope_causes.h"
#include "simulation/series.h"

/* Markup in the figure's language, freed with g_free. */

/** What becomes of the smallest and the largest gradient, and of one between them if the sentence
 * may be long: "Ten plain layers keep 11% of the gradient; ten residual blocks multiply it by 6.2".
 * From five networks on it may count those that shrink the gradient. */
char *gradient_sentence(const struct series *series, enum title_length length);

/** The same with the slope of every network: "A (slope 0.9) keeps 0.52% of the gradient". NULL if
 * the slope of some network cannot be said in this form. */
char *gradient_sentence_with_slopes(const struct series *series, enum slope_form form);

/** Whether the sentence is on all networks at once: "Both networks ...", "All five networks ..." */
bool gradient_sentence_is_on_all(const struct series *series);

#endif
