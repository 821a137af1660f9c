#include "rendering/words/sweep_known.h"

#include <math.h>
#include <string.h>

#include <glib.h>

#include "rendering/words/figure_text.h"
#include "rendering/words/slope_products.h"
#include "simulation/network.h"

const struct curve *sweep_curve(const struct series *series, size_t index) {
    return series_find(series, (struct curve_id){PANEL_SWEEP, ROLE_SWEEP, index});
}

bool sweep_is_random(const struct spec *spec) {
    return spec->sweep.slope_sd.value > 0;
}

/* Whether the layers of the network pass the same gradient as the blocks with that slope. */
static bool is_like(const struct spec *spec, size_t index, size_t network_index) {
    const struct network *network = &spec->networks[network_index];

    return network_has_one_slope(network) &&
           products_are_equal(sweep_block_slope(&spec->sweep, index),
                              network_layer_line(network, 1).slope, 1);
}

/* Whether the blocks are those of this network, and do not only have the same slope. */
static bool is_network(const struct spec *spec, size_t index, size_t network_index) {
    const struct sweep *sweep = &spec->sweep;
    const struct network *network = &spec->networks[network_index];

    return is_like(spec, index, network_index) &&
           network->skips.values[0].value == sweep->skip.value &&
           network->scales.values[0].value == sweep->scale.value &&
           network->scale_power.value == 0 &&
           network->slopes.values[0].value == sweep->slopes.values[index].value;
}

/* The first network for which that holds, or their number. */
static size_t find_network(const struct spec *spec, size_t index,
                           bool (*is)(const struct spec *spec, size_t index,
                                      size_t network_index)) {
    size_t i = 0;

    while (i < spec->n_networks && !is(spec, index, i)) {
        i++;
    }
    return i;
}

size_t sweep_network_like(const struct spec *spec, size_t index) {
    if (sweep_is_random(spec)) {
        return spec->n_networks;
    }
    size_t same = find_network(spec, index, is_network);
    return same < spec->n_networks ? same : find_network(spec, index, is_like);
}

bool sweep_is_ideal(const struct spec *spec, size_t index) {
    size_t like = sweep_network_like(spec, index);
    bool is_that = like < spec->n_networks && is_network(spec, index, like);

    return !is_that && !sweep_is_random(spec) &&
           products_are_equal(sweep_block_slope(&spec->sweep, index), number_from_double(1), 1);
}

bool sweep_is_known(const struct spec *spec, size_t index) {
    return sweep_is_ideal(spec, index) || sweep_network_like(spec, index) < spec->n_networks;
}

static bool is_as_network(const struct spec *spec, size_t index) {
    size_t like = sweep_network_like(spec, index);
    return like < spec->n_networks && !is_network(spec, index, like) &&
           !sweep_is_ideal(spec, index);
}

struct ink sweep_known_ink(const struct spec *spec, size_t index) {
    const struct theme *theme = theme_of(&spec->figure);

    return sweep_is_ideal(spec, index)
               ? theme_ink(theme, theme->ideal)
               : theme_network_ink(theme, spec, sweep_network_like(spec, index));
}

char *sweep_known_words(const struct spec *spec, const struct curve *curve) {
    size_t index = curve->id.index;
    double zero = curve_zero_layer(curve);
    size_t like = sweep_network_like(spec, index);

    if (!isnan(zero)) {
        return figure_text_zero(spec, zero);
    }
    if (!sweep_is_known(spec, index)) {
        return NULL;
    }
    /* in no color of a curve: that of the network is another line's here */
    uint32_t color = theme_of(&spec->figure)->muted;
    if (sweep_is_ideal(spec, index)) {
        return figure_text_colored(g_strdup(figure_text(spec, TEXT_SWEEP_END_IDEAL)), color);
    }
    static const enum text texts[2][2] = {
        {TEXT_SWEEP_END_NETWORK, TEXT_SWEEP_END_AS_NETWORK},
        {TEXT_SWEEP_END_NETWORK_BARE, TEXT_SWEEP_END_AS_NETWORK_BARE},
    };
    char *name = figure_text_network(spec, like);
    bool has_brackets = strstr(name, "(") != NULL || strstr(name, "（") != NULL;
    char *words = figure_text_fill(spec, texts[has_brackets][is_as_network(spec, index)],
                                   TEXT_FIELDS({"name", name}));
    return figure_text_colored(words, color);
}
