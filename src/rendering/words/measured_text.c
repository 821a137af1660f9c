/* Words for measured gradients and their fits, and the curves as networks. */
#include "rendering/words/measured_text.h"

#include <math.h>
#include <stdlib.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/style/theme.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/gradient_words.h"
#include "rendering/words/slope_products.h"
#include "simulation/measured.h"
#include "simulation/network.h"
#include "simulation/wide_number.h"

/* ---- one curve ---- */

enum measured_form measured_form_of(const struct spec *spec, size_t index,
                                    struct gradient_fit *fit) {
    /* Fewer values, or with more layers for each, show no law. */
    enum { POINTS_MIN = 5, LAYERS_MAX = 4 };
    const struct measured *measured = &spec->measured[index];

    if (!measured_fit(measured, fit) || fit->n_points < POINTS_MIN ||
        fit->n_points * LAYERS_MAX < measured->gradients.n_values) {
        return FORM_FEW;
    }
    enum fit_law law = fit_law_of(fit);
    if (law == FIT_LEVEL) {
        return FORM_LEVEL;
    }
    if (law == FIT_STEADY) {
        return FORM_STEADY;
    }
    if (law == FIT_POWER && fit->power_r2 >= FIT_R2_STRAIGHT) {
        return FORM_POWER;
    }
    return fit->r2 >= FIT_R2_STRAIGHT ? FORM_STRAIGHT : FORM_NEITHER;
}

/* A level beside curves that have neither a level nor a law would look like a finding. */
static bool shows_levels(const struct spec *spec) {
    struct gradient_fit fit;
    size_t i = 0;

    while (i < spec->n_measured && measured_form_of(spec, i, &fit) != FORM_NEITHER) {
        i++;
    }
    return i == spec->n_measured;
}

bool measured_text_has_law(const struct spec *spec, size_t index, struct gradient_fit *fit) {
    enum measured_form form = measured_form_of(spec, index, fit);

    return form == FORM_POWER || form == FORM_STRAIGHT ||
           (form == FORM_STEADY && shows_levels(spec));
}

struct number measured_text_level(const struct spec *spec, size_t index) {
    struct gradient_fit fit;
    return measured_form_of(spec, index, &fit) == FORM_STEADY ? wide_from_log10(fit.level)
                                                              : NO_NUMBER;
}

static int compare_doubles(const void *a, const void *b) {
    double left = *(const double *)a;
    double right = *(const double *)b;

    return (left > right) - (left < right);
}

/* The median of log10 g after the first layer, and the last of these; false if there are none. */
static bool find_median(const struct measured *measured, double *median, double *last) {
    g_autofree double *sorted = g_new(double, measured->gradients.n_values);
    size_t n = 0;

    for (size_t i = 1; i < measured->gradients.n_values; i++) {
        struct number gradient = measured_gradient(measured, i);
        if (gradient.sign > 0 && isfinite(gradient.log10_abs)) {
            sorted[n++] = *last = gradient.log10_abs;
        }
    }
    if (n == 0) {
        return false;
    }
    qsort(sorted, n, sizeof(sorted[0]), compare_doubles);
    *median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return true;
}

/* -1 for a gradient that shrinks, 1 for one that grows, and otherwise 0. */
static int side_of(double log10_abs) {
    struct number gradient = wide_from_log10(log10_abs);
    return gradient_grows(gradient) - gradient_shrinks(gradient);
}

/* No fit describes the curve, and its end says another thing than its median. */
static bool lacks_trend(const struct measured *measured) {
    static const double far = 1; /* log10; beyond that the end itself is a finding */
    struct gradient_fit fit;
    double median;
    double last;
    bool is_fitted = measured_fit(measured, &fit) && fit_law_of(&fit) != FIT_STEADY &&
                     fit_law_of(&fit) != FIT_NEITHER;

    return !is_fitted && isnan(measured_zero_layer(measured)) &&
           find_median(measured, &median, &last) && fabs(last) < far && side_of(median) != 0 &&
           side_of(last) != side_of(median);
}

