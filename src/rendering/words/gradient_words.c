/* Chooses the words for a gradient by its size. */
#include "rendering/words/gradient_words.h"

#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/plural_labels.h"
#include "rendering/words/slope_products.h"
#include "simulation/network.h"
#include "spec/gradient_class.h"

/* ---- subjects ---- */

char *count_layers(const struct spec *spec, bool begins_sentence) {
    if (spec->depth < 1 || spec->depth > TEXT_NUMBER_12 - TEXT_NUMBER_1 + 1) {
        return formatted_whole(spec->depth);
    }
    char *word = g_strdup(figure_text(spec, (enum text)(TEXT_NUMBER_1 + spec->depth - 1)));
    if (begins_sentence) {
        *word = g_ascii_toupper(*word);
    }
    return word;
}

/* Frees `count` and `name`. */
static char *say_layers(const struct spec *spec, size_t index, char *count, char *name) {
    bool has_skip = network_has_skip(&spec->networks[index]);

    return figure_text_fill(spec, has_skip ? TEXT_SKIP_BLOCKS : TEXT_PLAIN_LAYERS,
                            TEXT_FIELDS({"n", count, spec->depth != 1}, {"name", name}));
}

struct noun noun_of_network(const struct spec *spec, size_t index, bool begins_sentence) {
    char *name = figure_text_colored_network(spec, index);

    if (!figure_text_has_term(spec, index)) {
        return (struct noun){name, label_is_plural(network_label(&spec->networks[index]))};
    }
    bool is_plural = spec->depth != 1 && spec->figure.language == LANGUAGE_EN;
    return (struct noun){say_layers(spec, index, count_layers(spec, begins_sentence), name),
                         is_plural};
}

char *network_layers(const struct spec *spec, size_t index) {
    return figure_text_has_term(spec, index) ? say_layers(spec, index, formatted_whole(spec->depth),
                                                          figure_text_network(spec, index))
                                             : NULL;
}

/* ---- sizes ---- */

bool gradient_is_zero(struct number gradient) {
    return gradient.sign == 0;
}

bool gradient_vanishes(struct number gradient) {
    return gradient_class_of(gradient) == CLASS_VANISHING;
}

bool gradient_explodes(struct number gradient) {
    return gradient.log10_abs > -gradient_class_limit(CLASS_VANISHING);
}

bool gradient_shrinks(struct number gradient) {
    return gradient_class_of(gradient) < CLASS_STABLE;
}

bool gradient_grows(struct number gradient) {
    return gradient_class_of(gradient) == CLASS_AMPLIFYING;
}

static bool is_whole(struct number gradient) {
    return gradient.sign > 0 && gradient_is_one(gradient);
}

bool gradient_is_near_one(struct number gradient) {
    static const double shown = 0.0005;
    return fabs(gradient.value - 1) < shown;
}

bool gradient_stays_near_one(const struct curve *gradients) {
    static const double near = 0.15; /* log10 */
    bool is_near = curve_last(gradients).sign > 0;

    for (size_t i = 0; i < gradients->n_points && is_near; i++) {
        is_near = fabs(gradients->points[i].y.log10_abs) <= near;
    }
    return is_near;
}

bool gradient_stays_stable(const struct curve *gradients) {
    struct number last = curve_last(gradients);
    return gradient_class_of(last) == CLASS_STABLE && !is_whole(last) &&
           gradient_stays_near_one(gradients);
}

static bool is_share(struct number gradient) {
    return gradient.sign > 0 && gradient.log10_abs < 0;
}

/* Readers picture a division by 1972 sooner than 0.051%. */
static bool is_divided(struct number gradient) {
    return is_share(gradient) && gradient.log10_abs < -3;
}

static bool is_flipped_share(struct number gradient) {
    struct number modulus = number_modulus(gradient);
    return gradient.sign < 0 && is_share(modulus) && !is_divided(modulus) &&
           !gradient_is_near_one(modulus);
}

static bool is_larger(struct number gradient) {
    return gradient.sign > 0 && gradient.log10_abs > 0;
}

/* ---- clauses ---- */

static const struct clause {
    bool (*holds)(struct number gradient); /* NULL: it always holds, as the last does */
    enum text text;
    enum text too; /* after a clause of the same kind, or `text` */
} clauses[] = {
    {gradient_vanishes, TEXT_HEADLINE_VANISHES, TEXT_HEADLINE_TO_TOO},
    {gradient_explodes, TEXT_HEADLINE_EXPLODES, TEXT_HEADLINE_TO_TOO},
    {is_divided, TEXT_HEADLINE_DIVIDES, TEXT_HEADLINE_DIVIDES},
    {is_whole, TEXT_HEADLINE_KEEPS_ALL, TEXT_HEADLINE_KEEPS_ALL},
    {is_share, TEXT_HEADLINE_KEEPS, TEXT_HEADLINE_PERCENT_TOO},
    {is_flipped_share, TEXT_HEADLINE_FLIPS, TEXT_HEADLINE_FLIPS},
    {is_larger, TEXT_HEADLINE_GROWS, TEXT_HEADLINE_BY_TOO},
    {NULL, TEXT_HEADLINE_MULTIPLIES, TEXT_HEADLINE_BY_TOO},
};

/* Whether the three digits of a label are 0.215 for a number below it, of which two are 21%: a
 * reader would round the label to 22%. */
static bool looks_cut(struct number number) {
    static const double rounding = 1e-6;
    double digits = pow(10, number.log10_abs - floor(number.log10_abs) + FIGURE_DIGITS - 1);

    return fmod(round(digits), 10) == 5 && digits < round(digits) - rounding;
}

