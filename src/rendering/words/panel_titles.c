/* Chooses the finding of a panel and fills its text. */
#include "rendering/words/panel_titles.h"

#include <string.h>

#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/gradient_words.h"
#include "rendering/words/network_groups.h"
#include "simulation/network.h"

bool finding_is_random(const struct about *about) {
    return network_is_random(about->network);
}

bool finding_peaks(const struct about *about) {
    struct number peak;
    return curve_peaks(about->curve, &peak);
}

bool finding_dips(const struct about *about) {
    struct number trough;
    return curve_dips(about->curve, &trough);
}

struct number finding_mean(const struct series *series, size_t index, enum panel_kind panel) {
    const struct curve *mean = series_find(series, (struct curve_id){panel, ROLE_MEAN, index});
    return curve_last(mean != NULL ? mean : network_curve(series, panel, index));
}

char *title_factor(const struct spec *spec, struct number number) {
    g_autofree char *value = figure_text_value(spec, number);
    bool is_sum = strchr(value, ' ') != NULL;

    if (number.sign == 0 || (!is_sum && strstr(value, "\u00d7") != NULL)) {
        return g_steal_pointer(&value);
    }
    return figure_text_fill(spec, TEXT_FACTOR,
                            TEXT_FIELDS({"value", g_strdup_printf(is_sum ? "(%s)" : "%s", value)}));
}

/* What the sentences of a title are made from. */
struct sentences {
    const struct network_titles *titles;
    const struct series *series;
    /* Of each network those of which the same is said. */
    struct network_group groups[NETWORKS_MAX];
};

static bool finding_holds(const struct finding *finding, const struct about *about) {
    return (finding->gradient_is == NULL || finding->gradient_is(about->gradient)) &&
           (finding->holds == NULL || finding->holds(about));
}

static const struct finding *find_finding(const struct sentences *from, size_t index) {
    const struct series *series = from->series;
    const struct finding *finding = from->titles->findings;
    const struct about about = {series, index, &series->spec->networks[index],
                                network_curve(series, from->titles->panel, index),
                                series_gradient(series, index)};

    while (!finding_holds(finding, &about)) {
        finding++;
    }
    return finding;
}

static bool has_order(const struct finding *finding) {
    return finding->together == SMALLEST_FIRST || finding->together == LARGEST_FIRST;
}

static enum text choose_text(const struct finding *finding, enum title_length length) {
    return length == TITLE_LONG                            ? finding->text
           : length >= TITLE_SHORTER && has_order(finding) ? finding->of_all
                                                           : finding->short_text;
}

/* The text of the first finding that holds. Frees the words of `noun`. */
static char *say_finding(const struct sentences *from, size_t index, struct noun noun,
                         enum title_length length) {
    const struct series *series = from->series;
    const struct spec *spec = series->spec;
    enum panel_kind panel = from->titles->panel;
    const struct finding *finding = find_finding(from, index);
    const struct curve *curve = network_curve(series, panel, index);
    struct number value =
        finding->value != NULL ? finding->value(&spec->networks[index]) : curve_last(curve);
    struct outcome outcome = outcome_of(curve);

    return figure_text_fill(
        spec, choose_text(finding, length),
        TEXT_FIELDS({"value", figure_text_value(spec, value)},
                    {"factor", title_factor(spec, value)},
                    {"mean", figure_text_value(spec, finding_mean(series, index, panel))},
                    {"layer", figure_text_layer(outcome.zero_layer)},
                    {"peak", figure_text_value(spec, outcome.peak)},
                    {"trough", figure_text_value(spec, outcome.trough)},
                    {"name", noun.words, noun.is_plural}));
}

/* ---- networks of which the same is said ---- */

/* The long sentence. */
static char *say_of_network(const void *from, size_t index) {
    return say_finding(from, index, (struct noun){g_strdup(""), false}, TITLE_LONG);
}

/* "A shrinks to 0.107", or after a finding on `n_before` networks "B and C shrink to 0.107". */
static char *say_group(const struct sentences *from, size_t index, size_t n_before,
                       enum title_length length) {
    bool begins_sentence = n_before == 0 && length == TITLE_BARE;
    struct noun noun =
        network_group_noun(from->series->spec, &from->groups[index], n_before, begins_sentence);

    return say_finding(from, index, noun, length);
}

/* ---- all networks ---- */

/* The finding that holds for all networks, or for each of them one of which the same is said; NULL
 * if there is none. */
static const struct finding *find_common(const struct sentences *from) {
    const struct finding *common = find_finding(from, 0);
    bool is_common = common->together != NOT_TOGETHER;

    for (size_t i = 1; is_common && i < from->series->spec->n_networks; i++) {
        const struct finding *other = find_finding(from, i);
        is_common = other->together != NOT_TOGETHER && other->of_all == common->of_all;
    }
    return is_common ? common : NULL;
}

bool finding_alike(const struct series *series, size_t index, enum panel_kind panel,
                   struct network_group *group) {
    struct number own = curve_last(network_curve(series, panel, index));
    bool is_one_number = true;

    *group = (struct network_group){0};
    for (size_t i = 0; i < series->spec->n_networks; i++) {
        struct number other = curve_last(network_curve(series, panel, i));
        if (numbers_look_equal(series->spec, number_modulus(own), number_modulus(other))) {
            group->networks[group->n++] = i;
            is_one_number = is_one_number && own.sign == other.sign;
        }
    }
    return is_one_number;
}

