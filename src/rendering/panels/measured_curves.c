#include "rendering/panels/measured_curves.h"

#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/panels/network_curves.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/formulas.h"
#include "rendering/words/gradient_words.h"
#include "rendering/words/measured_text.h"
#include "simulation/measured.h"

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

/* ---- points ---- */

/* A network of the same name has the same color and shape of marker. */
static enum marker_shape measured_shape(const struct spec *spec, size_t index) {
    size_t network = spec_find_network(spec, spec->measured[index].name);

    return network_shape(network < spec->n_networks ? network : spec->n_networks + index);
}

/* The level, the last value that is shown, or "0 from layer 3" beside it. */
static char *write_value(const struct spec *spec, size_t index, const struct point *last) {
    double zero = measured_zero_layer(&spec->measured[index]);
    struct number level = measured_text_level(spec, index);

    if (number_exists(level)) {
        g_autofree char *value = formatted_number(level, LEVEL_DIGITS);
        return g_strdup_printf("≈ %s", value);
    }
    return isnan(zero) ? formatted_product(last->y, FIGURE_DIGITS, (int64_t)last->x)
                       : figure_text_zero(spec, zero);
}

static void add_points(struct panel *panel, const struct panel_source *source, size_t index) {
    const struct curve *curve = find_points(source, index);
    struct panel_curve *points = panel_add_curve(panel, curve);
    size_t last = last_shown(curve);

    style_curve(points, source, theme_measured_ink(source->theme, source->spec, index));
    points->shape = measured_shape(source->spec, index);
    points->name = measured_text_name(source->spec, index);
    points->value = write_value(source->spec, index, &curve->points[last]);
    points->is_landmark = true;
    add_line_to_zero(panel, points);
}

void add_measured_points(struct panel *panel, const struct panel_source *source) {
    size_t n_measured = source->spec->n_measured;

    for (size_t i = 0; i < panel->n_curves && n_measured > 0; i++) {
        panel->curves[i].has_markers = false;
    }
    for (size_t i = 0; i < n_measured; i++) {
        add_points(panel, source, i);
    }
}

/* ---- laws ---- */

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

void add_fitted_laws(struct panel *panel, const struct panel_source *source) {
    for (size_t i = 0; i < source->spec->n_measured; i++) {
        add_law(panel, source, i);
    }
}
