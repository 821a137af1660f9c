/* Cuts the names of networks. */
#include "rendering/short_names.h"

#include <string.h>

#include <glib.h>

/* In columns: what a name may take up, what a cut has to save to be worth its ellipsis, the least
 * that is kept so that the cut is after a word, and its end that a cut in the middle keeps. */
enum { COLUMNS_MAX = 28, SAVED_MIN = 5, WORDS_MIN = 16, END_MAX = 12 };

static int columns_of(const char *at) {
    return g_unichar_iswide(g_utf8_get_char(at)) ? 2 : 1;
}

static bool is_long(const char *label) {
    int n_columns = 0;

    for (const char *at = label; *at != '\0'; at = g_utf8_find_next_char(at, NULL)) {
        n_columns += columns_of(at);
    }
    return n_columns >= COLUMNS_MAX + SAVED_MIN;
}

/* The bytes of the first columns. */
static size_t measure_start(const char *label, int n_columns_max) {
    const char *at = label;
    int n_columns = 0;

    while (*at != '\0' && (n_columns += columns_of(at)) <= n_columns_max) {
        at = g_utf8_find_next_char(at, NULL);
    }
    return (size_t)(at - label);
}

/* The end of the last word of the first `length` bytes, or of a long word's part. */
static size_t end_of_word(const char *label, size_t length, size_t least) {
    size_t end = length;

    while (end > least && label[end] != ' ') {
        end--;
    }
    end = end > least ? end : length;
    while (end > 1 && strchr(" ,;:(+&-", label[end - 1]) != NULL) {
        end--;
    }
    return end;
}

/* The last columns, from the blank before a word if there is one. */
static const char *find_end(const char *label) {
    const char *at = label + strlen(label);
    const char *word = NULL;
    int n_columns = 0;

    while (at > label) {
        const char *before = g_utf8_find_prev_char(label, at);
        n_columns += columns_of(before);
        if (n_columns > END_MAX) {
            break;
        }
        word = *before == ' ' && *at != '\0' ? before : word;
        at = before;
    }
    return word != NULL ? word : at;
}

static char *cut_end(const char *label) {
    size_t length = measure_start(label, COLUMNS_MAX);
    return g_strdup_printf("%.*s…", (int)end_of_word(label, length, WORDS_MIN), label);
}

static char *cut_middle(const char *label) {
    size_t length = measure_start(label, COLUMNS_MAX - END_MAX);
    return g_strdup_printf("%.*s…%s", (int)end_of_word(label, length, WORDS_MIN / 2), label,
                           find_end(label));
}

/* Whether the same is left of another label. */
static bool is_ambiguous(const struct spec *spec, const char *label, const char *shown,
                         char *(*cut)(const char *label)) {
    bool is = false;

    for (size_t i = 0; i < spec->n_networks && !is; i++) {
        const char *other = network_label(&spec->networks[i]);
        char *left = is_long(other) && !g_str_equal(other, label) ? cut(other) : NULL;
        is = left != NULL && g_str_equal(left, shown);
        g_free(left);
    }
    return is;
}

char *short_name(const char *label, const struct spec *spec) {
    static char *(*const cuts[])(const char *label) = {cut_end, cut_middle};

    if (!is_long(label)) {
        return g_strdup(label);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(cuts); i++) {
        char *shown = cuts[i](label);
        if (!is_ambiguous(spec, label, shown, cuts[i])) {
            return shown;
        }
        g_free(shown);
    }
    return g_strdup(label);
}

void short_names_init(struct short_names *names, const struct spec *spec) {
    *names = (struct short_names){.spec = *spec};
    for (size_t i = 0; i < spec->n_networks; i++) {
        struct network *network = &names->spec.networks[i];
        const char *label = network_label(network);
        char *cut = short_name(label, spec);
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
