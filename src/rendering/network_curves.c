/* Adds and styles curves over layers. */
#include "rendering/network_curves.h"

#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/figure_text.h"

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

/* "7.49", or "0 from layer 3" of a gradient, which stays 0. */
static char *write_value(const struct spec *spec, const struct curve *curve) {
    double zero = curve->id.panel == PANEL_GRADIENT ? curve_zero_layer(curve) : NAN;

    return isnan(zero) ? formatted_number(curve_last(curve), FIGURE_DIGITS)
                       : figure_text_zero(spec, zero);
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
        curve->value = write_value(source->spec, points);
        curve->is_landmark = true;
        add_line_to_zero(panel, curve);
    }
}
