#include "rendering/words/plural_labels.h"

#include <string.h>

#include <glib.h>

static bool is_preposition(const char *word, size_t length) {
    static const char *const prepositions[] = {
        "with", "without", "of",     "in", "for", "per", "from",    "over", "by",
        "no",   "after",   "before", "at", "on",  "to",  "between", "until"};
    bool is = false;

    for (size_t i = 0; i < G_N_ELEMENTS(prepositions); i++) {
        is = is || (strlen(prepositions[i]) == length &&
                    g_ascii_strncasecmp(word, prepositions[i], length) == 0);
    }
    return is;
}

/* The words that say what the label names: "Network" of "Network with 12 layers, 2015". */
static size_t measure_head(const char *label) {
    size_t end = 0;
    size_t begin = strspn(label, " ");
    size_t n = strcspn(label + begin, " ,;:(");

    while (n > 0 && !is_preposition(label + begin, n)) {
        end = begin + n;
        begin = end + strspn(label + end, " ");
        n = strcspn(label + begin, " ,;:(");
    }
    return end;
}

/* "ResNets", "Highway networks", "activations", "LSTMs"; not "bias" or "loss", which have an ending
 * of the singular too. */
static bool ends_in_plural(const char *label, size_t length) {
    static const char *const endings[] = {
        "nets", "orks", "ers",   "ocks", "its",  "els",  "ells",
        "ons",  "ents", "ights", "als",  "ings", "ches",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t n = strlen(endings[i]);
        if (length >= n && g_ascii_strncasecmp(label + length - n, endings[i], n) == 0) {
            return true;
        }
    }
    return length >= 3 && label[length - 1] == 's' && g_ascii_isupper(label[length - 2]) &&
           g_ascii_isupper(label[length - 3]);
}

bool label_is_plural(const char *label) {
    return ends_in_plural(label, measure_head(label));
}
