/* The gradient panel: the cumulative gradient after each layer, beside the ideal gradient 1. */
#include <glib.h>

#include "rendering/figure_text.h"
#include "rendering/network_curves.h"
#include "rendering/panel_titles.h"
#include "rendering/sentences.h"

/* ---- title ---- */

static bool has_no_gradient(const struct subject *subject) {
    return finding_gradient(subject).sign == 0;
}

static const struct finding findings[] = {
    {has_no_gradient, NULL, TEXT_GRADIENT_ZERO},
    {finding_always, finding_gradient, TEXT_GRADIENT_TIMES},
};

static char *make_title(const struct spec *spec, const struct series *series) {
    return finding_say_of_networks(findings, spec, series, TEXT_GRADIENT_TITLE_ONE,
                                   TEXT_GRADIENT_TITLE);
}

static char *make_subtitle(const struct spec *spec) {
    return g_strdup(figure_text(spec, TEXT_GRADIENT_SUBTITLE));
}

/* ---- curves ---- */

/* The gradient 1, for the ideal line. */
static void add_ideal(struct panel *panel, const struct panel_source *source) {
    struct panel_curve *ideal = panel_add_line(panel, 0, 0, (double)source->spec->depth, 0);

    style_curve(ideal, source, source->theme->ideal);
    dash_curve(ideal, source, 12, 7);
    ideal->name = g_strdup(figure_text(source->spec, TEXT_GRADIENT_IDEAL));
    ideal->value = g_strdup("1");
    ideal->is_landmark = true;
}

static void make(struct panel *panel, const struct panel_source *source) {
    struct axis_span span = panel_span(source, PANEL_GRADIENT);
    char *formula = g_strdup("∂<i>x</i><sub><i>n</i></sub>/∂<i>x</i><sub>0</sub>");

    panel->y = axis_of_moduli(&span, source->n_y_ticks_max);
    panel->y_title = figure_text_gradient_axis(source->spec, span.has_negative, formula);
    panel->has_common_start = true;
    add_ideal(panel, source);
    add_network_curves(panel, source, PANEL_GRADIENT);
}

/* ---- alt text ---- */

static char *make_sentence(const struct spec *spec, const struct series *series) {
    return figure_text_fill(
        spec, TEXT_GRADIENT_SENTENCE,
        TEXT_FIELDS({"layers", sentence_layers(spec)},
                    {"values", sentence_networks(spec, series, PANEL_GRADIENT, sentence_gradient)},
                    {"crossing", sentence_crossing(spec, series, PANEL_GRADIENT)}));
}

const struct panel_type gradient_panel = {
    .x_title = TEXT_LAYER_AXIS,
    .make = make,
    .x_axis = panel_layer_axis,
    .title = make_title,
    .subtitle = make_subtitle,
    .sentence = make_sentence,
};