/* Two, and three where two would be too near to 1 or seem to be cut off. Numbers of one kind in a
 * sentence have the same. */
static int gradient_digits(struct number gradient) {
    /* "78%", but "1.28": two digits of a share are hundredths, of a factor tenths */
    static const double low = -0.0223; /* log10 of 0.95 */
    static const double high = 0.31;   /* of 2 */
    bool is_near_one = low < gradient.log10_abs && gradient.log10_abs < high;
    return is_near_one || looks_cut(gradient) ? 3 : 2;
}

int gradient_factor_digits(struct number gradient) {
    bool has_number = !is_share(gradient) && !gradient_is_near_one(gradient) && gradient.sign != 0;
    return has_number ? gradient_digits(gradient) : 0;
}

char *gradient_amount(const struct spec *spec, struct number gradient) {
    int n_digits = gradient_digits(gradient);

    return is_share(gradient) && !is_divided(gradient)
               ? figure_text_percent(spec, gradient, n_digits)
               : formatted_product(gradient, n_digits, spec->depth);
}

struct outcome outcome_of(const struct curve *gradients) {
    struct outcome outcome = {.gradient = curve_last(gradients),
                              .zero_layer = curve_zero_layer(gradients),
                              .level = NO_NUMBER};

    outcome.is_near_one = gradient_stays_stable(gradients);
    outcome.has_peak = curve_peaks(gradients, &outcome.peak);
    outcome.has_trough = curve_dips(gradients, &outcome.trough);
    return outcome;
}

static const struct clause *find_clause(struct outcome outcome) {
    static const struct clause reaches = {NULL, TEXT_HEADLINE_REACHES, TEXT_HEADLINE_REACHES};
    static const struct clause dips = {NULL, TEXT_HEADLINE_DIPS, TEXT_HEADLINE_DIPS};
    static const struct clause zeros[2][2] = {
        {{NULL, TEXT_HEADLINE_LOSES, TEXT_HEADLINE_LOSES},
         {NULL, TEXT_HEADLINE_LOSES_ALL, TEXT_HEADLINE_LOSES_ALL}},
        {{NULL, TEXT_HEADLINE_RECORDED, TEXT_HEADLINE_RECORDED},
         {NULL, TEXT_HEADLINE_RECORDED_ALL, TEXT_HEADLINE_RECORDED_ALL}},
    };
    static const struct clause near = {NULL, TEXT_HEADLINE_KEEPS_NEAR, TEXT_HEADLINE_KEEPS_NEAR};
    static const struct clause level = {NULL, TEXT_HEADLINE_KEEPS_LEVEL, TEXT_HEADLINE_KEEPS_LEVEL};
    static const struct clause no_trend = {NULL, TEXT_HEADLINE_NO_TREND, TEXT_HEADLINE_NO_TREND};
    const struct clause *clause = clauses;

    if (number_exists(outcome.level)) {
        return &level;
    }
    if (outcome.is_near_one) {
        return &near;
    }
    if (outcome.has_peak) {
        return &reaches;
    }
    if (outcome.has_trough) {
        return &dips;
    }
    if (outcome.lacks_trend) {
        return &no_trend;
    }
    if (gradient_is_zero(outcome.gradient)) {
        return &zeros[outcome.is_measured][isnan(outcome.zero_layer) ? 1 : 0];
    }
    while (clause->holds != NULL && !clause->holds(outcome.gradient)) {
        clause++;
    }
    return clause;
}

enum clause_order clause_order_of(struct outcome before, struct outcome outcome,
                                  bool ends_in_digit) {
    const struct clause *clause = find_clause(outcome);
    bool runs_together = ends_in_digit && clause->too == TEXT_HEADLINE_PERCENT_TOO;
    bool can_be_short =
        clause == find_clause(before) && clause->too != clause->text && !runs_together;
    return can_be_short ? CLAUSE_AFTER_SAME : CLAUSE_AFTER_OTHER;
}

static struct number inverse(struct number number) {
    return (struct number){number.sign, -number.log10_abs, 1 / number.value};
}

char *gradient_clause(const struct spec *spec, struct noun subject, struct outcome outcome,
                      enum clause_order order) {
    const struct clause *clause = find_clause(outcome);
    int n_factor_digits = gradient_factor_digits(outcome.gradient);
    int n_digits = n_factor_digits > 0 ? MAX(n_factor_digits, outcome.n_digits)
                                       : gradient_digits(outcome.gradient);
    int n_peak_digits = MAX(gradient_digits(outcome.peak), outcome.n_digits);
    bool is_second = order != CLAUSE_FIRST;

    return figure_text_fill(
        spec, order == CLAUSE_AFTER_SAME ? clause->too : clause->text,
        TEXT_FIELDS(
            {"subject", subject.words, subject.is_plural},
            {"it",
             g_strdup(figure_text(spec, is_second ? TEXT_HEADLINE_IT : TEXT_HEADLINE_GRADIENT))},
            {"of_it", g_strdup(figure_text(spec, is_second ? TEXT_HEADLINE_OF_IT
                                                           : TEXT_HEADLINE_OF_GRADIENT))},
            {"value", formatted_product(outcome.gradient, n_digits, spec->depth)},
            {"peak", formatted_product(outcome.peak, n_peak_digits, spec->depth)},
            {"trough",
             formatted_product(outcome.trough, gradient_digits(outcome.trough), spec->depth)},
            {"level", formatted_number(outcome.level, LEVEL_DIGITS)},
            {"divisor", formatted_number(inverse(outcome.gradient), n_digits)},
            {"percent", figure_text_percent(spec, number_modulus(outcome.gradient), n_digits)},
            {"layer", figure_text_layer(outcome.zero_layer)}));
}
