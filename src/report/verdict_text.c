/* Verdicts in both languages, by the formatter of the figure. */
#include "report/verdict_text.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/format.h"
#include "base/markup.h"

enum { COMPUTED_DIGITS = 12, FACTOR_DIGITS = 4 };

/* Nearer to 1 than by so much a factor says nothing. */
static const double FACTOR_LEAST = 1e-13;

const char *verdict_word(enum verdict_kind verdict, enum language language) {
    static const char *const words[N_VERDICTS][N_LANGUAGES] = {
        [VERDICT_EXACT] = {"holds, exact", "成立（精确）"},
        [VERDICT_ROUNDED] = {"holds, rounded", "成立（四舍五入）"},
        [VERDICT_WITHIN] = {"holds", "成立"},
        [VERDICT_TRUNCATED] = {"truncated", "被截断"},
        [VERDICT_UNCERTAIN] = {"uncertain", "无法判定"},
        [VERDICT_WRONG] = {"wrong", "错误"},
    };
    return words[verdict][language];
}

char *verdict_computed(const struct claim *claim, const struct verdict *verdict,
                       enum language language) {
    static const char *const none[N_LANGUAGES] = {"none", "无"};
    GString *text = g_string_new(NULL);

    if (!number_exists(verdict->computed)) {
        g_string_append(text, none[language]);
    } else if (claim->quantity.kind == QUANTITY_CLASS) {
        g_string_append(text, gradient_class_word(verdict->class, language));
    } else {
        format_number(text, verdict->computed, COMPUTED_DIGITS);
    }
    return g_string_free(text, FALSE);
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

/* The computed number, rounded where the printed one is. */
static void append_right(GString *text, const struct claim *claim, const struct verdict *verdict) {
    bool is_plain = strpbrk(claim->number, "eE") == NULL;
    format_rounded(text, verdict->computed, verdict->n_right_decimals, is_plain);
}

/* ", 57.8 is 1.002 times too large"; in Chinese the factor of what is too small is below 1 */
static void append_factor(GString *text, const struct claim *claim, const struct verdict *verdict,
                          enum language language) {
    static const char *const large[N_LANGUAGES] = {" times too large", " 倍，偏大"};
    static const char *const small[N_LANGUAGES] = {" times too small", " 倍，偏小"};
    static const char *const is[N_LANGUAGES] = {" is ", " 为其 "};
    struct number factor = verdict->factor;
    bool is_large = factor.log10_abs > 0;

    if (!number_exists(factor) || fabs(factor.value - 1) < FACTOR_LEAST) {
        return;
    }
    if (!is_large && language == LANGUAGE_EN) {
        factor.value = 1 / factor.value;
        factor.log10_abs = -factor.log10_abs;
    }
    g_string_append(text, language == LANGUAGE_ZH ? "，" : ", ");
    format_typed(text, claim->number);
    g_string_append(text, is[language]);
    format_number(text, factor, format_digits_beside_one(factor.value, FACTOR_DIGITS, DBL_DIG));
    g_string_append(text, is_large ? large[language] : small[language]);
}

static char *detail_of_digits(const struct claim *claim, const struct verdict *verdict,
                              enum language language) {
    static const char *const rounds[N_LANGUAGES] = {"it rounds to ", "四舍五入为 "};
    static const char *const right[N_LANGUAGES] = {" is right", " 才正确"};
    GString *text = g_string_new(NULL);

    if (verdict->verdict == VERDICT_TRUNCATED) {
        g_string_append(text, rounds[language]);
        append_right(text, claim, verdict);
    } else {
        append_right(text, claim, verdict);
        g_string_append(text, right[language]);
        append_factor(text, claim, verdict, language);
    }
    return g_string_free(text, FALSE);
}

static char *detail_of_verdict(const struct claim *claim, const struct verdict *verdict,
                               enum language language) {
    static const char *const is_not[N_LANGUAGES] = {"it is not %s", "并非 %s"};
    bool has_digits = claim->relation == RELATION_PRINTED &&
                      claim->quantity.kind != QUANTITY_CLASS && number_exists(verdict->computed);

    if (verdict_holds(verdict->verdict) || verdict->verdict == VERDICT_UNCERTAIN) {
        return g_strdup("");
    }
    if (has_digits) {
        return detail_of_digits(claim, verdict, language);
    }
    char *claimed = verdict_claimed(claim);
    char *text = g_strdup_printf(is_not[language], claimed);
    g_free(claimed);
    return text;
}

char *verdict_detail(const struct claim *claim, const struct verdict *verdict,
                     enum language language) {
    static const char *const doubts[N_LANGUAGES] = {
        "fewer than 3 digits of the computed number are certain", "计算值的可靠数字不足 3 位"};
    static const char *const stops[N_LANGUAGES] = {"; ", "；"};
    char *detail = detail_of_verdict(claim, verdict, language);

    if (!verdict->is_uncertain) {
        return detail;
    }
    char *text =
        g_strconcat(detail, *detail != '\0' ? stops[language] : "", doubts[language], NULL);
    g_free(detail);
    return text;
}

char *verdict_sentence(const struct claim *claim, const struct verdict *verdict) {
    GString *line = g_string_new(claim->place);
    bool is_within = verdict->verdict == VERDICT_WITHIN && claim->relation != RELATION_PRINTED;
    char *computed = verdict_computed(claim, verdict, LANGUAGE_EN);
    char *detail = verdict_detail(claim, verdict, LANGUAGE_EN);
    char *claimed = verdict_claimed(claim);
    char *found = g_strdup_printf("%s%s%s%s%s", computed, is_within ? ", " : "",
                                  is_within ? claimed : "", *detail != '\0' ? "; " : "", detail);
    char *plain = markup_to_plain(found);

    g_string_append_printf(line, ": %s: ", verdict_word(verdict->verdict, LANGUAGE_EN));
    if (claim->text != NULL) {
        g_string_append_printf(line, "\"%s\": ", claim->text);
    }
    g_string_append(line, claim->quantity_text);
    if (*claim->settings != '\0') {
        g_string_append_printf(line, " with %s", claim->settings);
    }
    g_string_append_printf(line, " is %s", plain);
    free(plain);
    g_free(found);
    g_free(claimed);
    g_free(detail);
    g_free(computed);
    return g_string_free(line, FALSE);
}
