/* The number of a label, with which verbs agree. */
#ifndef GRADFIG_RENDERING_WORDS_PLURAL_LABELS_H
#define GRADFIG_RENDERING_WORDS_PLURAL_LABELS_H

#include <stdbool.h>

/** Whether an English label names several things: "Highway networks", "LSTMs (Hochreiter)". Others
 * are names of one network: "ResNet-50", "without skip connections". */
bool label_is_plural(const char *label);

#endif
