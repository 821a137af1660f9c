/* Verdicts in words, with numbers as the figure writes them. */
#include "report/verdict_text.h"

#include <float.h>
#include <string.h>

#include <glib.h>

#include "base/format.h"
#include "base/markup.h"

enum { COMPUTED_DIGITS = 4, FACTOR_DIGITS = 4 };

/* A factor nearer to 1 than this is only rounding. */
static const double FACTOR_LEAST = 1e-13;

const char *verdict_word(enum verdict_kind verdict, enum language language) {
    static const enum text words[N_VERDICTS] = {
        [VERDICT_EXACT] = TEXT_VERDICT_EXACT,         [VERDICT_ROUNDED] = TEXT_VERDICT_ROUNDED,
        [VERDICT_WITHIN] = TEXT_VERDICT_WITHIN,       [VERDICT_TRUNCATED] = TEXT_VERDICT_TRUNCATED,
        [VERDICT_UNCERTAIN] = TEXT_VERDICT_UNCERTAIN, [VERDICT_WRONG] = TEXT_VERDICT_WRONG,
    };
    return texts_get(language, words[verdict]);
}

char *verdict_computed(const struct claim *claim, const struct verdict *verdict,
                       enum language language) {
    if (!number_exists(verdict->computed)) {
        return g_strdup(texts_get(language, TEXT_REPORT_NONE));
    }
    if (claim->quantity.kind == QUANTITY_CLASS) {
        return g_strdup(gradient_class_word(verdict->class, language));
    }
    int n_digits = MIN(MAX(COMPUTED_DIGITS, verdict->n_digits), DBL_DIG);
    return formatted_number(verdict->computed,
                            format_digits_beside_one(verdict->computed.value, n_digits, DBL_DIG));
}

char *verdict_claimed(const struct claim *claim) {
    static const char *const signs[N_RELATIONS] = {
        [RELATION_PRINTED] = "",
        [RELATION_BELOW] = "&lt; ",
        [RELATION_ABOVE] = "&gt; ",
    };
    GString *text = g_string_new(signs[claim->relation]);

    format_typed(text, claim->number);
    return g_string_free(text, FALSE);
}

/* The computed number, rounded at the last digit of the printed one. */
static char *make_right(const struct claim *claim, const struct verdict *verdict) {
    GString *text = g_string_new(NULL);
    bool is_plain = strpbrk(claim->number, "eE") == NULL;

    format_rounded(text, verdict->computed, verdict->n_right_decimals, is_plain);
    return g_string_free(text, FALSE);
}

static char *make_factor(struct number factor) {
    return formatted_number(factor, format_digits_beside_one(factor.value, FACTOR_DIGITS, DBL_DIG));
}

static enum text choose_detail(const struct verdict *verdict) {
    struct number factor = verdict->factor;

    if (verdict->verdict == VERDICT_TRUNCATED) {
        return TEXT_DETAIL_ROUNDS;
    }
    if (!number_exists(factor) || fabs(factor.value - 1) < FACTOR_LEAST) {
        return TEXT_DETAIL_RIGHT;
    }
    return factor.log10_abs > 0 ? TEXT_DETAIL_TOO_LARGE : TEXT_DETAIL_TOO_SMALL;
}

static char *detail_of_digits(const struct claim *claim, const struct verdict *verdict,
                              enum language language) {
    struct number factor = number_exists(verdict->factor) ? verdict->factor : number_from_double(1);
    struct number inverse = {factor.sign, -factor.log10_abs, 1 / factor.value};

    return texts_fill(language, choose_detail(verdict),
                      TEXT_FIELDS({"right", make_right(claim, verdict)},
                                  {"claimed", formatted_typed(claim->number)},
                                  {"factor", make_factor(factor)},
                                  {"inverse", make_factor(inverse)}));
}

static char *detail_of_verdict(const struct claim *claim, const struct verdict *verdict,
                               enum language language) {
    bool has_digits = claim->relation == RELATION_PRINTED &&
                      claim->quantity.kind != QUANTITY_CLASS && number_exists(verdict->computed);

    if (verdict_holds(verdict->verdict) || verdict->verdict == VERDICT_UNCERTAIN) {
        return g_strdup("");
    }
    if (has_digits) {
        return detail_of_digits(claim, verdict, language);
    }
    return texts_fill(language, TEXT_DETAIL_IS_NOT,
                      TEXT_FIELDS({"claimed", verdict_claimed(claim)}));
}

char *verdict_detail(const struct claim *claim, const struct verdict *verdict,
                     enum language language) {
    char *detail = detail_of_verdict(claim, verdict, language);

    if (!verdict->is_uncertain) {
        return detail;
    }
    char *text =
        g_strconcat(detail, *detail != '\0' ? texts_get(language, TEXT_REPORT_SEPARATOR) : "",
                    texts_get(language, TEXT_DETAIL_DOUBT), NULL);
    g_free(detail);
    return text;
}

char *verdict_sum(size_t n, size_t n_failed, enum language language) {
    enum text text = n_failed == 0   ? (n == 1 ? TEXT_CLAIMS_HOLD_ONE : TEXT_CLAIMS_HOLD)
                     : n_failed == 1 ? (n == 1 ? TEXT_CLAIMS_FAIL_ONLY : TEXT_CLAIMS_FAIL_ONE)
                                     : TEXT_CLAIMS_FAIL;

    return texts_fill(language, text,
                      TEXT_FIELDS({"n", formatted_whole((int64_t)n)},
                                  {"failed", formatted_whole((int64_t)n_failed)}));
}

char *verdict_sentence(const struct claim *claim, const struct verdict *verdict) {
    GString *line = g_string_new(claim->place);
    bool is_within = verdict->verdict == VERDICT_WITHIN && claim->relation != RELATION_PRINTED;
    g_autofree char *computed = verdict_computed(claim, verdict, LANGUAGE_EN);
    g_autofree char *detail = verdict_detail(claim, verdict, LANGUAGE_EN);
    g_autofree char *claimed = verdict_claimed(claim);
    char *found = g_strdup_printf("%s%s%s%s%s", computed, is_within ? ", " : "",
                                  is_within ? claimed : "", *detail != '\0' ? "; " : "", detail);
    g_autofree char *plain = markup_to_plain(found);

    g_string_append_printf(line, ": %s: ", verdict_word(verdict->verdict, LANGUAGE_EN));
    if (claim->text != NULL) {
        g_string_append_printf(line, "\"%s\": ", claim->text);
    }
    g_string_append(line, claim->quantity_text);
    if (*claim->settings != '\0') {
        g_string_append_printf(line, " with %s", claim->settings);
    }
    g_string_append_printf(line, " is %s", plain);
    return g_string_free(line, FALSE);
}
