/* Writes the line below the title of a figure, with the networks that the panels draw. */
#include "rendering/figure/figure_subtitle.h"

#include <stdbool.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/line_formulas.h"
#include "rendering/words/sweep_known.h"
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

/* ", so the slope is 1.2", of the only network with a skip connection. */
static void append_block_slope(GString *text, const struct spec *spec, size_t index) {
    const struct network *network = &spec->networks[index];
    bool is_only = network_has_skip(network) && networks_count_with(spec, network_has_skip) == 1;

    if (is_only && network_has_one_slope(network)) {
        figure_text_append(
            text, figure_text_fill(spec, TEXT_BLOCK_SLOPE,
                                   TEXT_FIELDS({"slope", line_slope_of_layer(spec, index)})));
    }
}

/* "10 linear layers: their slopes multiply" */
char *figure_subtitle_short(const struct spec *spec) {
    return figure_text_fill(spec, spec->depth > 1 ? TEXT_LAYERS_MULTIPLY : TEXT_LINEAR_LAYERS,
                            TEXT_FIELDS({"n", formatted_whole(spec->depth), spec->depth != 1}));
}

static GString *begin_network(const struct spec *spec, size_t index) {
    GString *text = g_string_new("<span weight=\"bold\">");

    figure_text_append(text, figure_text_colored_network(spec, index));
    return g_string_append(text, "</span>\u2002");
}

/* "plain y = 0.8x + 0.1", which is not broken. */
static char *write_network(const struct spec *spec, size_t index) {
    GString *text = begin_network(spec, index);

    g_string_append(text, "<i>y</i> = ");
    figure_text_append_layer(text, spec, index);
    append_block_slope(text, spec, index);
    return figure_text_unbroken(g_string_free(text, FALSE));
}

/* "plain 0.8", which is not broken. */
static char *write_slope(const struct spec *spec, size_t index) {
    GString *text = begin_network(spec, index);

    figure_text_append(text, line_slope_of_layer(spec, index));
    return figure_text_unbroken(g_string_free(text, FALSE));
}

/* The names have the colours of the networks, so that the line is also a legend of what is drawn.
 * Frees `begin`. */
static char *list_networks(const struct spec *spec, char *begin,
                           char *(*write)(const struct spec *spec, size_t index)) {
    GString *text = g_string_new(NULL);

    figure_text_append(text, begin);
    for (size_t i = 0; i < spec->n_networks; i++) {
        if (is_drawn(spec, i)) {
            g_string_append(text, "\u2003\u2002");
            figure_text_append(text, write(spec, i));
        }
    }
    return g_string_free(text, FALSE);
}

char *figure_subtitle(const struct spec *spec) {
    return spec->labels.subtitle != NULL
               ? figure_text_of_user(spec->labels.subtitle)
               : list_networks(spec, figure_subtitle_short(spec), write_network);
}

char *figure_subtitle_slopes(const struct spec *spec) {
    size_t n_drawn = 0;

    for (size_t i = 0; i < spec->n_networks; i++) {
        n_drawn += is_drawn(spec, i) ? 1 : 0;
    }
    if (n_drawn == 0 || networks_count_with(spec, network_has_one_slope) < spec->n_networks) {
        return NULL;
    }
    return list_networks(spec,
                         figure_text_fill(spec, TEXT_LAYERS_OF_SLOPE,
                                          TEXT_FIELDS({"n", formatted_whole(spec->depth)})),
                         write_slope);
}
