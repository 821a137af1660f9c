/* Compares printed numbers with computed ones, digit by digit. */
#include "report/verdict.h"

#include <float.h>

#include <glib.h>

#include "base/user_text.h"
#include "simulation/quantity_value.h"

/* ---- numbers as printed ---- */

/* A printed decimal of any size, such as 7.94e-970. */
struct printed {
    struct wide value;
    struct wide error; /* of the value, because negative powers of ten are rounded */
    struct wide unit;  /* of the last digit printed */
    int n_digits;
    int64_t n_decimals;
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

/* Rounds the right number at the last digit of the printed one, if that leaves any digits. */
static int64_t right_decimals(const struct printed *printed, const struct computed *computed) {
    int64_t exponent = exponent_of(computed->number);
    bool leaves_digits =
        computed->value.hi == 0 || is_within(half_of(printed->unit), wide_abs(computed->value));
    int64_t wanted = leaves_digits ? printed->n_decimals : printed->n_digits - 1 - exponent;
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
