#include "rendering/words/formulas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/user_text.h"
#include "rendering/words/slope_products.h"

/* " + 0.1", " − 0.1", or nothing for 0. Frees `modulus`. */
static void append_summand(GString *text, int sign, char *modulus) {
    if (sign != 0) {
        g_string_append_printf(text, " %s %s", sign < 0 ? "\u2212" : "+", modulus);
    }
    g_free(modulus);
}

static int sign_of(double value) {
    return (value > 0) - (value < 0);
}

/* The slope as a factor: nothing for 1, and a sum in brackets. */
static void append_slope(GString *text, struct number slope, int n_digits) {
    g_autofree char *factor = formatted_slope(slope, n_digits);
    bool is_sum = slope.sign > 0 && strchr(factor, ' ') != NULL;

    if (products_are_equal(slope, number_from_double(slope.sign < 0 ? -1 : 1), 0)) {
        g_string_append(text, slope.sign < 0 ? "\u2212" : "");
    } else {
        g_string_append_printf(text, is_sum ? "(%s)" : "%s", factor);
    }
}

/* ---- as typed ---- */

static char *typed_modulus(const char *typed) {
    return formatted_typed(*typed == '-' || *typed == '+' ? typed + 1 : typed);
}

/* Whether a number has more digits than people write, as a fitted slope has. */
static bool is_long(const char *typed) {
    enum { DIGITS_MAX = 8 };

    return text_count_digits(typed) > DIGITS_MAX;
}

/* A factor before a variable or bracket: nothing for 1. */
static void append_factor(GString *text, const struct real *factor) {
    enum { ROUNDED_DIGITS = 4 };

    if (fabs(factor->value) == 1 || is_long(factor->text)) {
        append_slope(text, number_from_double(factor->value), ROUNDED_DIGITS);
    } else {
        format_typed(text, factor->text);
    }
}

static bool has_slope(const struct network *network) {
    return network_has_any(network, LAYER_SLOPE) || network_is_random(network);
}

static bool has_intercept(const struct network *network) {
    return network_has_any(network, LAYER_INTERCEPT);
}

const char *formula_symbol(enum layer_quantity quantity) {
#define OF_LAYER(letter) "<i>" letter "</i><sub><i>k</i></sub>"
    static const char *const symbols[N_LAYER_QUANTITIES] = {
        [LAYER_SLOPE] = OF_LAYER("a"),
        [LAYER_INTERCEPT] = OF_LAYER("b"),
        [LAYER_SKIP] = OF_LAYER("s"),
        [LAYER_SCALE] = OF_LAYER("\u03b1"),
    };
#undef OF_LAYER
    return symbols[quantity];
}

/* A factor of all layers, or the symbol of what differs. */
static void append_layer_factor(GString *text, const struct network *network,
                                enum layer_quantity quantity) {
    bool is_random = quantity == LAYER_SLOPE && network_is_random(network);

    if (network_is_constant(network, quantity) && !is_random) {
        append_factor(text, &network_reals(network, quantity)->values[0]);
    } else {
        g_string_append(text, formula_symbol(quantity));
    }
}

static void append_intercept_term(GString *text, const struct network *network) {
    const struct real *intercept = &network->intercepts.values[0];

    if (!network_is_constant(network, LAYER_INTERCEPT)) {
        g_string_append(text, has_slope(network) ? " + " : "");
        g_string_append(text, formula_symbol(LAYER_INTERCEPT));
    } else if (has_slope(network)) {
        append_summand(text, sign_of(intercept->value), typed_modulus(intercept->text));
    } else {
        format_typed(text, intercept->text);
    }
}

/* ax + b with the numbers as typed; aₖ and bₖ if the layers differ. Terms of 0 are left out. */
static void append_inner(GString *text, const struct network *network) {
    if (has_slope(network)) {
        append_layer_factor(text, network, LAYER_SLOPE);
        g_string_append(text, "<i>x</i>");
    }
    if (has_intercept(network)) {
        append_intercept_term(text, network);
    }
}

static bool branch_is_zero(const struct network *network) {
    return !network_has_any(network, LAYER_SCALE) ||
           (!has_slope(network) && !has_intercept(network));
}

static bool is_always_one(const struct network *network, enum layer_quantity quantity) {
    return network_is_constant(network, quantity) &&
           network_reals(network, quantity)->values[0].value == 1;
}

/* A factor before "x" alone needs no brackets. */
static bool is_variable(const struct network *network) {
    return !has_intercept(network) && is_always_one(network, LAYER_SLOPE) &&
           !network_is_random(network);
}

static void append_in_brackets(GString *text, const struct network *network, bool in_brackets) {
    g_string_append(text, in_brackets ? "(" : "");
    append_inner(text, network);
    g_string_append(text, in_brackets ? ")" : "");
}

static bool has_depth_power(const struct network *network) {
    return network->scale_power.value != 0;
}

/* Of one layer or none the depth is no factor, unless a panel shows other depths too. */
static bool has_depth_factor(const struct spec *spec, const struct network *network) {
    return has_depth_power(network) && (spec_has_panel(spec, PANEL_DEPTH) || spec->depth > 1);
}

bool formulas_have_depth(const struct spec *spec) {
    return spec_has_panel(spec, PANEL_DEPTH) && networks_count_with(spec, has_depth_power) > 0;
}

