/* Writes the line below the title of a figure, with the networks that the panels draw. */
#include "rendering/figure/figure_subtitle.h"

#include <stdbool.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/formulas.h"
#include "rendering/words/line_formulas.h"
#include "rendering/words/slope_causes.h"
#include "rendering/words/sweep_known.h"
#include "simulation/measured.h"
#include "simulation/network.h"

/* Every panel but the sweep draws all networks; that one names those that its slopes make. */
static bool is_drawn(const struct spec *spec, size_t index) {
    const struct choices *panels = &spec->figure.panels;

    for (size_t i = 0; i < panels->n_values; i++) {
        if (panels->values[i] != PANEL_SWEEP) {
            return true;
        }
    }
    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        if (sweep_network_like(spec, i) == index && !sweep_is_ideal(spec, i)) {
            return true;
        }
    }
    return false;
}

/* Whether no line and no slope in a panel says what the layers are. */
static bool is_unexplained(const struct spec *spec, size_t index) {
    return is_drawn(spec, index) && !network_has_one_slope(&spec->networks[index]);
}

static size_t count_listed(const struct spec *spec,
                           bool (*is_listed)(const struct spec *spec, size_t index)) {
    size_t n = 0;

    for (size_t i = 0; i < spec->n_networks; i++) {
        n += is_listed(spec, i) ? 1 : 0;
    }
    return n;
}

/* ", so the slope is 1.2", of the only network with a skip connection and a branch, unless the
 * slope depends on the depth and a panel shows several. */
static void append_block_slope(GString *text, const struct spec *spec, size_t index) {
    const struct network *network = &spec->networks[index];
    bool is_only = network_has_skip(network) && networks_count_with(spec, network_has_skip) == 1 &&
                   !formulas_have_depth(spec);

    if (is_only && network_has_one_slope(network) && network_has_any(network, LAYER_SLOPE) &&
        network_has_any(network, LAYER_SCALE)) {
        figure_text_append(
            text, figure_text_fill(spec, TEXT_BLOCK_SLOPE,
                                   TEXT_FIELDS({"slope", line_slope_of_layer(spec, index)})));
    }
}

/* The gradient panel shows measurements of more or of fewer layers than the model has. */
static bool has_own_depth(const struct spec *spec) {
    bool has = false;

    for (size_t i = 0; i < spec->n_measured && spec_has_panel(spec, PANEL_GRADIENT); i++) {
        has = has || (int64_t)spec->measured[i].gradients.n_values - 1 != spec->depth;
    }
    return has;
}

/* "54", or "N = 54" if the formulas have N and panels have this depth. */
static char *write_depth(const struct spec *spec) {
    bool is_only = spec->figure.panels.n_values == 1;
    g_autofree char *depth = formatted_whole(spec->depth);

    return g_strdup_printf(formulas_have_depth(spec) && !is_only ? FORMULA_DEPTH " = %s" : "%s",
                           depth);
}

static char *linear_layers(const struct spec *spec, enum text text) {
    char *layers =
        figure_text_fill(spec, text, TEXT_FIELDS({"n", write_depth(spec), spec->depth != 1}));

    return has_own_depth(spec)
               ? figure_text_fill(spec, TEXT_LAYERS_OF_MODEL, TEXT_FIELDS({"layers", layers}))
               : layers;
}

char *figure_subtitle_layers(const struct spec *spec) {
    return linear_layers(spec, TEXT_LINEAR_LAYERS);
}

/* "10 linear layers: each multiplies the gradient by its slope", "Model: 2 linear layers" */
char *figure_subtitle_short(const struct spec *spec) {
    bool is_short = spec->depth <= 1 || has_own_depth(spec);

    return linear_layers(spec, is_short ? TEXT_LINEAR_LAYERS : TEXT_LAYERS_MULTIPLY);
}

/* "y = 0.8x + 0.1" */
static void append_layer(GString *text, const struct spec *spec, size_t index) {
    g_string_append(text, "<i>y</i> = ");
    figure_text_append_layer(text, spec, index);
    append_block_slope(text, spec, index);
}

/* "32 linear layers y = α(0.2x) + x" */
static char *begin_family(const struct spec *spec) {
    GString *text = g_string_new(NULL);

    figure_text_append(text, linear_layers(spec, TEXT_LINEAR_LAYERS));
    g_string_append(text, " <i>y</i> = ");
    formula_append_family(text, &spec->networks[0]);
    return figure_text_unbroken(g_string_free(text, FALSE));
}

/* "α = 0" */
static void append_scale(GString *text, const struct spec *spec, size_t index) {
    g_string_append(text, "<i>\u03b1</i> = ");
    format_typed(text, spec->networks[index].scales.values[0].text);
}