/* "both grow, residual more", "all three grow, A and B most" */
static char *say_common(const struct finding *common, const struct series *series,
                        enum panel_kind panel, enum title_length length) {
    const struct spec *spec = series->spec;
    struct extremes extremes = extremes_of(series, panel);
    size_t first = common->together == LARGEST_FIRST ? extremes.largest : extremes.smallest;
    struct network_group group;
    char *finding = figure_text_fill(spec, common->of_all,
                                     TEXT_FIELDS({"name", networks_all_words(spec), true}));

    if (common->together == TOGETHER || !finding_alike(series, first, panel, &group) ||
        group.n == spec->n_networks || (group.n > 1 && length >= TITLE_SHORTEST)) {
        return finding;
    }
    return figure_text_fill(
        spec, spec->n_networks == 2 ? TEXT_ALL_MORE : TEXT_ALL_MOST,
        TEXT_FIELDS({"finding", finding}, {"name", network_group_part(spec, &group)}));
}

/* Whether no network's curve leaves its first value, as far as one sees. */
static bool all_stay(const struct series *series, enum panel_kind panel) {
    bool stay = true;

    for (size_t i = 0; i < series->spec->n_networks; i++) {
        const struct curve *curve = network_curve(series, panel, i);
        for (size_t j = 0; j < curve->n_points && stay; j++) {
            stay = numbers_look_equal(series->spec, curve->points[j].y, curve->points[0].y);
        }
    }
    return stay;
}

/* "both end at 0.107", "both stay at 1" */
static char *say_equal(const struct series *series, enum panel_kind panel) {
    const struct spec *spec = series->spec;
    struct number value = curve_last(network_curve(series, panel, 0));

    return figure_text_fill(spec, all_stay(series, panel) ? TEXT_ACTIVATION_STAYS : TEXT_ENDS,
                            TEXT_FIELDS({"name", networks_all_words(spec), true},
                                        {"value", figure_text_value(spec, value)}));
}

/* The network that the first finding is on. Of signals it can be the one with the smallest gradient
 * instead of the lowest, if it says where its signal goes: beside the gradient, the reader sees
 * what becomes of it. If the same is said of the largest signal, the second finding says so. */
static size_t first_network(const struct sentences *from, struct extremes extremes) {
    struct extremes gradients = extremes_of(from->series, PANEL_GRADIENT);
    bool is_telling = !gradients.are_equal &&
                      !network_group_has(&from->groups[gradients.smallest], extremes.largest) &&
                      find_finding(from, gradients.smallest)->together == TOGETHER;

    return from->titles->panel == PANEL_ACTIVATION && is_telling &&
                   !hides_lowest(from->series, gradients.smallest)
               ? gradients.smallest
               : extremes.smallest;
}

/* "A grows, B more" */
static char *say_more(const struct sentences *from, size_t less, size_t more,
                      enum title_length length) {
    const struct spec *spec = from->series->spec;

    return figure_text_fill(spec, TEXT_ALL_MORE,
                            TEXT_FIELDS({"finding", say_group(from, less, 0, length)},
                                        {"name", network_group_part(spec, &from->groups[more])}));
}

/* Findings on the networks with the smallest and the largest value. */
static char *say_two(const struct sentences *from, size_t first, size_t last,
                     enum title_length length) {
    const struct network_group *group = &from->groups[first];

    if (network_group_has(group, last)) {
        last = network_largest(from->series, from->titles->panel, group);
    }
    const struct finding *finding = find_finding(from, first);
    if (length != TITLE_LONG && finding == find_finding(from, last) && has_order(finding)) {
        return finding->together == LARGEST_FIRST ? say_more(from, first, last, length)
                                                  : say_more(from, last, first, length);
    }
    return figure_text_fill(from->series->spec, from->titles->two,
                            TEXT_FIELDS({"first", say_group(from, first, 0, length)},
                                        {"last", say_group(from, last, group->n, length)}));
}

/* What is true of all of several networks, or NULL. */
static char *say_all(const struct sentences *from, size_t first, struct extremes extremes,
                     enum title_length length) {
    const struct spec *spec = from->series->spec;
    /* Equal medians of random layers are the ends of nothing. */
    bool is_random = networks_have_random(spec) && spec->depth > 0;

    if (spec->n_networks == 1) {
        return NULL;
    }
    bool is_one_finding = from->groups[first].n == spec->n_networks;
    const struct finding *finding = find_finding(from, first);
    /* Says more than the end. */
    bool is_rate = is_one_finding && finding->together == NOT_TOGETHER && finding->value != NULL;
    const struct curve *curve = network_curve(from->series, from->titles->panel, 0);
    if (extremes.are_equal && !is_rate && !is_random && !curve_strays(curve)) {
        return say_equal(from->series, from->titles->panel);
    }
    const struct finding *common = length != TITLE_LONG ? find_common(from) : NULL;
    if (common != NULL) {
        return say_common(common, from->series, from->titles->panel, length);
    }
    return is_one_finding
               ? say_finding(from, first, (struct noun){networks_all_words(spec), true}, length)
               : NULL;
}

char *network_title(const struct network_titles *titles, const struct series *series,
                    enum title_length length) {
    struct sentences from = {titles, series, {{0}}};
    network_groups_find(from.groups, series->spec, say_of_network, &from);
    struct extremes extremes = extremes_of(series, titles->panel);
    size_t first = first_network(&from, extremes);
    char *of_all = say_all(&from, first, extremes, length);
    char *finding = of_all != NULL ? of_all
                    : series->spec->n_networks == 1
                        ? say_group(&from, first, 0, length)
                        : say_two(&from, first, extremes.largest, length);

    return of_all == NULL && length == TITLE_BARE
               ? finding
               : figure_text_headed(series->spec, titles->title, finding,
                                    series->spec->n_networks > 1);
}
