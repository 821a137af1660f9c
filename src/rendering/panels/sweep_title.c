/* Says what the slopes of the sweep do to the gradient. */
#include "rendering/panels/sweep_title.h"

#include <math.h>
#include <string.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/panels/sweep_look.h"
#include "rendering/style/theme.h"
#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/formulas.h"
#include "rendering/words/gradient_words.h"
#include "rendering/words/slope_products.h"
#include "rendering/words/sweep_known.h"
#include "simulation/network.h"
#include "spec/gradient_class.h"

static struct number sweep_gradient(const struct series *series, size_t index) {
    return curve_last(sweep_curve(series, index));
}

struct sweep_effects sweep_effects_of(const struct series *series) {
    struct sweep_effects effects = {0};

    for (size_t i = 0; i < series->spec->sweep.slopes.n_values; i++) {
        struct number gradient = sweep_gradient(series, i);
        effects.some_shrink = effects.some_shrink || gradient_shrinks(gradient);
        effects.some_keep = effects.some_keep || gradient_is_one(gradient);
        effects.some_grow = effects.some_grow || gradient_grows(gradient);
        if (gradient.log10_abs < sweep_gradient(series, effects.smallest).log10_abs) {
            effects.smallest = i;
        }
        if (gradient.log10_abs > sweep_gradient(series, effects.largest).log10_abs) {
            effects.largest = i;
        }
    }
    return effects;
}

char *sweep_slope_name(const struct spec *spec, size_t index) {
    g_autofree char *slope = formatted_typed(spec->sweep.slopes.values[index].text);
    return g_strconcat("<i>a</i> = ", slope, NULL);
}

/* The slopes with the gradient of slope `index`. Slopes of one number are one. */
struct tie {
    size_t n;
    size_t other;     /* of two, or more */
    bool is_one_sign; /* their gradients also have one sign */
};

static struct tie find_tie(const struct series *series, size_t index) {
    const struct real *slopes = series->spec->sweep.slopes.values;
    struct number own = sweep_gradient(series, index);
    struct tie tie = {.n = 1, .other = index, .is_one_sign = true};

    for (size_t i = 0; i < series->spec->sweep.slopes.n_values; i++) {
        struct number number = sweep_gradient(series, i);
        bool is_new =
            slopes[i].value != slopes[index].value && slopes[i].value != slopes[tie.other].value;
        if (is_new &&
            numbers_look_equal(series->spec, number_modulus(own), number_modulus(number))) {
            tie.n++;
            tie.other = i;
            tie.is_one_sign = tie.is_one_sign && own.sign == number.sign;
        }
    }
    return tie;
}

/* Whether at most two slopes have this extreme gradient, so that a title can name them. */
static bool can_be_named(const struct series *series, size_t index) {
    struct tie tie = find_tie(series, index);
    return tie.n <= 2 && tie.is_one_sign;
}

/* Slopes as the subject of a clause. Frees `names`. */
static struct noun noun_of_slopes(const struct spec *spec, char *names, bool is_plural) {
    return (struct noun){figure_text_fill(spec, TEXT_SWEEP_AT, TEXT_FIELDS({"slope", names})),
                         is_plural};
}

/* By whether some shrink it and some make it grow; the long text and the short one. */
static const enum text findings[2][2][2] = {
    {{TEXT_SWEEP_STABLE, TEXT_SWEEP_STABLE}, {TEXT_SWEEP_GROWS, TEXT_SWEEP_GROWS_SHORT}},
    {{TEXT_SWEEP_SHRINKS, TEXT_SWEEP_SHRINKS_SHORT}, {TEXT_SWEEP_BOTH, TEXT_SWEEP_BOTH}},
};

/* "a = 0.2 multiplies the gradient by 6.2", or "Gradient at a = 0.2: ×6.19" */
static char *say_one(const struct series *series, enum title_length length) {
    const struct spec *spec = series->spec;

    if (length == TITLE_LONG || gradient_is_near_one(sweep_gradient(series, 0))) {
        return gradient_clause(spec, noun_of_slopes(spec, sweep_slope_name(spec, 0), false),
                               outcome_of(sweep_curve(series, 0)), CLAUSE_FIRST);
    }
    return figure_text_fill(spec, length == TITLE_SHORT ? TEXT_SWEEP_TITLE_ONE_SHORT : TEXT_ABOUT,
                            TEXT_FIELDS({"name", sweep_slope_name(spec, 0)},
                                        {"text", title_factor(spec, sweep_gradient(series, 0))}));
}