/* What the curve is called: its own label, or what the figure calls its network, or its name. Plain
 * text, borrowed from the spec or static. */
static const char *find_label(const struct spec *spec, size_t index) {
    const struct measured *measured = &spec->measured[index];
    size_t network = spec_find_network(spec, measured->name);

    return measured->label == NULL && network < spec->n_networks
               ? figure_text_network_name(spec, network)
               : measured_label(spec, measured);
}

char *measured_text_name(const struct spec *spec, size_t index) {
    char *name = figure_text_of_user(find_label(spec, index));

    return spec->measured[index].label != NULL
               ? name
               : figure_text_fill(spec, TEXT_MEASURED_NAME, TEXT_FIELDS({"name", name}));
}

char *measured_text_r2(const struct spec *spec, double r2) {
    static const double nearly = 0.9995; /* rounds to 1 */

    return isnan(r2)                ? g_strdup(figure_text(spec, TEXT_REPORT_NONE))
           : r2 >= nearly && r2 < 1 ? g_strdup("&gt; 0.999")
                                    : formatted_number(number_from_double(r2), FIGURE_DIGITS);
}

/* The title begins with it, where an article's network has a capital. */
static char *colored_name(const struct spec *spec) {
    const struct theme *theme = theme_of(&spec->figure);
    const struct measured *measured = &spec->measured[0];
    size_t network = spec_find_network(spec, measured->name);
    char *name = measured_text_name(spec, 0);

    if (measured->label == NULL && network < spec->n_networks &&
        figure_text_has_term(spec, network)) {
        *name = g_ascii_toupper(*name);
    }
    return figure_text_colored(figure_text_unbroken(name), theme_measured_ink(theme, spec, 0).text);
}

static char *say_law(const struct spec *spec, enum title_length length) {
    static const enum text texts[N_FORMS][2] = {
        [FORM_LEVEL] = {TEXT_MEASURED_LEVEL, TEXT_MEASURED_LEVEL},
        [FORM_STEADY] = {TEXT_MEASURED_STEADY, TEXT_MEASURED_STEADY},
        [FORM_POWER] = {TEXT_MEASURED_POWER, TEXT_MEASURED_POWER_SHORT},
        [FORM_STRAIGHT] = {TEXT_MEASURED_STRAIGHT, TEXT_MEASURED_STRAIGHT_SHORT},
        [FORM_NEITHER] = {TEXT_MEASURED_NEITHER, TEXT_MEASURED_NEITHER_SHORT},
    };
    static const double looks_straight = 0.95; /* R²; with less a reader sees how points bend */
    struct gradient_fit fit = {0};
    enum measured_form form = measured_form_of(spec, 0, &fit);
    enum text text = texts[form][length != TITLE_LONG];

    if (text == TEXT_MEASURED_STRAIGHT && fit.r2 < looks_straight) {
        text = TEXT_MEASURED_ROUGH;
    }
    return figure_text_fill(
        spec, text,
        TEXT_FIELDS({"name", colored_name(spec)}, {"s", formatted_slope(fit.s, FIGURE_DIGITS)},
                    {"level", formatted_number(wide_from_log10(fit.level), LEVEL_DIGITS)},
                    {"r2", measured_text_r2(spec, fit.r2)}));
}

/* A law is on the values before those that are 0 up to the end. */
char *measured_text_title(const struct spec *spec, enum title_length length) {
    double zero = measured_zero_layer(&spec->measured[0]);
    char *law = say_law(spec, length);

    return isnan(zero) ? law
                       : figure_text_fill(
                             spec, TEXT_HEADLINE_TWO,
                             TEXT_FIELDS({"first", law}, {"last", figure_text_zero(spec, zero)}));
}

/* ---- all curves ---- */

const char *measured_text_quantity(const struct spec *spec, enum measured_quantity quantity) {
    static const enum text texts[] = {
        [MEASURED_UNKNOWN] = TEXT_MEASURED_OF_UNKNOWN,
        [MEASURED_ACTIVATIONS] = TEXT_MEASURED_OF_ACTIVATIONS,
        [MEASURED_WEIGHTS] = TEXT_MEASURED_OF_WEIGHTS,
    };
    return figure_text(spec, texts[quantity]);
}

