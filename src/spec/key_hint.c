/* Finds the key that is probably meant by one that is not there. */
#include "spec/key_hint.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <glib.h>

#include "base/user_text.h"
#include "spec/parameters.h"

/* ---- what other programs call it ---- */

/* The last words of keys as users of PyTorch, Keras and matplotlib type them, with _ for -, and
 * ours. One of ours with a dot is the whole key, one with a space tells what to write, and "" has
 * no key here, although another one looks like it. */
static const struct {
    const char *words; /* separated by spaces */
    const char *own;
} others[] = {
    {"a w m weight gain multiplier", "slope"},
    {"weights", "slopes"},
    {"b bias", "intercept"},
    {"biases", "intercepts"},
    {"shortcut skip_connection", "skip"},
    {"alpha gamma branch_scale layer_scale", "scale"},
    {"std sd sigma slope_std", "slope_sd"},
    {"n layer layers n_layers num_layers nlayers n_layer blocks n_blocks num_blocks", "depth"},
    {"x0 x_0", "input"},
    {"n_samples num_samples", "samples"},
    {"random_state rng", "seed"},
    {"grads norms grad_norm grad_norms", "gradients"},
    {"x xlim x_range xrange", "geometry.x"},
    {"scale", "figure.scale"},
    {"resolution ppi", "dpi"},
    {"size figsize", "figure.width and figure.height"},
    {"format", "format at the top level, or give -o a name with that ending"},
    {"lang locale", "language"},
    {"style mode dark color_scheme colorscheme", "theme"},
    {"bg bgcolor facecolor", "background"},
    {"cmap colormap", "palette"},
    {"plots subplots", "panels"},
    {"suptitle", "title"},
    {"c", "color"},
    {"name legend", "label"},
    {"xlabel ylabel", ""},
};

/* What we call what others call `word`; NULL if they have no name for it. */
static const char *find_own(const char *word) {
    g_autofree char *folded = g_strdelimit(g_ascii_strdown(word, -1), "-", '_');

    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_auto(GStrv) words = g_strsplit(others[i].words, " ", -1);
        if (g_strv_contains((const char *const *)words, folded)) {
            return others[i].own;
        }
    }
    return NULL;
}

/* ---- the nearest key ---- */

enum { FAR = 1000 }; /* more than any two keys are apart */

/* The mistakes in `word`, a beginning of `meant` being one; FAR if it is another word. */
static unsigned count_mistakes(const char *word, const char *meant) {
    return strcmp(word, meant) == 0            ? 0
           : text_is_abbreviation(word, meant) ? 1
           : text_is_near(word, meant)         ? (unsigned)text_distance(word, meant)
                                               : FAR;
}

/* What is before the last part of a key: "networks.plain", or "". Freed with g_free. */
static char *group_of(const char *key) {
    const char *last = parameter_key_last(key);
    return g_strndup(key, last > key ? (size_t)(last - key) - 1 : 0);
}

/* How far a key of `group` is from one of `other`, in half mistakes: a group of another name costs
 * more than one mistake in the last part, and less than two. */
static unsigned compare_groups(const char *group, const char *other) {
    enum { MISSPELT = 1, ANOTHER = 3 };

    return strcmp(group, other) == 0                                                    ? 0
           : count_mistakes(parameter_key_last(group), parameter_key_last(other)) < FAR ? MISSPELT
                                                                                        : ANOTHER;
}

/* The nearest of the keys to `word` in `group`, or NULL. */
static const char *find_nearest(const char *const *keys, const char *group, const char *word) {
    const char *nearest = NULL;
    unsigned least = FAR;

    for (; *keys != NULL; keys++) {
        g_autofree char *other = group_of(*keys);
        unsigned distance =
            2 * count_mistakes(word, parameter_key_last(*keys)) + compare_groups(group, other);
        if (distance < least) {
            least = distance;
            nearest = *keys;
        }
    }
    return nearest;
}

char *key_hint_find(const char *const *keys, const char *key) {
    g_autofree char *group = group_of(key);
    const char *own = find_own(parameter_key_last(key));
    bool is_answer = own != NULL && strpbrk(own, ". ") != NULL;

    return g_strdup(
        is_answer ? own : find_nearest(keys, group, own != NULL ? own : parameter_key_last(key)));
}

char *key_hint(const char *const *keys, const char *key) {
    g_autofree char *meant = key_hint_find(keys, key);

    return meant == NULL
               ? NULL
               : g_strconcat(strchr(meant, ' ') != NULL ? "; write " : "; the nearest one is ",
                             meant, NULL);
}

const char **key_hint_rows(void) {
    const char **keys = g_new0(const char *, n_parameter_rows + 1);

    for (size_t i = 0; i < n_parameter_rows; i++) {
        keys[i] = parameter_rows[i].key;
    }
    return keys;
}
