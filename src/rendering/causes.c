/* Finds what the slopes of a network have in common, and the words for it. */
#include "rendering/causes.h"

#include <math.h>

#include <glib.h>

#include "rendering/extremes.h"
#include "rendering/figure_text.h"
#include "rendering/formulas.h"
#include "rendering/gradient_words.h"
#include "simulation/network.h"

/* What is true of the slopes of all layers; all are positive. */
enum cause {
    CAUSE_NONE,
    CAUSE_BELOW, /* below 1 */
    CAUSE_ABOVE, /* above 1 */
    CAUSE_SKIP   /* above 1, as the skip connection adds 1 to slopes above 0 */
};

/* By more than the rounding of typed decimals: 2.3 - 1.3 is 1. */
static bool is_slope(struct number slope, double side) {
    static const double rounding = 4e-14; /* log10 */
    return slope.sign > 0 && side * slope.log10_abs > rounding;
}

static bool all_are(const struct network *network, double side) {
    size_t i = 0;

    while (i < network->slopes.n_values &&
           is_slope(network_layer_line(network, (int64_t)i + 1).slope, side)) {
        i++;
    }
    return i == network->slopes.n_values;
}

static enum cause cause_of(const struct network *network) {
    if (all_are(network, -1)) {
        return CAUSE_BELOW;
    }
    if (!all_are(network, 1)) {
        return CAUSE_NONE;
    }
    return network->skip.value == 1 ? CAUSE_SKIP : CAUSE_ABOVE;
}

/* Whether a skip connection alone makes the difference: every network that has one grows by it. */
static bool skip_decides(const struct spec *spec) {
    size_t i = 0;

    while (i < spec->n_networks &&
           (spec->networks[i].skip.value == 0 || cause_of(&spec->networks[i]) == CAUSE_SKIP)) {
        i++;
    }
    return i == spec->n_networks;
}

static bool is_cut(struct number gradient) {
    return gradient.sign > 0 && gradient.log10_abs < 0 && !gradient_vanishes(gradient) &&
           !gradient_is_near_one(gradient);
}

/* One clause: what it is said of. The first that fits is said. */
struct clause {
    enum cause cause;
    bool (*holds)(struct number gradient);
    enum text text_of_one_layer;
    enum text text;
};

static const struct clause alone[] = {
    {CAUSE_SKIP, gradient_explodes, TEXT_CAUSE_SKIP_EXPLODES_ONE, TEXT_CAUSE_SKIP_EXPLODES},
    {CAUSE_SKIP, gradient_grows, TEXT_CAUSE_SKIP_GROWS_ONE, TEXT_CAUSE_SKIP_GROWS},
};

static const struct clause first[] = {
    {CAUSE_BELOW, gradient_vanishes, TEXT_CAUSE_BELOW_VANISHES_ONE, TEXT_CAUSE_BELOW_VANISHES},
    {CAUSE_BELOW, is_cut, TEXT_CAUSE_BELOW_CUTS_ONE, TEXT_CAUSE_BELOW_CUTS},
    {CAUSE_ABOVE, gradient_explodes, TEXT_CAUSE_ABOVE_EXPLODES_ONE, TEXT_CAUSE_ABOVE_EXPLODES},
    {CAUSE_ABOVE, gradient_grows, TEXT_CAUSE_ABOVE_GROWS_ONE, TEXT_CAUSE_ABOVE_GROWS},
};

/* After the clause on a network without a skip connection. */
static const struct clause after_plain[] = {
    {CAUSE_SKIP, gradient_explodes, TEXT_CAUSE_THEN_SKIP_EXPLODES, TEXT_CAUSE_THEN_SKIP_EXPLODES},
    {CAUSE_SKIP, gradient_grows, TEXT_CAUSE_THEN_SKIP_GROWS, TEXT_CAUSE_THEN_SKIP_GROWS},
};

