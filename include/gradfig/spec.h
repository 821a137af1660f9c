/* The spec: every parameter of one figure, with the article's figure as its default. */
#ifndef GRADFIG_SPEC_H
#define GRADFIG_SPEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gradfig/error.h>
#include <gradfig/number.h>

#define GRADFIG_NETWORKS_MAX 8
/** Longest name of a network in bytes, without the NUL. */
#define GRADFIG_NAME_MAX 32
/** Longest text of a user in bytes, without the NUL. */
#define GRADFIG_TEXT_MAX 200
#define GRADFIG_SWEEP_MAX 16
/** `color` of a network that has none of its own. */
#define GRADFIG_COLOR_BY_POSITION (-1)

/** The panels, in the order of the series table. */
enum gradfig_panel {
    GRADFIG_PANEL_ACTIVATION,
    GRADFIG_PANEL_GRADIENT,
    GRADFIG_PANEL_GEOMETRY,
    GRADFIG_PANEL_SWEEP,
    GRADFIG_PANEL_PATHS, /**< on request only */
    GRADFIG_N_PANELS
};

enum gradfig_language { GRADFIG_LANGUAGE_EN, GRADFIG_LANGUAGE_ZH, GRADFIG_N_LANGUAGES };
enum gradfig_theme { GRADFIG_THEME_LIGHT, GRADFIG_THEME_DARK, GRADFIG_N_THEMES };
enum gradfig_background { GRADFIG_BACKGROUND_OPAQUE, GRADFIG_BACKGROUND_TRANSPARENT };
enum gradfig_colors { GRADFIG_COLORS_EXACT, GRADFIG_COLORS_256 };
enum gradfig_palette { GRADFIG_PALETTE_ARTICLE, GRADFIG_PALETTE_SAFE, GRADFIG_N_PALETTES };

/** The texts of the figure that a spec may replace (`labels.KEY`). */
enum gradfig_label {
    GRADFIG_LABEL_TITLE,
    GRADFIG_LABEL_SUBTITLE,
    GRADFIG_LABEL_ACTIVATION_TITLE,
    GRADFIG_LABEL_ACTIVATION_SUBTITLE,
    GRADFIG_LABEL_GRADIENT_TITLE,
    GRADFIG_LABEL_GRADIENT_SUBTITLE,
    GRADFIG_LABEL_GEOMETRY_TITLE,
    GRADFIG_LABEL_GEOMETRY_SUBTITLE,
    GRADFIG_LABEL_SWEEP_TITLE,
    GRADFIG_LABEL_SWEEP_SUBTITLE,
    GRADFIG_LABEL_PATHS_TITLE,
    GRADFIG_LABEL_PATHS_SUBTITLE,
    GRADFIG_N_LABELS
};

/**
 * A stack of layers y = skip·x + scale·(slope·x + intercept).
 *
 * Layer k (1-based) takes entry (k-1) mod n_values of each list; one entry makes a uniform stack.
 */
struct gradfig_network {
    char name[GRADFIG_NAME_MAX + 1];
    struct gradfig_reals slopes;     /**< 1 or more */
    struct gradfig_reals intercepts; /**< 1 or more */
    struct gradfig_real skip;
    struct gradfig_real scale;
    const char *label; /**< UTF-8, owned by the spec; NULL: the name */
    int64_t color;     /**< 0xrrggbb or GRADFIG_COLOR_BY_POSITION */
};

/** The slopes a of the sweep panel: (skip + scale·a)^n. */
struct gradfig_sweep {
    struct gradfig_reals slopes; /**< 1 to GRADFIG_SWEEP_MAX */
    struct gradfig_real skip;
    struct gradfig_real scale;
};

struct gradfig_geometry {
    struct gradfig_reals x; /**< two numbers, the first smaller: the range of the geometry panel */
};

struct gradfig_path_lengths {
    struct gradfig_reals band; /**< two whole numbers, the first not larger; or none: made up */
};

/** Distinct positions in the words of a choice, in the user's order. */
struct gradfig_choices {
    size_t n_values; /**< 1 or more */
    int64_t values[GRADFIG_N_PANELS];
};

struct gradfig_figure {
    int64_t width;                 /**< px at scale 1 */
    int64_t height;                /**< px at scale 1 */
    int64_t scale;                 /**< device pixels per px */
    int64_t dpi;                   /**< px per inch */
    int64_t language;              /**< enum gradfig_language */
    int64_t theme;                 /**< enum gradfig_theme */
    int64_t background;            /**< enum gradfig_background */
    int64_t palette;               /**< enum gradfig_palette */
    struct gradfig_choices panels; /**< enum gradfig_panel each */
    int64_t colors;                /**< enum gradfig_colors */
};

/** A complete spec; fields in the order of the table of parameters. */
struct gradfig_spec {
    int64_t depth; /**< layers */
    struct gradfig_real input;
    size_t n_networks;                                     /**< 1 to GRADFIG_NETWORKS_MAX */
    struct gradfig_network networks[GRADFIG_NETWORKS_MAX]; /**< in drawing order */
    struct gradfig_sweep sweep;
    struct gradfig_geometry geometry;
    struct gradfig_path_lengths paths;
    struct gradfig_figure figure;
    const char *labels[GRADFIG_N_LABELS]; /**< NULL: the figure's own text */
    struct gradfig_texts *texts;          /**< memory of every text above */
};

/** Fills `spec` with the defaults, the article's figure. Ends with gradfig_spec_finish. */
void gradfig_spec_init(struct gradfig_spec *spec);

/** Frees what `spec` owns; `spec` itself is the caller's. A zeroed spec is allowed. */
void gradfig_spec_finish(struct gradfig_spec *spec);

/**
 * Sets one value of `spec` as `--set KEY=VALUE` does. `text` is the value as typed; a list is
 * separated by commas, in brackets or not. Creates no network.
 *
 * Fails with GRADFIG_INVALID_INPUT on an unknown key and on a value that its row of the table
 * refuses; the message then says what was expected and found, without the key.
 */
__attribute__((warn_unused_result)) bool gradfig_spec_set(struct gradfig_spec *spec,
                                                          const char *key, const char *text,
                                                          struct gradfig_error *error);

/**
 * Checks what no single value can tell: a list longer than the depth, a range the wrong way round,
 * a figure with too many pixels. The message begins with the key at fault.
 */
__attribute__((warn_unused_result)) bool gradfig_spec_validate(const struct gradfig_spec *spec,
                                                               struct gradfig_error *error);

/** Whether the figure has this panel. */
bool gradfig_spec_has_panel(const struct gradfig_spec *spec, enum gradfig_panel panel);

/** What a reader calls the network: its label, or else its name. */
const char *gradfig_network_label(const struct gradfig_network *network);

#endif
