/* Computes Lyapunov exponents in closed form, to the digits of a double. */
#include "simulation/lyapunov.h"

#include <glib.h>

#include "simulation/network_private.h"

/* As unevaluated sums of two doubles. */
static const struct wide_pair LN_10 = {0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53};
static const struct wide_pair SQRT_3 = {0x1.bb67ae8584caap+0, 0x1.cec95d0b5c1e3p-54};
/* -(Euler's constant + ln 2)/2, which is E ln |Z| of a normal Z */
static const struct wide_pair OF_NORMAL = {-0x1.45367fdb4f804p-1, -0x1.509ba1f319054p-57};

static struct wide whole(int64_t n) {
    return wide_from_double((double)n);
}

static struct wide halved(struct wide a) {
    a.exponent -= a.hi != 0 ? 1 : 0;
    return a;
}

/* Whether a term of a sum that is about 1 matters. */
static bool matters(struct wide term) {
    static const int64_t bits = 110;
    return term.hi != 0 && term.exponent > -bits;
}

struct wide lyapunov_to_log10(struct wide ln) {
    return wide_divide(ln, wide_from_pair(LN_10));
}

static struct wide ln_abs(struct wide a) {
    return wide_multiply(wide_log10_abs(a), wide_from_pair(LN_10));
}

/* ---- normal ---- */

/* E ln |1 + Z/√r| for a large r: -Σ (2k-1)!!/(2k) r^-k, which first converges. */
static struct wide add_far(struct wide sum, struct wide ratio) {
    struct wide product = wide_from_double(1); /* (2k-1)!! r^-k */

    for (int64_t k = 1; matters(product); k++) {
        product = wide_divide(wide_multiply(product, whole(2 * k - 1)), ratio);
        sum = wide_subtract(sum, wide_divide(product, whole(2 * k)));
    }
    return sum;
}

/* (mean/deviation + Z)² has a chi-squared distribution of 1 + 2j degrees of freedom, with j from a
 * Poisson distribution of mean r/2. So E ln of it is a mean of digammas of 1/2 + j, each of which
 * is that of 1/2 and 2(1 + 1/3 + 1/5 + ... + 1/(2j-1)). */
static struct wide add_near(struct wide sum, struct wide ratio) {
    struct wide x = halved(ratio);
    struct wide probability = wide_exp10(wide_negate(lyapunov_to_log10(x)));
    struct wide odd_reciprocals = {0};
    double mean = wide_to_double(x);

    for (int64_t j = 1; (double)j <= mean || matters(probability); j++) {
        odd_reciprocals = wide_add(odd_reciprocals, wide_ratio(1, (double)(2 * j - 1)));
        probability = wide_divide(wide_multiply(probability, x), whole(j));
        sum = wide_add(sum, wide_multiply(probability, odd_reciprocals));
    }
    return sum;
}

static struct wide of_normal(struct wide mean, struct wide deviation) {
    static const double far = 200;
    struct wide quotient = wide_divide(mean, deviation);
    struct wide ratio = wide_multiply(quotient, quotient);

    return wide_to_double(ratio) > far
               ? add_far(ln_abs(mean), ratio)
               : add_near(wide_add(ln_abs(deviation), wide_from_pair(OF_NORMAL)), ratio);
}

/* ---- uniform ---- */

/* E ln |1 + qU| for U between -1 and 1: -Σ q^2k/(2k(2k+1)). */
static struct wide add_series(struct wide sum, struct wide quotient) {
    struct wide square = wide_multiply(quotient, quotient);
    struct wide power = square;

    for (int64_t k = 1; matters(power); k++) {
        sum = wide_subtract(sum, wide_divide(power, whole(2 * k * (2 * k + 1))));
        power = wide_multiply(power, square);
    }
    return sum;
}

static struct wide x_ln_x(struct wide x) {
    return x.hi == 0 ? x : wide_multiply(x, ln_abs(x));
}

static struct wide of_uniform(struct wide mean, struct wide deviation) {
    static const double near = 0.5;
    struct wide half = wide_multiply(deviation, wide_from_pair(SQRT_3)); /* of the width */

    if (mean.hi != 0) {
        struct wide quotient = wide_divide(half, mean);
        if (fabs(wide_to_double(quotient)) <= near) {
            return add_series(ln_abs(mean), quotient);
        }
    }
    struct wide difference =
        wide_subtract(x_ln_x(wide_add(mean, half)), x_ln_x(wide_subtract(mean, half)));
    return wide_subtract(halved(wide_divide(difference, half)), wide_from_double(1));
}

struct wide lyapunov_exponent(struct wide mean, struct wide deviation,
                              enum distribution distribution) {
    return distribution == DISTRIBUTION_NORMAL ? of_normal(mean, deviation)
                                               : of_uniform(mean, deviation);
}

/* ---- networks ---- */

/* False where the slope of the layer is always 0. */
static bool add_layer(const struct network *network, const struct layers *layers, int64_t layer,
                      int64_t times, struct wide *sum) {
    struct wide deviation = wide_abs(layers_deviation(layers, network, layer));
    struct wide mean = layers_slope(layers, layer);

    if (mean.hi == 0 && deviation.hi == 0) {
        return false;
    }
    struct wide exponent =
        deviation.hi == 0
            ? ln_abs(mean)
            : lyapunov_exponent(mean, deviation, (enum distribution)network->distribution);
    *sum = wide_add(*sum, wide_multiply(whole(times), exponent));
    return true;
}

bool lyapunov_sum(const struct network *network, int64_t layer, struct wide *sum) {
    int64_t period = network_slope_period(network);
    int64_t n = MIN(period, layer);
    struct wide total = {0};
    struct layers layers = layers_of(network);
    int64_t i = 0;

    while (i < n && add_layer(network, &layers, i + 1, (layer - i - 1) / period + 1, &total)) {
        i++;
    }
    if (i < n) {
        return false;
    }
    *sum = total;
    return true;
}

double lyapunov_mean(const struct network *network, int64_t layer) {
    enum { DIFFERENT_MAX = 10000 };
    struct wide sum;

    if (layer == 0 || MIN(network_slope_period(network), layer) > DIFFERENT_MAX) {
        return NAN;
    }
    if (!lyapunov_sum(network, layer, &sum)) {
        return -INFINITY;
    }
    return wide_to_double(wide_divide(sum, wide_from_double((double)layer)));
}
