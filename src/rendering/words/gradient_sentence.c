/* Says what becomes of the gradient in the networks of a figure. */
#include "rendering/words/gradient_sentence.h"

#include <math.h>
#include <string.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/gradient_words.h"
#include "rendering/words/measured_text.h"
#include "rendering/words/network_groups.h"
#include "rendering/words/random_words.h"
#include "simulation/network.h"

/* What a sentence is made from. An exact one has a number for each of several gradients near 1. */
struct source {
    const struct series *series;
    struct extremes extremes;
    bool is_exact;
    enum slope_form slopes; /* after the names */
    int n_digits;           /* of its factors, at least */
    /* Of each network those of which the same is said. */
    struct network_group groups[NETWORKS_MAX];
};

/* Networks that lose all of the gradient do so together, at whatever layers. */
static struct outcome network_outcome(const struct source *from, size_t index) {
    const struct series *series = from->series;
    struct outcome outcome = outcome_of(network_curve(series, PANEL_GRADIENT, index));

    outcome.is_measured = measured_networks_are(series);
    outcome.n_digits = from->n_digits;
    if (outcome.is_measured && series->spec->n_networks == 1) { /* of several, ends are compared */
        outcome.level = measured_text_level(series->spec, index);
    }
    outcome.lacks_trend = measured_lacks_trend(series, index);
    if (networks_lose_apart(series)) {
        outcome.zero_layer = NAN;
    }
    outcome.is_near_one = network_is_near_one(series, index, from->is_exact);
    return outcome;
}

/* A clause on a network, and on those of which it says the same. */
struct clause_form {
    bool is_by_name; /* "plain", instead of "ten plain layers" */
    size_t n_before; /* networks that the clauses before are on */
    enum clause_order order;
};

/* What becomes of the gradient, without the network. */
static char *say_outcome(const void *about, size_t index) {
    const struct source *from = about;
    const struct series *series = from->series;

    if (network_is_random(&series->spec->networks[index])) {
        return random_clause(series, index, (struct noun){g_strdup(""), false}, false);
    }
    return gradient_clause(series->spec, (struct noun){g_strdup(""), false},
                           network_outcome(from, index), CLAUSE_FIRST);
}

/* Factors have the digits that those of the networks `named` need. */
static struct source source_of(const struct series *series, bool is_exact,
                               struct network_group named) {
    struct source from = {
        .series = series, .extremes = extremes_of(series, PANEL_GRADIENT), .is_exact = is_exact};

    for (size_t i = 0; i < named.n; i++) {
        int n_digits = network_factor_digits(series, named.networks[i], is_exact);
        from.n_digits = MAX(from.n_digits, n_digits);
    }
    network_groups_find(from.groups, series->spec, say_outcome, &from);
    return from;
}

static struct source source_of_all(const struct series *series, bool is_exact) {
    struct network_group all = {.n = series->spec->n_networks};

    for (size_t i = 0; i < all.n; i++) {
        all.networks[i] = i;
    }
    return source_of(series, is_exact, all);
}

/* "Ten plain layers keep 11% of the gradient", "A and B keep 11% of the gradient" */
static char *say_network(const struct source *from, size_t index, struct clause_form form) {
    const struct spec *spec = from->series->spec;
    const struct network_group *group = &from->groups[index];
    bool is_first = form.n_before == 0;

    if (network_is_random(&spec->networks[index])) {
        struct noun networks = network_group_noun(spec, group, form.n_before, false);
        networks.is_plural = group->n > 1; /* a label in the plural is one network */
        return random_clause(from->series, index, networks, !is_first);
    }
    struct noun subject = form.is_by_name || group->n > 1
                              ? network_group_noun(spec, group, form.n_before, is_first)
                              : noun_of_network(spec, index, is_first);
    return gradient_clause(spec, noun_with_slope(spec, group, from->slopes, subject),
                           network_outcome(from, index), form.order);
}

/* ---- all networks ---- */

/* "Both networks keep 11% of the gradient" */
static char *say_equal(const struct source *from) {
    const struct spec *spec = from->series->spec;
    struct noun all = {
        figure_text_fill(spec, spec->n_networks == 2 ? TEXT_HEADLINE_BOTH : TEXT_HEADLINE_ALL,
                         TEXT_FIELDS({"n", networks_count_word(spec, spec->n_networks)})),
        true};
    return gradient_clause(spec, all, network_outcome(from, 0), CLAUSE_FIRST);
}