/* "×0.8", "×(−0.8)" */
static void append_slope(GString *text, const struct spec *spec, size_t index) {
    bool is_negative = network_layer_line(&spec->networks[index], 1).slope.sign < 0;
    g_autofree char *slope = line_slope_of_layer(spec, index);
    char *factor = g_strdup_printf(is_negative ? "(%s)" : "%s", slope);

    figure_text_append(text, figure_text_fill(spec, TEXT_FACTOR, TEXT_FIELDS({"value", factor})));
}

typedef void append_formula(GString *text, const struct spec *spec, size_t index);

/* "plain y = 0.8x + 0.1", which is not broken; a name that is the formula stands alone. */
static char *write_network(const struct spec *spec, size_t index, append_formula *append) {
    GString *text = g_string_new("<span weight=\"bold\">");
    GString *formula = g_string_new(NULL);
    g_autofree char *name = figure_text_full_network(spec, index);

    append(formula, spec, index);
    figure_text_append(text, figure_text_colored_network(spec, index));
    g_string_append(text, "</span>");
    if (!figure_text_is_said(name, formula->str)) {
        g_string_append_printf(text, "\u2002%s", formula->str);
    }
    g_string_free(formula, TRUE);
    return figure_text_unbroken(g_string_free(text, FALSE));
}

/* The names have the colours of the networks, so that the line is also a legend of what is drawn.
 * Frees `begin`. */
static char *list_networks(const struct spec *spec, char *begin,
                           bool (*is_listed)(const struct spec *spec, size_t index),
                           append_formula *append) {
    GString *text = g_string_new(NULL);

    figure_text_append(text, begin);
    for (size_t i = 0; i < spec->n_networks; i++) {
        if (is_listed(spec, i)) {
            g_string_append(text, "\u2003\u2002");
            figure_text_append(text, write_network(spec, i, append));
        }
    }
    return g_string_free(text, FALSE);
}

char *figure_subtitle(const struct spec *spec) {
    return spec->labels.subtitle != NULL ? figure_text_of_user(spec->labels.subtitle)
           : count_listed(spec, is_drawn) == spec->n_networks && networks_are_family(spec)
               ? list_networks(spec, begin_family(spec), is_drawn, append_scale)
               : list_networks(spec, figure_subtitle_short(spec), is_drawn, append_layer);
}

char *figure_subtitle_concise(const struct spec *spec) {
    return list_networks(spec, figure_subtitle_layers(spec), is_drawn, append_layer);
}

char *figure_subtitle_unexplained(const struct spec *spec) {
    size_t n = count_listed(spec, is_unexplained);
    bool are_some = n > 0 && n < count_listed(spec, is_drawn);
    char *begin = are_some ? linear_layers(spec, TEXT_LAYERS_DIFFER) : figure_subtitle_short(spec);

    return list_networks(spec, begin, is_unexplained, append_layer);
}

static double layer_slope(const struct spec *spec, size_t index) {
    return network_layer_line(&spec->networks[index], 1).slope.value;
}

/* "18 linear layers: each multiplies the gradient by its network's slope, 0.25 to 1.1", or of two
 * networks "0.85 and 0.95" */
static char *write_range(const struct spec *spec) {
    size_t least = 0;
    size_t most = 0;

    for (size_t i = 1; i < spec->n_networks; i++) {
        double slope = layer_slope(spec, i);
        least = slope < layer_slope(spec, least) ? i : least;
        most = slope > layer_slope(spec, most) ? i : most;
    }
    bool are_two = spec->n_networks == 2;
    return figure_text_fill(spec, are_two ? TEXT_LAYERS_OF_TWO_SLOPES : TEXT_LAYERS_OF_SLOPES,
                            TEXT_FIELDS({"n", formatted_whole(spec->depth)},
                                        {"least", line_slope_of_layer(spec, least)},
                                        {"most", line_slope_of_layer(spec, most)}));
}

char *figure_subtitle_slopes(const struct spec *spec) {
    if (count_listed(spec, is_drawn) == 0 || formulas_have_depth(spec) ||
        networks_count_with(spec, network_has_one_slope) < spec->n_networks) {
        return NULL;
    }
    if (spec_has_panel(spec, PANEL_GEOMETRY)) {
        return write_range(spec);
    }
    return list_networks(spec,
                         figure_text_fill(spec, TEXT_LAYERS_OF_SLOPE,
                                          TEXT_FIELDS({"n", formatted_whole(spec->depth)})),
                         is_drawn, append_slope);
}