/* What all curves measure, or that it is unknown or not the same. */
static enum measured_quantity common_quantity(const struct spec *spec) {
    enum measured_quantity quantity = (enum measured_quantity)spec->measured[0].quantity;

    for (size_t i = 1; i < spec->n_measured; i++) {
        if (spec->measured[i].quantity != (int64_t)quantity) {
            return MEASURED_UNKNOWN;
        }
    }
    return quantity;
}

/* Whether the points are not the values of the spec, but these divided by the first. */
static bool are_divided(const struct spec *spec) {
    size_t i = 0;

    while (i < spec->n_measured && spec->measured[i].gradients.values[0].value == 1) {
        i++;
    }
    return i < spec->n_measured;
}

/* "gradient norms divided by the output's" */
static char *say_quantity(const struct spec *spec) {
    char *quantity = g_strdup(measured_text_quantity(spec, common_quantity(spec)));

    return are_divided(spec)
               ? figure_text_fill(spec, TEXT_MEASURED_DIVIDED, TEXT_FIELDS({"quantity", quantity}))
               : quantity;
}

/* Which fits the figure shows: none, laws, or levels too, whose R² says nothing. */
enum shown_fits { SHOWS_NONE, SHOWS_LAWS, SHOWS_LEVELS, N_SHOWN_FITS };

static enum shown_fits shown_fits_of(const struct spec *spec) {
    enum shown_fits shown = SHOWS_NONE;

    for (size_t i = 0; i < spec->n_measured; i++) {
        struct gradient_fit fit;
        bool has_law = measured_text_has_law(spec, i, &fit);
        enum shown_fits own = !has_law                         ? SHOWS_NONE
                              : fit_law_of(&fit) == FIT_STEADY ? SHOWS_LEVELS
                                                               : SHOWS_LAWS;
        shown = MAX(shown, own);
    }
    return shown;
}

/* The subtitle with a clause on values that have no point. Frees `subtitle`. */
static char *add_count(const struct spec *spec, char *subtitle, enum text text,
                       size_t (*count)(const struct measured *measured)) {
    size_t n = 0;

    for (size_t i = 0; i < spec->n_measured; i++) {
        n += count(&spec->measured[i]);
    }
    return n == 0 ? subtitle
                  : figure_text_fill(spec, text,
                                     TEXT_FIELDS({"subtitle", subtitle},
                                                 {"n", formatted_whole((int64_t)n), n != 1}));
}

char *measured_text_subtitle(const struct spec *spec, bool is_short) {
    static const enum text subtitles[N_SHOWN_FITS][2] = {
        {TEXT_MEASURED_SUBTITLE, TEXT_MEASURED_SUBTITLE_SHORT},
        {TEXT_MEASURED_SUBTITLE_LAW, TEXT_MEASURED_SUBTITLE_LAW_SHORT},
        {TEXT_MEASURED_SUBTITLE_LEVEL, TEXT_MEASURED_SUBTITLE_LEVEL_SHORT},
    };
    char *subtitle = figure_text_fill(spec, subtitles[shown_fits_of(spec)][is_short],
                                      TEXT_FIELDS({"quantity", say_quantity(spec)},
                                                  {"r2", measured_text_r2(spec, FIT_R2_STRAIGHT)}));

    if (networks_have_random(spec)) {
        subtitle = figure_text_fill(spec, TEXT_MEASURED_BAND, TEXT_FIELDS({"subtitle", subtitle}));
    }
    subtitle = add_count(spec, subtitle, TEXT_MEASURED_MISSING, measured_count_missing);
    return add_count(spec, subtitle, TEXT_MEASURED_HIDDEN, measured_count_passing_zeros);
}

/* ---- the alt text ---- */

