/* Chooses the finding of a panel and fills its text. */
#include "rendering/words/panel_titles.h"

#include <math.h>
#include <string.h>

#include "base/format.h"
#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/formulas.h"
#include "rendering/words/gradient_words.h"
#include "rendering/words/network_groups.h"
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

bool finding_peaks(const struct subject *subject, enum panel_kind panel) {
    struct number peak;
    return curve_peaks(network_curve(subject->series, panel, subject->network), &peak);
}

static char *say_peak(const struct subject *subject, enum panel_kind panel) {
    struct number peak;
    (void)curve_peaks(network_curve(subject->series, panel, subject->network), &peak);
    return formatted_product(peak, FIGURE_DIGITS, subject->spec->depth);
}

static char *zero_layer(const struct subject *subject) {
    double layer =
        curve_zero_layer(network_curve(subject->series, PANEL_GRADIENT, subject->network));
    return isnan(layer) ? g_strdup("") : formatted_whole((int64_t)layer); /* every digit matters */
}

char *title_factor(const struct spec *spec, struct number number) {
    char *value = formatted_product(number, FIGURE_DIGITS, spec->depth);

    if (number.sign == 0) {
        return value;
    }
    if (strchr(value, ' ') != NULL) {
        char *sum = value;
        value = g_strdup_printf("(%s)", sum);
        g_free(sum);
    } else if (strstr(value, "\u00d7") != NULL) {
        return value;
    }
    return figure_text_fill(spec, TEXT_FACTOR, TEXT_FIELDS({"value", value}));
}

static const struct finding *find_finding(const struct finding *findings,
                                          const struct subject *subject) {
    while (!findings->holds(subject)) {
        findings++;
    }
    return findings;
}

/* The text of the first finding that holds. Frees the words of `noun`. */
static char *say_finding(const struct network_titles *titles, const struct subject *subject,
                         struct noun noun, enum title_length length) {
    const struct spec *spec = subject->spec;
    const struct finding *finding = find_finding(titles->findings, subject);
    struct number mean = finding_mean(subject, titles->panel);

    struct number value = finding->value != NULL ? finding->value(subject) : number_from_double(0);
    return figure_text_fill(
        spec, length == TITLE_LONG ? finding->text : finding->short_text,
        TEXT_FIELDS({"value", formatted_product(value, FIGURE_DIGITS, spec->depth)},
                    {"factor", title_factor(spec, value)},
                    {"mean", formatted_product(mean, FIGURE_DIGITS, spec->depth)},
                    {"layer", zero_layer(subject)}, {"peak", say_peak(subject, titles->panel)},
                    {"name", noun.words, noun.is_plural}));
}

/* ---- networks of which the same is said ---- */

struct sentences {
    const struct network_titles *titles;
    const struct spec *spec;
    const struct series *series;
};

/* The long sentence. */
static char *say_of_network(const void *about, size_t index) {
    const struct sentences *sentences = about;
    const struct subject subject = {sentences->spec, sentences->series, index};

    return say_finding(sentences->titles, &subject, (struct noun){g_strdup(""), false}, TITLE_LONG);
}

static struct network_group group_of(const struct network_titles *titles,
                                     const struct subject *subject) {
    const struct sentences sentences = {titles, subject->spec, subject->series};
    return network_group_like(subject->spec, subject->network, say_of_network, &sentences);
}

/* "A shrinks to 0.107", or after a finding on `n_before` networks "B and C shrink to 0.107". */
static char *say_group(const struct network_titles *titles, const struct subject *subject,
                       size_t n_before, enum title_length length) {
    struct network_group group = group_of(titles, subject);
    bool begins_sentence = n_before == 0 && length == TITLE_SHORTEST;

    return say_finding(titles, subject,
                       network_group_noun(subject->spec, &group, n_before, begins_sentence),
                       length);
}

/* ---- all networks ---- */

/* The finding that holds for all networks, or for each of them one of which the same is said; NULL
 * if there is none. */
static const struct finding *find_common(const struct network_titles *titles,
                                         const struct spec *spec, const struct series *series) {
    struct subject subject = {spec, series, 0};
    const struct finding *common = find_finding(titles->findings, &subject);
    bool is_common = common->together != NOT_TOGETHER;

    for (subject.network = 1; is_common && subject.network < spec->n_networks; subject.network++) {
        const struct finding *other = find_finding(titles->findings, &subject);
        is_common = other->together != NOT_TOGETHER && other->of_all == common->of_all;
    }
    return is_common ? common : NULL;
}

bool finding_alike(const struct subject *subject, enum panel_kind panel,
                   struct network_group *group) {
    const struct spec *spec = subject->spec;
    struct number own = curve_last(network_curve(subject->series, panel, subject->network));
    bool is_one_number = true;

    *group = (struct network_group){0};
    for (size_t i = 0; i < spec->n_networks; i++) {
        struct number other = curve_last(network_curve(subject->series, panel, i));
        if (numbers_look_equal(number_modulus(own), number_modulus(other), spec->depth)) {
            group->networks[group->n++] = i;
            is_one_number = is_one_number && own.sign == other.sign;
        }
    }
    return is_one_number;
}

