/* The depth panel: the gradient of the whole network as it is made deeper, and its limit. */
#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/panels/network_curves.h"
#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/gradient_words.h"
#include "rendering/words/panel_titles.h"
#include "rendering/words/sentences.h"
#include "simulation/derived.h"
#include "simulation/network.h"

/* ---- the limit ---- */

/* The limit e^a of (1 + a/n)^n, of equal blocks whose branch is scaled by 1/n; NO_NUMBER for
 * others. */
static struct number limit_of(const struct network *network) {
    static const double log10_e = 0x1.bcb7b1526e50ep-2;
    double a = network->scales.values[0].value * network->slopes.values[0].value;
    bool has_limit = network_has_one_slope(network) && network->scale_power.value == -1 &&
                     network->skips.values[0].value == 1;

    return has_limit ? (struct number){.sign = 1, .log10_abs = a * log10_e, .value = exp(a)}
                     : NO_NUMBER;
}

/* ---- title ---- */

static bool has_limit(const struct about *about) {
    return number_exists(limit_of(about->network));
}

/* Where the gradients of the first layers are those of networks that are not deeper. */
static bool peaks(const struct about *about) {
    return network_has_fixed_slopes(about->network) && finding_peaks(about);
}

static bool dips(const struct about *about) {
    return network_has_fixed_slopes(about->network) && finding_dips(about);
}

/* The layers in which the gradient of equal ones halves or doubles, whatever the depth. */
static double half_life(const struct network *network) {
    bool is_one_rate = network_has_one_slope(network) && network->scale_power.value == 0;
    return is_one_rate ? half_life_through(network, 1) : NAN;
}

static struct number half_life_of(const struct network *network) {
    return number_from_double(half_life(network));
}

/* Whether the figure shows it. */
static bool has_half_life(const struct about *about) {
    double layers = half_life(about->network);
    return layers > 1 && layers <= (double)about->series->spec->depth;
}

/* As far as one sees. */
static bool is_each_layer(const struct about *about) {
    static const double rounding = 0.005;
    return fabs(half_life(about->network) - 1) < rounding;
}

/* Also by less than a class of its own, unlike gradient_grows(): the rate tells. */
static bool grows(struct number gradient) {
    return gradient.log10_abs > 0;
}

static bool shrinks(struct number gradient) {
    return gradient.log10_abs < 0;
}

/* The first are long; shorter titles have the others. */
enum { N_RATES = 4 };

static const struct finding findings[] = {
    {shrinks, is_each_layer, TEXT_DEPTH_HALVES_EACH, TEXT_DEPTH_HALVES_EACH, .value = half_life_of},
    {shrinks, has_half_life, TEXT_DEPTH_HALVES, TEXT_DEPTH_HALVES, .value = half_life_of},
    {grows, is_each_layer, TEXT_DEPTH_DOUBLES_EACH, TEXT_DEPTH_DOUBLES_EACH, .value = half_life_of},
    {grows, has_half_life, TEXT_DEPTH_DOUBLES, TEXT_DEPTH_DOUBLES, .value = half_life_of},
    {NULL, finding_is_random, TEXT_RANDOM_TYPICAL, TEXT_RANDOM_TYPICAL},
    {gradient_is_zero, NULL, TEXT_GRADIENT_ZERO_SHORT, TEXT_GRADIENT_ZERO_SHORT},
    {NULL, has_limit, TEXT_DEPTH_LIMIT, TEXT_DEPTH_LIMIT, .value = limit_of},
    {NULL, peaks, TEXT_REACHES, TEXT_REACHES_SHORT},
    {NULL, dips, TEXT_DIPS, TEXT_DIPS_SHORT},
    {gradient_vanishes, NULL, TEXT_GRADIENT_VANISHES, TEXT_VANISHES_SHORT, SMALLEST_FIRST,
     TEXT_VANISHES_SHORT},
    {gradient_explodes, NULL, TEXT_GRADIENT_EXPLODES, TEXT_EXPLODES_SHORT, LARGEST_FIRST,
     TEXT_EXPLODES_SHORT},
    {gradient_grows, NULL, TEXT_GROWS, TEXT_GROWS_SHORT, LARGEST_FIRST, TEXT_GROWS_SHORT},
    {gradient_shrinks, NULL, TEXT_SHRINKS, TEXT_SHRINKS_SHORT, SMALLEST_FIRST, TEXT_SHRINKS_SHORT},
    {NULL, NULL, TEXT_GRADIENT_STABLE, TEXT_GRADIENT_STABLE_SHORT, TOGETHER,
     TEXT_GRADIENT_STABLE_SHORT},
};

static char *make_title(const struct series *series, enum title_length length) {
    if (series->spec->depth == 0) {
        return g_strdup(figure_text(series->spec, TEXT_HEADLINE_NO_LAYERS));
    }
    /* The last gradients are those of the gradient panel. */
    const struct network_titles titles = {
        .panel = PANEL_GRADIENT,
        .findings = length >= TITLE_SHORTER ? &findings[N_RATES] : findings,
        .title = TEXT_DEPTH_TITLE,
        .two = TEXT_HEADLINE_TWO,
    };
    return network_title(&titles, series, length);
}

