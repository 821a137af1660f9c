/* Adds and styles curves over layers. */
#include "rendering/network_curves.h"

#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/figure_text.h"
#include "rendering/formulas.h"
#include "simulation/network.h"

struct ink network_ink(const struct panel_source *source, size_t index) {
    return theme_network_ink(source->theme, source->spec, index);
}

enum marker_shape network_shape(size_t position) {
    return (enum marker_shape)(position % MARKER_N_SHAPES);
}

void style_curve(struct panel_curve *curve, const struct panel_source *source, struct ink ink) {
    curve->stroke = (struct stroke){.color = ink.line, .width = source->metrics->curve};
    curve->label_color = ink.text;
}

/* On a log axis zero is below every position, so a dotted line falls off the panel. */
void add_line_to_zero(struct panel *panel, const struct panel_curve *curve) {
    size_t last = curve->n - 1;

    if (curve->ends_in_zero) {
        struct panel_curve *line =
            panel_add_line(panel, curve->x[last], curve->y[last], curve->zero_x, panel->y.low);
        line->stroke = curve->stroke;
        line->stroke.dash[0] = curve->stroke.width;
        line->stroke.dash[1] = 4.0 / 3 * curve->stroke.width;
    }
}

struct axis_span panel_span(const struct panel_source *source, enum panel_kind kind) {
    struct axis_span span = {0};

    for (size_t i = 0; i < source->series->n_curves; i++) {
        if (source->series->curves[i].id.panel == kind) {
            axis_span_add(&span, &source->series->curves[i]);
        }
    }
    return span;
}

struct axis panel_layer_axis(const struct panel_source *source, double width, size_t n_ticks_max) {
    return axis_of_layers(source->spec->depth, n_ticks_max, 14 * source->metrics->unit / width);
}

void dash_curve(struct panel_curve *curve, const struct panel_source *source, double on,
                double off) {
    curve->stroke.dash[0] = on * source->metrics->unit;
    curve->stroke.dash[1] = off * source->metrics->unit;
}

/* Whether the gradient is a power to be shown, as that of equal layers in a figure with room. */
static bool is_power(const struct spec *spec, const struct network *network) {
    static const size_t n_networks_max = 3;
    struct number slope = network_layer_line(network, 1).slope;

    return spec->n_networks <= n_networks_max && spec->depth > 1 &&
           network_has_uniform_slope(network) && !(slope.sign > 0 && slope.log10_abs == 0);
}

/* "0.8ⁿ ≈ 0.107", or "0.5ⁿ = 0.25" where no digits are lost. Frees `value`. */
static char *write_power(const struct spec *spec, const struct network *network,
                         struct number gradient, char *value) {
    struct number slope = network_layer_line(network, 1).slope;
    bool is_exact = product_is_exact(slope, FIGURE_DIGITS, 0) &&
                    product_is_exact(gradient, FIGURE_DIGITS, spec->depth);

    return figure_text_fill(spec, is_exact ? TEXT_GRADIENT_POWER : TEXT_GRADIENT_POWER_ROUNDED,
                            TEXT_FIELDS({"slope", formula_slope(slope, FIGURE_DIGITS)},
                                        {"n", formatted_whole(spec->depth)}, {"value", value}));
}

/* "0.107", in the gradient panel also "0.8ⁿ ≈ 0.107" if there is room, or "0 from layer 3". */
static char *write_value(const struct spec *spec, const struct curve *curve, bool has_room) {
    const struct network *network = &spec->networks[curve->id.index];
    char *value = formatted_product(curve_last(curve), FIGURE_DIGITS, spec->depth);

    if (curve->id.panel != PANEL_GRADIENT) {
        return value;
    }
    double zero = curve_zero_layer(curve);
    if (!isnan(zero)) {
        g_free(value);
        return figure_text_zero(spec, zero);
    }
    return has_room && is_power(spec, network)
               ? write_power(spec, network, curve_last(curve), value)
               : value;
}

void add_network_curves(struct panel *panel, const struct panel_source *source,
                        enum panel_kind kind) {
    for (size_t i = 0; i < source->spec->n_networks; i++) {
        const struct curve *points =
            series_find(source->series, (struct curve_id){kind, ROLE_NETWORK, i});
        struct panel_curve *curve = panel_add_curve(panel, points);
        style_curve(curve, source, network_ink(source, i));
        curve->shape = network_shape(i);
        curve->has_markers = true;
        curve->name = figure_text_full_network(source->spec, i);
        curve->value = write_value(source->spec, points, source->metrics->has_subtitles);
        curve->is_landmark = true;
        add_line_to_zero(panel, curve);
    }
}
