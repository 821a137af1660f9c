/* The sweep panel: the gradient for each slope of a list, colored by its class. */
#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/panels/network_curves.h"
#include "rendering/panels/sweep_look.h"
#include "rendering/panels/sweep_title.h"
#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/formulas.h"
#include "rendering/words/panel_titles.h"
#include "rendering/words/sentences.h"
#include "rendering/words/slope_products.h"
#include "rendering/words/sweep_known.h"
#include "simulation/network.h"

/* ---- subtitle ---- */

/* What each layer draws of random slopes. */
static char *say_draws(const struct spec *spec, bool is_short) {
    return figure_text_fill(
        spec, is_short ? TEXT_SWEEP_SUBTITLE_RANDOM_SHORT : TEXT_SWEEP_SUBTITLE_RANDOM,
        TEXT_FIELDS({"sd", formatted_typed(spec->sweep.slope_sd.text)},
                    {"n", formatted_whole(spec->random.samples)}));
}

static enum text choose_formula(const struct sweep *sweep) {
    bool has_scale = sweep->scale.value != 1;

    return has_scale || (sweep->skip.value != 0 && sweep->skip.value != 1)
               ? TEXT_SWEEP_FORMULA_BRANCH
           : sweep->skip.value == 1 ? TEXT_SWEEP_FORMULA_RESIDUAL
                                    : TEXT_SWEEP_FORMULA_PLAIN;
}

static char *make_subtitle(const struct series *series, bool is_short) {
    const struct spec *spec = series->spec;
    bool has_skip = spec->sweep.skip.value != 0;

    if (sweep_is_random(spec)) {
        return say_draws(spec, is_short);
    }
    const char *formula = figure_text(spec, choose_formula(&spec->sweep));
    return figure_text_about(
        spec, is_short ? NULL : g_strdup(formula),
        figure_text_fill(spec, has_skip ? TEXT_SWEEP_SUBTITLE : TEXT_SWEEP_SUBTITLE_LAYER,
                         TEXT_FIELDS({"block", formula_sweep_block(&spec->sweep)})));
}

/* ---- curves ---- */

/* "9.77×10⁻⁴", or "6.19 (residual)", which is "6.19" in brief. `known` stands alone where it says
 * the value. Frees `known`. */
static void set_value(struct panel_curve *curve, const struct panel_source *source,
                      const struct curve *points, char *known) {
    if (!isnan(curve_zero_layer(points))) {
        curve->value = known;
        return;
    }
    int n_digits = curve_digits(source->series, points);
    char *value = formatted_product(curve_last(points), n_digits, source->spec->depth);
    if (known == NULL) {
        curve->value = value;
        return;
    }
    curve->value = figure_text_fill(source->spec, TEXT_SWEEP_END,
                                    TEXT_FIELDS({"value", g_strdup(value)}, {"known", known}));
    curve->brief_value = value;
}

/* ---- markers ---- */

/* Whether the slope makes one of the networks, whose marker it has then. */
static bool has_network(const struct spec *spec, size_t index) {
    return sweep_network_like(spec, index) < spec->n_networks;
}

/* The number of slopes with markers of their own that have a smaller gradient; neighbors among them
 * are to be told apart. */
static size_t find_place(const struct series *series, const struct curve *curve) {
    const struct spec *spec = series->spec;
    double log10_abs = curve_last(curve).log10_abs;
    size_t place = 0;

    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        double other = curve_last(sweep_curve(series, i)).log10_abs;
        bool is_before = other < log10_abs || (other == log10_abs && i < curve->id.index);
        place += is_before && !has_network(spec, i) && !sweep_is_ideal(spec, i) ? 1 : 0;
    }
    return place;
}

/* Neighbors differ if there are as many markers as this. */
enum { SWEEP_SHAPES_MIN = 3 };

struct shapes {
    size_t n;
    enum marker_shape list[MARKER_N_SHAPES];
};

/* The markers that no network has whose slope is in the sweep; last the circle of the first
 * network, which often has the red of slopes that vanish. */
static struct shapes collect_free_shapes(const struct spec *spec) {
    bool taken[MARKER_N_SHAPES] = {false};
    struct shapes free_ones = {0};

    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        if (has_network(spec, i)) {
            taken[network_shape(sweep_network_like(spec, i))] = true;
        }
    }
    for (int i = 1; i <= MARKER_N_SHAPES; i++) {
        int shape = i % MARKER_N_SHAPES;
        if (!taken[shape]) {
            free_ones.list[free_ones.n++] = (enum marker_shape)shape;
        }
    }
    return free_ones;
}

