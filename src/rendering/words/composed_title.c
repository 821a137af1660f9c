/* Says what all layers of a network are as one line, if possible beside what one layer is. */
#include "rendering/words/composed_title.h"

#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/gradient_words.h"
#include "simulation/network.h"

/* ---- which network ---- */

/* The gradient, or that of the mean of random slopes. */
static struct number composed_slope(const struct series *series, size_t index) {
    return finding_mean(series, index, PANEL_GRADIENT);
}

size_t composed_network(const struct series *series) {
    static const double rounding = 1e-9; /* log10 */
    bool has_plain = networks_count_with(series->spec, network_has_skip) < series->spec->n_networks;
    size_t farthest = 0;
    double distance = -1;

    for (size_t i = 0; i < series->spec->n_networks; i++) {
        bool is_candidate = !has_plain || !network_has_skip(&series->spec->networks[i]);
        double own = fabs(composed_slope(series, i).log10_abs);
        if (is_candidate && own > distance + rounding) {
            farthest = i;
            distance = own;
        }
    }
    return farthest;
}

/* ---- its title ---- */

static bool is_flat(const struct series *series, size_t index) {
    return composed_slope(series, index).log10_abs < log10(0.05);
}

static bool is_steep(const struct series *series, size_t index) {
    return composed_slope(series, index).log10_abs > log10(5);
}

static bool is_exactly_flat(const struct series *series, size_t index) {
    return composed_slope(series, index).sign == 0;
}

/* Whether the slope of each layer is from 0.79 to 1.26. */
static bool looks_harmless(const struct series *series, size_t index) {
    static const double harmless = 0.1; /* |log10| */
    const struct network *network = &series->spec->networks[index];
    struct number slope = network_layer_line(network, 1).slope;

    return network_has_one_slope(network) && slope.sign > 0 && fabs(slope.log10_abs) <= harmless;
}

/* By several times more than one layer. */
static bool becomes_flatter(const struct series *series, size_t index) {
    return looks_harmless(series, index) && composed_slope(series, index).log10_abs < log10(0.2);
}

/* What becomes of the slope; NULL if it is neither flat nor steep. */
static const char *find_outcome(const struct series *series, size_t index) {
    static const struct {
        bool (*holds)(const struct series *series, size_t index);
        enum text text;
    } outcomes[] = {
        {is_exactly_flat, TEXT_GEOMETRY_FLAT},
        {is_flat, TEXT_GEOMETRY_NEARLY_FLAT},
        {becomes_flatter, TEXT_GEOMETRY_FLATTER},
        {is_steep, TEXT_GEOMETRY_STEEP},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(outcomes); i++) {
        if (outcomes[i].holds(series, index)) {
            return figure_text(series->spec, outcomes[i].text);
        }
    }
    return NULL;
}

/* "ten layers", or "one layer looks harmless, ten". Frees `count`. */
static char *say_layers(const struct spec *spec, size_t index, bool says_one, char *count) {
    /* By whether it says what one is, and by whether the layers have a skip connection. */
    static const enum text texts[2][2] = {
        {TEXT_GEOMETRY_LAYERS, TEXT_GEOMETRY_BLOCKS},
        {TEXT_GEOMETRY_HARMLESS_LAYER, TEXT_GEOMETRY_HARMLESS_BLOCK},
    };
    bool has_skip = network_has_skip(&spec->networks[index]);

    return figure_text_fill(spec, texts[says_one][has_skip],
                            TEXT_FIELDS({"n", count, spec->depth != 1}));
}

char *composed_layers(const struct spec *spec, size_t index) {
    return say_layers(spec, index, false, formatted_whole(spec->depth));
}

char *composed_title(const struct series *series, enum title_length length) {
    /* By whether there is an outcome, and by whether it is short. */
    static const enum text texts[2][2] = {
        {TEXT_GEOMETRY_SLOPE, TEXT_GEOMETRY_SLOPE_SHORT},
        {TEXT_GEOMETRY_BECOMES, TEXT_GEOMETRY_BECOMES_SHORT},
    };
    const struct spec *spec = series->spec;
    size_t network = composed_network(series);
    const char *outcome = find_outcome(series, network);
    bool says_one = outcome != NULL && looks_harmless(series, network) && length < TITLE_SHORTEST;

    if (spec->depth < 2) {
        return g_strdup(figure_text(spec, TEXT_GEOMETRY_SINGLE));
    }
    char *value = is_exactly_flat(series, network)
                      ? g_strdup(figure_text(spec, TEXT_GEOMETRY_EXACTLY_ZERO))
                      : figure_text_value(spec, composed_slope(series, network));
    char *title = figure_text_fill(
        spec, texts[outcome != NULL][length != TITLE_LONG],
        TEXT_FIELDS({"name", figure_text_first_network(spec, network)},
                    {"layers", say_layers(spec, network, says_one, count_layers(spec, false))},
                    {"outcome", g_strdup(outcome)}, {"value", value}));
    return network_is_random(&spec->networks[network])
               ? figure_text_fill(spec, TEXT_RANDOM_ON_AVERAGE, TEXT_FIELDS({"title", title}))
               : title;
}
