/* Adds and styles curves over layers. */
#include "rendering/panels/network_curves.h"

#include <math.h>
#include <stdint.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/formulas.h"
#include "rendering/words/gradient_words.h"
#include "rendering/words/random_words.h"
#include "rendering/words/slope_products.h"
#include "simulation/network.h"

struct ink network_ink(const struct panel_source *source, size_t index) {
    return theme_network_ink(source->theme, source->spec, index);
}

enum marker_shape network_shape(size_t position) {
    return (enum marker_shape)(position % MARKER_N_SHAPES);
}

double network_weight(const struct panel_source *source, size_t index) {
    static const size_t n_equal_max = 5;
    static const double light = 0.75;

    if (source->spec->n_networks <= n_equal_max) {
        return 1;
    }
    struct extremes extremes = extremes_of(source->series, PANEL_GRADIENT);
    const size_t heavy[] = {extremes.smallest, extremes.largest};
    struct number own = series_gradient(source->series, index);
    for (size_t i = 0; i < G_N_ELEMENTS(heavy); i++) {
        if (numbers_look_equal(source->spec, own, series_gradient(source->series, heavy[i]))) {
            return 1;
        }
    }
    return light;
}

void style_curve(struct panel_curve *curve, const struct panel_source *source, struct ink ink) {
    curve->stroke = (struct stroke){.color = ink.line, .width = source->metrics->curve};
    curve->label_color = ink.text;
}

/* On a log axis zero is below every position, so a dotted line falls off the panel. */
void add_line_to_zero(struct panel *panel, const struct panel_curve *curve) {
    if (curve->ends_in_zero && curve->n > 0) { /* it may begin with zero */
        size_t last = curve->n - 1;
        struct panel_curve *line =
            panel_add_line(panel, curve->x[last], curve->y[last], curve->zero_x, panel->y.low);
        line->stroke = curve->stroke;
        line->stroke.dash[0] = curve->stroke.width;
        line->stroke.dash[1] = 4.0 / 3 * curve->stroke.width;
    }
}

struct axis_span panel_span(const struct series *series, enum panel_kind kind) {
    struct axis_span span = AXIS_SPAN_EMPTY;

    for (size_t i = 0; i < series->n_curves; i++) {
        struct curve_id id = series->curves[i].id;
        if (id.panel == kind && (kind != PANEL_SWEEP || id.role != ROLE_MEAN)) { /* not drawn */
            axis_span_add(&span, &series->curves[i]);
        }
    }
    return span;
}

enum axis_signs panel_signs(const struct panel *panel, bool has_negative) {
    int64_t first = panel->kind == PANEL_DEPTH ? 1 : 0;
    bool has_markers = panel->depth - first > 1; /* two points have none */

    for (size_t i = 0; i < panel->n_curves && has_markers; i++) {
        if (panel->curves[i].has_markers && panel_curve_has_negative(&panel->curves[i])) {
            return SIGNS_MARKED;
        }
    }
    return has_negative ? SIGNS_UNMARKED : SIGNS_NONE;
}

double panel_inset(const struct panel_source *source) {
    return 14 * source->metrics->unit;
}

struct axis axis_to_layer(const struct panel_source *source, int64_t last, double width,
                          size_t n_ticks_max) {
    double inset = panel_inset(source);

    /* Few layers stand whole pixels apart, so that their markers are equal. */
    if (last > 0 && (double)last < inset) {
        inset += fmod(width - 2 * inset, (double)last) / 2;
    }
    return axis_of_layers(last, n_ticks_max, inset / width);
}

struct axis panel_layer_axis(const struct panel_source *source, double width, size_t n_ticks_max) {
    return axis_to_layer(source, source->spec->depth, width, n_ticks_max);
}

void dash_curve(struct panel_curve *curve, const struct panel_source *source, double on,
                double off) {
    curve->stroke.dash[0] = on * source->metrics->unit;
    curve->stroke.dash[1] = off * source->metrics->unit;
}

void dash_ideal(struct panel_curve *curve, const struct panel_source *source) {
    dash_curve(curve, source, 12, 7);
}

