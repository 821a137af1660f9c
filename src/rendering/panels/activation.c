/* The activation panel: the signal x after each layer of every network. */
#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/panels/fixed_points.h"
#include "rendering/panels/network_curves.h"
#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/gradient_words.h"
#include "rendering/words/panel_titles.h"
#include "rendering/words/sentences.h"
#include "rendering/words/slope_products.h"
#include "simulation/network.h"
#include "spec/gradient_class.h"

/* ---- title ---- */

static bool has_intercept(const struct network *network) {
    return network_has_any(network, LAYER_INTERCEPT) && network_has_any(network, LAYER_SCALE);
}

/* The fixed point that every x approaches; without one, a number that no condition accepts. */
static struct number fixed_point(const struct network *network) {
    struct number point = {.sign = 1, .log10_abs = INFINITY, .value = INFINITY};
    (void)network_attractor(network, &point);
    return point;
}

static bool converges(const struct about *about) {
    return about->series->spec->depth > 0 && fixed_point(about->network).log10_abs < INFINITY;
}

/* Whether x at the last layer is almost at the fixed point. Uses logarithms, for which no number is
 * too large. */
static bool settles(const struct about *about) {
    struct number limit = fixed_point(about->network);
    struct number last = curve_last(about->curve);

    if (!converges(about) || last.sign != limit.sign) {
        return false;
    }
    double distance = last.log10_abs - limit.log10_abs;
    return limit.sign == 0 || (distance >= log10(0.95) && distance <= log10(1.05));
}

/* Whether x settles at a fixed point of the size of the input, so that nobody would guess from x
 * what becomes of the gradient. */
static bool looks_healthy(const struct about *about) {
    static const double near = 0.7; /* log10 of 5 */
    double input = number_from_double(about->series->spec->input.value).log10_abs;

    return settles(about) && fabs(fixed_point(about->network).log10_abs - input) <= near;
}

/* Whether the last x is near the fixed point on the axis of the panel. */
static bool looks_near(const struct about *about, double near) {
    enum { N_TICKS_MAX = 8 };
    struct axis_span span = panel_span(about->series, PANEL_ACTIVATION);
    struct axis axis = axis_of_values(&span, N_TICKS_MAX);
    double distance = axis_position(&axis, curve_last(about->curve)) -
                      axis_position(&axis, fixed_point(about->network));

    return fabs(distance) <= near * (axis.high - axis.low);
}

/* Whether the last x is at most ten times the fixed point, which then says how large it is. */
static bool is_of_one_size(const struct about *about) {
    struct number limit = fixed_point(about->network);
    return limit.sign == 0 || curve_last(about->curve).log10_abs - limit.log10_abs <= 1;
}

/* Whether x is a positive multiple of the gradient, of which the same words are right. */
static bool is_as_gradient(const struct about *about) {
    return about->series->spec->depth > 0 && !has_intercept(about->network) &&
           curve_last(about->curve).sign > 0;
}

/* Whether x has covered most of the distance to the fixed point, of which the share |g_n| is left,
 * as far as one sees. */
static bool approaches(const struct about *about) {
    static const double left = 0.2;
    return converges(about) && about->gradient.log10_abs <= log10(left) &&
           looks_near(about, left) && is_of_one_size(about) && !is_as_gradient(about);
}

/* Whether x passes the fixed point at every layer, each time by less, so that its end says no more
 * than whether the layers are even, and has come at least half the way. */
static bool swings(const struct about *about) {
    static const double left = 0.5;
    return converges(about) && network_layer_line(about->network, 1).slope.sign < 0 &&
           about->gradient.log10_abs <= log10(left) && is_of_one_size(about) &&
           !is_as_gradient(about);
}

/* Whether every x reads like the last one. */
static bool stays(const struct about *about) {
    const struct curve *curve = about->curve;
    struct number last = curve_last(curve);
    size_t i = 0;

    while (i < curve->n_points &&
           numbers_look_equal(about->series->spec, curve->points[i].y, last)) {
        i++;
    }
    return i == curve->n_points;
}

/* What the layers make of the input, of which the words for a gradient are right; of the input 0
 * the signal itself. */
static struct number growth_of(const struct about *about) {
    struct number first = about->curve->points[0].y;
    struct number last = curve_last(about->curve);

    return is_as_gradient(about)
               ? about->gradient
               : (struct number){.sign = last.sign,
                                 .log10_abs =
                                     last.log10_abs - (first.sign != 0 ? first.log10_abs : 0)};
}

