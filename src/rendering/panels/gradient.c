/* The gradient panel: the cumulative gradient after each layer, beside the ideal gradient 1. */
#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/panels/network_curves.h"
#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/gradient_words.h"
#include "rendering/words/measured_text.h"
#include "rendering/words/panel_titles.h"
#include "rendering/words/sentences.h"
#include "rendering/words/slope_products.h"
#include "simulation/measured.h"
#include "simulation/network.h"

/* ---- title ---- */

/* Whether the network has the extreme gradient of at least three, of which another one grows or
 * shrinks too, but less. Those that look the same have it together; one of the other sign is no
 * less. */
static bool is_most(const struct about *about, size_t extreme, bool (*is)(struct number gradient)) {
    const struct series *series = about->series;
    struct network_group equal;

    return finding_alike(series, about->index, PANEL_GRADIENT, &equal) &&
           series->spec->n_networks > 2 && network_group_has(&equal, extreme) &&
           networks_count(series, is) > equal.n;
}

static bool grows_most(const struct about *about) {
    return is_most(about, extremes_of(about->series, PANEL_GRADIENT).largest, gradient_grows);
}

static bool shrinks_most(const struct about *about) {
    return is_most(about, extremes_of(about->series, PANEL_GRADIENT).smallest, gradient_shrinks);
}

/* Gradients become 0 at several layers, so that no layer is said. */
static bool loses_apart(const struct about *about) {
    return networks_lose_apart(about->series);
}

/* The 0 of a measured curve may be a rounded number. */
static bool is_recorded(const struct about *about) {
    return measured_networks_are(about->series);
}

static bool is_recorded_apart(const struct about *about) {
    return is_recorded(about) && loses_apart(about);
}

static bool lacks_trend(const struct about *about) {
    return measured_lacks_trend(about->series, about->index);
}

static bool is_near_with_others(const struct about *about) {
    return network_is_near_with_others(about->series, about->index);
}

static const struct finding findings[] = {
    {NULL, finding_is_random, TEXT_GRADIENT_RANDOM, TEXT_RANDOM_TYPICAL},
    {gradient_is_zero, is_recorded_apart, TEXT_MEASURED_ZERO_SHORT, TEXT_MEASURED_ZERO_SHORT},
    {gradient_is_zero, is_recorded, TEXT_MEASURED_ZERO, TEXT_MEASURED_ZERO_SHORT},
    {gradient_is_zero, loses_apart, TEXT_GRADIENT_ZERO_SHORT, TEXT_GRADIENT_ZERO_SHORT},
    {gradient_is_zero, NULL, TEXT_GRADIENT_ZERO, TEXT_GRADIENT_ZERO_SHORT},
    {NULL, finding_peaks, TEXT_REACHES, TEXT_REACHES_SHORT},
    {NULL, finding_dips, TEXT_DIPS, TEXT_DIPS_SHORT},
    {NULL, lacks_trend, TEXT_MEASURED_NO_TREND, TEXT_MEASURED_NO_TREND},
    {NULL, is_near_with_others, TEXT_GRADIENT_NEAR, TEXT_GRADIENT_NEAR},
    {gradient_vanishes, NULL, TEXT_GRADIENT_VANISHES, TEXT_VANISHES_SHORT, SMALLEST_FIRST,
     TEXT_VANISHES_SHORT},
    {gradient_explodes, NULL, TEXT_GRADIENT_EXPLODES, TEXT_EXPLODES_SHORT, LARGEST_FIRST,
     TEXT_EXPLODES_SHORT},
    {gradient_grows, grows_most, TEXT_GRADIENT_GROWS_MOST, TEXT_GRADIENT_GROWS_MOST_SHORT,
     LARGEST_FIRST, TEXT_GROWS_SHORT},
    {gradient_grows, NULL, TEXT_GROWS, TEXT_GROWS_SHORT, LARGEST_FIRST, TEXT_GROWS_SHORT},
    {gradient_shrinks, shrinks_most, TEXT_GRADIENT_SHRINKS_MOST, TEXT_GRADIENT_SHRINKS_MOST_SHORT,
     SMALLEST_FIRST, TEXT_SHRINKS_SHORT},
    {gradient_shrinks, NULL, TEXT_SHRINKS, TEXT_SHRINKS_SHORT, SMALLEST_FIRST, TEXT_SHRINKS_SHORT},
    {NULL, NULL, TEXT_GRADIENT_STABLE, TEXT_GRADIENT_STABLE_SHORT, TOGETHER,
     TEXT_GRADIENT_STABLE_SHORT},
};

static const struct network_titles titles = {
    .panel = PANEL_GRADIENT,
    .findings = findings,
    .title = TEXT_GRADIENT_TITLE,
    .two = TEXT_HEADLINE_TWO,
};

