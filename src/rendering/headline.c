/* Makes the figure's title from the gradients of the networks. */
#include "rendering/headline.h"

#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/extremes.h"
#include "rendering/figure_text.h"
#include "rendering/formulas.h"
#include "rendering/gradient_words.h"
#include "rendering/panel_types.h"
#include "simulation/network.h"
#include "simulation/random_quantities.h"

/* "stays 1", or "is 9100" */
static char *say_mean(const struct spec *spec, const struct series *series, size_t index) {
    struct subject subject = {spec, series, index};
    struct number mean = finding_mean(&subject, PANEL_GRADIENT);

    if (mean.sign > 0 && gradient_is_one(mean)) {
        return g_strdup(figure_text(spec, TEXT_HEADLINE_MEAN_STAYS));
    }
    return figure_text_fill(
        spec, TEXT_HEADLINE_MEAN_IS,
        TEXT_FIELDS({"value", formatted_product(mean, gradient_digits(mean), spec->depth)}));
}

/* "The typical gradient of residual halves every 32.4 layers, its mean stays 1" */
static char *say_random(const struct spec *spec, const struct series *series, size_t index,
                        bool is_second) {
    struct number median = curve_last(network_curve(series, PANEL_GRADIENT, index));
    double exponent = random_exponent(&spec->networks[index], spec->depth);
    double half_life = half_life_of_exponent(exponent);
    enum text text = !isfinite(half_life) ? TEXT_HEADLINE_RANDOM
                     : exponent < 0       ? TEXT_HEADLINE_RANDOM_HALVES
                                          : TEXT_HEADLINE_RANDOM_DOUBLES;
    char *n = isfinite(half_life) ? formatted_number(number_from_double(half_life), FIGURE_DIGITS)
                                  : g_strdup("");
    char *clause = figure_text_fill(
        spec, text,
        TEXT_FIELDS({"name", figure_text_colored_network(spec, index)}, {"n", n},
                    {"value", formatted_product(median, FIGURE_DIGITS, spec->depth)},
                    {"mean", say_mean(spec, series, index)}));
    if (!is_second) {
        *clause = g_ascii_toupper(*clause); /* which leaves Chinese as it is */
    }
    return clause;
}

static struct outcome network_outcome(const struct series *series, size_t index) {
    return outcome_of(network_curve(series, PANEL_GRADIENT, index));
}

/* A clause on a network. */
struct clause_form {
    bool is_second;
    bool is_by_name; /* "plain", instead of "ten plain layers" */
    enum clause_order order;
};

/* "Ten plain layers keep 11 % of the gradient", "plain keeps 11 % of the gradient" */
static char *say_network(const struct spec *spec, const struct series *series, size_t index,
                         struct clause_form form) {
    if (network_is_random(&spec->networks[index])) {
        return say_random(spec, series, index, form.is_second);
    }
    struct noun subject = form.is_by_name
                              ? (struct noun){figure_text_colored_network(spec, index), false}
                              : noun_of_network(spec, index, !form.is_second, true);
    return gradient_clause(spec, subject, network_outcome(series, index), form.order);
}

/* ---- all networks ---- */

/* "Both networks keep 11 % of the gradient" */
static char *say_equal(const struct spec *spec, const struct series *series) {
    struct noun all = {
        figure_text_fill(spec, spec->n_networks == 2 ? TEXT_HEADLINE_BOTH : TEXT_HEADLINE_ALL,
                         TEXT_FIELDS({"n", formatted_whole((int64_t)spec->n_networks)})),
        true};
    return gradient_clause(spec, all, network_outcome(series, 0), CLAUSE_FIRST);
}

/* From five networks on, a number of them says more than the name of the smallest. */
static const struct crowd {
    bool (*is)(struct number gradient);
    enum text some;
    enum text all;
} crowds[] = {
    {gradient_vanishes, TEXT_HEADLINE_SOME_VANISH, TEXT_HEADLINE_ALL_VANISH},
    {gradient_shrinks, TEXT_HEADLINE_SOME_SHRINK, TEXT_HEADLINE_ALL_SHRINK},
};

/* The crowd that the smallest gradient belongs to, or NULL. */
static const struct crowd *find_crowd(const struct spec *spec, const struct series *series) {
    enum { CROWD_MIN = 5 };

    for (size_t i = 0; i < G_N_ELEMENTS(crowds) && spec->n_networks >= CROWD_MIN; i++) {
        size_t n = networks_count(spec, series, crowds[i].is);
        if (n > 0) {
            return n > 1 ? &crowds[i] : NULL;
        }
    }
    return NULL;
}

static char *say_crowd(const struct spec *spec, const struct series *series,
                       const struct crowd *crowd, struct extremes extremes) {
    size_t n = networks_count(spec, series, crowd->is);

    return figure_text_fill(
        spec, n == spec->n_networks ? crowd->all : crowd->some,
        TEXT_FIELDS({"count", formatted_whole((int64_t)n)},
                    {"n", formatted_whole((int64_t)spec->n_networks)},
                    {"name", figure_text_colored_network(spec, extremes.smallest)},
                    {"last_name", figure_text_colored_network(spec, extremes.largest)},
                    {"last", say_network(spec, series, extremes.largest,
                                         (struct clause_form){true, false, CLAUSE_AFTER_OTHER})}));
}

