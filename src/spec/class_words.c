/* The words of the five classes, which claims can have. */
#include <gradfig/class.h>

#include <string.h>

static const char *const words[GRADFIG_N_CLASSES][GRADFIG_N_LANGUAGES] = {
    [GRADFIG_CLASS_VANISHING] = {"vanishing", "梯度消失"},
    [GRADFIG_CLASS_DECAYING] = {"decaying", "梯度衰减"},
    [GRADFIG_CLASS_SLIGHTLY_DECAYING] = {"slightly decaying", "轻微衰减"},
    [GRADFIG_CLASS_STABLE] = {"stable", "梯度稳定"},
    [GRADFIG_CLASS_AMPLIFYING] = {"amplifying", "梯度增强"},
};

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
