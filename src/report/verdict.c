/* Verdicts in both languages, by the formatter of the figure. */
#include "report/verdict.h"

#include <float.h>
#include <string.h>

#include <glib.h>

#include "base/format.h"

enum { COMPUTED_DIGITS = 12, FACTOR_DIGITS = 4 };

/* Nearer to 1 than by so much a factor says nothing. */
static const double FACTOR_LEAST = 1e-13;

const char *verdict_word(enum gradfig_verdict verdict, enum gradfig_language language) {
    static const char *const words[GRADFIG_N_VERDICTS][GRADFIG_N_LANGUAGES] = {
        [GRADFIG_VERDICT_EXACT] = {"holds, exact", "成立（精确）"},
        [GRADFIG_VERDICT_ROUNDED] = {"holds, rounded", "成立（四舍五入）"},
        [GRADFIG_VERDICT_WITHIN] = {"holds", "成立"},
        [GRADFIG_VERDICT_TRUNCATED] = {"truncated", "被截断"},
        [GRADFIG_VERDICT_UNCERTAIN] = {"uncertain", "无法判定"},
        [GRADFIG_VERDICT_WRONG] = {"wrong", "错误"},
    };
    return words[verdict][language];
}

char *verdict_computed(const struct gradfig_claim *claim, const struct gradfig_judgement *judgement,
                       enum gradfig_language language) {
    static const char *const none[GRADFIG_N_LANGUAGES] = {"none", "无"};
    GString *text = g_string_new(NULL);

    if (!gradfig_number_exists(judgement->computed)) {
        g_string_append(text, none[language]);
    } else if (claim->quantity.kind == GRADFIG_QUANTITY_CLASS) {
        g_string_append(text, gradfig_class_word(judgement->class, language));
    } else {
        format_number(text, judgement->computed, COMPUTED_DIGITS);
    }
    return g_string_free(text, FALSE);
}

char *verdict_claimed(const struct gradfig_claim *claim) {
    static const char *const signs[GRADFIG_N_RELATIONS] = {
        [GRADFIG_RELATION_PRINTED] = "",
        [GRADFIG_RELATION_BELOW] = "&lt; ",
        [GRADFIG_RELATION_ABOVE] = "&gt; ",
    };
    GString *text = g_string_new(signs[claim->relation]);

    format_typed(text, claim->number);
    return g_string_free(text, FALSE);
}

/* The computed number, rounded where the printed one is. */
static void append_right(GString *text, const struct gradfig_claim *claim,
                         const struct gradfig_judgement *judgement) {
    bool is_plain = strpbrk(claim->number, "eE") == NULL;
    format_rounded(text, judgement->computed, judgement->n_right_decimals, is_plain);
}

/* ", 57.8 is 1.002 times too large"; in Chinese the factor of what is too small is below 1 */
static void append_factor(GString *text, const struct gradfig_claim *claim,
                          const struct gradfig_judgement *judgement,
                          enum gradfig_language language) {
    static const char *const large[GRADFIG_N_LANGUAGES] = {" times too large", " 倍，偏大"};
    static const char *const small[GRADFIG_N_LANGUAGES] = {" times too small", " 倍，偏小"};
    static const char *const is[GRADFIG_N_LANGUAGES] = {" is ", " 为其 "};
    struct gradfig_number factor = judgement->factor;
    bool is_large = factor.log10_abs > 0;

    if (!gradfig_number_exists(factor) || fabs(factor.value - 1) < FACTOR_LEAST) {
        return;
    }
    if (!is_large && language == GRADFIG_LANGUAGE_EN) {
        factor.value = 1 / factor.value;
        factor.log10_abs = -factor.log10_abs;
    }
    g_string_append(text, language == GRADFIG_LANGUAGE_ZH ? "，" : ", ");
    format_typed(text, claim->number);
    g_string_append(text, is[language]);
    format_number(text, factor, format_digits_beside_one(factor.value, FACTOR_DIGITS, DBL_DIG));
    g_string_append(text, is_large ? large[language] : small[language]);
}

static char *detail_of_digits(const struct gradfig_claim *claim,
                              const struct gradfig_judgement *judgement,
                              enum gradfig_language language) {
    static const char *const rounds[GRADFIG_N_LANGUAGES] = {"it rounds to ", "四舍五入为 "};
    static const char *const right[GRADFIG_N_LANGUAGES] = {" is right", " 才正确"};
    GString *text = g_string_new(NULL);

    if (judgement->verdict == GRADFIG_VERDICT_TRUNCATED) {
        g_string_append(text, rounds[language]);
        append_right(text, claim, judgement);
    } else {
        append_right(text, claim, judgement);
        g_string_append(text, right[language]);
        append_factor(text, claim, judgement, language);
    }
    return g_string_free(text, FALSE);
}

static char *detail_of_verdict(const struct gradfig_claim *claim,
                               const struct gradfig_judgement *judgement,
                               enum gradfig_language language) {
    static const char *const is_not[GRADFIG_N_LANGUAGES] = {"it is not %s", "并非 %s"};
    bool has_digits = claim->relation == GRADFIG_RELATION_PRINTED &&
                      claim->quantity.kind != GRADFIG_QUANTITY_CLASS &&
                      gradfig_number_exists(judgement->computed);

    if (gradfig_verdict_holds(judgement->verdict) ||
        judgement->verdict == GRADFIG_VERDICT_UNCERTAIN) {
        return g_strdup("");
    }
    if (has_digits) {
        return detail_of_digits(claim, judgement, language);
    }
    char *claimed = verdict_claimed(claim);
    char *text = g_strdup_printf(is_not[language], claimed);
    g_free(claimed);
    return text;
}

char *verdict_detail(const struct gradfig_claim *claim, const struct gradfig_judgement *judgement,
                     enum gradfig_language language) {
    static const char *const doubts[GRADFIG_N_LANGUAGES] = {
        "fewer than 3 digits of the computed number are certain", "计算值的可靠数字不足 3 位"};
    static const char *const stops[GRADFIG_N_LANGUAGES] = {"; ", "；"};
    char *detail = detail_of_verdict(claim, judgement, language);

    if (!judgement->is_uncertain) {
        return detail;
    }
    char *text =
        g_strconcat(detail, *detail != '\0' ? stops[language] : "", doubts[language], NULL);
    g_free(detail);
    return text;
}
