/* Compares printed numbers with computed ones, digit by digit, and says how they differ. */
#include "report/verdict.h"

#include <float.h>
#include <string.h>

#include <glib.h>

#include "base/format.h"
#include "base/markup.h"
#include "base/user_text.h"
#include "simulation/quantity_value.h"

/* ---- numbers as printed ---- */

static bool text_has_exponent(const char *number) {
    return strpbrk(number, "eE") != NULL;
}

/* A printed decimal of any size, such as 7.94e-970. */
struct printed {
    struct wide value;
    struct wide error; /* of the value, because negative powers of ten are rounded */
    struct wide unit;  /* of the last digit printed */
    int n_digits;
    int64_t n_decimals;
    bool has_exponent;
};

static struct wide power_of_ten(int64_t exponent) {
    struct wide power = wide_power(wide_from_double(10), llabs(exponent));
    return exponent < 0 ? wide_divide(wide_from_double(1), power) : power;
}

/* `text` follows the grammar of numbers. */
static struct printed read_printed(const char *text) {
    int64_t exponent;
    struct wide digits = wide_read_digits(text, &exponent);
    struct wide unit = power_of_ten(exponent);
    struct wide value = wide_multiply(digits, unit);

    return (struct printed){
        .value = *text == '-' ? wide_negate(value) : value,
        .error = wide_multiply(value, wide_from_double(exponent < 0 ? 1e-28 : 0)),
        .unit = unit,
        .n_digits = MAX((int)text_count_digits(text), 1),
        .n_decimals = -exponent,
        .has_exponent = text_has_exponent(text),
    };
}

/* ---- verdicts ---- */

bool verdict_holds(enum verdict_kind verdict) {
    return verdict <= VERDICT_WITHIN;
}

static struct wide half_of(struct wide a) {
    return wide_multiply(wide_from_double(0.5), a);
}

static bool is_within(struct wide a, struct wide b) {
    return wide_compare(a, b) <= 0;
}

static enum verdict_kind compare_digits(const struct printed *printed,
                                        const struct computed *computed) {
    enum { DIGITS_MAX = 12 }; /* a number with more digits comes from a program, rounded */
    struct wide off = wide_abs(wide_subtract(computed->value, printed->value));
    struct wide error = wide_add(computed->error, printed->error);
    bool rounds = is_within(off, wide_add(half_of(printed->unit), error));
    bool is_short = wide_sign(computed->value) == wide_sign(printed->value) &&
                    wide_compare(wide_abs(printed->value), wide_abs(computed->value)) < 0;

    if (rounds && computed->is_uncertain) {
        return VERDICT_UNCERTAIN;
    }
    if (off.hi == 0 || (printed->n_digits <= DIGITS_MAX && is_within(off, error))) {
        return VERDICT_EXACT;
    }
    if (rounds) {
        return VERDICT_ROUNDED;
    }
    bool is_cut = is_short && wide_compare(wide_add(off, error), printed->unit) < 0;
    return is_cut ? VERDICT_TRUNCATED : VERDICT_WRONG;
}

/* `side` is 1 if the claim says that the computed number is above the printed one, -1 if below. */
static enum verdict_kind compare_sides(const struct printed *printed,
                                       const struct computed *computed, int side) {
    struct wide difference = wide_subtract(computed->value, printed->value);
    int found = difference.hi != 0 ? wide_sign(difference) : computed->rest;

    struct wide error = wide_add(computed->error, printed->error);
    if (difference.hi != 0 && is_within(wide_abs(difference), error)) {
        if (computed->is_uncertain) {
            return VERDICT_UNCERTAIN;
        }
        found = 0; /* the two are equal within the error */
    }
    return found == side ? VERDICT_WITHIN : VERDICT_WRONG;
}

/* The place of a number's first digit: 0 of 6.19, -1 of 0.107. */
static int64_t exponent_of(struct number number) {
    return number.sign == 0 ? 0 : (int64_t)floor(number.log10_abs);
}

/* The number of certain digits, at least 1. */
static int certain_digits(const struct computed *computed) {
    if (computed->error.hi == 0 || computed->value.hi == 0) {
        return DBL_DIG;
    }
    double error = wide_to_double(wide_divide(computed->error, wide_abs(computed->value)));
    return (int)fmin(fmax(floor(-log10(error)), 1), DBL_DIG);
}

/* Rounds the right number at the last digit of the printed one, if that leaves any digits. One with
 * an exponent gets no more digits than were printed. */
static int64_t right_decimals(const struct printed *printed, const struct computed *computed) {
    int64_t exponent = exponent_of(computed->number);
    int64_t as_many_digits = printed->n_digits - 1 - exponent;
    bool leaves_digits =
        computed->value.hi == 0 || is_within(half_of(printed->unit), wide_abs(computed->value));
    int64_t wanted = !leaves_digits          ? as_many_digits
                     : printed->has_exponent ? MIN(printed->n_decimals, as_many_digits)
                                             : printed->n_decimals;
    int64_t certain = certain_digits(computed) - 1 - exponent;
    return wanted < certain ? wanted : certain;
}

