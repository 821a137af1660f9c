/* Computes quantities, and carries the rounding of typed decimals through each. */
#include "simulation/quantity_value.h"

#include <float.h>
#include <math.h>
#include <stddef.h>

#include "simulation/activation_walk.h"
#include "simulation/derived.h"
#include "simulation/gradient_walk.h"
#include "simulation/measured.h"
#include "simulation/network.h"
#include "simulation/network_private.h"
#include "simulation/random_quantities.h"
#include "simulation/shared_walks.h"

/* The subject of a quantity. */
struct subject {
    enum quantity_kind kind;
    const struct spec *spec;
    const struct network *network;   /* NULL: the quantity is one of measured gradients */
    const struct measured *measured; /* NULL: it is one of a network */
    int64_t layer;
    struct random_network random;     /* whose network has random slopes, or has not */
    const struct shared_walks *walks; /* that have been walked; NULL for none */
};

/* What the shared walks have found; NULL for nothing. */
static const struct walked *find_walked(const struct subject *subject, bool of_activation) {
    const struct walk_request wanted = {subject->random, of_activation, subject->layer};

    return subject->walks != NULL ? shared_walks_find(subject->walks, wanted) : NULL;
}

static struct wide part_of(struct wide a, double factor) {
    return wide_multiply(wide_from_double(factor), wide_abs(a));
}

static struct computed of_gradient(struct gradient gradient, double error) {
    return (struct computed){
        .number = gradient_to_number(gradient),
        .value = gradient.value,
        .error = part_of(gradient.value, error),
    };
}

/* The exact mean through the layers, and its relative error, which is 0 if the mean is 0. */
static struct gradient through(const struct subject *subject, double *error) {
    const struct walked *walked =
        network_is_random(subject->network) ? NULL : find_walked(subject, false);
    struct gradient gradient =
        walked != NULL ? walked->through : network_gradient(subject->network, subject->layer);

    *error = gradient.value.hi == 0 ? 0
             : walked != NULL       ? M_LN10 * walked->rounding
                                    : M_LN10 * gradient_rounding(subject->network, subject->layer);
    return gradient;
}

static struct computed mean(const struct subject *subject) {
    double error;
    struct gradient gradient = through(subject, &error);

    return of_gradient(gradient, error);
}

/* ---- random layers ---- */

/* A number in the middle of samples, computed from doubles. */
static struct computed of_sample(struct number number, struct wide value) {
    static const double error = 1e-12;
    return (struct computed){.number = number, .value = value, .error = part_of(value, error)};
}

static struct sample_point find_point(const struct subject *subject) {
    const struct walked *walked = find_walked(subject, false);

    return walked != NULL ? walked->point : random_point(&subject->random, subject->layer);
}

static struct computed quantile(const struct subject *subject, enum quantile quantile) {
    struct sample_point point = find_point(subject);
    double log10_abs = point.log10_gradient[quantile];

    return of_sample(sample_gradient(&point, quantile),
                     isinf(log10_abs) ? (struct wide){0} : wide_exp10(wide_from_double(log10_abs)));
}

/* The figure shows the median of random layers as their gradient. */
static struct computed gradient(const struct subject *subject) {
    return network_is_random(subject->network) ? quantile(subject, QUANTILE_MEDIAN) : mean(subject);
}

/* Without random slopes all quantiles are equal. */
static struct computed modulus(const struct subject *subject) {
    static const enum quantile quantiles[N_QUANTITIES] = {
        [QUANTITY_LOW] = QUANTILE_LOW,
        [QUANTITY_MEDIAN] = QUANTILE_MEDIAN,
        [QUANTITY_HIGH] = QUANTILE_HIGH,
    };

    if (network_is_random(subject->network)) {
        return quantile(subject, quantiles[subject->kind]);
    }
    struct computed computed = mean(subject);
    computed.number = number_modulus(computed.number);
    computed.value = wide_abs(computed.value);
    return computed;
}

static struct computed activation(const struct subject *subject) {
    if (network_is_random(subject->network)) {
        struct sample_point point = find_point(subject);
        struct wide value = point.activation[QUANTILE_MEDIAN];
        return of_sample(wide_to_number(value), value);
    }