char *random_subtitle(const struct series *series, enum panel_kind panel, bool is_short) {
    const struct spec *spec = series->spec;
    static const enum text texts[2][2] = {
        {TEXT_RANDOM_SUBTITLE, TEXT_RANDOM_SUBTITLE_SHORT},
        {TEXT_RANDOM_SUBTITLE_MODULUS, TEXT_RANDOM_SUBTITLE_MODULUS_SHORT},
    };
    bool is_modulus = false;

    for (size_t i = 0; i < spec->n_networks && panel == PANEL_GRADIENT; i++) {
        is_modulus = is_modulus || random_signs_cancel(series, i);
    }
    return figure_text_fill(spec, texts[is_modulus][is_short],
                            TEXT_FIELDS({"n", formatted_whole(spec->random.samples)}));
}

/* Whether the gradient is a power, as that of equal layers. */
static bool is_power(const struct spec *spec, const struct network *network) {
    struct number slope = network_layer_line(network, 1).slope;

    return spec->depth > 1 && network_has_one_slope(network) &&
           !products_are_equal(slope, number_from_double(1), 1);
}

/* Whether the power reads as its value does: "10⁴ = 10⁴". */
static bool is_its_value(struct number slope, int n_digits, int64_t exponent, const char *value) {
    g_autofree char *base = formula_base(slope, n_digits);
    g_autofree char *power = g_strdup_printf("%s<sup>%lld</sup>", base,
                                             (long long)exponent); /* in no groups, as there */
    return g_str_equal(power, value);
}

/* "0.8ⁿ ≈ 0.107", or "0.5ⁿ = 0.25" where no digits are lost; the value alone where the slope has
 * too many digits for the power to be true, or the power says no more. Frees `value`. */
static char *write_power(const struct spec *spec, const struct network *network,
                         struct number gradient, int n_value_digits, char *value) {
    struct number slope = network_layer_line(network, 1).slope;
    int n_digits = slope_power_digits(slope, spec->depth, value, n_value_digits);
    bool is_exact = product_is_exact(slope, n_digits, 0) &&
                    product_is_exact(gradient, n_value_digits, spec->depth);

    if (n_digits == 0 || is_its_value(slope, n_digits, spec->depth, value)) {
        return value;
    }
    return figure_text_fill(spec, is_exact ? TEXT_GRADIENT_POWER : TEXT_GRADIENT_POWER_ROUNDED,
                            TEXT_FIELDS({"slope", formula_base(slope, n_digits)},
                                        {"n", formatted_whole(spec->depth)}, {"value", value}));
}

/* The last number of a curve. An activation at its fixed point reads as that, without their
 * distance where it is about 1. */
static char *write_end(const struct spec *spec, const struct curve *curve, int n_digits) {
    struct number last = curve_last(curve);
    struct number limit;
    bool is_drawn = curve->id.panel == PANEL_ACTIVATION &&
                    network_attractor(&spec->networks[curve->id.index], &limit);

    return is_drawn && gradient_is_near_one(number_modulus(last)) &&
                   gradient_is_near_one(number_modulus(limit))
               ? formatted_number(limit, n_digits)
               : formatted_product(last, n_digits, spec->depth);
}

/* "0.107", in the gradient panel also "0.8ⁿ ≈ 0.107" if there is room, or "0 from layer 3". */
static char *write_value(const struct panel_source *source, const struct curve *curve) {
    static const size_t n_networks_max = 3;
    const struct spec *spec = source->spec;
    const struct network *network = &spec->networks[curve->id.index];

    if (network_is_random(network)) {
        return figure_text_fill(spec, TEXT_RANDOM_MEDIAN,
                                TEXT_FIELDS({"value", figure_text_end(spec, curve)}));
    }
    bool is_gradient = curve->id.panel == PANEL_GRADIENT;
    double zero = curve_zero_layer(curve);
    if (is_gradient && !isnan(zero)) {
        return figure_text_zero(spec, zero);
    }
    int n_digits = curve_digits(source->series, curve);
    char *value = write_end(spec, curve, n_digits);
    return is_gradient && source->metrics->has_subtitles && spec->n_networks <= n_networks_max &&
                   is_power(spec, network)
               ? write_power(spec, network, curve_last(curve), n_digits, value)
               : value;
}

/* Of many networks, only those with the smallest and the largest gradient have one. */
static bool may_have_remark(const struct panel_source *source, size_t index) {
    static const size_t some = 3;
    struct extremes extremes = extremes_of(source->series, PANEL_GRADIENT);

    return source->spec->n_networks <= some || index == extremes.smallest ||
           index == extremes.largest;
}