static char *make_subtitle(const struct series *series, bool is_short) {
    const struct spec *spec = series->spec;

    (void)is_short;
    return g_strdup(figure_text(spec, networks_have_random(spec) ? TEXT_DEPTH_SUBTITLE_RANDOM
                                                                 : TEXT_DEPTH_SUBTITLE));
}

/* ---- curves ---- */

/* "0.128", or "0.128, 0 at depth 2" of a curve that is 0 there. */
static void write_value(struct panel_curve *curve, const struct spec *spec, struct number last) {
    curve->value = figure_text_value(spec, last);
    if (curve->n_zeros == 1) {
        curve->brief_value = g_steal_pointer(&curve->value);
        curve->value =
            figure_text_fill(spec, TEXT_DEPTH_ZERO,
                             TEXT_FIELDS({"value", g_strdup(curve->brief_value)},
                                         {"depth", formatted_whole((int64_t)curve->zeros[0])}));
    }
}

static void set_logarithms(double *x, size_t n) {
    for (size_t i = 0; i < n; i++) {
        x[i] = log10(x[i]);
    }
}

/* Over the logarithm of the depth; NULL at depth 0, where the series has no points. */
static struct panel_curve *add_network(struct panel *panel, const struct panel_source *source,
                                       size_t index) {
    const struct curve *points = network_curve(source->series, PANEL_DEPTH, index);

    if (points == NULL) {
        return NULL;
    }
    struct panel_curve *curve = add_network_curve(panel, source, points);
    write_value(curve, source->spec, curve_last(points));
    set_logarithms(curve->x, curve->n);
    set_logarithms(curve->zeros, curve->n_zeros);
    set_logarithms(&curve->zero_x, 1);
    set_logarithms(&curve->end_x, 1);
    add_line_to_zero(panel, curve);
    return curve;
}

/* NULL if there is no limit, or no room for a line at a depth of one layer. */
static struct panel_curve *add_limit(struct panel *panel, const struct panel_source *source,
                                     size_t index) {
    double last = log10((double)source->spec->depth);
    struct number limit = limit_of(&source->spec->networks[index]);

    if (!(last > 0) || !number_exists(limit)) {
        return NULL;
    }
    struct panel_curve *line = panel_add_line(panel, 0, limit.log10_abs, last, limit.log10_abs);
    style_curve(line, source, network_ink(source, index));
    dash_curve(line, source, 3, 4);
    return line;
}

/* Says what the line of a limit is: beside the value of a curve that has reached it, or in a label
 * of its own. */
static void label_limit(struct panel_curve *line, struct panel_curve *curve,
                        const struct series *series, size_t index) {
    g_autofree char *value =
        formatted_number(limit_of(&series->spec->networks[index]), FIGURE_DIGITS);

    if (g_str_equal(value, curve->value)) {
        curve->brief_value = curve->value;
        curve->value = figure_text_fill(series->spec, TEXT_DEPTH_AT_LIMIT,
                                        TEXT_FIELDS({"value", g_strdup(curve->brief_value)}));
    } else {
        line->name = g_strdup(figure_text(series->spec, TEXT_DEPTH_LIMIT_LINE));
        line->value = g_steal_pointer(&value);
    }
}

/* Gives the curves of networks markers if some are negative, which only these show. */
static void mark_signs(struct panel *panel) {
    bool has_negative = false;

    for (size_t i = 0; i < panel->n_curves; i++) {
        has_negative = has_negative || panel_curve_has_negative(&panel->curves[i]);
    }
    for (size_t i = 0; i < panel->n_curves; i++) {
        panel->curves[i].has_markers = has_negative && panel->curves[i].is_landmark;
    }
}

static void make(struct panel *panel, const struct panel_source *source) {
    struct axis_span span = panel_span(source->series, PANEL_DEPTH);

    panel->y = axis_of_moduli(&span, source->n_y_ticks_max);
    for (size_t i = 0; i < source->spec->n_networks; i++) {
        struct panel_curve *limit = add_limit(panel, source, i);
        struct panel_curve *curve = add_network(panel, source, i);
        if (limit != NULL && curve != NULL) {
            label_limit(limit, curve, source->series, i);
        }
    }
    mark_signs(panel);
    panel->y_titles = figure_text_gradient_axis(
        source->spec, panel_signs(panel, span.has_negative || networks_have_random(source->spec)),
        g_strdup("∂<i>x</i><sub><i>N</i></sub>/∂<i>x</i><sub>0</sub>"));
}

static struct axis make_x_axis(const struct panel_source *source, double width,
                               size_t n_ticks_max) {
    return axis_of_depths(source->spec->depth, n_ticks_max, panel_inset(source) / width);
}

/* ---- alt text ---- */

static char *make_sentence(const struct series *series) {
    return figure_text_fill(
        series->spec, TEXT_DEPTH_SENTENCE,
        TEXT_FIELDS({"layers", sentence_layers(series->spec)},
                    {"values", sentence_networks(series, PANEL_GRADIENT, sentence_gradient)}));
}

const struct panel_type depth_panel = {
    .x_title = TEXT_DEPTH_AXIS,
    .make = make,
    .x_axis = make_x_axis,
    .title = make_title,
    .subtitle = make_subtitle,
    .sentence = make_sentence,
};