/* "50⁻⁰·⁵", or after a number "×50⁻⁰·⁵" */
static void append_depth_factor(GString *text, const struct spec *spec,
                                const struct network *network, bool is_first) {
    bool is_symbol = formulas_have_depth(spec);
    g_autofree char *depth = is_symbol ? g_strdup(FORMULA_DEPTH) : formatted_whole(spec->depth);

    g_string_append_printf(text, "%s%s", is_symbol || is_first ? "" : "×", depth);
    if (network->scale_power.value != 1) {
        g_string_append(text, "<sup>");
        format_typed(text, network->scale_power.text);
        g_string_append(text, "</sup>");
    }
}

/* "αₖ", "0.5", "0.5×50⁻⁰·⁵" */
static void append_scale(GString *text, const struct spec *spec, const struct network *network) {
    GString *scale = g_string_new(NULL);

    append_layer_factor(scale, network, LAYER_SCALE);
    if (has_depth_factor(spec, network)) {
        bool is_first = scale->len == 0 || g_str_equal(scale->str, "\u2212");
        append_depth_factor(scale, spec, network, is_first);
    }
    g_string_append(text, scale->str);
    g_string_free(scale, TRUE);
}

static void append_branch(GString *text, const struct spec *spec, const struct network *network,
                          bool is_summand) {
    bool is_sum = has_slope(network) && has_intercept(network);
    bool is_scaled = has_depth_factor(spec, network) || !is_always_one(network, LAYER_SCALE);
    bool in_brackets = is_scaled ? !is_variable(network) : is_summand && is_sum;

    append_scale(text, spec, network);
    append_in_brackets(text, network, in_brackets);
}

void formula_append_branch(GString *text, const struct spec *spec, size_t index) {
    const struct network *network = &spec->networks[index];

    if (branch_is_zero(network)) {
        g_string_append(text, "0");
    } else {
        append_branch(text, spec, network, false);
    }
}

/* "0.5x" or "x", without the sign; freed with g_free. */
static char *typed_term(const struct real *factor, const char *variable) {
    g_autofree char *modulus =
        fabs(factor->value) == 1 ? g_strdup("") : typed_modulus(factor->text);
    return g_strdup_printf("%s<i>%s</i>", modulus, variable);
}

/* " + x", " − 0.5x", " + sₖx" */
static void append_skip_term(GString *text, const struct network *network) {
    const struct real *skip = &network->skips.values[0];

    if (!network_is_constant(network, LAYER_SKIP)) {
        g_string_append_printf(text, " + %s<i>x</i>", formula_symbol(LAYER_SKIP));
    } else {
        append_summand(text, sign_of(skip->value), typed_term(skip, "x"));
    }
}

void formula_append_layer(GString *text, const struct spec *spec, size_t index) {
    const struct network *network = &spec->networks[index];

    if (!network_has_skip(network)) {
        formula_append_branch(text, spec, index);
    } else if (branch_is_zero(network)) {
        append_layer_factor(text, network, LAYER_SKIP);
        g_string_append(text, "<i>x</i>");
    } else {
        append_branch(text, spec, network, true);
        append_skip_term(text, network);
    }
}

void formula_append_family(GString *text, const struct network *network) {
    g_string_append(text, "<i>\u03b1</i>");
    append_in_brackets(text, network, !is_variable(network));
    if (network_has_skip(network)) {
        append_skip_term(text, network);
    }
}

/* ---- computed lines ---- */

void formula_append_line(GString *text, struct line line, int n_digits) {
    int sign = line.intercept.sign;

    if (line.slope.sign == 0) {
        format_number(text, line.intercept, n_digits);
        return;
    }
    line.intercept.sign = abs(sign);
    append_slope(text, line.slope, n_digits);
    g_string_append(text, "<i>x</i>");
    append_summand(text, sign, formatted_number(line.intercept, n_digits));
}

/* In brackets if the slope is negative or has one of these characters. */
static char *write_factor(struct number slope, int n_digits, const char *apart) {
    g_autofree char *factor = formatted_slope(slope, n_digits);
    bool in_brackets = slope.sign < 0 || strpbrk(factor, apart) != NULL;

    return g_strdup_printf(in_brackets ? "(%s)" : "%s", factor);
}

char *formula_factor(struct number slope, int n_digits) {
    return write_factor(slope, n_digits, " ");
}

char *formula_base(struct number slope, int n_digits) {
    return write_factor(slope, n_digits, " <");
}

/* "-0.5a" */
static void append_sweep_term(GString *text, const struct sweep *sweep) {
    g_autofree char *term = typed_term(&sweep->scale, "a");
    bool is_negative = sweep->scale.value < 0;

    if (text->len > 0) {
        append_summand(text, is_negative ? -1 : 1, g_steal_pointer(&term));
    } else {
        g_string_append_printf(text, "%s%s", is_negative ? "\u2212" : "", term);
    }
}

char *formula_sweep_block(const struct sweep *sweep) {
    GString *text = g_string_new(NULL);

    if (sweep->skip.value != 0 || sweep->scale.value == 0) {
        format_typed(text, sweep->skip.text);
    }
    if (sweep->scale.value != 0) {
        append_sweep_term(text, sweep);
    }
    return g_string_free(text, FALSE);
}

char *formula_sweep_power(const struct sweep *sweep, const char *exponent) {
    g_autofree char *block = formula_sweep_block(sweep);
    bool is_variable = sweep->skip.value == 0 && sweep->scale.value == 1;
    bool is_number = sweep->skip.value >= 0 && sweep->scale.value == 0;

    return g_strdup_printf(is_variable || is_number ? "%s<sup>%s</sup>" : "(%s)<sup>%s</sup>",
                           block, exponent);
}