/* The fitted line need not start at 1, where the lines of networks do. */
static char *say_fit(const struct spec *spec, size_t index) {
    struct gradient_fit fit = {0};
    enum measured_form form = measured_form_of(spec, index, &fit);
    enum text text = form == FORM_FEW     ? TEXT_MEASURED_FEW
                     : form == FORM_LEVEL ? TEXT_MEASURED_LEVEL
                                          : TEXT_MEASURED_FIT;

    return figure_text_fill(
        spec, text,
        TEXT_FIELDS({"name", measured_text_name(spec, index)}, {"s", formatted_slope(fit.s, 4)},
                    {"start", formatted_number(wide_from_log10(fit.start), FIGURE_DIGITS)},
                    {"r2", measured_text_r2(spec, fit.r2)},
                    {"power_r2", measured_text_r2(spec, fit.power_r2)}));
}

char *measured_text_sentence(const struct spec *spec) {
    GString *fits = g_string_new(NULL);

    for (size_t i = 0; i < spec->n_measured; i++) {
        figure_text_append_item(fits, spec, TEXT_LIST_SEPARATOR, say_fit(spec, i));
    }
    return figure_text_fill(
        spec, TEXT_MEASURED_SENTENCE,
        TEXT_FIELDS({"quantity", say_quantity(spec)}, {"fits", g_string_free(fits, FALSE)}));
}

/* ---- curves as networks ---- */

_Static_assert(MEASURED_MAX <= NETWORKS_MAX, "each measured curve can be a network");

/* With a label, so that titles do not count the layers, which are not those of the model. */
static struct network make_network(const struct spec *spec, size_t index) {
    const struct measured *measured = &spec->measured[index];
    struct network network = {
        .label = find_label(spec, index),
        .color = theme_measured_ink(theme_of(&spec->figure), spec, index).line,
    };

    g_strlcpy(network.name, measured->name, sizeof(network.name));
    return network;
}

/* The first gradient, the largest, the smallest that is not 0, and the last that is not missing; of
 * those that are 0 up to the end the first. */
static void find_points(const struct measured *measured, struct point points[MEASURED_ENDS]) {
    double zero = measured_zero_layer(measured);

    for (size_t n = 0; n < measured->gradients.n_values; n++) {
        struct number gradient = measured_gradient(measured, n);
        struct point point = {.x = (double)n, .y = gradient, .certain = true};
        points[0] = n == 0 ? point : points[0];
        points[1] = n == 0 || gradient.log10_abs > points[1].y.log10_abs ? point : points[1];
        bool is_smaller = gradient.sign > 0 && gradient.log10_abs < points[2].y.log10_abs;
        points[2] = n == 0 || is_smaller ? point : points[2];
        bool is_lost_before = (double)n > zero;
        points[3] = number_exists(gradient) && !is_lost_before ? point : points[3];
    }
}

void measured_networks_init(struct measured_networks *measured, const struct spec *spec) {
    measured->spec = *spec;
    measured->spec.depth = measured_last_layer(spec);
    measured->spec.n_networks = spec->n_measured;
    measured->spec.n_measured = 0;
    measured->series = (struct series){
        .spec = &measured->spec, .n_curves = spec->n_measured, .curves = measured->curves};
    for (size_t i = 0; i < spec->n_measured; i++) {
        measured->spec.networks[i] = make_network(spec, i);
        find_points(&spec->measured[i], measured->ends[i]);
        measured->curves[i] = (struct curve){.id = {PANEL_GRADIENT, ROLE_NETWORK, i},
                                             .n_points = MEASURED_ENDS,
                                             .points = measured->ends[i]};
    }
}

bool measured_lacks_trend(const struct series *series, size_t index) {
    return measured_networks_are(series) && lacks_trend(&series->spec->measured[index]);
}

bool measured_some_lack_trend(const struct series *series) {
    size_t i = 0;

    while (i < series->spec->n_networks && !measured_lacks_trend(series, i)) {
        i++;
    }
    return i < series->spec->n_networks;
}

bool measured_networks_are(const struct series *series) {
    return series->spec->networks[0].slopes.n_values == 0;
}
