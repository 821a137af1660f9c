/* Layers, lines and blocks as formulas. */
#include "rendering/formulas.h"

#include <math.h>
#include <stdlib.h>

#include "base/format.h"

/* " + 0.1", " − 0.1", or nothing for 0. */
static void append_summand(GString *text, int sign, const char *modulus) {
    if (sign != 0) {
        g_string_append_printf(text, " %s %s", sign < 0 ? "\u2212" : "+", modulus);
    }
}

static int sign_of(double value) {
    return (value > 0) - (value < 0);
}

static const char *without_sign(const char *typed) {
    return *typed == '-' || *typed == '+' ? typed + 1 : typed;
}

/* A factor before a variable or bracket: nothing for 1. */
static void append_factor(GString *text, const struct real *factor) {
    if (factor->value == -1) {
        g_string_append(text, "\u2212");
    } else if (factor->value != 1) {
        format_typed(text, factor->text);
    }
}

/* ax + b with the numbers as typed; aₖ and bₖ if the layers differ. */
static void append_inner(GString *text, const struct network *network) {
    const struct real *intercept = &network->intercepts.values[0];

    if (!network_has_uniform_slope(network)) {
        g_string_append(text, "<i>a</i><sub><i>k</i></sub>");
    } else {
        append_factor(text, &network->slopes.values[0]);
    }
    g_string_append(text, "<i>x</i>");
    if (!network_has_uniform_intercept(network)) {
        g_string_append(text, " + <i>b</i><sub><i>k</i></sub>");
    } else {
        append_summand(text, sign_of(intercept->value), without_sign(intercept->text));
    }
}

void formula_append_branch(GString *text, const struct network *network, bool in_brackets) {
    append_factor(text, &network->scale);
    g_string_append(text, in_brackets ? "(" : "");
    append_inner(text, network);
    g_string_append(text, in_brackets ? ")" : "");
}

void formula_append_layer(GString *text, const struct network *network) {
    bool has_intercept =
        !network_has_uniform_intercept(network) || network->intercepts.values[0].value != 0;
    bool is_summand = network->skip.value != 0 && has_intercept;

    formula_append_branch(text, network, network->scale.value != 1 || is_summand);
    if (network->skip.value != 0) {
        const char *factor = without_sign(network->skip.text);
        char *term = g_strdup_printf("%s<i>x</i>", fabs(network->skip.value) == 1 ? "" : factor);
        append_summand(text, sign_of(network->skip.value), term);
        g_free(term);
    }
}

enum { SLOPE_DIGITS_MAX = 9 };

void formula_append_line(GString *text, struct line line, int n_digits) {
    GString *intercept = g_string_new(NULL);
    int sign = line.intercept.sign;

    line.intercept.sign = abs(sign);
    format_number(intercept, line.intercept, n_digits);
    static const double none = 4e-14; /* largest error of typed decimals that make 1 */

    if (line.slope.sign == 0 || fabs(line.slope.log10_abs) > none) {
        format_number(text, line.slope,
                      format_digits_beside_one(line.slope.value, n_digits, SLOPE_DIGITS_MAX));
    } else if (line.slope.sign < 0) {
        g_string_append(text, "\u2212");
    }
    g_string_append(text, "<i>x</i>");
    append_summand(text, sign, intercept->str);
    g_string_free(intercept, TRUE);
}

char *formula_sweep_block(const struct sweep *sweep) {
    GString *text = g_string_new(NULL);
    GString *term = g_string_new(NULL);

    if (sweep->skip.value != 0) {
        format_typed(text, sweep->skip.text);
    }
    if (fabs(sweep->scale.value) != 1) {
        g_string_append(term, without_sign(sweep->scale.text));
    }
    g_string_append(term, "<i>a</i>");
    if (sweep->skip.value != 0) {
        append_summand(text, sweep->scale.value < 0 ? -1 : 1, term->str);
    } else {
        g_string_append_printf(text, "%s%s", sweep->scale.value < 0 ? "\u2212" : "", term->str);
    }
    g_string_free(term, TRUE);
    return g_string_free(text, FALSE);
}