/* "×0.8 per layer", or NULL */
static char *write_remark(const struct panel_source *source, const struct curve *curve) {
    const struct spec *spec = source->spec;
    const struct network *network = &spec->networks[curve->id.index];

    if (curve->id.panel != PANEL_GRADIENT || !source->metrics->has_explanation ||
        spec->n_measured > 0 || !may_have_remark(source, curve->id.index) ||
        !is_power(spec, network)) {
        return NULL;
    }
    struct number slope = network_layer_line(network, 1).slope;
    g_autofree char *gradient = figure_text_value(spec, curve_last(curve));
    int n_digits = slope_power_digits(slope, spec->depth, gradient, FIGURE_DIGITS);
    return figure_text_fill(
        spec, TEXT_GRADIENT_PER_LAYER,
        TEXT_FIELDS({"slope", formula_factor(slope, n_digits > 0 ? n_digits : FIGURE_DIGITS)}));
}

static const struct curve *find_curve(const struct panel_source *source, struct curve_id id,
                                      enum curve_role role) {
    id.role = role;
    return series_find(source->series, id);
}

void add_band(struct panel *panel, const struct panel_source *source, struct curve_id id,
              struct ink ink) {
    if (curve_is_random(source->spec, id)) {
        struct panel_curve *band = panel_add_band(panel, find_curve(source, id, ROLE_LOW),
                                                  find_curve(source, id, ROLE_HIGH));
        style_curve(band, source, ink);
        band->is_random = true;
    }
}

/* "mean", or "residual mean" */
static char *name_mean(const struct spec *spec, size_t index) {
    size_t n_random = networks_count_with(spec, network_is_random);

    return figure_text_fill(spec, n_random > 1 ? TEXT_RANDOM_MEAN_OF : TEXT_RANDOM_MEAN,
                            TEXT_FIELDS({"name", figure_text_full_network(spec, index)}));
}

/* The mean of random layers in long thin dashes. */
static void add_mean(struct panel *panel, const struct panel_source *source, struct curve_id id) {
    static const double thin = 0.7;
    const struct curve *points = find_curve(source, id, ROLE_MEAN);

    if (points == NULL) {
        return;
    }
    struct panel_curve *mean = panel_add_curve(panel, points);
    style_curve(mean, source, network_ink(source, id.index));
    mean->stroke.width *= thin;
    dash_curve(mean, source, 8, 5);
    mean->name = name_mean(source->spec, id.index);
    mean->value = figure_text_value(source->spec, curve_last(points));
    add_line_to_zero(panel, mean);
}

static void add_random(struct panel *panel, const struct panel_source *source,
                       enum panel_kind kind) {
    for (size_t i = 0; i < source->spec->n_networks; i++) {
        add_band(panel, source, (struct curve_id){kind, ROLE_NETWORK, i}, network_ink(source, i));
    }
    for (size_t i = 0; i < source->spec->n_networks; i++) {
        add_mean(panel, source, (struct curve_id){kind, ROLE_NETWORK, i});
    }
}

struct panel_curve *add_network_curve(struct panel *panel, const struct panel_source *source,
                                      const struct curve *points) {
    size_t network = points->id.index;
    struct panel_curve *curve = panel_add_curve(panel, points);

    style_curve(curve, source, network_ink(source, network));
    curve->stroke.width *= network_weight(source, network);
    curve->shape = network_shape(network);
    curve->name = figure_text_full_network(source->spec, network);
    curve->is_landmark = true;
    curve->is_random = curve_is_random(source->spec, points->id);
    return curve;
}

void add_network_curves(struct panel *panel, const struct panel_source *source,
                        enum panel_kind kind) {
    add_random(panel, source, kind);
    for (size_t i = 0; i < source->spec->n_networks; i++) {
        const struct curve *points = network_curve(source->series, kind, i);
        struct panel_curve *curve = add_network_curve(panel, source, points);
        curve->has_markers = true;
        curve->brief_name = figure_text_network(source->spec, i);
        curve->value = write_value(source, points);
        curve->remark = write_remark(source, points);
        add_line_to_zero(panel, curve);
    }
}