/* "With scale 0, every slope gives 1" */
static char *say_alike(const struct series *series) {
    return figure_text_fill(
        series->spec, TEXT_SWEEP_ALIKE,
        TEXT_FIELDS({"value", figure_text_value(series->spec, sweep_gradient(series, 0))}));
}

/* "Typical gradients: 10⁻⁷ at a = -0.8, 6.1 at a = 0.2" */
static char *say_typical(const struct series *series, const struct sweep_effects *effects) {
    const struct spec *spec = series->spec;
    bool is_one = effects->smallest == effects->largest; /* or all are equal */
    struct number low = sweep_gradient(series, effects->smallest);
    struct number high = sweep_gradient(series, effects->largest);

    return figure_text_fill(spec, is_one ? TEXT_SWEEP_RANDOM_ONE : TEXT_SWEEP_RANDOM,
                            TEXT_FIELDS({"low", formatted_number(low, FIGURE_DIGITS)},
                                        {"low_slope", sweep_slope_name(spec, effects->smallest)},
                                        {"high", formatted_number(high, FIGURE_DIGITS)},
                                        {"high_slope", sweep_slope_name(spec, effects->largest)}));
}

/* Begins words in the color of slopes whose gradients have that class. */
static char *begin_color(const struct spec *spec, enum gradient_class class) {
    const struct theme *theme = theme_of(&spec->figure);
    struct ink ink = theme_ink(theme, theme->classes[class][0]);
    return g_strdup_printf("<span foreground=\"#%06x\">", ink.text);
}

/* The smallest block slope of the sweep. */
static double least_block(const struct sweep *sweep) {
    double least = INFINITY;

    for (size_t i = 0; i < sweep->slopes.n_values; i++) {
        least = fmin(least, sweep_block_slope(sweep, i).value);
    }
    return least;
}

/* Whether a title can write the number exactly. */
static bool is_short(double value) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    (void)g_snprintf(text, sizeof(text), "%.*e", FIGURE_DIGITS - 1, value);
    return strtod(text, NULL) == value;
}

/* Whether the sign of a tells what 1 + ca does: with c > 0 it is below 1 for a < 0, and above -1
 * for the slopes of the sweep, which a title says as -2/c < a. */
static bool is_told_by_sign(const struct sweep *sweep) {
    double scale = sweep->scale.value;
    return sweep->skip.value == 1 && scale != 0 && is_short(2 / scale) && least_block(sweep) > -1;
}

/* "|1 + a| < 1"; `sign` -1 for less, 0 for equal, 1 for more. A single term needs no sign. */
static char *say_modulus(const struct sweep *sweep, int sign) {
    static const char *const relations[] = {"&lt;", "=", "&gt;"};
    static const char minus[] = "\u2212";
    g_autofree char *block = formula_sweep_block(sweep);
    bool is_negative_term = sweep->skip.value == 0 && g_str_has_prefix(block, minus);

    return g_strdup_printf("|%s| %s 1", block + (is_negative_term ? strlen(minus) : 0),
                           relations[sign + 1]);
}

/* "a > 0", and in place of "a < 0" the range of which that is true, "-2 < a < 0"; with a negative
 * scale "a < 0" and "0 < a < 2" */
static char *say_sign(const struct sweep *sweep, int sign) {
    bool is_mirrored = sweep->scale.value < 0;
    g_autofree char *end =
        formatted_number(number_from_double(-2 / sweep->scale.value), FIGURE_DIGITS);

    if (sign < 0) {
        return g_strdup_printf(is_mirrored ? "0 &lt; <i>a</i> &lt; %s" : "%s &lt; <i>a</i> &lt; 0",
                               end);
    }
    return g_strdup_printf("<i>a</i> %s 0", sign == 0 ? "=" : is_mirrored ? "&lt;" : "&gt;");
}

/* What is true of the slopes that shrink the gradient, keep it or make it grow. */
static char *say_condition(const struct sweep *sweep, int sign) {
    char *condition = is_told_by_sign(sweep) ? say_sign(sweep, sign) : say_modulus(sweep, sign);
    return figure_text_unbroken(condition);
}