static const struct network_titles measured_titles = {
    .panel = PANEL_GRADIENT,
    .findings = findings,
    .title = TEXT_MEASURED_TITLE,
    .two = TEXT_HEADLINE_TWO,
};

/* Of one measured curve the law says more than its end. */
static char *make_title(const struct series *series, enum title_length length) {
    const struct spec *spec = series->spec;
    struct gradient_fit fit;
    struct measured_networks measured;

    if (spec->n_measured == 0) {
        return network_title(&titles, series, length);
    }
    if (spec->n_measured == 1 && measured_form_of(spec, 0, &fit) != FORM_FEW) {
        return measured_text_title(spec, length);
    }
    measured_networks_init(&measured, spec);
    return network_title(&measured_titles, &measured.series, MIN(length, TITLE_SHORTEST));
}

/* Equal slopes that are not 0 are straight lines on a log axis. */
static bool is_straight(const struct network *network) {
    return network_has_one_slope(network) && network_layer_line(network, 1).slope.sign != 0;
}

static bool has_straight_lines(const struct spec *spec) {
    return spec->depth > 1 && networks_count_with(spec, is_straight) == spec->n_networks;
}

static char *make_subtitle(const struct series *series, bool is_short) {
    const struct spec *spec = series->spec;

    if (spec->n_measured > 0) {
        return measured_text_subtitle(spec, is_short);
    }
    if (networks_have_random(spec)) {
        return random_subtitle(series, PANEL_GRADIENT, is_short);
    }
    return g_strdup(figure_text(spec, is_short                   ? TEXT_GRADIENT_SUBTITLE_SHORT
                                      : has_straight_lines(spec) ? TEXT_GRADIENT_SUBTITLE_STRAIGHT
                                                                 : TEXT_GRADIENT_SUBTITLE));
}

/* ---- measured curves ---- */

static const struct curve *find_points(const struct panel_source *source, size_t index) {
    return series_find(source->series, (struct curve_id){PANEL_GRADIENT, ROLE_MEASURED, index});
}

/* The last point that is not 0. The first is 1. */
static size_t last_shown(const struct curve *curve) {
    size_t i = curve->n_points - 1;

    while (curve->points[i].y.sign == 0) {
        i--;
    }
    return i;
}

/* A network of the same name has the same color and shape of marker. */
static enum marker_shape measured_shape(const struct spec *spec, size_t index) {
    size_t network = spec_find_network(spec, spec->measured[index].name);

    return network_shape(network < spec->n_networks ? network : spec->n_networks + index);
}

/* The last value that is shown, or "0 from layer 3" beside it. */
static char *write_measured(const struct spec *spec, size_t index, const struct point *last) {
    double zero = measured_zero_layer(&spec->measured[index]);

    return isnan(zero) ? formatted_product(last->y, FIGURE_DIGITS, (int64_t)last->x)
                       : figure_text_zero(spec, zero);
}

static void add_measured(struct panel *panel, const struct panel_source *source, size_t index) {
    const struct curve *curve = find_points(source, index);
    struct panel_curve *points = panel_add_curve(panel, curve);
    size_t last = last_shown(curve);

    style_curve(points, source, theme_measured_ink(source->theme, source->spec, index));
    points->shape = measured_shape(source->spec, index);
    points->name = measured_text_name(source->spec, index);
    points->value = write_measured(source->spec, index, &curve->points[last]);
    points->is_landmark = true;
    add_line_to_zero(panel, points);
}

/* The points of all measured curves; the curves before them lose their markers. */
static void add_measured_points(struct panel *panel, const struct panel_source *source) {
    size_t n_measured = source->spec->n_measured;

    for (size_t i = 0; i < panel->n_curves && n_measured > 0; i++) {
        panel->curves[i].has_markers = false;
    }
    for (size_t i = 0; i < n_measured; i++) {
        add_measured(panel, source, i);
    }
}

/* Points of the law from the output to layer `last`, as dense as it is steep, within the axis. */
static struct curve make_law(const struct gradient_fit *fit, double last, size_t n_values,
                             const struct axis *axis) {
    enum { N_STEPS = 200 };
    struct curve law = {.style = STYLE_LINE, .points = g_new0(struct point, N_STEPS + 1)};
    double left = ((double)n_values - last) / (double)n_values;

    for (int i = 0; i <= N_STEPS; i++) {
        double n = (double)n_values * (1 - pow(left, (double)i / N_STEPS));
        double log10_abs = fit_log10_at(fit, fmin(n, last), n_values);
        if (log10_abs >= axis->low && log10_abs <= axis->high) {
            law.points[law.n_points++] =
                (struct point){.x = fmin(n, last), .y = {1, log10_abs, pow(10, log10_abs)}};
        }
    }
    return law;
}

