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

const struct finding *finding_find(const struct finding *findings, const struct subject *subject) {
    while (!findings->holds(subject)) {
        findings++;
    }
    return findings;
}

enum text finding_text(const struct finding *finding, bool is_plural, enum title_length length) {
    return (length == TITLE_LONG ? finding->text : finding->short_text)[is_plural];
}

/* The text of the first finding that holds. Frees the words of `noun`. */
static char *say_finding(const struct network_titles *titles, const struct subject *subject,
                         struct noun noun, enum title_length length) {
    const struct spec *spec = subject->spec;
    const struct finding *finding = finding_find(titles->findings, subject);
    struct number mean = finding_mean(subject, titles->panel);

    struct number value = finding->value != NULL ? finding->value(subject) : number_from_double(0);
    return figure_text_fill(
        spec, finding_text(finding, noun.is_plural, length),
        TEXT_FIELDS({"value", formatted_product(value, FIGURE_DIGITS, spec->depth)},
                    {"factor", title_factor(spec, value)},
                    {"mean", formatted_product(mean, FIGURE_DIGITS, spec->depth)},
                    {"layer", zero_layer(subject)}, {"peak", say_peak(subject, titles->panel)},
                    {"name", noun.words}));
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
    char *words = network_group_words(subject->spec, &group, n_before, begins_sentence);

    bool is_plural = network_group_is_plural(&group, subject->spec);

    return say_finding(titles, subject, (struct noun){words, is_plural}, length);
}

/* ---- all networks ---- */

/* Findings on one network, and what is said if they hold for all. */
static const struct together {
    enum text of_one[2];
    enum text of_all;
    enum { NONE_FIRST, SMALLEST_FIRST, LARGEST_FIRST } first;
} together[] = {
    {{TEXT_ACTIVATION_RANDOM_ZERO_SHORT}, TEXT_ALL_END_NEAR_ZERO, NONE_FIRST},
    {{TEXT_ACTIVATION_SETTLES, TEXT_ACTIVATION_LOOKS_HEALTHY}, TEXT_ALL_SETTLE, NONE_FIRST},
    {{TEXT_ACTIVATION_APPROACHES}, TEXT_ALL_CONVERGE, NONE_FIRST},
    {{TEXT_ACTIVATION_FADES_SHORT}, TEXT_ALL_FADE, NONE_FIRST},
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
        if (finding->short_text[0] == together[i].of_one[0] ||
            finding->short_text[0] == together[i].of_one[1]) {
            return &together[i];
        }
    }
    return NULL;
}

/* The row that holds for all networks, or NULL. */
static const struct together *find_common(const struct network_titles *titles,
                                          const struct spec *spec, const struct series *series) {
    struct subject subject = {spec, series, 0};
    const struct together *common = find_together(finding_find(titles->findings, &subject));

    for (subject.network = 1; subject.network < spec->n_networks; subject.network++) {
        if (find_together(finding_find(titles->findings, &subject)) != common) {
            return NULL;
        }
    }
    return common;
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
static char *say_common(const struct together *common, const struct subject *subject,
                        enum panel_kind panel, enum title_length length) {
    const struct spec *spec = subject->spec;
    struct extremes extremes = extremes_of(spec, subject->series, panel);
    struct subject first = *subject;
    struct network_group group;
    char *finding =
        figure_text_fill(spec, common->of_all, TEXT_FIELDS({"all", networks_all_words(spec)}));

    first.network = common->first == LARGEST_FIRST ? extremes.largest : extremes.smallest;
    if (common->first == NONE_FIRST || !finding_alike(&first, panel, &group) ||
        group.n == spec->n_networks || (group.n > 1 && length == TITLE_SHORTEST)) {
        return finding;
    }
    return figure_text_fill(
        spec, spec->n_networks == 2 ? TEXT_ALL_MORE : TEXT_ALL_MOST,
        TEXT_FIELDS({"finding", finding}, {"name", network_group_part(spec, &group)}));
}

/* "both end at 0.107" */
static char *say_equal(const struct spec *spec, const struct series *series, enum panel_kind panel,
                       enum text text) {
    struct number value = curve_last(network_curve(series, panel, 0));

    return figure_text_fill(
        spec, text,
        TEXT_FIELDS({"all", networks_all_words(spec)},
                    {"value", formatted_product(value, FIGURE_DIGITS, spec->depth)}));
}

/* The network that the first finding is on. The one with the smallest gradient, also for signals:
 * beside the gradient, the reader sees what becomes of its signal. If the same is said of the
 * largest signal, the second finding says so, and the first is on the smallest one. */
static size_t first_subject(const struct network_titles *titles, const struct spec *spec,
                            const struct series *series, struct extremes extremes) {
    struct extremes gradients = extremes_of(spec, series, PANEL_GRADIENT);
    const struct subject subject = {spec, series, gradients.smallest};
    struct network_group group = group_of(titles, &subject);

    return gradients.are_equal || network_group_has(&group, extremes.largest) ? extremes.smallest
                                                                              : gradients.smallest;
}

/* Findings on the networks with the smallest and the largest value; on all, if the first is. */
static char *say_extremes(const struct network_titles *titles, const struct subject *first,
                          struct subject last, enum title_length length) {
    const struct spec *spec = first->spec;
    struct network_group group = group_of(titles, first);

    if (group.n == spec->n_networks) {
        char *all =
            say_finding(titles, first, (struct noun){networks_all_words(spec), true}, length);
        return figure_text_fill(spec, titles->of_all, TEXT_FIELDS({"first", all}));
    }
    if (network_group_has(&group, last.network)) {
        last.network = network_largest(spec, first->series, titles->panel, &group);
    }
    return figure_text_fill(spec,
                            length == TITLE_SHORTEST ? titles->shortest_of_two : titles->of_two,
                            TEXT_FIELDS({"first", say_group(titles, first, 0, length)},
                                        {"last", say_group(titles, &last, group.n, length)}));
}

char *network_title(const struct network_titles *titles, const struct spec *spec,
                    const struct series *series, enum title_length length) {
    struct extremes extremes = extremes_of(spec, series, titles->panel);
    struct subject first = {spec, series, first_subject(titles, spec, series, extremes)};
    struct subject last = {spec, series, extremes.largest};
    /* Equal medians of random layers are the ends of nothing. */
    bool is_random = networks_have_random(spec) && spec->depth > 0;

    if (spec->n_networks > 1 && extremes.are_equal && !is_random &&
        !finding_peaks(&first, titles->panel)) {
        return say_equal(spec, series, titles->panel, titles->of_equals);
    }
    const struct together *common =
        spec->n_networks > 1 && length != TITLE_LONG ? find_common(titles, spec, series) : NULL;
    if (common != NULL) {
        char *all = say_common(common, &first, titles->panel, length);
        return figure_text_fill(spec, titles->of_all, TEXT_FIELDS({"first", all}));
    }
    if (spec->n_networks > 1) {
        return say_extremes(titles, &first, last, length);
    }
    char *finding = say_group(titles, &first, 0, length);
    return length == TITLE_SHORTEST
               ? finding
               : figure_text_fill(spec, titles->of_one, TEXT_FIELDS({"first", finding}));
}
