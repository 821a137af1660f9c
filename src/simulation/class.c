/* The five classes: their thresholds and words. */
#include <gradfig/class.h>

#include <string.h>

/* log10 of the largest gradient of each class: 1e-4, 0.1, 0.99 and 1.01. */
static const double limits[GRADFIG_N_CLASSES] = {
    [GRADFIG_CLASS_VANISHING] = -4,
    [GRADFIG_CLASS_DECAYING] = -1,
    [GRADFIG_CLASS_SLIGHTLY_DECAYING] = -0.0043648054024500846,
    [GRADFIG_CLASS_STABLE] = 0.0043213737826425743,
    [GRADFIG_CLASS_AMPLIFYING] = INFINITY,
};

static const char *const words[GRADFIG_N_CLASSES][GRADFIG_N_LANGUAGES] = {
    [GRADFIG_CLASS_VANISHING] = {"vanishing", "梯度消失"},
    [GRADFIG_CLASS_DECAYING] = {"decaying", "梯度衰减"},
    [GRADFIG_CLASS_SLIGHTLY_DECAYING] = {"slightly decaying", "轻微衰减"},
    [GRADFIG_CLASS_STABLE] = {"stable", "梯度稳定"},
    [GRADFIG_CLASS_AMPLIFYING] = {"amplifying", "梯度增强"},
};

/* What a user typed is on a threshold however its digits were rounded: 0.9·1.1 is 0.99. */
static const double ROUNDING = 1e-14;

double gradfig_class_limit(enum gradfig_class class) {
    return limits[class];
}

enum gradfig_class gradfig_class_of(struct gradfig_number gradient) {
    int class = GRADFIG_CLASS_VANISHING;

    if (gradient.sign == 0) {
        return GRADFIG_CLASS_VANISHING;
    }
    if (gradient.log10_abs > limits[GRADFIG_CLASS_STABLE] + ROUNDING) {
        return GRADFIG_CLASS_AMPLIFYING;
    }
    while (class < GRADFIG_CLASS_STABLE && gradient.log10_abs >= limits[class] - ROUNDING) {
        class ++;
    }
    return (enum gradfig_class) class;
}

const char *gradfig_class_word(enum gradfig_class class, enum gradfig_language language) {
    return words[class][language];
}

bool gradfig_class_find(const char *word, enum gradfig_class *class) {
    for (int i = 0; i < GRADFIG_N_CLASSES; i++) {
        for (int language = 0; language < GRADFIG_N_LANGUAGES; language++) {
            if (strcmp(word, words[i][language]) == 0) {
                *class = (enum gradfig_class)i;
                return true;
            }
        }
    }
    return false;
}
