/* The spec: every parameter of one figure, with the article's figure as its default. */
#ifndef GRADFIG_SPEC_SPEC_H
#define GRADFIG_SPEC_SPEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/inputs.h"
#include "base/limits.h"
#include "base/number.h"
#include "base/texts.h"

/** `color` of a network that has none of its own. */
#define COLOR_BY_POSITION (-1)

enum panel_kind {
#define PANEL(id, word) PANEL_##id,
#include "spec/panels.inc"
#undef PANEL
    N_PANELS
};

/* The themes that are drawn, and auto for both in one file. */
enum theme_kind { THEME_LIGHT, THEME_DARK, N_THEMES, THEME_AUTO = N_THEMES };
extern const char *const theme_words[N_THEMES]; /* as in specs and in names of files */
/** What messages say of the theme auto. */
#define AUTO_NEEDS_SVG "expected light or dark, found auto, which only an SVG can follow"
#define AUTO_IN_PAIR "expected no figure.theme auto beside it, which is both themes in one SVG"
enum background_kind { BACKGROUND_OPAQUE, BACKGROUND_TRANSPARENT };
enum color_precision { COLORS_EXACT, COLORS_256 };
enum distribution { DISTRIBUTION_NORMAL, DISTRIBUTION_UNIFORM };
enum palette_kind { PALETTE_ARTICLE, PALETTE_SAFE, PALETTE_CONSISTENT, N_PALETTES };

/** The texts that a spec may replace, UTF-8, owned by the spec; NULL: the figure's own. */
struct labels {
    const char *title;
    const char *subtitle;
    struct panel_labels {
        const char *title;
        const char *subtitle;
    } panels[N_PANELS];
};

/**
 * A stack of layers y = skip·x + scale·depth^scale_power·(slope·x + intercept).
 *
 * Layer k (1-based) takes entry (k-1) mod n_values of each list; one entry is that of all layers.
 * Of a schedule from f to t it takes f + (t-f)·(k-1)/(depth-1).
 */
struct network {
    char name[NETWORK_NAME_MAX + 1];
    int64_t depth;       /**< layers, those of the spec */
    struct reals slopes; /**< 1 or more, as in the three below */
    struct reals intercepts;
    struct reals skips;
    struct reals scales;
    struct real scale_power;
    struct real slope_sd; /**< 0, or the slopes of the layers are random, around `slopes` */
    int64_t distribution; /**< of them, enum distribution */
    const char *label;    /**< UTF-8, owned by the spec; NULL: the name */
    int64_t color;        /**< 0xrrggbb or COLOR_BY_POSITION */
};

enum measured_quantity { MEASURED_UNKNOWN, MEASURED_ACTIVATIONS, MEASURED_WEIGHTS };

/** Gradient norms of a real network, after 0, 1, 2, ... layers back from its output. */
struct measured {
    char name[NETWORK_NAME_MAX + 1];
    struct reals gradients; /**< 2 or more, NAN where one is missing; the first is positive */
    int64_t quantity;       /**< enum measured_quantity */
    const char *label;      /**< UTF-8, owned by the spec; NULL: that of the network of this name,
                             * or the name */
    int64_t color;          /**< 0xrrggbb or COLOR_BY_POSITION */
};

/** The slopes a of the sweep panel: (skip + scale·a)^n. */
struct sweep {
    struct reals slopes; /**< 1 to SWEEP_MAX */
    struct real skip;
    struct real scale;
    struct real slope_sd; /**< as of a network */
    int64_t distribution;
};

/** How random slopes are drawn. */
struct random_options {
    int64_t seed;
    int64_t samples; /**< realisations of each network and each slope of the sweep */
};

struct geometry_options {
    struct reals x; /**< two numbers, the first smaller: the range of the geometry panel */
};

struct paths_options {
    struct reals band; /**< two whole numbers, the first not larger; none: chosen from the shares */
};

/** Distinct positions in the words of a choice, in the user's order. */
struct choices {
    size_t n_values; /**< 1 or more */
    int64_t values[N_PANELS];
};

struct figure_options {
    int64_t width;         /**< px at scale 1 */
    int64_t height;        /**< px at scale 1 */
    int64_t scale;         /**< device pixels per px */
    int64_t dpi;           /**< px per inch */
    int64_t language;      /**< enum language */
    int64_t theme;         /**< enum theme_kind */
    int64_t background;    /**< enum background_kind */
    int64_t palette;       /**< enum palette_kind */
    struct choices panels; /**< enum panel_kind each */
    int64_t colors;        /**< enum color_precision */
};

/** A complete spec; fields in the order of the table of parameters. */
struct spec {
    int64_t depth; /**< layers */
    struct real input;
    size_t n_networks;                     /**< 1 to NETWORKS_MAX */
    struct network networks[NETWORKS_MAX]; /**< in drawing order */
    size_t n_measured;                     /**< 0 to MEASURED_MAX */
    struct measured measured[MEASURED_MAX];
    struct sweep sweep;
    struct random_options random;
    struct geometry_options geometry;
    struct paths_options paths;
    struct figure_options figure;
    struct labels labels;
    struct settings *settings; /**< all that the values were built from, and their memory */
};

/** Fills `spec` with the defaults, the article's figure. Ends with spec_finish. */
void spec_init(struct spec *spec);

/** Frees what `spec` owns; `spec` itself is the caller's. A zeroed spec is allowed. */
void spec_finish(struct spec *spec);

/** Whether the value of `key` comes from --set. */
bool spec_is_set(const struct spec *spec, const char *key);

/** The files that the spec was read from: its own, or a figure, and its bases. NULL: none. */
const struct inputs *spec_inputs(const struct spec *spec);

/** The position of the network of this name, or n_networks. */
size_t spec_find_network(const struct spec *spec, const char *name);

/** Whether the figure has this panel. */
bool spec_has_panel(const struct spec *spec, enum panel_kind panel);

/** The word of the panel in `figure.panels` and in the series table; static memory. */
const char *panel_word(enum panel_kind panel);

/** What a reader calls the network: its label, or else its name. */
const char *network_label(const struct network *network);

/** The position of the measurements of this name, or n_measured. */
size_t spec_find_measured(const struct spec *spec, const char *name);

/** What a reader calls the measurements. */
const char *measured_label(const struct spec *spec, const struct measured *measured);

#endif
