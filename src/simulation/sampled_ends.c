/* Rounds the ends of sampled curves to what the samples support. */
#include "simulation/sampled_ends.h"

#include <math.h>

#include <glib.h>

#include "simulation/network_private.h"
#include "simulation/samples.h"

/* ---- a number between bounds ---- */

static int compare(struct number a, struct number b) {
    if (a.sign != b.sign || a.sign == 0) {
        return a.sign - b.sign;
    }
    return a.sign * ((a.log10_abs > b.log10_abs) - (a.log10_abs < b.log10_abs));
}

static bool is_between(struct number number, const struct sample_bounds *bounds) {
    return compare(bounds->low, number) <= 0 && compare(number, bounds->high) <= 0;
}

static bool has_zero(const struct sample_bounds *bounds) {
    return is_between((struct number){0}, bounds);
}

/* Not 0, rounded to a number of digits. */
static struct number rounded(struct number number, int n_digits) {
    double exponent = floor(number.log10_abs);
    double unit = pow(10, n_digits - 1);
    double mantissa = round(pow(10, number.log10_abs - exponent) * unit) / unit;
    double power = pow(10, fabs(exponent)); /* of 10 to a negative power only doubles are exact */

    return (struct number){
        .sign = number.sign,
        .log10_abs = exponent + log10(mantissa),
        .value = number.sign * (exponent < 0 ? mantissa / power : mantissa * power),
    };
}

/* The power of ten next to a number. */
static struct number nearest_power(struct number number) {
    number.log10_abs = round(number.log10_abs);
    return rounded(number, 1);
}

/* The fewest digits of `number` that leave it between the bounds, or a power of ten if not even its
 * size is known; itself if more digits than the figure shows are needed. */
static struct number simplest(struct number number, const struct sample_bounds *bounds) {
    enum { DIGITS_MAX = 3 };

    if (has_zero(bounds)) {
        return number_from_double(0);
    }
    bool is_vague = fabs(bounds->high.log10_abs - bounds->low.log10_abs) >= 1;
    if (is_vague && is_between(nearest_power(number), bounds)) {
        return nearest_power(number);
    }
    for (int n_digits = 1; n_digits <= DIGITS_MAX; n_digits++) {
        struct number few = rounded(number, n_digits);
        if (is_between(few, bounds)) {
            return few;
        }
    }
    return number;
}

/* ---- bounds ---- */

/* Whether the bounds of a curve leave more than one number. */
static bool is_sampled(const struct curve *curve) {
    const struct point *end = &curve->points[curve->n_points - 1];
    return compare(end->low, end->high) != 0;
}

static struct number end_of(const struct curve *curve) {
    return curve->points[curve->n_points - 1].y;
}

static struct number end_of_band(const struct series *series, struct curve_id median,
                                 enum curve_role role) {
    const struct curve *curve = series->curves;

    while (curve->id.panel != median.panel || curve->id.role != role ||
           curve->id.index != median.index) {
        curve++;
    }
    return end_of(curve);
}

/* Whether a median of activations is next to 0 within the band: it rather is the share of negative
 * ones that decides its size. */
static bool is_next_to_zero(const struct series *series, const struct curve *curve) {
    static const double near = -1; /* log10, of the nearer end of the band */

    if (curve->id.panel != PANEL_ACTIVATION || curve->id.role != ROLE_NETWORK) {
        return false;
    }
    struct number low = end_of_band(series, curve->id, ROLE_LOW);
    struct number high = end_of_band(series, curve->id, ROLE_HIGH);
    return low.sign < 0 && high.sign > 0 &&
           end_of(curve).log10_abs < fmin(low.log10_abs, high.log10_abs) + near;
}

/* The sample bounds of the last point. A number that is next to 0 may be 0. */
static struct sample_bounds bounds_of(const struct series *series, const struct curve *curve) {
    const struct point *end = &curve->points[curve->n_points - 1];
    struct sample_bounds bounds = {end->low, end->high};

    if (is_sampled(curve) && !has_zero(&bounds) && is_next_to_zero(series, curve)) {
        *(end->y.sign > 0 ? &bounds.low : &bounds.high) = number_from_double(0);
    }
    return bounds;
}

/* ---- curves that the samples do not tell apart ---- */

/* Curves with one number. */
struct group {
    struct number middle; /**< of its bounds; of one curve its quantile */
    struct sample_bounds bounds;
};

/* Whether a curve that comes after another one may have its number: that of another network, of the
 * same one as it is made deeper, or of a slope of the sweep. */
static bool are_comparable(const struct spec *spec, struct curve_id a, struct curve_id b) {
    if (b.panel == PANEL_DEPTH) {
        return a.panel == PANEL_GRADIENT && a.role == b.role && a.index == b.index;
    }
    if (b.panel != PANEL_SWEEP) {
        return a.panel == b.panel && a.role == b.role;
    }
    bool is_same_role = a.role == (b.role == ROLE_SWEEP ? ROLE_NETWORK : b.role);
    struct network of_slope = sweep_network(&spec->sweep, b.index);

    of_slope.depth = spec->depth;
    return a.panel == PANEL_GRADIENT && is_same_role &&
           network_compare(&spec->networks[a.index], &of_slope) == 0;
}

/* A number whose sign is not known is none that another one may have. */
static bool overlap(const struct sample_bounds *a, const struct sample_bounds *b) {
    return has_zero(a) == has_zero(b) && compare(a->low, b->high) <= 0 &&
           compare(b->low, a->high) <= 0;
}

static void join(struct group *group, const struct sample_bounds *bounds) {
    if (compare(bounds->low, group->bounds.low) > 0) {
        group->bounds.low = bounds->low;
    }
    if (compare(bounds->high, group->bounds.high) < 0) {
        group->bounds.high = bounds->high;
    }
    group->middle = group->bounds.low;
    group->middle.log10_abs = (group->bounds.low.log10_abs + group->bounds.high.log10_abs) / 2;
}

/* The group of a curve before curve `i` that is like it, or a new one. */
static size_t find_group(const struct series *series, size_t i, struct group *groups,
                         const size_t *group_of) {
    const struct curve *curve = &series->curves[i];
    const struct sample_bounds bounds = bounds_of(series, curve);

    for (size_t k = 0; k < i && is_sampled(curve); k++) {
        const struct curve *other = &series->curves[k];
        if (is_sampled(other) && are_comparable(series->spec, other->id, curve->id) &&
            overlap(&groups[group_of[k]].bounds, &bounds)) {
            if (curve->id.panel != PANEL_DEPTH) { /* whose samples are in the group already */
                join(&groups[group_of[k]], &bounds);
            }
            return group_of[k];
        }
    }
    groups[i] = (struct group){end_of(curve), bounds};
    return i;
}

void sampled_ends_round(struct series *series) {
    g_autofree struct group *groups = g_new0(struct group, series->n_curves);
    g_autofree size_t *group_of = g_new(size_t, series->n_curves);

    for (size_t i = 0; i < series->n_curves; i++) {
        group_of[i] = find_group(series, i, groups, group_of);
    }
    for (size_t i = 0; i < series->n_curves; i++) {
        struct curve *curve = &series->curves[i];
        const struct group *group = &groups[group_of[i]];
        curve->is_sampled = is_sampled(curve);
        curve->rounded = simplest(group->middle, &group->bounds);
    }
}