/* Whether x ends positive, and larger or smaller than the input by more than a stable gradient
 * makes it, and was always nearer to 0 before, or farther from it, unless it was there already
 * after some layers. */
static bool is_extreme(const struct about *about, bool is_largest) {
    const struct curve *curve = about->curve;
    struct number last = curve_last(curve);
    bool is_other =
        curve->points[0].y.sign == 0 || gradient_class_of(growth_of(about)) != CLASS_STABLE;

    for (size_t i = 0; i + 1 < curve->n_points; i++) {
        struct number before = curve->points[i].y;
        bool is_nearer = before.log10_abs < last.log10_abs;
        bool is_on_the_way = is_nearer == is_largest && (is_largest || before.sign > 0);
        if (!is_on_the_way && !products_are_equal(before, last, about->series->spec->depth)) {
            return false;
        }
    }
    return last.sign > 0 && is_other;
}

static bool grows(const struct about *about) {
    return is_as_gradient(about) ? gradient_grows(about->gradient) : is_extreme(about, true);
}

static bool shrinks(const struct about *about) {
    return is_as_gradient(about) ? gradient_shrinks(about->gradient) : is_extreme(about, false);
}

static bool explodes(const struct about *about) {
    return grows(about) && gradient_explodes(growth_of(about));
}

static bool vanishes(const struct about *about) {
    return shrinks(about) && gradient_vanishes(growth_of(about));
}

/* Whether x is negative at the last layer, and never rose. */
static bool falls(const struct about *about) {
    const struct curve *curve = about->curve;
    bool falls = curve_last(curve).sign < 0;

    for (size_t i = 1; falls && i < curve->n_points; i++) {
        struct number before = curve->points[i - 1].y;
        struct number own = curve->points[i].y;
        falls = !number_is_below(before, own) ||
                products_are_equal(before, own, about->series->spec->depth);
    }
    return falls;
}

static bool ends_near_zero(const struct about *about) {
    return curve_ends_near_zero(about->curve);
}

static const struct finding findings[] = {
    {NULL, ends_near_zero, TEXT_ACTIVATION_RANDOM_ZERO, TEXT_ACTIVATION_RANDOM_ZERO_SHORT, TOGETHER,
     TEXT_ACTIVATION_RANDOM_ZERO_SHORT},
    {NULL, finding_is_random, TEXT_ACTIVATION_RANDOM, TEXT_RANDOM_TYPICAL},
    {gradient_vanishes, looks_healthy, TEXT_ACTIVATION_LOOKS_HEALTHY, TEXT_ACTIVATION_LOOKS_HEALTHY,
     TOGETHER, TEXT_ALL_SETTLE, .value = fixed_point},
    {NULL, stays, TEXT_ACTIVATION_STAYS, TEXT_ACTIVATION_STAYS},
    {NULL, settles, TEXT_ACTIVATION_SETTLES, TEXT_ACTIVATION_SETTLES, TOGETHER, TEXT_ALL_SETTLE,
     .value = fixed_point},
    {NULL, approaches, TEXT_ACTIVATION_APPROACHES, TEXT_ACTIVATION_APPROACHES, TOGETHER,
     TEXT_ALL_CONVERGE, .value = fixed_point},
    {NULL, swings, TEXT_ACTIVATION_SWINGS, TEXT_ACTIVATION_SWINGS, TOGETHER, TEXT_ALL_CONVERGE,
     .value = fixed_point},
    {NULL, finding_peaks, TEXT_REACHES, TEXT_REACHES_SHORT},
    {NULL, finding_dips, TEXT_DIPS, TEXT_DIPS_SHORT},
    {NULL, vanishes, TEXT_ACTIVATION_VANISHES, TEXT_VANISHES_SHORT, SMALLEST_FIRST,
     TEXT_VANISHES_SHORT},
    {NULL, explodes, TEXT_ACTIVATION_EXPLODES, TEXT_EXPLODES_SHORT, LARGEST_FIRST,
     TEXT_EXPLODES_SHORT},
    {NULL, grows, TEXT_GROWS, TEXT_GROWS_SHORT, LARGEST_FIRST, TEXT_GROWS_SHORT},
    {NULL, shrinks, TEXT_SHRINKS, TEXT_SHRINKS_SHORT, SMALLEST_FIRST, TEXT_SHRINKS_SHORT},
    {NULL, falls, TEXT_ACTIVATION_FALLS, TEXT_ACTIVATION_FALLS_SHORT, SMALLEST_FIRST,
     TEXT_ACTIVATION_FALLS_SHORT},
    {NULL, NULL, TEXT_ENDS, TEXT_ENDS},
};

