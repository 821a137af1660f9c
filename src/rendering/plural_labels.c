#include "rendering/plural_labels.h"

#include <string.h>

#include <glib.h>

/* "Network with 12 layers", "without skip layers": the last noun is not what the label names. */
static bool has_preposition(const char *label, size_t length) {
    static const char *const prepositions[] = {"with", "without", "of",   "in", "for",
                                               "per",  "from",    "over", "by", "no"};
    char *head = g_ascii_strdown(label, (gssize)length);
    char **words = g_strsplit(head, " ", -1);
    bool has = false;

    for (size_t i = 0; i < G_N_ELEMENTS(prepositions); i++) {
        has = has || g_strv_contains((const char *const *)words, prepositions[i]);
    }
    g_strfreev(words);
    g_free(head);
    return has;
}

/* "ResNets", "Highway networks", "LSTMs"; not "bias" or "loss". */
static bool ends_in_plural(const char *label, size_t length) {
    static const char *const nouns[] = {"nets",  "networks", "layers", "blocks",
                                        "units", "models",   "cells",  "transformers"};

    for (size_t i = 0; i < G_N_ELEMENTS(nouns); i++) {
        size_t n = strlen(nouns[i]);
        if (length >= n && g_ascii_strncasecmp(label + length - n, nouns[i], n) == 0) {
            return true;
        }
    }
    return length >= 3 && label[length - 1] == 's' && g_ascii_isupper(label[length - 2]) &&
           g_ascii_isupper(label[length - 3]);
}

bool label_is_plural(const char *label) {
    size_t length = strcspn(label, ",;:(");

    while (length > 0 && label[length - 1] == ' ') {
        length--;
    }
    return ends_in_plural(label, length) && !has_preposition(label, length);
}
