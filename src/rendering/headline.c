/* Makes the figure's title from the networks with the smallest and the largest gradient. */
#include "rendering/headline.h"

#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/causes.h"
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

/* "plain", instead of "ten plain layers" */
static struct noun name_network(const struct spec *spec, size_t index) {
    return (struct noun){figure_text_colored_network(spec, index), false};
}

/* What a clause with the slope comes after. */
enum clause_place {
    AFTER_NOTHING,
    AFTER_SLOPE,  /* a clause with the slope of all layers */
    AFTER_RANDOM, /* one on the typical gradient, which "it" would mean */
    AFTER_OTHER,
};

/* A clause on a network. */
struct clause_form {
    enum clause_place place;
    enum clause_order order;
    bool is_beside_one; /* another network is on the other side of the slope 1 */
    bool is_by_name;    /* as name_network has it */
};

/* How a clause begins with a slope. */
static enum text slope_text(const struct network *network, struct clause_form form) {
    enum slope_side side = form.is_beside_one ? cause_side(network) : SLOPE_1;

    switch (form.place) {
    case AFTER_NOTHING:
        return side == SLOPE_BELOW_1 ? TEXT_HEADLINE_BELOW : TEXT_HEADLINE_SLOPE;
    case AFTER_SLOPE:
        return side == SLOPE_ABOVE_1 ? TEXT_HEADLINE_NEXT_ABOVE : TEXT_HEADLINE_NEXT_SLOPE;
    case AFTER_RANDOM:
    case AFTER_OTHER:
    default:
        return TEXT_HEADLINE_THEN_SLOPE;
    }
}

/* "At slope 0.8, ten plain layers keep 11 % of the gradient". After a slope a clause goes on with
 * "at 1.2,". With a network on the other side of the slope 1: "Below slope 1,", "above 1,". */
static char *say_network(const struct spec *spec, const struct series *series, size_t index,
                         struct clause_form form) {
    const struct network *network = &spec->networks[index];
    bool has_slope = network_has_one_slope(network);
    bool is_second = form.place != AFTER_NOTHING;

    if (network_is_random(network)) {
        return say_random(spec, series, index, is_second);
    }
    struct noun subject = form.is_by_name
                              ? name_network(spec, index)
                              : noun_of_network(spec, index, !is_second && !has_slope, true);
    char *clause = gradient_clause(spec, subject, network_outcome(series, index), form.order);

    if (!has_slope) {
        return clause;
    }
    struct number slope = network_layer_line(network, 1).slope;
    return figure_text_fill(
        spec, slope_text(network, form),
        TEXT_FIELDS({"slope", formatted_product(slope, FIGURE_DIGITS, 1)}, {"clause", clause}));
}

/* ---- why two networks differ ---- */

/* "plain keeps 11 % of the gradient" */
static char *say_by_name(const struct spec *spec, const struct series *series, size_t index,
                         enum clause_order order) {
    return gradient_clause(spec, name_network(spec, index), network_outcome(series, index), order);
}

static enum clause_order order_of(const struct series *series, size_t before, size_t index) {
    return clause_order_of(network_outcome(series, before), network_outcome(series, index));
}

static char *join_clauses(const struct spec *spec, char *first, char *last) {
    return figure_text_fill(spec, TEXT_HEADLINE_TWO, TEXT_FIELDS({"first", first}, {"last", last}));
}

/* "plain keeps 11 % of the gradient; residual multiplies it by 6.2" */
static char *say_names(const struct spec *spec, const struct series *series, size_t first,
                       size_t last) {
    char *clause = say_by_name(spec, series, first, CLAUSE_FIRST);
    return first == last
               ? clause
               : join_clauses(spec, clause,
                              say_by_name(spec, series, last, order_of(series, first, last)));
}

static char *say_scaled(const struct spec *spec, const struct series *series, size_t index,
                        enum clause_order order) {
    const struct network *network = &spec->networks[index];
    return figure_text_fill(spec,
                            order != CLAUSE_FIRST ? TEXT_HEADLINE_NEXT_SCALE : TEXT_HEADLINE_SCALE,
                            TEXT_FIELDS({"scale", formatted_typed(network->scales.values[0].text)},
                                        {"clause", say_by_name(spec, series, index, order)}));
}

/* "At branch scale 0, A keeps the gradient whole; at 1, B multiplies it by 342" */
static char *say_scale(const struct spec *spec, const struct series *series,
                       struct extremes extremes) {
    enum clause_order order = order_of(series, extremes.smallest, extremes.largest);
    return join_clauses(spec, say_scaled(spec, series, extremes.smallest, CLAUSE_FIRST),
                        say_scaled(spec, series, extremes.largest, order));
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
    size_t i = 0;

    while (i < G_N_ELEMENTS(crowds) && networks_count(spec, series, crowds[i].is) == 0) {
        i++;
    }
    return spec->n_networks >= CROWD_MIN && i < G_N_ELEMENTS(crowds) &&
                   networks_count(spec, series, crowds[i].is) > 1
               ? &crowds[i]
               : NULL;
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
                                         (struct clause_form){.place = AFTER_OTHER,
                                                              .order = CLAUSE_AFTER_OTHER})}));
}

/* By the slopes, or the sides of 1 that they are on. */
static char *say_slopes(const struct spec *spec, const struct series *series,
                        struct extremes extremes, bool is_by_name) {
    struct clause_form form = {AFTER_NOTHING, CLAUSE_FIRST, false, is_by_name};
    if (spec->n_networks == 1) {
        return say_network(spec, series, 0, form);
    }
    const struct network *first = &spec->networks[extremes.smallest];
    enum clause_place place = network_is_random(first)       ? AFTER_RANDOM
                              : network_has_one_slope(first) ? AFTER_SLOPE
                                                             : AFTER_OTHER;
    enum slope_side less = cause_side(first);
    enum slope_side more = cause_side(&spec->networks[extremes.largest]);
    form.is_beside_one = more != SLOPE_ELSEWHERE && less < more;
    char *clause = say_network(spec, series, extremes.smallest, form);
    form.place = place;
    form.order = place == AFTER_RANDOM ? CLAUSE_FIRST /* "it" would be the typical gradient */
                                       : order_of(series, extremes.smallest, extremes.largest);
    return join_clauses(spec, clause, say_network(spec, series, extremes.largest, form));
}

/* With what makes the difference, or at a shorter length without it. */
static char *say_extremes(const struct spec *spec, const struct series *series,
                          struct extremes extremes, enum title_length length) {
    if (length == TITLE_LONG && cause_is_scale(spec, extremes.smallest, extremes.largest)) {
        return say_scale(spec, series, extremes);
    }
    return length == TITLE_SHORTEST && !networks_have_random(spec)
               ? say_names(spec, series, extremes.smallest, extremes.largest)
               : say_slopes(spec, series, extremes, length != TITLE_LONG);
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
    return say_extremes(spec, series, extremes, length);
}

char *headline_finding(const struct spec *spec, const struct series *series,
                       enum title_length length) {
    enum panel_kind first = (enum panel_kind)spec->figure.panels.values[0];

    return spec->figure.panels.n_values == 1 && (first != PANEL_GRADIENT || spec->n_measured > 0)
               ? panel_title(spec, series, first, TITLE_LONG)
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
