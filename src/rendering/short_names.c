/* Cuts the names of networks. */
#include "rendering/short_names.h"

#include <string.h>

#include <glib.h>

/* In columns: what a name may take up, what a cut has to save to be worth its ellipsis, and the
 * least that is kept so that the cut is after a word. */
enum { COLUMNS_MAX = 28, SAVED_MIN = 5, WORDS_MIN = 16 };

/* The end of the last word of the first `length` bytes, or of a long word's part. */
static size_t end_of_word(const char *label, size_t length) {
    size_t end = length;

    while (end > WORDS_MIN && label[end] != ' ') {
        end--;
    }
    end = end > WORDS_MIN ? end : length;
    while (end > 1 && strchr(" ,;:(+&-", label[end - 1]) != NULL) {
        end--;
    }
    return end;
}

char *short_name(const char *label) {
    const char *end = label;
    const char *at = label;
    int n_columns = 0;

    for (; *at != '\0' && n_columns < COLUMNS_MAX + SAVED_MIN;
         at = g_utf8_find_next_char(at, NULL)) {
        n_columns += g_unichar_iswide(g_utf8_get_char(at)) ? 2 : 1;
        end = n_columns <= COLUMNS_MAX ? g_utf8_find_next_char(at, NULL) : end;
    }
    if (n_columns < COLUMNS_MAX + SAVED_MIN) {
        return g_strdup(label);
    }
    return g_strdup_printf("%.*s…", (int)end_of_word(label, (size_t)(end - label)), label);
}

void short_names_init(struct short_names *names, const struct spec *spec) {
    *names = (struct short_names){.spec = *spec};
    for (size_t i = 0; i < spec->n_networks; i++) {
        struct network *network = &names->spec.networks[i];
        const char *label = network_label(network);
        char *cut = short_name(label);
        if (g_str_equal(cut, label)) {
            g_free(cut);
        } else {
            network->label = names->labels[i] = cut;
        }
    }
}

void short_names_finish(struct short_names *names) {
    for (size_t i = 0; i < NETWORKS_MAX; i++) {
        g_free(names->labels[i]);
    }
}