/* From five networks on, a number of them says more than the name of the smallest. */
static const struct crowd {
    bool (*is)(struct number gradient);
    enum text fall;
} crowds[] = {
    {gradient_vanishes, TEXT_HEADLINE_FALL_VANISH},
    {gradient_shrinks, TEXT_HEADLINE_FALL_SHRINK},
};

/* Whether a crowd of `n` has others than those with the smallest and the largest gradient, of which
 * a headline says more. */
static bool has_others(const struct source *from, size_t n) {
    size_t n_smallest = from->groups[from->extremes.smallest].n;
    size_t n_largest = from->groups[from->extremes.largest].n;

    return n > n_smallest + (n == from->series->spec->n_networks ? n_largest : 0);
}

/* The smallest crowd that the smallest gradient belongs to, or NULL. */
static const struct crowd *find_crowd(const struct source *from) {
    enum { CROWD_MIN = 5 };
    const struct series *series = from->series;

    /* a turn would be hidden in the crowd, and random layers shrink nothing but typically */
    if (networks_stray(series) || networks_have_random(series->spec) ||
        measured_some_lack_trend(series)) {
        return NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(crowds) && series->spec->n_networks >= CROWD_MIN; i++) {
        if (has_others(from, networks_count(series, crowds[i].is))) {
            return &crowds[i];
        }
    }
    return NULL;
}

static enum text choose_crowd(const struct source *from, const struct crowd *crowd) {
    const struct series *series = from->series;
    struct extremes extremes = from->extremes;
    bool are_alone =
        from->groups[extremes.smallest].n == 1 && from->groups[extremes.largest].n == 1;
    bool is_range = series_gradient(series, extremes.smallest).sign > 0 &&
                    series_gradient(series, extremes.largest).sign > 0;

    return networks_count(series, crowd->is) < series->spec->n_networks ? TEXT_HEADLINE_FALL_SOME
           : is_range && !are_alone                                     ? TEXT_HEADLINE_FALL_BETWEEN
                                                                        : TEXT_HEADLINE_FALL_ALL;
}

static char *say_crowd(const struct source *from, const struct crowd *crowd) {
    const struct series *series = from->series;
    const struct spec *spec = series->spec;
    struct extremes extremes = from->extremes;
    size_t n = networks_count(series, crowd->is);
    struct clause_form form = {.n_before = n, .order = CLAUSE_AFTER_OTHER};
    const struct source last = source_of(series, from->is_exact, (struct network_group){0});

    return figure_text_fill(
        spec, choose_crowd(from, crowd),
        TEXT_FIELDS(
            {"fall", g_strdup(figure_text(spec, crowd->fall))},
            {"count", formatted_whole((int64_t)n)},
            {"n", formatted_whole((int64_t)spec->n_networks)},
            {"all", networks_count_word(spec, spec->n_networks)},
            {"name", network_group_part(spec, &from->groups[extremes.smallest])},
            {"value", gradient_amount(spec, series_gradient(series, extremes.smallest))},
            {"last_name", network_group_part(spec, &from->groups[extremes.largest])},
            {"last_value", gradient_amount(spec, series_gradient(series, extremes.largest))},
            {"last", say_network(&last, extremes.largest, form)}));
}

/* ---- some networks ---- */

/* A comma would run together with those of a name. */
static bool have_commas(const struct spec *spec) {
    bool have = false;

    for (size_t i = 0; i < spec->n_networks; i++) {
        g_autofree char *name = figure_text_network(spec, i);
        have = have || strstr(name, ",") != NULL || strstr(name, "，") != NULL;
    }
    return have;
}

/* A clause without a verb follows a comma. */
static char *join(const struct spec *spec, char *first, enum clause_order order, char *last) {
    return figure_text_fill(spec,
                            order == CLAUSE_AFTER_SAME ? TEXT_HEADLINE_ALSO : TEXT_HEADLINE_TWO,
                            TEXT_FIELDS({"first", first}, {"last", last}));
}

/* Whether a number right behind the name would be read as part of it, as in "beta = 0.8 11%". */
static bool ends_in_digit(const struct spec *spec, size_t index) {
    const char *label = network_label(&spec->networks[index]);
    return *label != '\0' && g_ascii_isdigit(label[strlen(label) - 1]);
}

/* Of random layers "it" would be the typical gradient, and the clause has a verb of its own. */
static enum clause_order order_after(const struct source *from, size_t before, size_t index) {
    const struct spec *spec = from->series->spec;

