/* Names the slopes of layers as what becomes of a gradient. */
#ifndef GRADFIG_RENDERING_WORDS_SLOPE_CAUSES_H
#define GRADFIG_RENDERING_WORDS_SLOPE_CAUSES_H

#include <stdbool.h>
#include <stddef.h>

#include "rendering/words/gradient_words.h"
#include "spec/spec.h"

/** Whether the gradient of every network is a power of one slope, which a sentence can add to its
 * name. */
bool slopes_are_causes(const struct spec *spec);

/** How a slope is said: "(slope 0.8)", or "(×0.8)". */
enum slope_form { SLOPE_NONE, SLOPE_IN_WORDS, SLOPE_AS_FACTOR };

/** "ten plain layers (slope 0.8)". Frees the words of `noun`. */
struct noun noun_with_slope(const struct spec *spec, size_t index, enum slope_form form,
                            struct noun noun);

#endif