/* A clause without a verb follows a comma. */
static char *join(const struct spec *spec, char *first, enum clause_order order, char *last) {
    return figure_text_fill(spec,
                            order == CLAUSE_AFTER_SAME ? TEXT_HEADLINE_ALSO : TEXT_HEADLINE_TWO,
                            TEXT_FIELDS({"first", first}, {"last", last}));
}

static char *say_extremes(const struct spec *spec, const struct series *series,
                          struct extremes extremes, bool is_by_name) {
    struct clause_form form = {false, is_by_name, CLAUSE_FIRST};
    if (spec->n_networks == 1) {
        return say_network(spec, series, 0, form);
    }
    char *first = say_network(spec, series, extremes.smallest, form);

    form.is_second = true;
    if (!network_is_random(&spec->networks[extremes.smallest])) { /* its typical gradient is "it" */
        form.order = clause_order_of(network_outcome(series, extremes.smallest),
                                     network_outcome(series, extremes.largest));
    }
    return join(spec, first, form.order, say_network(spec, series, extremes.largest, form));
}

/* The networks of a headline, the smallest gradient first. */
enum { NAMED_MAX = 3 };

static struct number gradient_of(const struct series *series, size_t index) {
    return curve_last(network_curve(series, PANEL_GRADIENT, index));
}

/* How far a gradient is from 1, by factors; a little more above 1, because the share of a gradient
 * that is kept says more than a factor. */
static double distance_from_one(struct number gradient) {
    static const double above = 1.1;
    return fmax(-gradient.log10_abs, above * gradient.log10_abs);
}

/* The network besides the extremes that a headline names: of three the third, of more the one whose
 * gradient is nearest to 1. The number of networks if that is an extreme. */
static size_t find_between(const struct spec *spec, const struct series *series,
                           struct extremes extremes) {
    size_t nearest = 0;

    if (spec->n_networks == NAMED_MAX) {
        return 0 + 1 + 2 - extremes.smallest - extremes.largest;
    }
    for (size_t i = 1; i < spec->n_networks; i++) {
        if (distance_from_one(gradient_of(series, i)) <
            distance_from_one(gradient_of(series, nearest))) {
            nearest = i;
        }
    }
    return nearest == extremes.smallest || nearest == extremes.largest ? spec->n_networks : nearest;
}

static bool look_different(const struct spec *spec, const struct series *series,
                           const size_t *named) {
    for (size_t i = 1; i < NAMED_MAX; i++) {
        if (numbers_look_equal(gradient_of(series, named[i - 1]), gradient_of(series, named[i]),
                               spec->depth)) {
            return false;
        }
    }
    return true;
}

/* "A keeps 0.5 % of the gradient, B 78 %; C multiplies it by 47", or NULL if there are no three
 * networks, or if two would have the same number. */
static char *say_three(const struct spec *spec, const struct series *series,
                       struct extremes extremes) {
    struct clause_form form = {false, true, CLAUSE_FIRST};
    size_t between = find_between(spec, series, extremes);
    const size_t named[NAMED_MAX] = {extremes.smallest, between, extremes.largest};

    if (networks_have_random(spec) || between == spec->n_networks ||
        !look_different(spec, series, named)) {
        return NULL;
    }
    char *text = say_network(spec, series, named[0], form);
    form.is_second = true;
    for (size_t i = 1; i < NAMED_MAX; i++) {
        form.order = clause_order_of(network_outcome(series, named[i - 1]),
                                     network_outcome(series, named[i]));
        text = join(spec, text, form.order, say_network(spec, series, named[i], form));
    }
    return text;
}

static char *say_gradients(const struct spec *spec, const struct series *series,
                           enum title_length length) {
    struct extremes extremes = extremes_of(spec, series, PANEL_GRADIENT);
    const struct crowd *crowd = find_crowd(spec, series);

    if (spec->depth == 0) {
        return g_strdup(figure_text(spec, TEXT_HEADLINE_NO_LAYERS));
    }
    if (spec->n_networks > 1 && extremes.are_equal && !networks_have_random(spec)) {
        return say_equal(spec, series);
    }
    if (crowd != NULL) {
        return say_crowd(spec, series, crowd, extremes);
    }
    char *three = length == TITLE_LONG ? say_three(spec, series, extremes) : NULL;
    return three != NULL ? three : say_extremes(spec, series, extremes, length != TITLE_LONG);
}

/* That of the gradient panel alone is another one, unless it has measurements. */
bool headline_is_of_panel(const struct spec *spec) {
    return spec->figure.panels.n_values == 1 &&
           (spec->figure.panels.values[0] != PANEL_GRADIENT || spec->n_measured > 0);
}

char *headline_finding(const struct spec *spec, const struct series *series,
                       enum title_length length) {
    return headline_is_of_panel(spec)
               ? panel_title(spec, series, (enum panel_kind)spec->figure.panels.values[0], length)
               : say_gradients(spec, series, length);
}

char *headline_text(const struct spec *spec, const struct series *series,
                    enum title_length length) {
    const char *of_user = spec->labels.title;

    if (panel_title_is_headline(spec)) {
        of_user = spec->labels.panels[spec->figure.panels.values[0]].title;
    }
    return of_user != NULL ? figure_text_of_user(of_user) : headline_finding(spec, series, length);
}
