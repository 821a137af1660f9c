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

static const struct finding *find_finding(const struct network_titles *titles,
                                          const struct subject *subject) {
    const struct finding *finding = titles->findings;

    while (!finding->holds(subject)) {
        finding++;
    }
    return finding;
}

/* The text of the first finding that holds. */
static char *say_finding(const struct network_titles *titles, const struct subject *subject,
                         enum title_length length) {
    const struct spec *spec = subject->spec;
    const struct finding *finding = find_finding(titles, subject);
    struct number mean = finding_mean(subject, titles->panel);

    struct number value = finding->value != NULL ? finding->value(subject) : number_from_double(0);
    return figure_text_fill(
        spec, length == TITLE_LONG ? finding->text : finding->short_text,
        TEXT_FIELDS({"value", formatted_product(value, FIGURE_DIGITS, spec->depth)},
                    {"factor", title_factor(spec, value)},
                    {"mean", formatted_product(mean, FIGURE_DIGITS, spec->depth)},
                    {"mean_factor", title_factor(spec, mean)}, {"layer", zero_layer(subject)},
                    {"name", figure_text_colored_network(spec, subject->network)}));
}

/* ---- all networks ---- */

/* "both", or "all three" */
static char *name_all(const struct spec *spec) {
    if (spec->n_networks == 2) {
        return g_strdup(figure_text(spec, TEXT_ALL_TWO));
    }
    const char *n = figure_text(spec, (enum text)(TEXT_NUMBER_1 + spec->n_networks - 1));
    return figure_text_fill(spec, TEXT_ALL_MANY, TEXT_FIELDS({"n", g_strdup(n)}));
}

/* Findings on one network, and what is said if they hold for all. */
static const struct together {
    enum text of_one[2];
    enum text of_all;
    enum { NONE_FIRST, SMALLEST_FIRST, LARGEST_FIRST } first;
} together[] = {
    {{TEXT_ACTIVATION_SETTLES, TEXT_ACTIVATION_LOOKS_HEALTHY}, TEXT_ALL_SETTLE, NONE_FIRST},
    {{TEXT_ACTIVATION_APPROACHES}, TEXT_ALL_CONVERGE, NONE_FIRST},
    {{TEXT_ACTIVATION_FADES_SHORT}, TEXT_ALL_FADE, SMALLEST_FIRST},
    {{TEXT_ACTIVATION_SHRINKS_SHORT}, TEXT_ALL_GET_SMALLER, SMALLEST_FIRST},
    {{TEXT_ACTIVATION_GROWS_SHORT}, TEXT_ALL_GROW, LARGEST_FIRST},
    {{TEXT_GRADIENT_SHRINKS_SHORT, TEXT_GRADIENT_SHRINKS_MOST_SHORT},
     TEXT_ALL_SHRINK,
     SMALLEST_FIRST},
    {{TEXT_GRADIENT_VANISHES_SHORT}, TEXT_ALL_VANISH, SMALLEST_FIRST},
    {{TEXT_GRADIENT_GROWS_SHORT, TEXT_GRADIENT_GROWS_MOST_SHORT}, TEXT_ALL_GROW, LARGEST_FIRST},
    {{TEXT_GRADIENT_EXPLODES_SHORT}, TEXT_ALL_EXPLODE, LARGEST_FIRST},
    {{TEXT_GRADIENT_STABLE_SHORT}, TEXT_ALL_STABLE, NONE_FIRST},
};

/* The row of a finding, or NULL. */
static const struct together *find_together(const struct finding *finding) {
    for (size_t i = 0; i < G_N_ELEMENTS(together); i++) {
        if (finding->short_text == together[i].of_one[0] ||
            finding->short_text == together[i].of_one[1]) {
            return &together[i];
        }
    }
    return NULL;
}

/* The row that holds for all networks, or NULL. */
static const struct together *find_common(const struct network_titles *titles,
                                          const struct spec *spec, const struct series *series) {
    struct subject subject = {spec, series, 0};
    const struct together *common = find_together(find_finding(titles, &subject));

    for (subject.network = 1; subject.network < spec->n_networks; subject.network++) {
        if (find_together(find_finding(titles, &subject)) != common) {
            return NULL;
        }
    }
    return common;
}

/* Whether no other network's curve ends with a number that looks the same. */
static bool is_alone(const struct spec *spec, const struct series *series, enum panel_kind panel,
                     size_t index) {
    struct number own = number_modulus(curve_last(network_curve(series, panel, index)));
    size_t n = 0;

    for (size_t i = 0; i < spec->n_networks; i++) {
        struct number other = number_modulus(curve_last(network_curve(series, panel, i)));
        n += numbers_look_equal(own, other, spec->depth) ? 1 : 0;
    }
    return n == 1;
}

/* "both grow, residual faster" */
static char *say_common(const struct together *common, const struct spec *spec,
                        const struct series *series, enum panel_kind panel) {
    struct extremes extremes = extremes_of(spec, series, panel);
    size_t first = common->first == LARGEST_FIRST ? extremes.largest : extremes.smallest;
    char *finding = figure_text_fill(spec, common->of_all, TEXT_FIELDS({"all", name_all(spec)}));

    if (common->first == NONE_FIRST || !is_alone(spec, series, panel, first)) {
        return finding;
    }
    return figure_text_fill(
        spec, spec->n_networks == 2 ? TEXT_ALL_FASTER : TEXT_ALL_FASTEST,
        TEXT_FIELDS({"finding", finding}, {"name", figure_text_colored_network(spec, first)}));
}

/* "both end at 0.107" */
static char *say_equal(const struct spec *spec, const struct series *series, enum panel_kind panel,
                       enum text text) {
    struct number value = curve_last(network_curve(series, panel, 0));

    return figure_text_fill(
        spec, text,
        TEXT_FIELDS({"all", name_all(spec)},
                    {"value", formatted_product(value, FIGURE_DIGITS, spec->depth)}));
}

/* The network that the first finding is on. The one with the smallest gradient, also for signals:
 * beside the gradient, the reader sees what becomes of its signal. If that signal is the largest,
 * the second finding says so, and the first is on the smallest one. */
static size_t first_subject(const struct spec *spec, const struct series *series,
                            struct extremes extremes) {
    struct extremes gradients = extremes_of(spec, series, PANEL_GRADIENT);

    return gradients.are_equal || gradients.smallest == extremes.largest ? extremes.smallest
                                                                         : gradients.smallest;
}

char *network_title(const struct network_titles *titles, const struct spec *spec,
                    const struct series *series, enum title_length length) {
    struct extremes extremes = extremes_of(spec, series, titles->panel);
    struct subject first = {spec, series, first_subject(spec, series, extremes)};
    struct subject last = {spec, series, extremes.largest};
    bool is_shortest = length == TITLE_SHORTEST;
    /* Equal medians of random layers are the ends of nothing. */
    bool is_random = networks_have_random(spec) && spec->depth > 0;

    if (spec->n_networks > 1 && extremes.are_equal && !is_random) {
        return say_equal(spec, series, titles->panel, titles->of_equals);
    }
    const struct together *common =
        spec->n_networks > 1 && length != TITLE_LONG ? find_common(titles, spec, series) : NULL;
    if (common != NULL) {
        char *all = say_common(common, spec, series, titles->panel);
        return figure_text_fill(spec, titles->of_all, TEXT_FIELDS({"first", all}));
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
