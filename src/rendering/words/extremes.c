/* Compares the ends of the networks' curves. */
#include "rendering/words/extremes.h"

#include <math.h>

#include <glib.h>

#include "rendering/words/figure_text.h"
#include "rendering/words/gradient_words.h"
#include "rendering/words/slope_products.h"
#include "simulation/network.h"

const struct curve *network_curve(const struct series *series, enum panel_kind panel,
                                  size_t index) {
    return series_find(series, (struct curve_id){panel, ROLE_NETWORK, index});
}

static bool look_equal(const struct spec *spec, struct number a, struct number b, int n_digits) {
    static const double near = 0.01; /* log10 of more than a unit of the last digit */
    if (a.sign != b.sign || fabs(a.log10_abs - b.log10_abs) > near) {
        return false;
    }
    if (products_are_equal(a, b, spec->depth)) {
        return true;
    }
    g_autofree char *first = formatted_product(a, n_digits, spec->depth);
    g_autofree char *second = formatted_product(b, n_digits, spec->depth);
    return g_str_equal(first, second);
}

bool numbers_look_equal(const struct spec *spec, struct number a, struct number b) {
    return look_equal(spec, a, b, FIGURE_DIGITS);
}

/* Whether another curve beside this one ends with another number that looks the same. */
static bool is_ambiguous(const struct series *series, const struct curve *curve, int n_digits) {
    struct number own = curve_last(curve);

    for (size_t i = 0; i < series->n_curves; i++) {
        const struct curve *other = &series->curves[i];
        if (other->id.panel == curve->id.panel && other->id.role == curve->id.role &&
            !products_are_equal(own, curve_last(other), series->spec->depth) &&
            look_equal(series->spec, own, curve_last(other), n_digits)) {
            return true;
        }
    }
    return false;
}

int curve_digits(const struct series *series, const struct curve *curve) {
    enum { MORE_MAX = 2 };
    int n = FIGURE_DIGITS;

    while (n < FIGURE_DIGITS + MORE_MAX && is_ambiguous(series, curve, n)) {
        n++;
    }
    return is_ambiguous(series, curve, n) ? FIGURE_DIGITS : n;
}

/* What the figure speaks of where a curve turns far beyond both its ends; otherwise the end.
 * Medians of random layers have no such place. */
static struct number turn_of(const struct curve *curve,
                             bool (*turns)(const struct curve *curve, struct number *there)) {
    struct number there;
    return !curve->is_sampled && turns(curve, &there) ? there : curve_last(curve);
}

bool curve_strays(const struct curve *curve) {
    double end = curve_last(curve).log10_abs;
    return turn_of(curve, curve_peaks).log10_abs != end ||
           turn_of(curve, curve_dips).log10_abs != end;
}

/* Of gradients that are 0 the figure also says from which layer on, of peaks how high, and of dips
 * how deep. */
static bool curves_end_equal(const struct spec *spec, const struct curve *a,
                             const struct curve *b) {
    double zero_a = curve_zero_layer(a);
    double zero_b = curve_zero_layer(b);
    bool are_alike = zero_a == zero_b || (isnan(zero_a) && isnan(zero_b));

    return numbers_look_equal(spec, curve_last(a), curve_last(b)) &&
           numbers_look_equal(spec, turn_of(a, curve_peaks), turn_of(b, curve_peaks)) &&
           numbers_look_equal(spec, turn_of(a, curve_dips), turn_of(b, curve_dips)) &&
           (a->id.panel != PANEL_GRADIENT || are_alike);
}

struct number curve_drawn(const struct curve *curve, struct number number) {
    return curve->id.panel == PANEL_GRADIENT ? number_modulus(number) : number;
}

static struct number farther(struct number a, struct number b, int side) {
    return number_is_below(a, b) == (side > 0) ? b : a;
}

/* What makes a curve the highest or, with side -1, the lowest: its end, or a place where it turns.
 */
static struct number reach(const struct curve *curve, int side) {
    struct number peak = curve_drawn(curve, turn_of(curve, curve_peaks));
    struct number trough = curve_drawn(curve, turn_of(curve, curve_dips));

    return farther(curve_drawn(curve, curve_last(curve)), farther(peak, trough, side), side);
}

/* Of gradients that are 0 the one that was lost first is the lower one. */
static bool is_lower(const struct curve *a, const struct curve *b, int side) {
    struct number of_a = reach(a, side);
    struct number of_b = reach(b, side);
    bool are_lost = of_a.sign == 0 && of_b.sign == 0 && a->id.panel == PANEL_GRADIENT;

    return are_lost ? curve_zero_layer(a) < curve_zero_layer(b) : number_is_below(of_a, of_b);
}

/* Of equal ones the last, so that two networks are both named. */
size_t network_largest(const struct series *series, enum panel_kind panel,
                       const struct network_group *except) {
    size_t largest = series->spec->n_networks;

    for (size_t i = 0; i < series->spec->n_networks; i++) {
        bool is_first = largest == series->spec->n_networks;
        if (!network_group_has(except, i) &&
            (is_first || !is_lower(network_curve(series, panel, i),
                                   network_curve(series, panel, largest), 1))) {
            largest = i;
        }
    }
    return largest;
}

