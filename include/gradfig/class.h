/* The five classes of the article: what becomes of a gradient after all layers. */
#ifndef GRADFIG_CLASS_H
#define GRADFIG_CLASS_H

#include <gradfig/number.h>

/** From zero upwards; the words are the article's, the thresholds on |g_n| ours. */
enum gradfig_class {
    GRADFIG_CLASS_VANISHING,         /**< 0, or below 1e-4 */
    GRADFIG_CLASS_DECAYING,          /**< below 0.1 */
    GRADFIG_CLASS_SLIGHTLY_DECAYING, /**< below 0.99 */
    GRADFIG_CLASS_STABLE,            /**< up to 1.01 */
    GRADFIG_CLASS_AMPLIFYING,        /**< above */
    GRADFIG_N_CLASSES
};

/** The class of a gradient through all layers. It depends on their number. */
enum gradfig_class gradfig_class_of(struct gradfig_number gradient);

#endif
