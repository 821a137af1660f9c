/* The five classes of the article for the gradient after all layers: their words and thresholds. */
#ifndef GRADFIG_SPEC_GRADIENT_CLASS_H
#define GRADFIG_SPEC_GRADIENT_CLASS_H

#include <stdbool.h>

#include "base/number.h"
#include "base/texts.h"

/** From zero upwards, in the order of their texts. The words are the article's. The thresholds
 * on |g_n| are gradfig's. */
enum gradient_class {
    CLASS_VANISHING,         /**< 0, or below 1e-4 */
    CLASS_DECAYING,          /**< below 0.1 */
    CLASS_SLIGHTLY_DECAYING, /**< below 0.99 */
    CLASS_STABLE,            /**< up to 1.01 */
    CLASS_AMPLIFYING,        /**< above */
    N_CLASSES
};

/** The article's word for a class, "vanishing"; static memory. */
const char *gradient_class_word(enum gradient_class gradient_class, enum language language);

/** The class with this word in any language; false if there is none. */
bool gradient_class_find(const char *word, enum gradient_class *gradient_class);

/** log10 of the largest |g_n| of a class, INFINITY for the last. A gradient on one of the first
 * three thresholds belongs to the next class. */
double gradient_class_limit(enum gradient_class gradient_class);

/** The class of a gradient through all layers, which depends on the number of layers. */
enum gradient_class gradient_class_of(struct number gradient);

#endif
