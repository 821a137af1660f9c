/* The five classes of the article: what becomes of a gradient after all layers. */
#ifndef GRADFIG_CLASS_H
#define GRADFIG_CLASS_H

#include <stdbool.h>

#include <gradfig/number.h>
#include <gradfig/spec.h>

/** From zero upwards; the words are the article's, the thresholds on |g_n| ours. */
enum gradfig_class {
    GRADFIG_CLASS_VANISHING,         /**< 0, or below 1e-4 */
    GRADFIG_CLASS_DECAYING,          /**< below 0.1 */
    GRADFIG_CLASS_SLIGHTLY_DECAYING, /**< below 0.99 */
    GRADFIG_CLASS_STABLE,            /**< up to 1.01 */
    GRADFIG_CLASS_AMPLIFYING,        /**< above */
    GRADFIG_N_CLASSES
};

/** The article's word for a class, "vanishing"; static memory. */
const char *gradfig_class_word(enum gradfig_class class, enum gradfig_language language);

/** The class with this word in either language; false if there is none. */
bool gradfig_class_find(const char *word, enum gradfig_class *class);

/** log10 of the largest |g_n| of a class: INFINITY of the last. Those of the first three belong to
 * the next class themselves. */
double gradfig_class_limit(enum gradfig_class class);

/** The class of a gradient through all layers. It depends on their number. */
enum gradfig_class gradfig_class_of(struct gradfig_number gradient);

#endif
