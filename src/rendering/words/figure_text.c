/* Fills the texts of figures with names, numbers and formulas. */
#include "rendering/words/figure_text.h"

#include <math.h>
#include <string.h>

#include "base/format.h"
#include "rendering/style/theme.h"
#include "rendering/words/formulas.h"
#include "rendering/words/short_names.h"
#include "rendering/words/slope_products.h"
#include "simulation/network.h"

static enum language language_of(const struct spec *spec) {
    return (enum language)spec->figure.language;
}

const char *figure_text(const struct spec *spec, enum text text) {
    return texts_get(language_of(spec), text);
}

char *figure_text_fill(const struct spec *spec, enum text text, const struct markup_field *fields,
                       size_t n) {
    return texts_fill(language_of(spec), text, fields, n);
}

const char *figure_text_class(const struct spec *spec, enum gradient_class gradient_class) {
    return gradient_class_word(gradient_class, language_of(spec));
}

/* Without spaces, "y = ", and different kinds of minus. */
static char *bare_formula(const char *markup) {
    g_autofree char *plain = markup_to_plain(g_strdup(markup));
    GString *bare = g_string_new(NULL);

    for (const char *at = plain; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (!g_unichar_isspace(character)) {
            g_string_append_unichar(bare, character == '-' ? 0x2212 : character);
        }
    }
    g_string_erase(bare, 0, g_str_has_prefix(bare->str, "y=") ? 2 : 0);
    return g_string_free(bare, FALSE);
}

bool figure_text_is_said(const char *name, const char *formula) {
    g_autofree char *said = bare_formula(name);
    g_autofree char *further = bare_formula(formula);

    return g_str_equal(said, further);
}

char *figure_text_of_user(const char *text) {
    return g_markup_escape_text(text, -1);
}

/* ---- networks ---- */

/* The language's word for an unlabelled network of the article, or NULL. */
static const char *network_term(const struct spec *spec, size_t index) {
    static const struct {
        const char *name;
        enum text text;
    } terms[] = {{"plain", TEXT_NETWORK_PLAIN}, {"residual", TEXT_NETWORK_RESIDUAL}};
    const struct network *network = &spec->networks[index];

    for (size_t i = 0; i < G_N_ELEMENTS(terms); i++) {
        if (network->label == NULL && strcmp(network->name, terms[i].name) == 0) {
            return figure_text(spec, terms[i].text);
        }
    }
    return NULL;
}

bool figure_text_has_term(const struct spec *spec, size_t index) {
    return network_term(spec, index) != NULL;
}

bool figure_text_has_terms(const struct spec *spec) {
    bool has = false;

    for (size_t i = 0; i < spec->n_networks; i++) {
        has = has || figure_text_has_term(spec, i);
    }
    return has;
}

const char *figure_text_network_name(const struct spec *spec, size_t index) {
    const char *term = network_term(spec, index);
    return term != NULL ? term : network_label(&spec->networks[index]);
}

char *figure_text_full_network(const struct spec *spec, size_t index) {
    return figure_text_of_user(figure_text_network_name(spec, index));
}

char *figure_text_network(const struct spec *spec, size_t index) {
    g_autofree char *shown = short_name(figure_text_network_name(spec, index), spec);
    return figure_text_of_user(shown);
}

char *figure_text_colored(char *text, uint32_t color) {
    char *colored = g_strdup_printf("<span foreground=\"#%06x\">%s</span>", color, text);

    g_free(text);
    return colored;
}

char *figure_text_unbroken(char *text) {
    char *unbroken = g_strdup_printf("<span allow_breaks=\"false\">%s</span>", text);

    g_free(text);
    return unbroken;
}

/* Frees `name`. */
static char *color_network(const struct spec *spec, size_t index, char *name) {
    const struct theme *theme = theme_of(&spec->figure);
    return figure_text_colored(figure_text_unbroken(name),
                               theme_network_ink(theme, spec, index).text);
}

char *figure_text_colored_network(const struct spec *spec, size_t index) {
    return color_network(spec, index, figure_text_full_network(spec, index));
}

char *figure_text_first_network(const struct spec *spec, size_t index) {
    char *name = figure_text_full_network(spec, index);

    if (figure_text_has_term(spec, index)) {
        *name = g_ascii_toupper(*name); /* which leaves Chinese as it is */
    }
    return color_network(spec, index, name);
}

/* ---- the formula of a layer ---- */

/* The ends of a list of values, or of their range if they are not in one order. */
struct range {
    const struct real *from;
    const struct real *to;
    enum text text;
};

/* Whether the layers take the values strictly in one direction, each once. */
static bool is_ordered(const struct reals *reals, int64_t depth) {
    const struct real *values = reals->values;
    bool rises = values[1].value > values[0].value;

    for (size_t i = 1; i < reals->n_values; i++) {
        if (values[i].value == values[i - 1].value ||
            (values[i].value > values[i - 1].value) != rises) {
            return false;
        }
    }
    return reals->is_schedule || (int64_t)reals->n_values == depth;
}

static struct range find_range(const struct reals *reals, int64_t depth) {
    const struct real *values = reals->values;
    struct range range = {values, values, TEXT_VARIES_TWO};

