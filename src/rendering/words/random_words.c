/* Says how the typical gradient of random layers changes, beside their mean. */
#include "rendering/words/random_words.h"

#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/panel_titles.h"
#include "rendering/words/slope_products.h"
#include "simulation/derived.h"
#include "simulation/network.h"
#include "simulation/random_quantities.h"

/* "32.4 layers", or "layer" */
static char *say_every(const struct spec *spec, double half_life) {
    char *n = isfinite(half_life) ? formatted_number(number_from_double(half_life), FIGURE_DIGITS)
                                  : g_strdup("");
    bool is_each = g_str_equal(n, "1");

    return figure_text_fill(spec, is_each ? TEXT_HEADLINE_EVERY_LAYER : TEXT_SENTENCE_LAYERS,
                            TEXT_FIELDS({"n", n, true}));
}

/* The median after the last layer as it is drawn, log10, of which the figure says fewer digits. */
static double drawn_median(const struct series *series, size_t index) {
    const struct curve *medians = network_curve(series, PANEL_GRADIENT, index);
    return medians->points[medians->n_points - 1].y.log10_abs;
}

/* How the median changes in the layers that it takes to be halved or doubled; 0 where these are no
 * layers of the figure, the drawn median has not come as far as this rate would take it, or the
 * mean changes too, so that only the ends are worth a word. */
static int direction_of(const struct series *series, size_t index, double exponent) {
    static const double near = 0.15; /* of the logarithm */
    double depth = (double)series->spec->depth;
    struct number mean = finding_mean(series, index, PANEL_GRADIENT);
    double median = drawn_median(series, index);
    double half_life = half_life_of_exponent(exponent);
    bool has_rate = mean.sign > 0 && gradient_is_one(mean) && half_life >= 1 &&
                    half_life <= depth &&
                    fabs(exponent * depth / M_LN10 - median) <= near * fabs(median);

    return !has_rate ? 0 : median < 0 ? -1 : median > 0;
}

bool random_signs_cancel(const struct series *series, size_t index) {
    /* log10; the mean modulus is not below the typical one, which is the geometric mean */
    static const double far = 0.3;

    if (!network_is_random(&series->spec->networks[index]) || series->spec->depth == 0) {
        return false;
    }
    struct number mean = finding_mean(series, index, PANEL_GRADIENT);
    return mean.sign == 0 || mean.log10_abs < drawn_median(series, index) - far;
}

/* A headline says so once. */
static bool says_cancel(const struct series *series, size_t index, bool is_second) {
    bool is_said = false;

    for (size_t i = 0; i < series->spec->n_networks && is_second; i++) {
        is_said = is_said || (i != index && random_signs_cancel(series, i));
    }
    return !is_said && random_signs_cancel(series, index);
}

char *random_clause(const struct series *series, size_t index, struct noun noun, bool is_second) {
    static const enum text texts[] = {TEXT_HEADLINE_RANDOM_HALVES, TEXT_HEADLINE_RANDOM,
                                      TEXT_HEADLINE_RANDOM_DOUBLES};
    const struct spec *spec = series->spec;
    struct number mean = finding_mean(series, index, PANEL_GRADIENT);
    struct number median = series_gradient(series, index);
    double exponent = lyapunov_mean(&spec->networks[index], spec->depth);
    enum text text = texts[1 + direction_of(series, index, exponent)];
    char *value = figure_text_value(spec, median);
    char *mean_value = figure_text_value(spec, mean);

    if (says_cancel(series, index, is_second)) {
        text = TEXT_HEADLINE_RANDOM_CANCEL;
    } else if (text == TEXT_HEADLINE_RANDOM && g_str_equal(value, mean_value)) {
        text = TEXT_HEADLINE_RANDOM_ALIKE;
    }
    char *clause =
        figure_text_fill(spec, text,
                         TEXT_FIELDS({"name", noun.words, noun.is_plural},
                                     {"layers", say_every(spec, half_life_of_exponent(exponent))},
                                     {"value", value}, {"mean", mean_value}));
    if (!is_second) {
        *clause = g_ascii_toupper(*clause); /* which leaves Chinese as it is */
    }
    return clause;
}