/* "a = -0.8" in the color of its line. */
static char *name_in_color(const struct series *series, size_t index) {
    struct ink ink = sweep_look_of(series, sweep_curve(series, index)).ink;
    return figure_text_colored(sweep_slope_name(series->spec, index), ink.text);
}

/* "a = -0.8", or "a = -0.8 and a = 0.8" where both have the gradient, in the colors of the lines.
 */
static char *name_extreme(const struct series *series, size_t index) {
    struct tie tie = find_tie(series, index);

    return tie.n == 1 ? name_in_color(series, index)
                      : figure_text_fill(
                            series->spec, TEXT_GROUP_PAIR,
                            TEXT_FIELDS({"first", name_in_color(series, MIN(index, tie.other))},
                                        {"last", name_in_color(series, MAX(index, tie.other))}));
}

/* What becomes of the gradient at a slope, or at two. */
static char *say_slope(const struct series *series, size_t index, enum clause_order order) {
    bool is_plural = find_tie(series, index).n > 1;
    struct noun slopes = noun_of_slopes(series->spec, name_extreme(series, index), is_plural);

    struct sweep_effects effects = sweep_effects_of(series);
    struct outcome outcome = outcome_of(sweep_curve(series, index));

    outcome.n_digits = MAX(gradient_factor_digits(sweep_gradient(series, effects.smallest)),
                           gradient_factor_digits(sweep_gradient(series, effects.largest)));
    return gradient_clause(series->spec, slopes, outcome, order);
}

/* The headline of a figure without other panels has numbers: "a = -0.8 lets the gradient vanish to
 * 10⁻⁷; a = 0.2 multiplies it by 6.2". */
static char *say_extremes(const struct series *series, const struct sweep_effects *effects) {
    return figure_text_fill(
        series->spec, TEXT_HEADLINE_TWO,
        TEXT_FIELDS({"first", say_slope(series, effects->smallest, CLAUSE_FIRST)},
                    {"last", say_slope(series, effects->largest, CLAUSE_AFTER_OTHER)}));
}

/* Of slopes of which some shrink the gradient and some make it grow, those between may have a word
 * of their own. */
static enum text choose_finding(const struct sweep_effects *effects, enum title_length length,
                                bool is_named) {
    bool is_short = length >= TITLE_SHORTEST || !is_named;

    return effects->some_shrink && effects->some_keep && effects->some_grow &&
                   length < TITLE_SHORTEST
               ? TEXT_SWEEP_THREE
               : findings[effects->some_shrink][effects->some_grow][is_short];
}

char *sweep_title(const struct series *series, enum title_length length) {
    const struct spec *spec = series->spec;
    struct sweep_effects effects = sweep_effects_of(series);
    size_t extreme = effects.some_grow ? effects.largest : effects.smallest;
    bool is_named = can_be_named(series, extreme);

    if (spec->depth == 0) {
        return g_strdup(figure_text(spec, TEXT_SWEEP_NO_LAYERS));
    }
    if (sweep_is_random(spec)) {
        return say_typical(series, &effects);
    }
    if (spec->sweep.slopes.n_values == 1) {
        return say_one(series, length);
    }
    if (spec->sweep.scale.value == 0) {
        return say_alike(series);
    }
    if (effects.some_shrink && effects.some_grow && spec->figure.panels.n_values == 1 &&
        length == TITLE_LONG && is_named && can_be_named(series, effects.smallest)) {
        return say_extremes(series, &effects);
    }
    return figure_text_fill(
        spec, choose_finding(&effects, length, is_named),
        TEXT_FIELDS(
            {"less", say_condition(&spec->sweep, -1)}, {"equal", say_condition(&spec->sweep, 0)},
            {"more", say_condition(&spec->sweep, 1)}, {"below", begin_color(spec, CLASS_VANISHING)},
            {"at", begin_color(spec, CLASS_STABLE)}, {"above", begin_color(spec, CLASS_AMPLIFYING)},
            {"end", g_strdup("</span>")}, {"slope", name_extreme(series, extreme)},
            {"value", formatted_number(sweep_gradient(series, extreme), FIGURE_DIGITS)}));
}
