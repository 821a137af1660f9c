/* Computes what claims are about, and compares it digit by digit. */
#include <gradfig/judgement.h>

#include <float.h>
#include <stdlib.h>
#include <string.h>

#include <gradfig/derived.h>
#include <gradfig/network.h>

#include "simulation/wide.h"

/* ---- quantities ---- */

/* What a quantity is of. */
struct subject {
    const struct gradfig_spec *spec;
    const struct gradfig_network *network;
    int64_t layer;
    bool *is_certain; /* what is computed, to three digits: to be cleared where it is not */
};

static struct gradfig_number gradient(const struct subject *subject) {
    return gradfig_gradient(subject->network, subject->layer);
}

static struct gradfig_number activation(const struct subject *subject) {
    return gradfig_activation(subject->network, subject->spec->input.value, subject->layer,
                              subject->is_certain);
}

static struct gradfig_number improvement(const struct subject *subject) {
    return gradfig_improvement(subject->network, &subject->spec->networks[0], subject->layer);
}

/* The slope of one layer is the gradient of a stack that has this layer alone. */
static struct gradfig_number slope(const struct subject *subject) {
    struct gradfig_network layer = *subject->network;
    size_t position = (size_t)(subject->layer - 1) % layer.slopes.n_values;

    layer.slopes = (struct gradfig_reals){1, &subject->network->slopes.values[position]};
    return gradfig_gradient(&layer, 1);
}

static struct gradfig_number angle(const struct subject *subject) {
    return gradfig_angle(slope(subject));
}

static struct gradfig_number lost_fraction(const struct subject *subject) {
    return gradfig_lost_fraction(subject->network, subject->layer);
}

static struct gradfig_number half_life(const struct subject *subject) {
    double layers = gradfig_half_life(subject->network, subject->layer);
    return isfinite(layers) ? gradfig_number_of(layers) : GRADFIG_NO_NUMBER;
}

static struct gradfig_number compute(const struct gradfig_spec *spec,
                                     const struct gradfig_quantity *quantity, bool *is_certain) {
    static struct gradfig_number (*const functions[GRADFIG_N_QUANTITIES])(
        const struct subject *) = {
        [GRADFIG_QUANTITY_GRADIENT] = gradient,
        [GRADFIG_QUANTITY_ACTIVATION] = activation,
        [GRADFIG_QUANTITY_IMPROVEMENT] = improvement,
        [GRADFIG_QUANTITY_SLOPE] = slope,
        [GRADFIG_QUANTITY_ANGLE] = angle,
        [GRADFIG_QUANTITY_LOST_FRACTION] = lost_fraction,
        [GRADFIG_QUANTITY_HALF_LIFE] = half_life,
        [GRADFIG_QUANTITY_CLASS] = gradient,
    };
    struct gradfig_network of_sweep;
    struct subject subject = {spec, &spec->networks[quantity->index], quantity->layer, is_certain};

    if (quantity->is_of_sweep) {
        of_sweep = gradfig_sweep_network(&spec->sweep, quantity->index);
        subject.network = &of_sweep;
    }
    return functions[quantity->kind](&subject);
}

struct gradfig_number gradfig_quantity_value(const struct gradfig_spec *spec,
                                             const struct gradfig_quantity *quantity) {
    bool is_certain;
    return compute(spec, quantity, &is_certain);
}

/* ---- numbers as printed ---- */

/* Decimals of any size: an author may print 7.94e-970. */
struct printed {
    struct wide value;
    struct wide unit; /* of the last digit printed */
    int n_digits;
    int64_t n_decimals;
};

static struct wide power_of_ten(int64_t exponent) {
    struct wide power = wide_power(wide_from_double(10), llabs(exponent));
    return exponent < 0 ? wide_divide(wide_from_double(1), power) : power;
}

/* `text` is of the grammar of numbers. */
static struct printed read_printed(const char *text) {
    static const int64_t exponent_max = 100000000000; /* beyond every gradient's */
    struct printed printed = {.n_digits = 0};
    bool is_behind_point = false;
    const char *c = text + strspn(text, "+-");

    for (; *c != '\0' && strchr("eE", *c) == NULL; c++) {
        if (*c == '.') {
            is_behind_point = true;
            continue;
        }
        printed.value = wide_add(wide_multiply(printed.value, wide_from_double(10)),
                                 wide_from_double(*c - '0'));
        printed.n_digits += printed.n_digits > 0 || *c != '0' ? 1 : 0;
        printed.n_decimals += is_behind_point ? 1 : 0;
    }
    int64_t exponent = *c != '\0' ? strtoll(c + 1, NULL, 10) : 0;
    exponent = exponent > exponent_max    ? exponent_max
               : exponent < -exponent_max ? -exponent_max
                                          : exponent;
    printed.n_decimals -= exponent;
    printed.n_digits += printed.n_digits == 0 ? 1 : 0;
    printed.unit = power_of_ten(-printed.n_decimals);
    printed.value = wide_multiply(printed.value, printed.unit);
    printed.value = *text == '-' ? wide_negate(printed.value) : printed.value;
    return printed;
}

/* A number whose double has all digits: not one beyond the doubles or below the normal ones. */
static bool has_all_digits(struct gradfig_number number) {
    return number.sign == 0 || (isfinite(number.value) && fabs(number.value) >= DBL_MIN);
}

