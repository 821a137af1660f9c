/* The words of the five classes. */
#include "spec/gradient_class.h"

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