static void judge_class(const struct claim *claim, struct verdict *verdict) {
    enum gradient_class printed = N_CLASSES;

    verdict->class = gradient_class_of(verdict->computed);
    verdict->verdict =
        gradient_class_find(claim->number, &printed) && printed == verdict->class ? VERDICT_WITHIN
                                                                                  : VERDICT_WRONG;
}

static void judge_number(const struct claim *claim, const struct computed *computed,
                         struct verdict *verdict) {
    struct printed printed = read_printed(claim->number);

    verdict->n_digits = printed.n_digits;
    verdict->n_right_decimals = right_decimals(&printed, computed);
    if (wide_sign(computed->value) * wide_sign(printed.value) > 0) {
        verdict->factor = wide_to_number(wide_divide(printed.value, computed->value));
    }
    verdict->verdict =
        claim->relation == RELATION_PRINTED
            ? compare_digits(&printed, computed)
            : compare_sides(&printed, computed, claim->relation == RELATION_BELOW ? -1 : 1);
}

static struct verdict judge(const struct claim *claim, const struct computed *computed) {
    struct verdict verdict = {
        .verdict = VERDICT_WRONG,
        .computed = computed->number,
        .is_uncertain = computed->is_uncertain,
        .factor = NO_NUMBER,
    };

    if (claim->quantity.kind == QUANTITY_CLASS) {
        judge_class(claim, &verdict);
    } else if (number_exists(computed->number)) {
        judge_number(claim, computed, &verdict);
    }
    return verdict;
}

struct verdict verdict_of(const struct claim *claim) {
    struct computed computed = compute_quantity(&claim->spec, &claim->quantity, NULL);
    return judge(claim, &computed);
}

struct verdict *verdicts_of(const struct claims *claims, stop_flag *stop,
                            struct gradfig_error *error) {
    size_t n = claims_count(claims);
    g_autofree struct quantity_of_spec *wanted = g_new(struct quantity_of_spec, MAX(n, 1));
    g_autofree struct computed *computed = g_new(struct computed, MAX(n, 1));
    struct verdict *verdicts = NULL;

    for (size_t i = 0; i < n; i++) {
        const struct claim *claim = claims_at(claims, i);
        wanted[i] = (struct quantity_of_spec){&claim->spec, &claim->quantity};
    }
    if (compute_quantities(wanted, n, stop, computed, error)) {
        verdicts = g_new(struct verdict, MAX(n, 1));
        for (size_t i = 0; i < n; i++) {
            verdicts[i] = judge(claims_at(claims, i), &computed[i]);
        }
    }
    return verdicts;
}

/* ---- in words, with numbers as the figure writes them ---- */

enum { COMPUTED_DIGITS = 4, FACTOR_DIGITS = 4, PERCENT_DIGITS = 2 };

/* A factor nearer to 1 than this is only rounding. */
static const double FACTOR_LEAST = 1e-13;
/* From here on a factor says more than a percentage. */
static const double FACTOR_LARGE = 2;

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

    format_rounded(text, verdict->computed, verdict->n_right_decimals,
                   !text_has_exponent(claim->number));
    return g_string_free(text, FALSE);
}

static enum text choose_detail(const struct verdict *verdict) {
    struct number factor = verdict->factor;
    bool is_near = fabs(factor.log10_abs) < log10(FACTOR_LARGE);

    if (verdict->verdict == VERDICT_TRUNCATED) {
        return TEXT_DETAIL_ROUNDS;
    }
    if (!number_exists(factor) || fabs(factor.value - 1) < FACTOR_LEAST) {
        return TEXT_DETAIL_RIGHT;
    }
    if (is_near) {
        return factor.log10_abs > 0 ? TEXT_DETAIL_PERCENT_LARGE : TEXT_DETAIL_PERCENT_SMALL;
    }
    return factor.log10_abs > 0 ? TEXT_DETAIL_TOO_LARGE : TEXT_DETAIL_TOO_SMALL;
}

static char *detail_of_digits(const struct claim *claim, const struct verdict *verdict,
                              enum language language) {
    struct number factor = number_exists(verdict->factor) ? verdict->factor : number_from_double(1);
    struct number inverse = {factor.sign, -factor.log10_abs, 1 / factor.value};
    struct number percent = number_from_double(100 * fabs(factor.value - 1));

    return texts_fill(language, choose_detail(verdict),
                      TEXT_FIELDS({"right", make_right(claim, verdict)},
                                  {"claimed", formatted_typed(claim->number)},
                                  {"factor", formatted_number(factor, FACTOR_DIGITS)},
                                  {"inverse", formatted_number(inverse, FACTOR_DIGITS)},
                                  {"percent", formatted_number(percent, PERCENT_DIGITS)}));
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