/* The line or power law of the larger R², as far as the points reach, dashed and without a label.
 * None where it does not describe them, and where all values are equal or too few. */
static void add_law(struct panel *panel, const struct panel_source *source, size_t index) {
    static const double thin = 0.7;
    const struct curve *points = find_points(source, index);
    size_t n_values = source->spec->measured[index].gradients.n_values;
    struct gradient_fit fit;

    if (!measured_text_has_law(source->spec, index, &fit)) {
        return;
    }
    struct curve law = make_law(&fit, points->points[last_shown(points)].x, n_values, &panel->y);
    if (law.n_points > 0) {
        struct panel_curve *curve = panel_add_curve(panel, &law);
        style_curve(curve, source, theme_measured_ink(source->theme, source->spec, index));
        curve->stroke.width *= thin;
        dash_curve(curve, source, 5, 4);
    }
    g_free(law.points);
}

static void add_fitted_laws(struct panel *panel, const struct panel_source *source) {
    for (size_t i = 0; i < source->spec->n_measured; i++) {
        add_law(panel, source, i);
    }
}

/* ---- curves ---- */

/* The gradient 1, for the ideal line. */
static void add_ideal(struct panel *panel, const struct panel_source *source) {
    struct panel_curve *ideal =
        panel_add_line(panel, 0, 0, (double)measured_last_layer(source->spec), 0);

    style_curve(ideal, source, theme_ink(source->theme, source->theme->ideal));
    dash_ideal(ideal, source);
    ideal->name = g_strdup(figure_text(source->spec, TEXT_GRADIENT_IDEAL));
    ideal->value = g_strdup("1");
    ideal->is_landmark = true;
}

/* Measured zeros before another value are left out, and need no room. */
static bool has_zero(const struct panel_source *source) {
    for (size_t i = 0; i < source->spec->n_measured; i++) {
        if (!isnan(measured_zero_layer(&source->spec->measured[i]))) {
            return true;
        }
    }
    for (size_t i = 0; i < source->spec->n_networks; i++) {
        const struct curve *curve = network_curve(source->series, PANEL_GRADIENT, i);
        if (!isnan(curve_zero_layer(curve))) {
            return true;
        }
    }
    return false;
}

/* Most readers would take the right end for the output. */
static void name_measured_axis(struct panel *panel, const struct spec *spec) {
    figure_text_replace(&panel->x_title, g_strdup(figure_text(spec, TEXT_MEASURED_AXIS)));
    panel->x_title_short = g_strdup(figure_text(spec, TEXT_MEASURED_AXIS_SHORT));
}

static void make(struct panel *panel, const struct panel_source *source) {
    struct axis_span span = panel_span(source->series, PANEL_GRADIENT);

    span.has_zero = span.has_zero && has_zero(source);
    span.log10_smallest = fmin(span.log10_smallest, 0); /* of the ideal line */
    panel->y = axis_of_moduli(&span, source->n_y_ticks_max);
    panel->has_common_start = true;
    add_ideal(panel, source);
    add_fitted_laws(panel, source);
    add_network_curves(panel, source, PANEL_GRADIENT);
    add_measured_points(panel, source);
    bool has_measured = source->spec->n_measured > 0;
    if (has_measured) {
        name_measured_axis(panel, source->spec);
    }
    /* Medians of random layers are those of moduli, and norms have no sign. */
    bool has_moduli = span.has_negative || networks_have_random(source->spec);
    panel->y_titles = figure_text_gradient_axis(
        source->spec, has_measured ? SIGNS_NONE : panel_signs(panel, has_moduli),
        has_measured ? g_strdup(figure_text(source->spec, TEXT_MEASURED_RATIO)) : NULL);
}

/* As long as the longest curve. */
static struct axis make_x_axis(const struct panel_source *source, double width,
                               size_t n_ticks_max) {
    return axis_to_layer(source, measured_last_layer(source->spec), width, n_ticks_max);
}

/* ---- alt text ---- */

static char *make_sentence(const struct series *series) {
    return figure_text_fill(
        series->spec, TEXT_GRADIENT_SENTENCE,
        TEXT_FIELDS({"layers", sentence_layers(series->spec)},
                    {"values", sentence_networks(series, PANEL_GRADIENT, sentence_gradient)},
                    {"crossing", sentence_crossings(series, PANEL_GRADIENT)},
                    {"measured", series->spec->n_measured > 0 ? measured_text_sentence(series->spec)
                                                              : g_strdup("")}));
}

const struct panel_type gradient_panel = {
    .x_title = TEXT_LAYER_AXIS,
    .make = make,
    .x_axis = make_x_axis,
    .title = make_title,
    .subtitle = make_subtitle,
    .sentence = make_sentence,
};