/* "both grow, residual more", "all three grow, A and B most" */
static char *say_common(const struct finding *common, const struct subject *subject,
                        enum panel_kind panel, enum title_length length) {
    const struct spec *spec = subject->spec;
    struct extremes extremes = extremes_of(spec, subject->series, panel);
    struct subject first = *subject;
    struct network_group group;
    char *finding = figure_text_fill(spec, common->of_all,
                                     TEXT_FIELDS({"name", networks_all_words(spec), true}));

    first.network = common->together == LARGEST_FIRST ? extremes.largest : extremes.smallest;
    if (common->together == TOGETHER || !finding_alike(&first, panel, &group) ||
        group.n == spec->n_networks || (group.n > 1 && length == TITLE_SHORTEST)) {
        return finding;
    }
    return figure_text_fill(
        spec, spec->n_networks == 2 ? TEXT_ALL_MORE : TEXT_ALL_MOST,
        TEXT_FIELDS({"finding", finding}, {"name", network_group_part(spec, &group)}));
}

/* "both end at 0.107" */
static char *say_equal(const struct spec *spec, struct number value) {
    return figure_text_fill(
        spec, TEXT_ENDS,
        TEXT_FIELDS({"name", networks_all_words(spec), true},
                    {"value", formatted_product(value, FIGURE_DIGITS, spec->depth)}));
}

/* The network that the first finding is on. Of signals it can be the one with the smallest gradient
 * instead of the lowest, if it says where its signal goes: beside the gradient, the reader sees
 * what becomes of it. If the same is said of the largest signal, the second finding says so. */
static size_t first_subject(const struct network_titles *titles, const struct spec *spec,
                            const struct series *series, struct extremes extremes) {
    struct extremes gradients = extremes_of(spec, series, PANEL_GRADIENT);
    const struct subject subject = {spec, series, gradients.smallest};
    struct network_group group = group_of(titles, &subject);
    bool is_telling = !gradients.are_equal && !network_group_has(&group, extremes.largest) &&
                      find_finding(titles->findings, &subject)->together == TOGETHER;

    return titles->panel == PANEL_ACTIVATION && is_telling &&
                   !hides_lowest(spec, series, gradients.smallest)
               ? gradients.smallest
               : extremes.smallest;
}

/* "A grows, B more" */
static char *say_more(const struct network_titles *titles, const struct subject *less,
                      const struct subject *more, enum title_length length) {
    struct network_group group = group_of(titles, more);

    return figure_text_fill(less->spec, TEXT_ALL_MORE,
                            TEXT_FIELDS({"finding", say_group(titles, less, 0, length)},
                                        {"name", network_group_part(less->spec, &group)}));
}

/* Findings on the networks with the smallest and the largest value. */
static char *say_two(const struct network_titles *titles, const struct subject *first,
                     struct subject last, enum title_length length) {
    struct network_group group = group_of(titles, first);

    if (network_group_has(&group, last.network)) {
        last.network = network_largest(first->spec, first->series, titles->panel, &group);
    }
    const struct finding *finding = find_finding(titles->findings, first);
    if (length != TITLE_LONG && finding == find_finding(titles->findings, &last) &&
        finding->together != NOT_TOGETHER && finding->together != TOGETHER) {
        return finding->together == LARGEST_FIRST ? say_more(titles, first, &last, length)
                                                  : say_more(titles, &last, first, length);
    }
    return figure_text_fill(first->spec, titles->two,
                            TEXT_FIELDS({"first", say_group(titles, first, 0, length)},
                                        {"last", say_group(titles, &last, group.n, length)}));
}

/* What is true of all of several networks, or NULL. */
static char *say_all(const struct network_titles *titles, const struct subject *first,
                     struct extremes extremes, enum title_length length) {
    const struct spec *spec = first->spec;
    /* Equal medians of random layers are the ends of nothing. */
    bool is_random = networks_have_random(spec) && spec->depth > 0;

    if (spec->n_networks == 1) {
        return NULL;
    }
    if (extremes.are_equal && !is_random && !finding_peaks(first, titles->panel)) {
        return say_equal(spec, curve_last(network_curve(first->series, titles->panel, 0)));
    }
    const struct finding *common =
        length != TITLE_LONG ? find_common(titles, spec, first->series) : NULL;
    if (common != NULL) {
        return say_common(common, first, titles->panel, length);
    }
    return group_of(titles, first).n < spec->n_networks
               ? NULL
               : say_finding(titles, first, (struct noun){networks_all_words(spec), true}, length);
}

char *network_title(const struct network_titles *titles, const struct spec *spec,
                    const struct series *series, enum title_length length) {
    struct extremes extremes = extremes_of(spec, series, titles->panel);
    struct subject first = {spec, series, first_subject(titles, spec, series, extremes)};
    struct subject last = {spec, series, extremes.largest};
    char *of_all = say_all(titles, &first, extremes, length);
    char *finding = of_all != NULL          ? of_all
                    : spec->n_networks == 1 ? say_group(titles, &first, 0, length)
                                            : say_two(titles, &first, last, length);

    return of_all == NULL && length == TITLE_SHORTEST && !titles->keeps_head
               ? finding
               : figure_text_fill(spec, titles->title,
                                  TEXT_FIELDS({"finding", finding, spec->n_networks > 1}));
}