    if (is_ordered(reals, depth)) {
        return (struct range){values, &values[reals->n_values - 1], TEXT_SCHEDULE};
    }
    if (reals->n_values == 2) {
        return (struct range){values, &values[1], TEXT_VARIES_IN_TURN};
    }
    for (size_t i = 1; i < reals->n_values; i++) {
        range.from = values[i].value < range.from->value ? &values[i] : range.from;
        range.to = values[i].value > range.to->value ? &values[i] : range.to;
    }
    for (size_t i = 0; i < reals->n_values; i++) {
        bool is_end = values[i].value == range.from->value || values[i].value == range.to->value;
        range.text = is_end ? range.text : TEXT_VARIES;
    }
    return range;
}

/* ", αₖ from 1 to 0.5", ", αₖ between 0.5 and 1", or of two values ", αₖ = 0.5 or 1" */
static char *write_range(const struct spec *spec, enum layer_quantity quantity,
                         struct range range) {
    return figure_text_fill(spec, range.text,
                            TEXT_FIELDS({"symbol", g_strdup(formula_symbol(quantity))},
                                        {"from", formatted_typed(range.from->text)},
                                        {"to", formatted_typed(range.to->text)}));
}

/* Whether the formula has the symbol: those of a branch of 0 are in none. */
static bool has_symbol(const char *formula, enum layer_quantity quantity) {
    return strstr(formula, formula_symbol(quantity)) != NULL;
}

static void append_ranges(GString *text, const struct spec *spec, size_t index,
                          const char *formula) {
    const struct network *network = &spec->networks[index];

    for (int i = 0; i < N_LAYER_QUANTITIES; i++) {
        enum layer_quantity quantity = (enum layer_quantity)i;
        if (!network_is_constant(network, quantity) && has_symbol(formula, quantity)) {
            struct range range = find_range(network_reals(network, quantity), spec->depth);
            figure_text_append(text, write_range(spec, quantity, range));
        }
    }
}

/* ", aₖ normal, 0.2 ± 0.1", or ", aₖ uniform from −0.15 to 0.55" */
static void append_distribution(GString *text, const struct spec *spec, size_t index,
                                const char *formula) {
    const struct network *network = &spec->networks[index];
    double mean = network->slopes.values[0].value;
    double half = sqrt(3) * network->slope_sd.value; /* of a uniform distribution's range */

    if (network_is_random(network) && has_symbol(formula, LAYER_SLOPE)) {
        enum text distribution =
            network->distribution == DISTRIBUTION_NORMAL ? TEXT_RANDOM_NORMAL : TEXT_RANDOM_UNIFORM;
        figure_text_append(
            text,
            figure_text_fill(
                spec, distribution,
                TEXT_FIELDS(
                    {"symbol", g_strdup(formula_symbol(LAYER_SLOPE))},
                    {"mean", formatted_typed(network->slopes.values[0].text)},
                    {"sd", formatted_typed(network->slope_sd.text)},
                    {"low", formatted_number(number_from_double(mean - half), FIGURE_DIGITS)},
                    {"high", formatted_number(number_from_double(mean + half), FIGURE_DIGITS)})));
    }
}

void figure_text_append_layer(GString *text, const struct spec *spec, size_t index) {
    GString *formula = g_string_new(NULL);

    formula_append_layer(formula, spec, index);
    g_string_append(text, formula->str);
    append_ranges(text, spec, index, formula->str);
    append_distribution(text, spec, index, formula->str);
    g_string_free(formula, TRUE);
}

/* ---- parts of panels ---- */

/* Ends the list with NULL and frees what holds it. */
static char **take_list(GPtrArray *list) {
    g_ptr_array_add(list, NULL);
    return (char **)g_ptr_array_free(list, FALSE);
}

char **figure_text_axis(const struct spec *spec, enum text title, enum text short_title,
                        enum axis_scale scale) {
    static const enum text scales[][2] = {
        [AXIS_LOG] = {TEXT_LOG_SCALE, TEXT_LOG_SCALE_SHORT},
        [AXIS_SYMMETRIC_LOG] = {TEXT_SYMMETRIC_LOG_SCALE, TEXT_SYMMETRIC_LOG_SCALE_SHORT},
    };
    const enum text titles[] = {title, short_title, short_title};
    GPtrArray *list = g_ptr_array_new();

    for (size_t i = 0; i < G_N_ELEMENTS(titles) && scale != AXIS_LINEAR; i++) {
        g_ptr_array_add(
            list, figure_text_fill(spec, scales[scale][i == 2],
                                   TEXT_FIELDS({"title", g_strdup(figure_text(spec, titles[i]))})));
    }
    for (size_t i = 0; i < 2; i++) {
        g_ptr_array_add(list, g_strdup(figure_text(spec, titles[i])));
    }
    return take_list(list);
}