/* With all digits where a double has them, else with those of the logarithm. */
static struct wide wide_of(struct gradfig_number number) {
    if (has_all_digits(number)) {
        return wide_from_double(number.value);
    }
    double whole = floor(number.log10_abs);
    struct wide mantissa = wide_from_double(number.sign * pow(10, number.log10_abs - whole));
    return wide_multiply(mantissa, power_of_ten((int64_t)whole));
}

/* What a number computed through so many layers may be off by, relative to it: the decimals of each
 * were read as doubles, and beyond the doubles a rounded logarithm is all there is. */
static double uncertainty_of(struct gradfig_number number, int64_t layer) {
    double of_logarithm = has_all_digits(number) ? 0 : M_LN10 * fabs(number.log10_abs);
    return DBL_EPSILON * fmax((double)(layer + 2), of_logarithm);
}

/* Numbers that differ by no more are the same to whoever has typed them. */
static double equality_of(double uncertainty) {
    static const double least = 1e-13;
    return fmax(least, uncertainty);
}

/* ---- verdicts ---- */

bool gradfig_verdict_holds(enum gradfig_verdict verdict) {
    return verdict <= GRADFIG_VERDICT_WITHIN;
}

/* |a|·factor */
static struct wide part_of(struct wide a, double factor) {
    return wide_multiply(wide_from_double(factor), wide_abs(a));
}

static enum gradfig_verdict compare_digits(const struct printed *printed, struct wide computed,
                                           double uncertainty) {
    enum { DIGITS_MAX = 12 }; /* so many such a number has for certain */
    struct wide tolerance = part_of(computed, uncertainty);
    struct wide equality = part_of(computed, equality_of(uncertainty));
    struct wide off = wide_abs(wide_subtract(computed, printed->value));
    bool is_short = wide_sign(computed) == wide_sign(printed->value) &&
                    wide_compare(wide_abs(printed->value), wide_abs(computed)) < 0;

    if (off.hi == 0 || (printed->n_digits <= DIGITS_MAX && wide_compare(off, equality) <= 0)) {
        return GRADFIG_VERDICT_EXACT;
    }
    if (wide_compare(off, wide_add(part_of(printed->unit, 0.5), tolerance)) <= 0) {
        return GRADFIG_VERDICT_ROUNDED;
    }
    if (is_short && wide_compare(wide_add(off, tolerance), printed->unit) < 0) {
        return GRADFIG_VERDICT_TRUNCATED;
    }
    return GRADFIG_VERDICT_WRONG;
}

/* -1, 0 or 1 as the computed number is below the printed one, the same for all that is certain, or
 * above. */
static int compare(const struct printed *printed, struct wide computed, double uncertainty) {
    struct wide difference = wide_subtract(computed, printed->value);
    struct wide equality = part_of(computed, equality_of(uncertainty));
    bool is_same = wide_compare(wide_abs(difference), equality) <= 0;
    return is_same ? 0 : wide_sign(difference);
}

/* The digits of the printed number say where the right one is rounded, if that leaves any. */
static int64_t right_decimals(const struct printed *printed, struct gradfig_number computed) {
    int64_t exponent = computed.sign == 0 ? 0 : (int64_t)floor(computed.log10_abs);
    struct wide half = part_of(printed->unit, 0.5);
    bool leaves_digits = computed.sign == 0 || wide_compare(wide_abs(wide_of(computed)), half) >= 0;
    return leaves_digits ? printed->n_decimals : printed->n_digits - 1 - exponent;
}

static void judge_class(const struct gradfig_claim *claim, struct gradfig_judgement *judgement) {
    enum gradfig_class printed = GRADFIG_N_CLASSES;

    judgement->class = gradfig_class_of(judgement->computed);
    judgement->verdict = gradfig_class_find(claim->number, &printed) && printed == judgement->class
                             ? GRADFIG_VERDICT_WITHIN
                             : GRADFIG_VERDICT_WRONG;
}

static void judge_number(const struct gradfig_claim *claim, struct gradfig_judgement *judgement) {
    struct printed printed = read_printed(claim->number);
    struct wide computed = wide_of(judgement->computed);
    double uncertainty = uncertainty_of(judgement->computed, claim->quantity.layer);
    int order = compare(&printed, computed, uncertainty);

    judgement->n_digits = printed.n_digits;
    judgement->n_decimals = printed.n_decimals;
    judgement->n_right_decimals = right_decimals(&printed, judgement->computed);
    if (wide_sign(computed) * wide_sign(printed.value) > 0) {
        judgement->factor = wide_to_number(wide_abs(wide_divide(printed.value, computed)));
    }
    if (claim->relation == GRADFIG_RELATION_PRINTED) {
        judgement->verdict = compare_digits(&printed, computed, uncertainty);
    } else if (order == (claim->relation == GRADFIG_RELATION_BELOW ? -1 : 1)) {
        judgement->verdict = GRADFIG_VERDICT_WITHIN;
    }
}

struct gradfig_judgement gradfig_judge(const struct gradfig_claim *claim) {
    bool is_certain = true;
    struct gradfig_judgement judgement = {
        .verdict = GRADFIG_VERDICT_WRONG,
        .computed = compute(&claim->spec, &claim->quantity, &is_certain),
        .factor = GRADFIG_NO_NUMBER,
    };

    judgement.is_uncertain = !is_certain;
    if (claim->quantity.kind == GRADFIG_QUANTITY_CLASS) {
        judge_class(claim, &judgement);
    } else if (gradfig_number_exists(judgement.computed)) {
        judge_number(claim, &judgement);
    }
    return judgement;
}