    const struct walked *walked = find_walked(subject, true);
    struct activation reached =
        walked != NULL
            ? walked->activation
            : network_activation(subject->network, subject->random.input, subject->layer);
    return (struct computed){
        .number = wide_to_number(reached.value),
        .value = reached.value,
        .error = reached.error_bound,
        .is_uncertain = !activation_is_certain(reached.value, reached.error_bound),
    };
}

/* The subject with the first network in place of its own. */
static struct subject first_of(const struct subject *subject) {
    struct subject first = *subject;

    first.random = random_network_of(subject->spec, 0);
    first.network = &subject->spec->networks[0];
    return first;
}

static struct computed random_improvement(const struct subject *subject) {
    struct subject first = first_of(subject);
    struct computed own = gradient(subject);
    struct computed other = gradient(&first);

    if (other.value.hi == 0) {
        return (struct computed){.number = NO_NUMBER};
    }
    return of_sample(number_ratio(own.number, other.number),
                     wide_abs(wide_divide(own.value, other.value)));
}

static struct computed improvement(const struct subject *subject) {
    struct subject first = first_of(subject);
    double errors[2];

    if (network_is_random(subject->network) || network_is_random(first.network)) {
        return random_improvement(subject);
    }
    struct gradient own = through(subject, &errors[0]);
    struct gradient other = through(&first, &errors[1]);
    return other.value.hi == 0 ? (struct computed){.number = NO_NUMBER}
                               : of_gradient(gradient_ratio(own, other), errors[0] + errors[1]);
}

/* The slope of a layer is the gradient of a stack of only this layer. */
static struct computed slope(const struct subject *subject) {
    struct equal_layers equal = network_equal_layers(subject->network, subject->layer);
    struct layers layers = layers_of(subject->network);

    struct gradient slope = equal_layers_gradient(&equal, 1);
    double error = slope.value.hi == 0 ? 0 : M_LN10 * layer_rounding(&layers, subject->layer);
    return of_gradient(slope, error);
}

/* Arithmetic on doubles is off by a few units in the last place. */
static struct computed of_number(struct number number, struct wide value, double relative_error) {
    return (struct computed){
        .number = number,
        .value = value,
        .error = part_of(value, relative_error + 4 * DBL_EPSILON),
    };
}

static struct computed angle(const struct subject *subject) {
    struct computed of_slope = slope(subject);
    struct number number = line_angle(of_slope.number);
    bool is_tiny = number.sign != 0 && fabs(number.value) < DBL_MIN;
    struct wide value = is_tiny
                            ? wide_multiply(of_slope.value, wide_from_double(DEGREES_PER_RADIAN))
                            : wide_from_double(number.value);
    double error = of_slope.value.hi == 0
                       ? 0
                       : wide_to_double(wide_divide(of_slope.error, wide_abs(of_slope.value)));

    return of_number(number, value, error); /* atan changes by less than its argument */
}

static struct computed lost_fraction(const struct subject *subject) {
    struct computed kept = gradient(subject);
    struct wide value = wide_subtract(wide_from_double(1), wide_abs(kept.value));
    bool is_hidden = value.hi == 1 && value.lo == 0 && value.exponent == 0 && kept.value.hi != 0;

    return (struct computed){
        .number = wide_to_number(value),
        .value = value,
        .rest = is_hidden ? -1 : 0,
        .error = kept.error,
    };
}

/* A number of the closed form, whose rounding is that of numbers near 1. */
static struct computed of_exponent(double value, double exponent) {
    if (!isfinite(value)) {
        return (struct computed){.number = NO_NUMBER};
    }
    return of_number(number_from_double(value), wide_from_double(value),
                     exponent == 0 ? 0 : DBL_EPSILON / fabs(exponent));
}

static struct computed exponent(const struct subject *subject) {
    double value = lyapunov_mean(subject->network, subject->layer);
    return of_exponent(value, value);
}

static struct computed half_life(const struct subject *subject) {
    if (network_is_random(subject->network)) {
        double of_layer = lyapunov_mean(subject->network, subject->layer);
        return of_exponent(half_life_of_exponent(of_layer), of_layer);
    }
    double layers = half_life_through(subject->network, subject->layer);

