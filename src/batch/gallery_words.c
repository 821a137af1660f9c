/* The words for keys, and the title of the page. */
#include "batch/gallery_words.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include "base/markup.h"
#include "rendering/words/figure_text.h"
#include "spec/parameters.h"

/* ---- keys ---- */

/* Whether each variant calls the network something else. */
static bool has_label_of_variant(const struct manifest *manifest, const struct network *network) {
    g_autofree char *key = g_strdup_printf("networks.%s.label", network->name);
    return manifest_has_key(manifest, key);
}

char *gallery_network(const struct spec *spec, const struct manifest *manifest, size_t index) {
    const struct network *network = &spec->networks[index];

    if (has_label_of_variant(manifest, network)) {
        return g_strdup(network->name);
    }
    return markup_to_plain(figure_text_full_network(spec, index));
}

/* The network in a key, as a reader calls it. */
static char *network_of(const struct spec *spec, const struct manifest *manifest, const char *key) {
    g_auto(GStrv) parts = g_strsplit(key, ".", 3);
    size_t index = spec_find_network(spec, parts[1]);
    return index < spec->n_networks ? gallery_network(spec, manifest, index) : g_strdup(parts[1]);
}

char *gallery_key_word(const struct spec *spec, const struct manifest *manifest, size_t k) {
    const char *key = manifest_key(manifest, k);
    const struct parameter *row = parameter_find(key);

    if (row == NULL || row->word == N_TEXTS) {
        return g_strdup(key);
    }
    char *text = g_strdup(figure_text(spec, row->word));
    return row->owner == OWNER_NETWORK
               ? figure_text_fill(
                     spec, TEXT_KEY_OF_NETWORK,
                     TEXT_FIELDS({"key", text}, {"name", network_of(spec, manifest, key)}))
               : text;
}

static bool is_symbol_unique(const struct manifest *manifest, const char *symbol) {
    size_t n = 0;

    for (size_t k = 0; k < manifest->n_keys; k++) {
        const struct parameter *row = parameter_find(manifest_key(manifest, k));
        n += row != NULL && g_strcmp0(row->symbol, symbol) == 0;
    }
    return n == 1;
}

char *gallery_key_caption(const struct spec *spec, const struct manifest *manifest, size_t k) {
    const char *key = manifest_key(manifest, k);
    const struct parameter *row = parameter_find(key);
    bool has_symbol = row != NULL && row->symbol != NULL;
    bool needs_network = has_symbol && !is_symbol_unique(manifest, row->symbol);
    g_autofree char *before = needs_network ? network_of(spec, manifest, key)
                              : has_symbol  ? g_strdup("")
                                            : gallery_key_word(spec, manifest, k);
    return g_strdup_printf("%s%s%s%s", before, has_symbol && !needs_network ? "" : " ",
                           has_symbol ? row->symbol : "", has_symbol ? " = " : "");
}

/* ---- the title ---- */

/* Whether the page shows the pictures of one theme and has a switch for the other. */
static bool is_switch(const struct manifest *manifest, size_t k) {
    bool is = strcmp(manifest_key(manifest, k), "figure.theme") == 0;

    for (size_t i = 0; i < manifest->n_rows && is; i++) {
        const char *theme = manifest_value(manifest, i, k);
        is = strcmp(theme, "light") == 0 || strcmp(theme, "dark") == 0;
    }
    return is;
}

char *gallery_title(const struct spec *spec, const struct manifest *manifest) {
    GString *title = g_string_new(NULL);
    bool is_given = spec->labels.title != NULL && !manifest_has_key(manifest, "labels.title");

    if (is_given) {
        g_string_append(title, spec->labels.title);
    }
    for (size_t k = 0; k < manifest->n_keys && !is_given; k++) {
        if (!is_switch(manifest, k)) {
            g_autofree char *word = gallery_key_word(spec, manifest, k);
            g_string_append(title, title->len > 0 ? figure_text(spec, TEXT_GALLERY_SEPARATOR) : "");
            g_string_append(title, word);
        }
    }
    if (title->len == 0) {
        g_string_append(title, figure_text(spec, TEXT_GALLERY_NAME));
    }
    return g_string_free(title, FALSE);
}
