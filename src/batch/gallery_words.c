/* The words for keys, and the title of the page. */
#include "batch/gallery_words.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include "base/markup.h"
#include "rendering/words/figure_text.h"

/* ---- texts of the page ---- */

static const char GALLERY[] = "GALLERY_";

char *gallery_text_name(enum text text) {
    const char *id = texts_name(text);
    return g_str_has_prefix(id, GALLERY) ? g_ascii_strdown(id + strlen(GALLERY), -1) : NULL;
}

enum text gallery_find_text(const char *name, size_t length) {
    int text = 0;

    for (; text < N_TEXTS; text++) {
        const char *id = texts_name((enum text)text);
        if (g_str_has_prefix(id, GALLERY) && strlen(id) == strlen(GALLERY) + length &&
            g_ascii_strncasecmp(id + strlen(GALLERY), name, length) == 0) {
            break;
        }
    }
    return (enum text)text;
}

/* ---- keys ---- */

/* Rows of the table of parameters; a key of another row is its own word. */
static const struct key_word {
    const char *key;
    enum text word;
    const char *symbol; /* in captions, or NULL */
} key_words[] = {
    {"depth", TEXT_KEY_DEPTH, NULL},
    {"input", TEXT_KEY_INPUT, NULL},
    {"networks.NAME.slope", TEXT_KEY_SLOPE, "a"},
    {"networks.NAME.slopes", TEXT_KEY_SLOPES, "a"},
    {"networks.NAME.intercept", TEXT_KEY_INTERCEPT, "b"},
    {"networks.NAME.intercepts", TEXT_KEY_INTERCEPTS, "b"},
    {"networks.NAME.skip", TEXT_KEY_SKIP, NULL},
    {"networks.NAME.skips", TEXT_KEY_SKIPS, NULL},
    {"networks.NAME.scale", TEXT_KEY_SCALE, NULL},
    {"networks.NAME.scales", TEXT_KEY_SCALES, NULL},
    {"networks.NAME.scale_power", TEXT_KEY_SCALE_POWER, NULL},
    {"networks.NAME.slope_sd", TEXT_KEY_SLOPE_SD, "σ"},
    {"networks.NAME.distribution", TEXT_KEY_DISTRIBUTION, NULL},
    {"networks.NAME.label", TEXT_KEY_NAME, NULL},
    {"networks.NAME.color", TEXT_KEY_COLOR, NULL},
    {"sweep.slopes", TEXT_KEY_SWEEP_SLOPES, NULL},
    {"sweep.skip", TEXT_KEY_SWEEP_SKIP, NULL},
    {"sweep.scale", TEXT_KEY_SWEEP_SCALE, NULL},
    {"sweep.slope_sd", TEXT_KEY_SWEEP_SLOPE_SD, NULL},
    {"sweep.distribution", TEXT_KEY_SWEEP_DISTRIBUTION, NULL},
    {"random.seed", TEXT_KEY_SEED, NULL},
    {"random.samples", TEXT_KEY_SAMPLES, NULL},
    {"geometry.x", TEXT_KEY_GEOMETRY_X, NULL},
    {"paths.band", TEXT_KEY_PATHS_BAND, NULL},
    {"figure.width", TEXT_KEY_WIDTH, NULL},
    {"figure.height", TEXT_KEY_HEIGHT, NULL},
    {"figure.scale", TEXT_KEY_FIGURE_SCALE, NULL},
    {"figure.dpi", TEXT_KEY_DPI, NULL},
    {"figure.language", TEXT_KEY_LANGUAGE, NULL},
    {"figure.theme", TEXT_KEY_THEME, NULL},
    {"figure.background", TEXT_KEY_BACKGROUND, NULL},
    {"figure.palette", TEXT_KEY_PALETTE, NULL},
    {"figure.panels", TEXT_KEY_PANELS, NULL},
    {"figure.colors", TEXT_KEY_COLORS, NULL},
    {"labels.title", TEXT_KEY_TITLE, NULL},
    {"labels.subtitle", TEXT_KEY_SUBTITLE, NULL},
};

static bool is_of_network(const char *key) {
    return g_str_has_prefix(key, "networks.");
}

/* Whether `key` is one of `row`, in which NAME stands for any name. */
static bool is_of_row(const char *key, const char *row) {
    size_t group = strcspn(row, ".");

    return strcmp(row, key) == 0 ||
           (strncmp(row + group, ".NAME.", strlen(".NAME.")) == 0 &&
            strncmp(row, key, group + 1) == 0 && strcmp(strrchr(row, '.'), strrchr(key, '.')) == 0);
}

const struct parameter *gallery_find_row(const char *key) {
    for (size_t i = 0; i < n_parameter_rows; i++) {
        if (is_of_row(key, parameter_rows[i].key)) {
            return &parameter_rows[i];
        }
    }
    return NULL;
}

/* The word of a key, or NULL. */
static const struct key_word *find_word(const char *key) {
    const struct parameter *row = gallery_find_row(key);

    for (size_t i = 0; row != NULL && i < G_N_ELEMENTS(key_words); i++) {
        if (strcmp(key_words[i].key, row->key) == 0) {
            return &key_words[i];
        }
    }
    return NULL;
}

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
    const struct key_word *word = find_word(key);

    if (word == NULL) {
        return g_strdup(key);
    }
    char *text = g_strdup(figure_text(spec, word->word));
    return is_of_network(key)
               ? figure_text_fill(
                     spec, TEXT_KEY_OF_NETWORK,
                     TEXT_FIELDS({"key", text}, {"name", network_of(spec, manifest, key)}))
               : text;
}

static bool is_symbol_unique(const struct manifest *manifest, const char *symbol) {
    size_t n = 0;

    for (size_t k = 0; k < manifest->n_keys; k++) {
        const struct key_word *word = find_word(manifest_key(manifest, k));
        n += word != NULL && g_strcmp0(word->symbol, symbol) == 0;
    }
    return n == 1;
}

char *gallery_key_caption(const struct spec *spec, const struct manifest *manifest, size_t k) {
    const char *key = manifest_key(manifest, k);
    const struct key_word *word = find_word(key);
    bool has_symbol = word != NULL && word->symbol != NULL;
    bool needs_network = has_symbol && !is_symbol_unique(manifest, word->symbol);
    g_autofree char *before = needs_network ? network_of(spec, manifest, key)
                              : has_symbol  ? g_strdup("")
                                            : gallery_key_word(spec, manifest, k);
    return g_strdup_printf("%s%s%s%s", before, has_symbol && !needs_network ? "" : " ",
                           has_symbol ? word->symbol : "", has_symbol ? " = " : "");
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