char **figure_text_gradient_axis(const struct spec *spec, enum axis_signs signs, char *formula) {
    static const char any[] = "∂<i>x</i><sub><i>n</i></sub>/∂<i>x</i><sub>0</sub>";
    static const enum text texts[] = {
        [SIGNS_NONE] = TEXT_GRADIENT_AXIS,
        [SIGNS_UNMARKED] = TEXT_GRADIENT_MODULUS_AXIS,
        [SIGNS_MARKED] = TEXT_GRADIENT_MARKED_AXIS,
    };
    GPtrArray *list = g_ptr_array_new();

    g_ptr_array_add(list, figure_text_fill(
                              spec, texts[signs],
                              TEXT_FIELDS({"formula", formula != NULL ? formula : g_strdup(any)})));
    if (signs == SIGNS_MARKED) {
        g_ptr_array_add(list, g_strdup(figure_text(spec, TEXT_GRADIENT_MARKED_AXIS_SHORT)));
    }
    g_ptr_array_add(list, g_strdup(figure_text(spec, TEXT_GRADIENT_AXIS_SHORT)));
    return take_list(list);
}

char *figure_text_value(const struct spec *spec, struct number value) {
    return formatted_product(value, FIGURE_DIGITS, spec->depth);
}

char *figure_text_layer(double layer) {
    return isnan(layer) ? g_strdup("") : formatted_whole((int64_t)layer);
}

char *figure_text_zero(const struct spec *spec, double layer) {
    return figure_text_fill(spec, TEXT_END_ZERO, TEXT_FIELDS({"layer", figure_text_layer(layer)}));
}

/* A share that three digits would round to all, and that is not */
static bool is_nearly_all(struct number share) {
    static const double nearly_all = 0.9995;
    static const double rounding = 1e-12; /* logarithms that differ by less are equal */
    return share.value >= nearly_all && share.log10_abs < -rounding;
}

char *figure_text_percent(const struct spec *spec, struct number share, int n_digits) {
    static const double rounds_up = 0.995; /* to all, with two digits */

    if (is_nearly_all(share)) {
        return g_strdup(figure_text(spec, TEXT_PERCENT_NEARLY_ALL));
    }
    if (share.value >= rounds_up && share.value < 1) {
        n_digits = MAX(n_digits, 3);
    }
    share.value *= 100;
    share.log10_abs += 2;
    return figure_text_fill(spec, TEXT_PERCENT,
                            TEXT_FIELDS({"number", formatted_number(share, n_digits)}));
}

char *figure_text_end(const struct spec *spec, const struct curve *curve) {
    return curve_ends_near_zero(curve) ? g_strdup(figure_text(spec, TEXT_RANDOM_NEAR_ZERO))
                                       : figure_text_value(spec, curve_last(curve));
}

char *figure_text_at_mean(const struct spec *spec, char *subtitle) {
    return networks_have_random(spec)
               ? figure_text_fill(spec, TEXT_RANDOM_AT_MEAN, TEXT_FIELDS({"subtitle", subtitle}))
               : subtitle;
}

char *figure_text_about(const struct spec *spec, char *name, char *text) {
    if (name != NULL) {
        return figure_text_fill(spec, TEXT_ABOUT, TEXT_FIELDS({"name", name}, {"text", text}));
    }
    *text = g_ascii_toupper(*text);
    return text;
}

/* In bytes, up to the first sign that is part of no word. */
static gssize length_of_words(const char *text) {
    const char *at = text;

    while (g_unichar_isalnum(g_utf8_get_char(at)) || *at == ' ') {
        at = g_utf8_next_char(at);
    }
    return at - text;
}

/* Whether the text begins with these whole words, in any case. */
static bool begins_with(const char *text, const char *words, gssize length) {
    g_autofree char *folded_words = g_utf8_casefold(words, length);
    g_autofree char *folded = g_utf8_casefold(text, -1);
    const char *next = folded + strlen(folded_words);

    return g_str_has_prefix(folded, folded_words) && !g_unichar_isalnum(g_utf8_get_char(next));
}

char *figure_text_headed(const struct spec *spec, enum text title, char *finding, bool is_plural) {
    g_autofree char *head = markup_to_plain(
        figure_text_fill(spec, title, TEXT_FIELDS({"finding", g_strdup(""), is_plural})));
    g_autofree char *plain = markup_to_plain(g_strdup(finding));

    return begins_with(plain, head, length_of_words(head))
               ? finding
               : figure_text_fill(spec, title, TEXT_FIELDS({"finding", finding, is_plural}));
}

char *figure_text_named(const struct spec *spec, char *name, char *value) {
    size_t length = strlen(name); /* 0 for a network without a name */
    bool run_together =
        (length > 0 && g_ascii_isdigit(name[length - 1])) || g_str_has_prefix(value, "\u2212");

    return run_together ? figure_text_about(spec, name, value)
                        : figure_text_fill(spec, TEXT_NAME_VALUE,
                                           TEXT_FIELDS({"name", name}, {"value", value}));
}

void figure_text_replace(char **text, char *by) {
    g_free(*text);
    *text = by;
}

void figure_text_append(GString *text, char *part) {
    g_string_append(text, part);
    g_free(part);
}

void figure_text_append_item(GString *list, const struct spec *spec, enum text separator,
                             char *item) {
    g_string_append(list, list->len > 0 ? figure_text(spec, separator) : "");
    figure_text_append(list, item);
}
