/* Computes what claims are about, and compares it digit by digit. */
#include <gradfig/judgement.h>

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
};

static struct gradfig_number gradient(const struct subject *subject) {
    return gradfig_gradient(subject->network, subject->layer);
}

static struct gradfig_number activation(const struct subject *subject) {
    return gradfig_activation(subject->network, subject->spec->input.value, subject->layer);
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
    double layers = gradfig_half_life(gradient(subject), subject->layer);
    return isinf(layers) ? GRADFIG_NO_NUMBER : gradfig_number_of(layers);
}

struct gradfig_number gradfig_quantity_value(const struct gradfig_spec *spec,
                                             const struct gradfig_quantity *quantity) {
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
    struct subject subject = {spec, &spec->networks[quantity->index], quantity->layer};

    if (quantity->is_of_sweep) {
        of_sweep = gradfig_sweep_network(&spec->sweep, quantity->index);
        subject.network = &of_sweep;
    }
    return functions[quantity->kind](&subject);
}

/* ---- numbers as printed ---- */

/* Decimals of any size: an author may print 7.94e-970. */
struct printed {
    struct wide value;
    struct wide unit; /* of the last digit printed */
    int n_digits;
    int n_decimals;
};

static struct wide power_of_ten(int64_t exponent) {
    struct wide power = wide_power(wide_from_double(10), llabs(exponent));
    return exponent < 0 ? wide_divide(wide_from_double(1), power) : power;
}

/* `text` is of the grammar of numbers. */
static struct printed read_printed(const char *text) {
    enum { EXPONENT_MAX = 100000000 };
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
    long exponent = *c != '\0' ? strtol(c + 1, NULL, 10) : 0;
    exponent = exponent > EXPONENT_MAX    ? EXPONENT_MAX
               : exponent < -EXPONENT_MAX ? -EXPONENT_MAX
                                          : exponent;
    printed.n_decimals -= (int)exponent;
    printed.n_digits += printed.n_digits == 0 ? 1 : 0;
    printed.unit = power_of_ten(-printed.n_decimals);
    printed.value = wide_multiply(printed.value, printed.unit);
    printed.value = *text == '-' ? wide_negate(printed.value) : printed.value;
    return printed;
}

/* With all digits where a double has them, else with those of the logarithm. */
static struct wide wide_of(struct gradfig_number number) {
    if (gradfig_number_fits_double(number)) {
        return wide_from_double(number.value);
    }
    double whole = floor(number.log10_abs);
    struct wide mantissa = wide_from_double(number.sign * pow(10, number.log10_abs - whole));
    return wide_multiply(mantissa, power_of_ten((int64_t)whole));
}

/* ---- verdicts ---- */

bool gradfig_verdict_holds(enum gradfig_verdict verdict) {
    return verdict <= GRADFIG_VERDICT_WITHIN;
}

/* Whether |a| <= factor·|b|. */
static bool is_within(struct wide a, double factor, struct wide b) {
    return wide_compare(wide_abs(a), wide_multiply(wide_from_double(factor), wide_abs(b))) <= 0;
}

static enum gradfig_verdict compare_digits(const struct printed *printed, struct wide computed) {
    static const double typed_rounding = 1e-13; /* of decimals that were read as doubles */
    enum { DIGITS_MAX = 12 };                   /* so many such a number has for certain */
    struct wide difference = wide_subtract(computed, printed->value);
    bool has_sign = wide_sign(computed) == wide_sign(printed->value);

    if (difference.hi == 0 ||
        (printed->n_digits <= DIGITS_MAX && is_within(difference, typed_rounding, computed))) {
        return GRADFIG_VERDICT_EXACT;
    }
    if (is_within(difference, 0.5 * (1 + typed_rounding), printed->unit)) {
        return GRADFIG_VERDICT_ROUNDED;
    }
    if (has_sign && is_within(printed->value, 1, computed) &&
        is_within(difference, 1, printed->unit)) {
        return GRADFIG_VERDICT_TRUNCATED;
    }
    return GRADFIG_VERDICT_WRONG;
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
    int order = wide_compare(computed, printed.value);

    judgement->n_digits = printed.n_digits;
    judgement->n_decimals = printed.n_decimals;
    if (wide_sign(computed) * wide_sign(printed.value) > 0) {
        judgement->factor = wide_to_number(wide_divide(printed.value, computed));
    }
    if (claim->relation == GRADFIG_RELATION_PRINTED) {
        judgement->verdict = compare_digits(&printed, computed);
    } else if (order == (claim->relation == GRADFIG_RELATION_BELOW ? -1 : 1)) {
        judgement->verdict = GRADFIG_VERDICT_WITHIN;
    }
}

struct gradfig_judgement gradfig_judge(const struct gradfig_claim *claim) {
    struct gradfig_judgement judgement = {
        .verdict = GRADFIG_VERDICT_WRONG,
        .computed = gradfig_quantity_value(&claim->spec, &claim->quantity),
        .factor = GRADFIG_NO_NUMBER,
    };

    if (claim->quantity.kind == GRADFIG_QUANTITY_CLASS) {
        judge_class(claim, &judgement);
    } else if (gradfig_number_exists(judgement.computed)) {
        judge_number(claim, &judgement);
    }
    return judgement;
}