    return network_is_random(&spec->networks[before]) ? CLAUSE_FIRST
           : network_is_random(&spec->networks[index]) || have_commas(spec)
               ? CLAUSE_AFTER_OTHER
               : clause_order_of(network_outcome(from, before), network_outcome(from, index),
                                 ends_in_digit(spec, index));
}

/* Clauses on some networks, the smallest gradient first. */
static char *say_clauses(const struct source *from, struct network_group named, bool is_by_name) {
    struct clause_form form = {.is_by_name = is_by_name, .order = CLAUSE_FIRST};
    char *text = say_network(from, named.networks[0], form);

    for (size_t i = 1; i < named.n; i++) {
        form.n_before += from->groups[named.networks[i - 1]].n;
        form.order = order_after(from, named.networks[i - 1], named.networks[i]);
        text =
            join(from->series->spec, text, form.order, say_network(from, named.networks[i], form));
    }
    return text;
}

enum { NAMED_MAX = 3 };

/* The network besides the extremes that a headline names: of three the third, of more the one whose
 * gradient is nearest to 1. */
static size_t find_between(const struct source *from) {
    const struct series *series = from->series;

    if (series->spec->n_networks == NAMED_MAX) {
        size_t third = 0;
        while (third == from->extremes.smallest || third == from->extremes.largest) {
            third++;
        }
        return third;
    }
    return network_nearest_to_one(series);
}

/* The networks with the smallest and the largest gradient. If the same is said of both, as of 0.5
 * beside -0.5, another one is the second. */
static struct network_group find_extremes(const struct source *from) {
    const struct network_group *smallest = &from->groups[from->extremes.smallest];
    size_t last = network_group_has(smallest, from->extremes.largest)
                      ? network_largest(from->series, PANEL_GRADIENT, smallest)
                      : from->extremes.largest;

    return (struct network_group){smallest->n == from->series->spec->n_networks ? 1 : 2,
                                  {from->extremes.smallest, last}};
}

/* Among many the one that grows least is no news beside the one that grows most. */
static bool is_news(const struct series *series, size_t between, size_t last) {
    return series->spec->n_networks == NAMED_MAX ||
           !gradient_grows(series_gradient(series, between)) ||
           !gradient_grows(series_gradient(series, last));
}

/* The extremes, and one between them if something else is said of it. */
static struct network_group find_three(const struct source *from) {
    const struct series *series = from->series;
    struct network_group two = find_extremes(from);
    size_t between = find_between(from);
    const struct network_group *own = &from->groups[between];

    if (series->spec->n_networks < NAMED_MAX || networks_have_random(series->spec) ||
        !is_news(series, between, two.networks[1]) || network_group_has(own, two.networks[0]) ||
        network_group_has(own, two.networks[1])) {
        return two;
    }
    return (struct network_group){NAMED_MAX, {two.networks[0], between, two.networks[1]}};
}

static struct network_group find_named(const struct source *from, enum title_length length) {
    return length <= TITLE_SHORT ? find_three(from) : find_extremes(from);
}

char *gradient_sentence(const struct series *series, enum title_length length) {
    const struct spec *spec = series->spec;

    if (spec->depth == 0) {
        return g_strdup(figure_text(spec, TEXT_HEADLINE_NO_LAYERS));
    }
    struct source from = source_of_all(series, length != TITLE_LONG);
    const struct crowd *crowd = find_crowd(&from);
    if (spec->n_networks > 1 && !network_is_random(&spec->networks[0]) &&
        from.groups[0].n == spec->n_networks) {
        return say_equal(&from);
    }
    if (crowd != NULL) {
        return say_crowd(&from, crowd);
    }
    /* Of networks that the sentence does not name, a factor near 1 needs no digits in it. */
    from = source_of(series, from.is_exact, find_named(&from, length));
    struct network_group named = find_named(&from, length);
    return say_clauses(&from, named, length != TITLE_LONG || named.n == NAMED_MAX);
}

char *gradient_sentence_with_slopes(const struct series *series, enum slope_form form) {
    struct source from = source_of_all(series, false);
    struct network_group named = find_three(&from);

    from.slopes = form;
    return slopes_can_be_said(series->spec, from.groups, &named, form)
               ? say_clauses(&from, named, named.n == NAMED_MAX)
               : NULL;
}

bool gradient_sentence_is_on_all(const struct series *series) {
    const struct source from = source_of_all(series, false);
    const struct crowd *crowd = find_crowd(&from);

    return (series->spec->n_networks > 1 && from.groups[0].n == series->spec->n_networks) ||
           (crowd != NULL && networks_count(series, crowd->is) == series->spec->n_networks);
}
