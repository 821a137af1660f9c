/* Numbers and crossings in words. */
#include "rendering/words/sentences.h"

#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "spec/gradient_class.h"

char *sentence_layers(const struct spec *spec) {
    return figure_text_fill(spec, TEXT_SENTENCE_LAYERS,
                            TEXT_FIELDS({"n", formatted_whole(spec->depth), spec->depth != 1}));
}

char *sentence_gradient(const struct spec *spec, const struct curve *curve) {
    struct number last = curve_last(curve);
    double zero = curve_zero_layer(curve);

    return figure_text_fill(
        spec, isnan(zero) ? TEXT_SENTENCE_GRADIENT : TEXT_SENTENCE_GRADIENT_ZERO,
        TEXT_FIELDS({"value", figure_text_value(spec, last)}, {"layer", figure_text_layer(zero)},
                    {"class", g_strdup(figure_text_class(spec, gradient_class_of(last)))}));
}

/* "median 0.118, 10th to 90th percentile 0.03 to 0.4, mean 1" */
static char *say_quantiles(const struct series *series, const struct curve *median) {
    static const char *const names[] = {"median", "low", "high", "mean"};
    const enum curve_role roles[] = {median->id.role, ROLE_LOW, ROLE_HIGH, ROLE_MEAN};
    struct markup_field fields[G_N_ELEMENTS(names)];

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const struct curve *curve =
            series_find(series, (struct curve_id){median->id.panel, roles[i], median->id.index});
        fields[i] = (struct markup_field){names[i], figure_text_end(series->spec, curve)};
    }
    return figure_text_fill(series->spec, TEXT_SENTENCE_RANDOM, fields, G_N_ELEMENTS(fields));
}

char *sentence_end(const struct series *series, const struct curve *curve, say_curve *say) {
    return curve_is_random(series->spec, curve->id) ? say_quantiles(series, curve)
                                                    : say(series->spec, curve);
}

char *sentence_networks(const struct series *series, enum panel_kind panel, say_curve *say) {
    GString *values = g_string_new(NULL);

    for (size_t i = 0; i < series->spec->n_networks; i++) {
        const struct curve *curve = network_curve(series, panel, i);
        figure_text_append_item(values, series->spec, TEXT_LIST_SEPARATOR,
                                figure_text_named(series->spec,
                                                  figure_text_full_network(series->spec, i),
                                                  sentence_end(series, curve, say)));
    }
    return g_string_free(values, FALSE);
}

/* ---- where curves cross ---- */

/* The sign of a - b, from the logarithms if doubles cannot hold the numbers. */
static int compare_numbers(struct number a, struct number b) {
    static const double rounding = 1e-12; /* log10 */
    bool are_equal =
        a.sign == b.sign && (a.sign == 0 || fabs(a.log10_abs - b.log10_abs) <= rounding);

    return are_equal ? 0 : number_is_below(a, b) ? -1 : 1;
}

/* The first layer at which the order of the two curves changes, or 0. */
static size_t find_crossing(const struct curve *a, const struct curve *b) {
    int before = 0;

    for (size_t i = 0; i < a->n_points && i < b->n_points; i++) {
        int order = compare_numbers(curve_drawn(a, a->points[i].y), curve_drawn(b, b->points[i].y));
        if (before != 0 && order == -before) {
            return i;
        }
        before = order != 0 ? order : before;
    }
    return 0;
}

/* "; plain and residual cross before layer 3", or "". */
static void append_crossing(GString *text, const struct spec *spec, const struct curve *a,
                            const struct curve *b) {
    bool is_random = curve_is_random(spec, a->id) || curve_is_random(spec, b->id);
    bool has_every_layer =
        !is_random && a->n_points == (size_t)spec->depth + 1 && b->n_points == a->n_points;
    size_t layer = has_every_layer ? find_crossing(a, b) : 0;

    if (layer > 0) {
        figure_text_append(
            text,
            figure_text_fill(spec, TEXT_SENTENCE_CROSSING,
                             TEXT_FIELDS({"first", figure_text_full_network(spec, a->id.index)},
                                         {"last", figure_text_full_network(spec, b->id.index)},
                                         {"layer", formatted_whole((int64_t)layer)})));
    }
}

char *sentence_crossings(const struct series *series, enum panel_kind panel) {
    GString *text = g_string_new(NULL);

    for (size_t i = 0; i < series->spec->n_networks; i++) {
        for (size_t j = i + 1; j < series->spec->n_networks; j++) {
            append_crossing(text, series->spec, network_curve(series, panel, i),
                            network_curve(series, panel, j));
        }
    }
    return g_string_free(text, FALSE);
}