static const struct network_titles titles = {
    .panel = PANEL_ACTIVATION,
    .findings = findings,
    .title = TEXT_ACTIVATION_TITLE,
    .two = TEXT_ACTIVATION_TWO,
};

static bool has_intercepts(const struct spec *spec) {
    return networks_count_with(spec, has_intercept) > 0;
}

/* Whether the figure has the same curves in the gradient panel, or these times the input. */
static bool are_gradients(const struct spec *spec) {
    return !has_intercepts(spec) && spec_has_panel(spec, PANEL_GRADIENT) &&
           spec->input.value != 0 && spec->depth > 0 && !networks_have_random(spec);
}

/* The only one of several networks that has an intercept; their number if there is none. */
static size_t only_with_intercept(const struct spec *spec) {
    size_t found = 0;

    if (spec->n_networks < 2 || networks_count_with(spec, has_intercept) != 1) {
        return spec->n_networks;
    }
    while (!has_intercept(&spec->networks[found])) {
        found++;
    }
    return found;
}

static char *make_title(const struct series *series, enum title_length length) {
    static const enum text texts[2][2] = {
        {TEXT_ACTIVATION_GRADIENTS_TIMES, TEXT_ACTIVATION_GRADIENTS_TIMES_SHORT},
        {TEXT_ACTIVATION_GRADIENTS, TEXT_ACTIVATION_GRADIENTS_SHORT}};
    const struct spec *spec = series->spec;

    return are_gradients(spec)
               ? figure_text_fill(spec, texts[spec->input.value == 1][length > TITLE_SHORT],
                                  TEXT_FIELDS({"input", formatted_typed(spec->input.text)}))
               : network_title(&titles, series, length);
}

static enum text choose_subtitle(const struct spec *spec, bool is_short) {
    return is_short || spec->depth == 0                   ? TEXT_ACTIVATION_SUBTITLE_SHORT
           : only_with_intercept(spec) < spec->n_networks ? TEXT_ACTIVATION_SUBTITLE_ONE
           : has_intercepts(spec)                         ? TEXT_ACTIVATION_SUBTITLE
                                                          : TEXT_ACTIVATION_SUBTITLE_PRODUCT;
}

static char *make_subtitle(const struct series *series, bool is_short) {
    const struct spec *spec = series->spec;

    if (networks_have_random(spec)) {
        return random_subtitle(series, PANEL_ACTIVATION, is_short);
    }
    size_t only = only_with_intercept(spec);
    bool has_name = only < spec->n_networks;

    return figure_text_fill(
        spec, choose_subtitle(spec, is_short),
        TEXT_FIELDS({"input", formatted_typed(spec->input.text)},
                    {"name", has_name ? figure_text_full_network(spec, only) : g_strdup("")}));
}

/* ---- curves ---- */

static void make(struct panel *panel, const struct panel_source *source) {
    struct axis_span span = panel_span(source->series, PANEL_ACTIVATION);
    struct fixed_points points = {0};

    panel->y = axis_of_values(&span, source->n_y_ticks_max);
    panel->y_titles = figure_text_axis(source->spec, TEXT_ACTIVATION_AXIS,
                                       TEXT_ACTIVATION_AXIS_SHORT, panel->y.scale);
    panel->has_common_start = true;
    fixed_points_add(&points, panel, source);
    add_network_curves(panel, source, PANEL_ACTIVATION);
    fixed_points_label(&points, panel, source);
}

/* ---- alt text ---- */

static char *make_sentence(const struct series *series) {
    return figure_text_fill(
        series->spec, TEXT_ACTIVATION_SENTENCE,
        TEXT_FIELDS({"layers", sentence_layers(series->spec)},
                    {"input", formatted_typed(series->spec->input.text)},
                    {"values", sentence_networks(series, PANEL_ACTIVATION, figure_text_end)},
                    {"crossing", sentence_crossings(series, PANEL_ACTIVATION)}));
}

const struct panel_type activation_panel = {
    .x_title = TEXT_LAYER_AXIS,
    .make = make,
    .x_axis = panel_layer_axis,
    .title = make_title,
    .subtitle = make_subtitle,
    .sentence = make_sentence,
};