static const struct clause after_below[] = {
    {CAUSE_ABOVE, gradient_explodes, TEXT_CAUSE_THEN_ABOVE_EXPLODES,
     TEXT_CAUSE_THEN_ABOVE_EXPLODES},
    {CAUSE_ABOVE, gradient_grows, TEXT_CAUSE_THEN_ABOVE_GROWS, TEXT_CAUSE_THEN_ABOVE_GROWS},
    {CAUSE_BELOW, gradient_vanishes, TEXT_CAUSE_ALSO_VANISHES, TEXT_CAUSE_ALSO_VANISHES},
    {CAUSE_BELOW, is_cut, TEXT_CAUSE_ALSO_FALLS, TEXT_CAUSE_ALSO_FALLS},
};

static const struct clause after_above[] = {
    {CAUSE_ABOVE, gradient_explodes, TEXT_CAUSE_ALSO_EXPLODES, TEXT_CAUSE_ALSO_EXPLODES},
    {CAUSE_ABOVE, gradient_grows, TEXT_CAUSE_ALSO_GROWS, TEXT_CAUSE_ALSO_GROWS},
};

/* A network whose slopes are above 1 because of its skip connection has both causes. */
static bool has_cause(enum cause cause, enum cause wanted) {
    return cause == wanted || (cause == CAUSE_SKIP && wanted == CAUSE_ABOVE);
}

static const struct clause *find_clause(const struct clause *clauses, size_t n, enum cause cause,
                                        struct number gradient) {
    for (size_t i = 0; i < n; i++) {
        if (has_cause(cause, clauses[i].cause) && clauses[i].holds(gradient)) {
            return &clauses[i];
        }
    }
    return NULL;
}

static struct number gradient_of(const struct series *series, size_t index) {
    return curve_last(network_curve(series, PANEL_GRADIENT, index));
}

static char *say(const struct spec *spec, const struct series *series, size_t index,
                 const struct clause *clause) {
    struct number gradient = gradient_of(series, index);
    int n_digits = gradient_digits(gradient);

    return figure_text_fill(
        spec, spec->depth == 1 ? clause->text_of_one_layer : clause->text,
        TEXT_FIELDS({"name", figure_text_colored_network(spec, index)},
                    {"value", formatted_product(gradient, n_digits, spec->depth)},
                    {"percent", figure_text_percent(spec, gradient, n_digits)}));
}

static char *say_outcome(const struct spec *spec, const struct series *series, size_t index,
                         bool is_second) {
    return gradient_clause(spec, noun_of_network(spec, index, !is_second, true),
                           outcome_of(network_curve(series, PANEL_GRADIENT, index)), is_second);
}

static const struct clause *find_first(const struct spec *spec, const struct series *series,
                                       size_t index) {
    enum cause cause = cause_of(&spec->networks[index]);
    struct number gradient = gradient_of(series, index);
    const struct clause *clause =
        spec->n_networks == 1 ? find_clause(alone, G_N_ELEMENTS(alone), cause, gradient) : NULL;

    return clause != NULL ? clause : find_clause(first, G_N_ELEMENTS(first), cause, gradient);
}

char *cause_clause(const struct spec *spec, const struct series *series, size_t index) {
    const struct clause *clause = find_first(spec, series, index);
    return clause != NULL ? say(spec, series, index, clause)
                          : say_outcome(spec, series, index, false);
}

char *cause_second_clause(const struct spec *spec, const struct series *series, size_t index,
                          size_t before, bool names_cause) {
    const struct clause *previous = names_cause ? find_first(spec, series, before) : NULL;
    enum cause cause = cause_of(&spec->networks[index]);
    struct number gradient = gradient_of(series, index);
    const struct clause *clause = NULL;

    if (spec->networks[before].skip.value == 0 && skip_decides(spec)) {
        clause = find_clause(after_plain, G_N_ELEMENTS(after_plain), cause, gradient);
    }
    if (clause == NULL && previous != NULL) {
        clause = previous->cause == CAUSE_BELOW
                     ? find_clause(after_below, G_N_ELEMENTS(after_below), cause, gradient)
                     : find_clause(after_above, G_N_ELEMENTS(after_above), cause, gradient);
    }
    return clause != NULL ? say(spec, series, index, clause)
                          : say_outcome(spec, series, index, true);
}
