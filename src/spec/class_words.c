/* The words of the five classes, which claims can have. */
#include "simulation/gradient_class.h"

#include <string.h>

static const char *const words[N_CLASSES][N_LANGUAGES] = {
    [CLASS_VANISHING] = {"vanishing", "梯度消失"},
    [CLASS_DECAYING] = {"decaying", "梯度衰减"},
    [CLASS_SLIGHTLY_DECAYING] = {"slightly decaying", "轻微衰减"},
    [CLASS_STABLE] = {"stable", "梯度稳定"},
    [CLASS_AMPLIFYING] = {"amplifying", "梯度增强"},
};

const char *gradient_class_word(enum gradient_class class, enum language language) {
    return words[class][language];
}

bool gradient_class_find(const char *word, enum gradient_class *class) {
    for (int i = 0; i < N_CLASSES; i++) {
        for (int language = 0; language < N_LANGUAGES; language++) {
            if (strcmp(word, words[i][language]) == 0) {
                *class = (enum gradient_class)i;
                return true;
            }
        }
    }
    return false;
}
