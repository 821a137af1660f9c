/* The sweep panel: the gradient for each slope of a list, colored by its class. */
#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/figure_text.h"
#include "rendering/formulas.h"
#include "rendering/gradient_words.h"
#include "rendering/network_curves.h"
#include "rendering/sentences.h"
#include "simulation/classify.h"
#include "simulation/network.h"

/* Block slopes that agree to this number of significant digits look like the same network. */
static const double SAME_SLOPE = 1e-12;

/* ---- title ---- */

/* What the slopes of the sweep do to the gradient. */
struct effects {
    size_t smallest; /* of the gradients */
    size_t largest;
    bool some_shrink;
    bool some_grow;
    bool has_negative; /* block slopes */
};

static const struct curve *sweep_curve(const struct series *series, size_t index) {
    return series_find(series, (struct curve_id){PANEL_SWEEP, ROLE_SWEEP, index});
}

static struct number sweep_gradient(const struct series *series, size_t index) {
    return curve_last(sweep_curve(series, index));
}

static struct effects find_effects(const struct spec *spec, const struct series *series) {
    struct effects effects = {0};

    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        struct number gradient = sweep_gradient(series, i);
        effects.some_shrink = effects.some_shrink || gradient_shrinks(gradient);
        effects.some_grow = effects.some_grow || gradient_grows(gradient);
        effects.has_negative = effects.has_negative || sweep_block_slope(&spec->sweep, i).sign < 0;
        if (gradient.log10_abs < sweep_gradient(series, effects.smallest).log10_abs) {
            effects.smallest = i;
        }
        if (gradient.log10_abs > sweep_gradient(series, effects.largest).log10_abs) {
            effects.largest = i;
        }
    }
    return effects;
}

/* "a = 0.2" */
static char *name_slope(const struct spec *spec, size_t index) {
    char *slope = formatted_typed(spec->sweep.slopes.values[index].text);
    char *name = g_strconcat("<i>a</i> = ", slope, NULL);

    g_free(slope);
    return name;
}

/* By what the slopes do: nothing, shrink, grow, both; without and with a negative block slope. */
static const enum text findings[2][2][2] = {
    {{TEXT_SWEEP_STABLE, TEXT_SWEEP_STABLE}, {TEXT_SWEEP_GROWS, TEXT_SWEEP_GROWS_NEGATIVE}},
    {{TEXT_SWEEP_SHRINKS, TEXT_SWEEP_SHRINKS_NEGATIVE},
     {TEXT_SWEEP_BOTH, TEXT_SWEEP_BOTH_NEGATIVE}},
};

static char *make_title(const struct spec *spec, const struct series *series) {
    struct effects effects = find_effects(spec, series);
    size_t extreme = effects.some_grow ? effects.largest : effects.smallest;

    if (spec->sweep.slopes.n_values == 1) {
        return gradient_clause(spec, (struct noun){name_slope(spec, 0), false},
                               outcome_of(sweep_curve(series, 0)), false);
    }
    return figure_text_fill(
        spec, findings[effects.some_shrink][effects.some_grow][effects.has_negative],
        TEXT_FIELDS({"block", formula_sweep_block(&spec->sweep)},
                    {"slope", name_slope(spec, extreme)},
                    {"value", formatted_number(sweep_gradient(series, extreme), FIGURE_DIGITS)}));
}

/* The slope of the sweep is that of the whole block. */
static bool is_plain(const struct sweep *sweep) {
    return sweep->skip.value == 0 && sweep->scale.value == 1;
}

static char *make_subtitle(const struct spec *spec) {
    return figure_text_fill(
        spec, is_plain(&spec->sweep) ? TEXT_SWEEP_SUBTITLE_PLAIN : TEXT_SWEEP_SUBTITLE,
        TEXT_FIELDS({"block", formula_sweep_block(&spec->sweep)}));
}

/* ---- slopes that the reader knows ---- */

static bool is_same(struct number a, struct number b) {
    return a.sign == b.sign &&
           (a.sign == 0 || fabs(a.log10_abs - b.log10_abs) * G_LN10 <= SAME_SLOPE);
}

static size_t find_network_like(const struct spec *spec, size_t sweep_index) {
    struct number slope = sweep_block_slope(&spec->sweep, sweep_index);
    size_t i = 0;

    while (i < spec->n_networks &&
           (!network_has_uniform_slope(&spec->networks[i]) ||
            !is_same(slope, network_layer_line(&spec->networks[i], 1).slope))) {
        i++;
    }
    return i;
}

static bool is_ideal(struct number slope) {
    return slope.sign > 0 && fabs(slope.log10_abs) * G_LN10 <= SAME_SLOPE;
}

/* Whether the slope of the sweep makes this network itself, not only its block slope. */
static bool is_network(const struct network *network, const struct sweep *sweep, size_t index) {
    return network->skip.value == sweep->skip.value && network->scale.value == sweep->scale.value &&
           network->slopes.values[0].value == sweep->slopes.values[index].value;
}