/* A slope of the sweep has the marker of the network that it makes, or else one of the others.
 * Three or more of these begin at another one in each round, so that their pairs with shades repeat
 * late. */
static enum marker_shape shape_of(const struct panel_source *source, const struct shapes *free_ones,
                                  const struct curve *curve) {
    if (has_network(source->spec, curve->id.index)) {
        return network_shape(sweep_network_like(source->spec, curve->id.index));
    }
    if (free_ones->n == 0) {
        return MARKER_CIRCLE;
    }
    size_t place = find_place(source->series, curve);
    size_t shift = free_ones->n < SWEEP_SHAPES_MIN ? 0 : place / free_ones->n;
    return free_ones->list[(place + shift) % free_ones->n];
}

/* ---- the panel ---- */

static bool is_extreme(const struct panel_source *source, size_t index) {
    struct sweep_effects effects = sweep_effects_of(source->series);
    return index == effects.smallest || index == effects.largest;
}

static void add_slope(struct panel *panel, const struct panel_source *source,
                      const struct shapes *free_ones, size_t index) {
    const struct curve *points = sweep_curve(source->series, index);
    struct panel_curve *curve = panel_add_curve(panel, points);
    struct sweep_look look = sweep_look_of(source->series, points);
    char *known = sweep_known_words(source->spec, points);

    style_curve(curve, source, look.ink);
    if (sweep_is_ideal(source->spec, index)) {
        dash_ideal(curve, source);
    } else {
        dash_curve(curve, source, look.dash[0], look.dash[1]);
        curve->shape = shape_of(source, free_ones, points);
        curve->has_markers = true;
    }
    curve->name = sweep_slope_name(source->spec, index);
    curve->is_landmark = known != NULL || is_extreme(source, index);
    curve->is_random = sweep_is_random(source->spec);
    set_value(curve, source, points, known);
    add_line_to_zero(panel, curve);
}

/* Between the percentiles of random slopes. */
static void add_slope_band(struct panel *panel, const struct panel_source *source, size_t index) {
    const struct curve *curve = sweep_curve(source->series, index);
    struct sweep_look look = sweep_look_of(source->series, curve);

    add_band(panel, source, curve->id, look.ink);
}

/* A band, a curve and its line to zero for each slope. */
_Static_assert(3 * SWEEP_MAX <= PANEL_CURVES_MAX, "a panel has the curves of a sweep");

static void make(struct panel *panel, const struct panel_source *source) {
    const struct spec *spec = source->spec;
    const struct shapes free_ones = collect_free_shapes(spec);
    struct axis_span span = panel_span(source->series, PANEL_SWEEP);
    struct sweep_effects effects = sweep_effects_of(source->series);
    char *formula = sweep_is_random(spec) ? NULL : formula_sweep_power(&spec->sweep, "<i>n</i>");

    panel->y = axis_of_moduli(&span, source->n_y_ticks_max);
    panel->has_common_start = true;
    if (effects.some_grow || effects.some_shrink) {
        panel->band_words[0] = figure_text(spec, TEXT_SWEEP_ABOVE);
        panel->band_words[1] = figure_text(spec, TEXT_SWEEP_BELOW);
    }
    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        add_slope_band(panel, source, i);
    }
    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        add_slope(panel, source, &free_ones, i);
    }
    panel->y_titles = figure_text_gradient_axis(
        spec, panel_signs(panel, span.has_negative || sweep_is_random(spec)), formula);
}

/* ---- alt text ---- */

static char *make_sentence(const struct series *series) {
    const struct spec *spec = series->spec;
    GString *values = g_string_new(NULL);

    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        const struct curve *curve = sweep_curve(series, i);
        figure_text_append_item(
            values, spec, TEXT_LIST_SEPARATOR,
            figure_text_fill(
                spec, TEXT_SWEEP_SENTENCE_VALUE,
                TEXT_FIELDS({"slope", sweep_slope_name(spec, i)},
                            {"value", sentence_end(series, curve, sentence_gradient)})));
    }
    g_autofree char *depth = formatted_whole(spec->depth);
    char *power = formula_sweep_power(&spec->sweep, depth);
    return figure_text_fill(
        spec, TEXT_SWEEP_SENTENCE,
        TEXT_FIELDS({"power", power}, {"values", g_string_free(values, FALSE)}));
}

const struct panel_type sweep_panel = {
    .x_title = TEXT_LAYER_AXIS,
    .make = make,
    .x_axis = panel_layer_axis,
    .title = sweep_title,
    .subtitle = make_subtitle,
    .sentence = make_sentence,
};