struct extremes extremes_of(const struct series *series, enum panel_kind panel) {
    static const struct network_group none = {0};
    struct extremes extremes = {.are_equal = true,
                                .largest = network_largest(series, panel, &none)};
    const struct curve *first = network_curve(series, panel, 0);
    const struct curve *smallest = first;

    for (size_t i = 1; i < series->spec->n_networks; i++) {
        const struct curve *curve = network_curve(series, panel, i);
        extremes.are_equal = extremes.are_equal && curves_end_equal(series->spec, first, curve);
        if (is_lower(curve, smallest, -1)) {
            smallest = curve;
            extremes.smallest = i;
        }
    }
    return extremes;
}

/* The way from the first value of a signal to its last: -1 down, 1 up, 0 for none that shows. */
static int way_of(const struct spec *spec, const struct curve *signals) {
    struct number first = signals->points[0].y;
    struct number last = curve_last(signals);

    return numbers_look_equal(spec, first, last) ? 0 : number_is_below(last, first) ? -1 : 1;
}

bool hides_lowest(const struct series *series, size_t named) {
    struct extremes extremes = extremes_of(series, PANEL_ACTIVATION);
    const struct curve *lowest = network_curve(series, PANEL_ACTIVATION, extremes.smallest);
    const struct curve *highest = network_curve(series, PANEL_ACTIVATION, extremes.largest);
    int way = way_of(series->spec, lowest);

    return (reach(lowest, -1).sign < 0 && reach(highest, 1).sign > 0) ||
           (way != way_of(series->spec, highest) &&
            way != way_of(series->spec, network_curve(series, PANEL_ACTIVATION, named)));
}

bool networks_stray(const struct series *series) {
    for (size_t i = 0; i < series->spec->n_networks; i++) {
        if (curve_strays(network_curve(series, PANEL_GRADIENT, i))) {
            return true;
        }
    }
    return false;
}

bool networks_lose_apart(const struct series *series) {
    double first = NAN;
    bool are_apart = false;

    for (size_t i = 0; i < series->spec->n_networks; i++) {
        double layer = curve_zero_layer(network_curve(series, PANEL_GRADIENT, i));
        are_apart = are_apart || (!isnan(first) && !isnan(layer) && layer != first);
        first = isnan(first) ? layer : first;
    }
    return are_apart;
}

static bool stays_near_one(const struct series *series, size_t index) {
    return gradient_stays_near_one(network_curve(series, PANEL_GRADIENT, index));
}

bool network_is_near_with_others(const struct series *series, size_t index) {
    enum { MANY = 5 };
    const struct spec *spec = series->spec;
    struct number own = series_gradient(series, index);
    size_t n = 0;
    bool are_equal = true;

    for (size_t i = 0; i < spec->n_networks; i++) {
        if (stays_near_one(series, i)) {
            n++;
            are_equal = are_equal && numbers_look_equal(spec, own, series_gradient(series, i));
        }
    }
    return spec->n_networks < MANY && n < spec->n_networks && !are_equal &&
           stays_near_one(series, index);
}

struct number series_gradient(const struct series *series, size_t index) {
    return curve_last(network_curve(series, PANEL_GRADIENT, index));
}

/* How far a gradient is from 1, by factors; a little more above 1, because the share of a gradient
 * that is kept says more than a factor. */
static double distance_from_one(struct number gradient) {
    static const double above = 1.1;
    return fmax(-gradient.log10_abs, above * gradient.log10_abs);
}

/* How far a network's gradient is from 1, at its end or where it turns. */
static double network_distance(const struct series *series, size_t index) {
    const struct curve *curve = network_curve(series, PANEL_GRADIENT, index);
    double turns = fmax(distance_from_one(turn_of(curve, curve_peaks)),
                        distance_from_one(turn_of(curve, curve_dips)));

    return fmax(distance_from_one(curve_last(curve)), turns);
}

bool network_is_near_one(const struct series *series, size_t index, bool is_exact) {
    bool is_with_others = !is_exact && !networks_have_random(series->spec) &&
                          network_is_near_with_others(series, index);
    return is_with_others || gradient_stays_stable(network_curve(series, PANEL_GRADIENT, index));
}

int network_factor_digits(const struct series *series, size_t index, bool is_exact) {
    bool has_number = !network_is_near_one(series, index, is_exact);
    return has_number ? gradient_factor_digits(series_gradient(series, index)) : 0;
}

size_t network_nearest_to_one(const struct series *series) {
    size_t nearest = 0;

    for (size_t i = 1; i < series->spec->n_networks; i++) {
        if (network_distance(series, i) < network_distance(series, nearest)) {
            nearest = i;
        }
    }
    return nearest;
}

size_t networks_count(const struct series *series, bool (*is)(struct number gradient)) {
    size_t n = 0;

    for (size_t i = 0; i < series->spec->n_networks; i++) {
        n += is(series_gradient(series, i)) ? 1 : 0;
    }
    return n;
}