/* What the reader knows of the slope: "(residual)", "(as plain)", "(ideal)", or NULL. */
static char *write_value(const struct spec *spec, const struct curve *curve) {
    size_t index = curve->id.index;
    double zero = curve_zero_layer(curve);
    size_t like = find_network_like(spec, index);
    bool is_like = like < spec->n_networks;
    bool is_that = is_like && is_network(&spec->networks[like], &spec->sweep, index);

    if (!isnan(zero)) {
        return figure_text_zero(spec, zero);
    }
    if (!is_that && is_ideal(sweep_block_slope(&spec->sweep, index))) {
        return g_strdup(figure_text(spec, TEXT_SWEEP_END_IDEAL));
    }
    if (!is_like) {
        return NULL;
    }
    return figure_text_fill(spec, is_that ? TEXT_SWEEP_END_NETWORK : TEXT_SWEEP_END_AS_NETWORK,
                            TEXT_FIELDS({"name", figure_text_network(spec, like)}));
}

/* ---- curves ---- */

/* The slopes of the sweep from the smallest gradient to the largest one, of which neighbors are to
 * be told apart. */
struct place {
    size_t among_all;
    size_t in_class;
};

static struct place find_place(const struct series *series, const struct curve *curve) {
    struct number last = curve_last(curve);
    struct place place = {0};

    for (size_t i = 0; i < series->n_curves; i++) {
        const struct curve *other = &series->curves[i];
        struct number value = curve_last(other);
        bool is_before = value.log10_abs < last.log10_abs ||
                         (value.log10_abs == last.log10_abs && other->id.index < curve->id.index);
        if (other->id.panel == PANEL_SWEEP && is_before) {
            place.among_all++;
            place.in_class += gradient_class_of(value) == gradient_class_of(last) ? 1 : 0;
        }
    }
    return place;
}

/* The markers that no network has whose slope is in the sweep. Returns their number. */
static size_t collect_free_shapes(const struct spec *spec, enum marker_shape *shapes) {
    bool taken[MARKER_N_SHAPES] = {false};
    size_t n = 0;

    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        size_t like = find_network_like(spec, i);
        if (like < spec->n_networks) {
            taken[network_shape(like)] = true;
        }
    }
    for (int shape = 0; shape < MARKER_N_SHAPES; shape++) {
        if (!taken[shape]) {
            shapes[n++] = (enum marker_shape)shape;
        }
    }
    return n;
}

/* A slope of the sweep has the marker of the network that it makes, or else one of the others.
 * These change in another rhythm than the shades, so that their pairs repeat late. */
static enum marker_shape shape_of(const struct panel_source *source, size_t index,
                                  size_t among_all) {
    size_t like = find_network_like(source->spec, index);
    enum marker_shape shapes[MARKER_N_SHAPES];
    size_t n = collect_free_shapes(source->spec, shapes);

    if (like < source->spec->n_networks) {
        return network_shape(like);
    }
    return n > 0 ? shapes[(among_all + among_all / CLASS_SHADES) % n] : MARKER_CIRCLE;
}

static struct ink ink_of(const struct panel_source *source, const struct curve *points,
                         size_t in_class) {
    enum gradient_class class = gradient_class_of(curve_last(points));
    return theme_ink(source->theme, source->theme->classes[class][in_class % CLASS_SHADES]);
}

static void add_slope(struct panel *panel, const struct panel_source *source, size_t index) {
    const struct curve *points = sweep_curve(source->series, index);
    struct panel_curve *curve = panel_add_curve(panel, points);
    struct place place = find_place(source->series, points);

    style_curve(curve, source, ink_of(source, points, place.in_class));
    curve->shape = shape_of(source, index, place.among_all);
    curve->has_markers = true;
    curve->name = name_slope(source->spec, index);
    curve->value = write_value(source->spec, points);
    curve->is_landmark = curve->value != NULL;
    add_line_to_zero(panel, curve);
}

static void make(struct panel *panel, const struct panel_source *source) {
    struct axis_span span = panel_span(source, PANEL_SWEEP);
    const struct spec *spec = source->spec;
    char *formula = formula_sweep_power(&spec->sweep, "<i>n</i>");

    panel->y = axis_of_moduli(&span, source->n_y_ticks_max);
    panel->y_title = figure_text_gradient_axis(spec, span.has_negative, formula);
    panel->has_common_start = true;
    panel->has_bands = true;
    panel->band_words[0] = figure_text_class(spec, CLASS_AMPLIFYING);
    panel->band_words[1] = figure_text_class(spec, CLASS_VANISHING);
    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        add_slope(panel, source, i);
    }
}

/* ---- alt text ---- */

static char *make_sentence(const struct spec *spec, const struct series *series) {
    GString *values = g_string_new(NULL);

    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        const struct curve *curve = sweep_curve(series, i);
        figure_text_append_item(
            values, spec,
            figure_text_fill(spec, TEXT_SWEEP_SENTENCE_VALUE,
                             TEXT_FIELDS({"slope", name_slope(spec, i)},
                                         {"value", sentence_gradient(spec, curve)})));
    }
    char *depth = formatted_whole(spec->depth);
    char *power = formula_sweep_power(&spec->sweep, depth);
    g_free(depth);
    return figure_text_fill(
        spec, TEXT_SWEEP_SENTENCE,
        TEXT_FIELDS({"power", power}, {"values", g_string_free(values, FALSE)}));
}

const struct panel_type sweep_panel = {
    .x_title = TEXT_LAYER_AXIS,
    .make = make,
    .x_axis = panel_layer_axis,
    .title = make_title,
    .subtitle = make_subtitle,
    .sentence = make_sentence,
};
