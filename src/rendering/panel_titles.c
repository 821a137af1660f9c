/* Chooses the finding of a panel and fills its text. */
#include "rendering/panel_titles.h"

#include <math.h>
#include <string.h>

#include "base/format.h"
#include "rendering/extremes.h"
#include "rendering/figure_text.h"
#include "rendering/formulas.h"
#include "rendering/gradient_words.h"
#include "simulation/network.h"

bool finding_always(const struct subject *subject) {
    (void)subject;
    return true;
}

struct number finding_activation(const struct subject *subject) {
    return curve_last(network_curve(subject->series, PANEL_ACTIVATION, subject->network));
}

struct number finding_gradient(const struct subject *subject) {
    return curve_last(network_curve(subject->series, PANEL_GRADIENT, subject->network));
}

bool finding_is_random(const struct subject *subject) {
    return network_is_random(&subject->spec->networks[subject->network]);
}

struct number finding_mean(const struct subject *subject, enum panel_kind panel) {
    const struct curve *mean =
        series_find(subject->series, (struct curve_id){panel, ROLE_MEAN, subject->network});
    return curve_last(mean != NULL ? mean
                                   : network_curve(subject->series, panel, subject->network));
}

bool finding_is_zero(const struct subject *subject) {
    return gradient_is_zero(finding_gradient(subject));
}

bool finding_vanishes(const struct subject *subject) {
    return gradient_vanishes(finding_gradient(subject));
}

bool finding_explodes(const struct subject *subject) {
    return gradient_explodes(finding_gradient(subject));
}

bool finding_grows(const struct subject *subject) {
    return gradient_grows(finding_gradient(subject));
}

bool finding_shrinks(const struct subject *subject) {
    return gradient_shrinks(finding_gradient(subject));
}

static char *zero_layer(const struct subject *subject) {
    double layer =
        curve_zero_layer(network_curve(subject->series, PANEL_GRADIENT, subject->network));
    return isnan(layer) ? g_strdup("") : formatted_whole((int64_t)layer); /* every digit matters */
}

char *title_factor(const struct spec *spec, struct number number) {
    char *value = formatted_product(number, FIGURE_DIGITS, spec->depth);

    if (strchr(value, ' ') != NULL) {
        char *sum = value;
        value = g_strdup_printf("(%s)", sum);
        g_free(sum);
    } else if (strstr(value, "\u00d7") != NULL) {
        return value;
    }
    return figure_text_fill(spec, TEXT_FACTOR, TEXT_FIELDS({"value", value}));
}

/* The text of the first finding that holds. */
static char *say_finding(const struct network_titles *titles, const struct subject *subject,
                         enum title_length length) {
    const struct spec *spec = subject->spec;
    const struct finding *finding = titles->findings;
    struct number mean = finding_mean(subject, titles->panel);

    while (!finding->holds(subject)) {
        finding++;
    }
    struct number value = finding->value != NULL ? finding->value(subject) : number_from_double(0);
    return figure_text_fill(
        spec, length == TITLE_LONG ? finding->text : finding->short_text,
        TEXT_FIELDS({"value", formatted_product(value, FIGURE_DIGITS, spec->depth)},
                    {"factor", title_factor(spec, value)},
                    {"mean", formatted_product(mean, FIGURE_DIGITS, spec->depth)},
                    {"mean_factor", title_factor(spec, mean)}, {"layer", zero_layer(subject)},
                    {"name", figure_text_colored_network(spec, subject->network)}));
}

/* "both end at 0.107" */
static char *say_equal(const struct spec *spec, const struct series *series, enum panel_kind panel,
                       enum text text) {
    struct number value = curve_last(network_curve(series, panel, 0));
    char *all = figure_text_fill(spec, spec->n_networks == 2 ? TEXT_ALL_TWO : TEXT_ALL_MANY,
                                 TEXT_FIELDS({"n", formatted_whole((int64_t)spec->n_networks)}));

    return figure_text_fill(
        spec, text,
        TEXT_FIELDS({"all", all}, {"value", formatted_product(value, FIGURE_DIGITS, spec->depth)}));
}

char *network_title(const struct network_titles *titles, const struct spec *spec,
                    const struct series *series, enum title_length length) {
    struct extremes extremes = extremes_of(spec, series, titles->panel);
    struct subject first = {spec, series, extremes.smallest};
    struct subject last = {spec, series, extremes.largest};
    bool is_shortest = length == TITLE_SHORTEST;
    /* Equal medians of random layers are the ends of nothing. */
    bool is_random = networks_have_random(spec) && spec->depth > 0;

    if (spec->n_networks > 1 && extremes.are_equal && !is_random) {
        return say_equal(spec, series, titles->panel, titles->of_equals);
    }
    char *finding = say_finding(titles, &first, length);
    if (spec->n_networks == 1) {
        return is_shortest
                   ? finding
                   : figure_text_fill(spec, titles->of_one, TEXT_FIELDS({"first", finding}));
    }
    return figure_text_fill(
        spec, is_shortest ? titles->shortest_of_two : titles->of_two,
        TEXT_FIELDS({"first", finding}, {"last", say_finding(titles, &last, length)}));
}