    if (!isfinite(layers)) {
        return (struct computed){.number = NO_NUMBER};
    }
    double log10_abs = fabs(gradient_through(subject->network, subject->layer).log10_abs);
    return of_number(number_from_double(layers), wide_from_double(layers),
                     gradient_rounding(subject->network, subject->layer) / log10_abs);
}

/* ---- measured gradients ---- */

static struct computed of_fit(struct number number) {
    static const double relative_error = 1e-12; /* of sums over thousands of logarithms */

    if (!number_exists(number)) {
        return (struct computed){.number = NO_NUMBER};
    }
    return of_number(number,
                     number_fits_double(number) ? wide_from_double(number.value)
                                                : wide_exp10(wide_from_double(number.log10_abs)),
                     relative_error);
}

static struct computed measured(const struct subject *subject) {
    struct number gradient = measured_gradient(subject->measured, (size_t)subject->layer);
    double value = subject->measured->gradients.values[subject->layer].value;
    double output = subject->measured->gradients.values[0].value;

    if (!number_exists(gradient)) {
        return (struct computed){.number = NO_NUMBER};
    }
    return of_number(gradient, wide_divide(wide_from_double(value), wide_from_double(output)),
                     DBL_EPSILON);
}

static struct computed fitted(const struct subject *subject) {
    struct gradient_fit fit;

    if (!measured_fit(subject->measured, &fit)) {
        return of_fit(NO_NUMBER);
    }
    const struct number values[N_QUANTITIES] = {
        [QUANTITY_FITTED_SLOPE] = fit.s,
        [QUANTITY_FITTED_ERROR] = fit.se_s,
        [QUANTITY_FITTED_R2] = number_from_double(fit.r2),
        [QUANTITY_FITTED_POINTS] = number_from_double((double)fit.n_points),
        [QUANTITY_POWER] = number_from_double(fit.power),
        [QUANTITY_POWER_R2] = number_from_double(fit.power_r2),
    };
    return of_fit(values[subject->kind]);
}

/* The digits of a number that no double can hold come from its logarithm, which limits them. */
static void add_error_of_logarithm(struct computed *computed) {
    double log10_abs = fabs(computed->number.log10_abs);

    if (computed->value.hi != 0 && log10_abs > DBL_MAX_10_EXP - 1) {
        struct wide error = part_of(computed->value, DBL_EPSILON * M_LN10 * log10_abs);
        computed->error = wide_add(computed->error, error);
    }
}

static struct computed (*const functions[N_QUANTITIES])(const struct subject *) = {
    [QUANTITY_GRADIENT] = gradient,
    [QUANTITY_ACTIVATION] = activation,
    [QUANTITY_IMPROVEMENT] = improvement,
    [QUANTITY_SLOPE] = slope,
    [QUANTITY_ANGLE] = angle,
    [QUANTITY_LOST_FRACTION] = lost_fraction,
    [QUANTITY_HALF_LIFE] = half_life,
    [QUANTITY_CLASS] = gradient,
    [QUANTITY_MEASURED] = measured,
    [QUANTITY_FITTED_SLOPE] = fitted,
    [QUANTITY_FITTED_ERROR] = fitted,
    [QUANTITY_FITTED_R2] = fitted,
    [QUANTITY_FITTED_POINTS] = fitted,
    [QUANTITY_POWER] = fitted,
    [QUANTITY_POWER_R2] = fitted,
    [QUANTITY_MEDIAN] = modulus,
    [QUANTITY_LOW] = modulus,
    [QUANTITY_HIGH] = modulus,
    [QUANTITY_MEAN] = mean,
    [QUANTITY_EXPONENT] = exponent,
};

struct computed compute_quantity(const struct spec *spec, const struct quantity *quantity,
                                 const struct shared_walks *walks) {
    struct subject subject = {
        .kind = quantity->kind,
        .spec = spec,
        .layer = quantity->layer,
        .walks = walks,
    };

    if (quantity_rows[quantity->kind].is_of_measured) {
        subject.measured = &spec->measured[quantity->index];
    } else {
        subject.random = quantity->is_of_sweep ? random_network_of_sweep(spec, quantity->index)
                                               : random_network_of(spec, quantity->index);
        subject.network = &subject.random.network;
    }
    struct computed computed = functions[quantity->kind](&subject);
    add_error_of_logarithm(&computed);
    return computed;
}
