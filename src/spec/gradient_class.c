/* The words and thresholds of the five classes. */
#include "spec/gradient_class.h"

#include <math.h>
#include <string.h>

const char *gradient_class_word(enum gradient_class gradient_class, enum language language) {
    return texts_get(language, (enum text)(TEXT_CLASS_VANISHING + (int)gradient_class));
}

bool gradient_class_find(const char *word, enum gradient_class *gradient_class) {
    for (int i = 0; i < N_CLASSES; i++) {
        for (int language = 0; language < N_LANGUAGES; language++) {
            if (strcmp(word,
                       gradient_class_word((enum gradient_class)i, (enum language)language)) == 0) {
                *gradient_class = (enum gradient_class)i;
                return true;
            }
        }
    }
    return false;
}

/* ---- thresholds ---- */

/* log10 of the largest gradient of each class: 1e-4, 0.1, 0.99 and 1.01. */
static const double limits[N_CLASSES] = {
    [CLASS_VANISHING] = -4,
    [CLASS_DECAYING] = -1,
    [CLASS_SLIGHTLY_DECAYING] = -0.0043648054024500846,
    [CLASS_STABLE] = 0.0043213737826425743,
    [CLASS_AMPLIFYING] = INFINITY,
};

/* Tolerates the rounding of typed decimals, so that 0.9·1.1 is on the threshold 0.99. */
static const double ROUNDING = 1e-14;

double gradient_class_limit(enum gradient_class class) {
    return limits[class];
}

enum gradient_class gradient_class_of(struct number gradient) {
    int class = CLASS_VANISHING;

    if (gradient.sign == 0) {
        return CLASS_VANISHING;
    }
    if (gradient.log10_abs > limits[CLASS_STABLE] + ROUNDING) {
        return CLASS_AMPLIFYING;
    }
    while (class < CLASS_STABLE && gradient.log10_abs >= limits[class] - ROUNDING) {
        class ++;
    }
    return (enum gradient_class) class;
}
