/* What titles say of networks. */
#include "shared/title_sentences.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glib.h>

#include "rendering/axes/axis.h"
#include "rendering/words/extremes.h"
#include "spec/gradient_class.h"

/* ---- the numbers ---- */

const struct curve *facts_curve(const struct facts *facts, enum panel_kind panel,
                                enum curve_role role, size_t index) {
    const struct curve *curve = series_find(facts->series, (struct curve_id){panel, role, index});
    assert_non_null(curve);
    assert_int_equal(curve->n_points, facts->spec->depth + 1);
    return curve;
}

struct number facts_end(const struct facts *facts, enum panel_kind panel, size_t network) {
    return curve_last(facts_curve(facts, panel, ROLE_NETWORK, network));
}

static struct number activation(const struct facts *facts) {
    return facts_end(facts, PANEL_ACTIVATION, facts->network);
}

struct number facts_slope_gradient(const struct facts *facts) {
    return curve_last(facts_curve(facts, PANEL_SWEEP, ROLE_SWEEP, facts->slope));
}

static const struct curve *gradients(const struct facts *facts) {
    return facts->is_of_slope ? facts_curve(facts, PANEL_SWEEP, ROLE_SWEEP, facts->slope)
                              : facts_curve(facts, PANEL_GRADIENT, ROLE_NETWORK, facts->network);
}

struct number facts_gradient(const struct facts *facts) {
    return curve_last(gradients(facts));
}

/* The first of the layers at whose ends nothing but 0 is left. */
static int64_t zero_from(const struct curve *gradients) {
    size_t layer = gradients->n_points - 1;

    while (layer > 0 && gradients->points[layer - 1].y.sign == 0) {
        layer--;
    }
    return (int64_t)layer;
}

double compare_signed(struct number one, struct number other) {
    double difference = one.log10_abs - other.log10_abs;

    return one.sign != other.sign ? one.sign - other.sign
           : one.sign == 0        ? 0
                                  : one.sign * difference;
}

double facts_compare_ends(const struct facts *facts, enum panel_kind panel, size_t one,
                          size_t other) {
    struct number end_one = facts_end(facts, panel, one);
    struct number end_other = facts_end(facts, panel, other);

    if (panel == PANEL_ACTIVATION) {
        return compare_signed(end_one, end_other);
    }
    if (end_one.log10_abs != end_other.log10_abs) {
        return end_one.log10_abs < end_other.log10_abs ? -1 : 1;
    }
    return (double)(zero_from(facts_curve(facts, panel, ROLE_NETWORK, one)) -
                    zero_from(facts_curve(facts, panel, ROLE_NETWORK, other)));
}

struct number facts_peak(const struct facts *facts, enum panel_kind panel, size_t network) {
    const struct curve *curve = facts_curve(facts, panel, ROLE_NETWORK, network);
    size_t largest = 0;

    for (size_t i = 1; i < curve->n_points; i++) {
        if (curve->points[i].y.log10_abs > curve->points[largest].y.log10_abs) {
            largest = i;
        }
    }
    return curve->points[largest].y;
}

bool facts_peaks(const struct facts *facts, enum panel_kind panel, size_t network, double least) {
    struct number first = facts_curve(facts, panel, ROLE_NETWORK, network)->points[0].y;
    struct number last = facts_end(facts, panel, network);
    double peak = facts_peak(facts, panel, network).log10_abs;

    return last.sign != 0 && peak > first.log10_abs + least && peak > last.log10_abs + least;
}

struct number facts_trough(const struct facts *facts, enum panel_kind panel, size_t network) {
    const struct curve *curve = facts_curve(facts, panel, ROLE_NETWORK, network);
    struct number smallest = curve->points[0].y;

    for (size_t i = 1; i < curve->n_points; i++) {
        if (curve->points[i].y.log10_abs < smallest.log10_abs) {
            smallest = curve->points[i].y;
        }
    }
    return smallest;
}

bool facts_dips(const struct facts *facts, enum panel_kind panel, size_t network, double least) {
    const struct curve *curve = facts_curve(facts, panel, ROLE_NETWORK, network);
    struct number last = facts_end(facts, panel, network);
    struct number trough = facts_trough(facts, panel, network);

    for (size_t i = 0; panel == PANEL_ACTIVATION && i < curve->n_points; i++) {
        if (curve->points[i].y.sign != last.sign) {
            return false;
        }
    }
    return trough.sign != 0 && trough.log10_abs < curve->points[0].y.log10_abs - least &&
           trough.log10_abs < last.log10_abs - least;
}

/* About a tenth of both ends. */
static bool dips(const struct facts *facts, enum panel_kind panel) {
    struct number trough = facts_trough(facts, panel, facts->network);

    return facts_dips(facts, panel, facts->network, 0.9) &&
           (is_rounded(&facts->trough, trough, 2) || is_rounded(&facts->trough, trough, 3));
}

/* About ten times as large as both ends. */
static bool reaches(const struct facts *facts, enum panel_kind panel) {
    struct number peak = facts_peak(facts, panel, facts->network);

    return facts_peaks(facts, panel, facts->network, 0.9) &&
           (is_rounded(&facts->peak, peak, 2) || is_rounded(&facts->peak, peak, 3));
}

/* ---- activations ---- */

/* The point that equal layers draw every input to, by logarithms: scale·intercept / (1 - slope). */
static struct number drawing_point(const struct facts *facts) {
    const struct network *network = &facts->spec->networks[facts->network];
    double scale = network->scales.values[0].value;
    double intercept = network->intercepts.values[0].value;
    double distance =
        -fma(scale, network->slopes.values[0].value, network->skips.values[0].value - 1);

    if (scale == 0 || intercept == 0) {
        return (struct number){0, -INFINITY, 0};
    }
    int sign = (scale < 0) == (intercept < 0) ? 1 : -1;
    double log10_abs = log10(fabs(scale)) + log10(fabs(intercept)) - log10(distance);
    return (struct number){sign, log10_abs, sign * pow(10, log10_abs)};
}

static bool has_equal_slopes(const struct network *network) {
    bool are_equal = true;

    for (size_t i = 0; i < network->slopes.n_values; i++) {
        are_equal = are_equal && network->slopes.values[i].value == network->slopes.values[0].value;
    }
    return are_equal;
}

static bool has_equal_layers(const struct network *network) {
    bool are_equal = has_equal_slopes(network);

    for (size_t i = 0; i < network->intercepts.n_values; i++) {
        are_equal =
            are_equal && network->intercepts.values[i].value == network->intercepts.values[0].value;
    }
    return are_equal || network->scales.values[0].value == 0;
}

/* Every layer takes the same share of what is left of the way, and at most `left` remains. */
static bool is_drawn(const struct facts *facts, double left) {
    const struct network *network = &facts->spec->networks[facts->network];
    return facts->spec->depth > 0 && has_equal_layers(network) &&
           fabs(fma(network->scales.values[0].value, network->slopes.values[0].value,
                    network->skips.values[0].value)) < 1 &&
           facts_gradient(facts).log10_abs <= log10(left);
}

bool facts_is_drawn(const struct facts *facts, size_t network) {
    struct facts each = *facts;

    each.network = network;
    return is_drawn(&each, 1);
}

static bool settles(const struct facts *facts) {
    struct number limit = drawing_point(facts);
    struct number last = activation(facts);
    return is_drawn(facts, 1) && last.sign == limit.sign &&
           (last.sign == 0 || fabs(last.log10_abs - limit.log10_abs) < log10(1.1));
}

/* Nobody would guess from this signal that the gradient is gone. */
static bool looks_healthy(const struct facts *facts) {
    double times = drawing_point(facts).log10_abs - log10(fabs(facts->spec->input.value));
    return settles(facts) && fabs(times) < 1.01 && class_vanishes(facts_gradient(facts));
}

/* A signal that nothing is added to is the input times the gradient, and is said to do the same. */
static bool is_multiple(const struct facts *facts) {
    const struct network *network = &facts->spec->networks[facts->network];
    bool has_intercept = false;

    for (size_t i = 0; i < network->intercepts.n_values; i++) {
        has_intercept = has_intercept || network->intercepts.values[i].value != 0;
    }
    return (!has_intercept || network->scales.values[0].value == 0) && activation(facts).sign > 0;
}

/* ... and a reader of the axis sees them near each other. */
static bool heads_for(const struct facts *facts) {
    static const double near = 0.25;
    struct axis_span span = AXIS_SPAN_EMPTY;

    for (size_t i = 0; i < facts->spec->n_networks; i++) {
        axis_span_add(&span, facts_curve(facts, PANEL_ACTIVATION, ROLE_NETWORK, i));
    }
    struct axis axis = axis_of_values(&span, 6);
    double end = axis_position(&axis, activation(facts));
    double limit = axis_position(&axis, drawing_point(facts));
    bool is_of_one_size = drawing_point(facts).sign == 0 ||
                          activation(facts).log10_abs < drawing_point(facts).log10_abs + 1.01;

    return is_drawn(facts, near) && is_of_one_size && !is_multiple(facts) &&
           fabs(end - limit) < near * (axis.high - axis.low);
}

/* Every layer turns what is left of the way to the other side, and about half is left at most. */
static bool swings_towards(const struct facts *facts) {
    const struct network *network = &facts->spec->networks[facts->network];
    double slope = fma(network->scales.values[0].value, network->slopes.values[0].value,
                       network->skips.values[0].value);
    bool is_of_one_size = drawing_point(facts).sign == 0 ||
                          activation(facts).log10_abs < drawing_point(facts).log10_abs + 1.01;

    return slope < 0 && is_drawn(facts, 0.55) && is_of_one_size && !is_multiple(facts);
}

/* Positive at the last layer, and never farther from 0 before, or nearer. */
static bool ends_extreme(const struct facts *facts, bool is_farthest) {
    const struct curve *curve = facts_curve(facts, PANEL_ACTIVATION, ROLE_NETWORK, facts->network);
    struct number last = curve_last(curve);
    double rounding = 4e-14 + 4e-16 * (double)facts->spec->depth; /* of 1.2 - 0.2 */

    for (int64_t layer = 0; layer < facts->spec->depth; layer++) {
        struct number before = curve->points[layer].y;
        bool is_equal =
            before.sign == last.sign && fabs(before.log10_abs - last.log10_abs) <= rounding;
        if ((!is_equal && (before.log10_abs < last.log10_abs) != is_farthest) ||
            (!is_farthest && before.sign < 0)) {
            return false;
        }
    }
    return last.sign > 0 && !numbers_look_equal(facts->spec, curve->points[0].y, last);
}

static bool signal_stays(const struct facts *facts) {
    const struct curve *curve = facts_curve(facts, PANEL_ACTIVATION, ROLE_NETWORK, facts->network);
    struct number last = curve_last(curve);

    for (int64_t layer = 0; layer < facts->spec->depth; layer++) {
        struct number before = curve->points[layer].y;
        if (!numbers_look_equal(facts->spec, before, last)) {
            return false;
        }
    }
    return true;
}

static bool signal_reaches(const struct facts *facts) {
    return reaches(facts, PANEL_ACTIVATION);
}

static bool signal_dips(const struct facts *facts) {
    return dips(facts, PANEL_ACTIVATION);
}

/* Negative at the last layer, and lower after each than before it, but for rounding. */
static bool signal_falls(const struct facts *facts) {
    const struct curve *curve = facts_curve(facts, PANEL_ACTIVATION, ROLE_NETWORK, facts->network);
    double rounding = 4e-14 + 4e-16 * (double)facts->spec->depth;

    for (int64_t layer = 1; layer <= facts->spec->depth; layer++) {
        struct number before = curve->points[layer - 1].y;
        struct number own = curve->points[layer].y;
        bool is_higher = own.sign != before.sign
                             ? own.sign > before.sign
                             : own.sign * own.log10_abs - rounding > own.sign * before.log10_abs;
        if (own.sign != 0 && is_higher) {
            return false;
        }
    }
    return activation(facts).sign < 0 && !signal_stays(facts);
}

/* ---- gradients ---- */

bool class_shrinks(struct number number) {
    return gradient_class_of(number) < CLASS_STABLE;
}

bool class_grows(struct number number) {
    return gradient_class_of(number) == CLASS_AMPLIFYING;
}

bool class_vanishes(struct number number) {
    return gradient_class_of(number) == CLASS_VANISHING;
}

static bool gradient_reaches(const struct facts *facts) {
    return reaches(facts, PANEL_GRADIENT);
}

static bool gradient_dips(const struct facts *facts) {
    return dips(facts, PANEL_GRADIENT);
}

/* A measured 0 may be a rounded number, so that nothing is lost for certain. */
static bool ends_lost(const struct facts *facts) {
    return !facts->is_measured && facts_gradient(facts).sign == 0;
}

static bool ends_recorded(const struct facts *facts) {
    return facts->is_measured && facts_gradient(facts).sign == 0;
}

static bool is_lost(const struct facts *facts) {
    return ends_lost(facts) && zero_from(gradients(facts)) == facts->layer;
}

static bool is_recorded(const struct facts *facts) {
    return ends_recorded(facts) && zero_from(gradients(facts)) == facts->layer;
}

static bool vanishes(const struct facts *facts) {
    return facts_gradient(facts).sign != 0 && class_vanishes(facts_gradient(facts));
}

static bool explodes(const struct facts *facts) {
    return facts_gradient(facts).log10_abs > 4;
}

static bool shrinks(const struct facts *facts) {
    return class_shrinks(facts_gradient(facts)) && !class_vanishes(facts_gradient(facts));
}

static bool grows(const struct facts *facts) {
    return class_grows(facts_gradient(facts)) && facts_gradient(facts).log10_abs < 4.5;
}

static bool is_stable(const struct facts *facts) {
    return gradient_class_of(facts_gradient(facts)) == CLASS_STABLE;
}

/* What the layers make of the input; of the input 0 the signal itself. */
static struct number signal_growth(const struct facts *facts) {
    struct number last = activation(facts);
    double input = facts->spec->input.value;

    if (is_multiple(facts)) {
        return facts_gradient(facts);
    }
    return (struct number){.sign = last.sign,
                           .log10_abs = last.log10_abs - (input != 0 ? log10(fabs(input)) : 0)};
}

/* Whether a signal is a multiple of the gradient, or ends farther from the input than a stable
 * gradient makes it. */
static bool signal_moves(const struct facts *facts, bool is_largest) {
    bool is_near =
        facts->spec->input.value != 0 && gradient_class_of(signal_growth(facts)) == CLASS_STABLE;

    return is_multiple(facts) || (ends_extreme(facts, is_largest) && !is_near);
}

static bool signal_vanishes(const struct facts *facts) {
    return signal_moves(facts, false) && activation(facts).sign != 0 &&
           class_vanishes(signal_growth(facts));
}

static bool signal_explodes(const struct facts *facts) {
    return signal_moves(facts, true) && signal_growth(facts).log10_abs > 4;
}

static bool signal_grows(const struct facts *facts) {
    return signal_moves(facts, true) && !signal_explodes(facts) &&
           (!is_multiple(facts) || class_grows(signal_growth(facts)));
}

static bool signal_shrinks(const struct facts *facts) {
    return signal_moves(facts, false) && !signal_vanishes(facts) &&
           (!is_multiple(facts) || class_shrinks(signal_growth(facts)));
}

/* Said of nothing that has a word. */
static bool signal_ends(const struct facts *facts) {
    return !signal_grows(facts) && !signal_shrinks(facts) && !signal_stays(facts) &&
           !signal_falls(facts) && !signal_vanishes(facts) && !signal_explodes(facts);
}

/* Among at least three of which another one `is`, but less, and none is farther from 1 or, of the
 * other sign, as far. */
static bool is_most(const struct facts *facts, bool (*is)(struct number number)) {
    static const double alike = 0.003; /* log10: they may look the same */
    struct number own = facts_gradient(facts);
    bool is_more_than_one = false;

    for (size_t i = 0; i < facts->spec->n_networks; i++) {
        struct number other = facts_end(facts, PANEL_GRADIENT, i);
        double farther = fabs(other.log10_abs) - fabs(own.log10_abs);
        if (is(other) && (farther > alike || (farther >= 0 && other.sign != own.sign))) {
            return false;
        }
        is_more_than_one = is_more_than_one || (is(other) && farther < 0);
    }
    return is_more_than_one && facts->spec->n_networks > 2;
}

static bool grows_most(const struct facts *facts) {
    return grows(facts) && is_most(facts, class_grows);
}

static bool shrinks_most(const struct facts *facts) {
    return shrinks(facts) && is_most(facts, class_shrinks);
}

static int side_of(struct number number) {
    return class_grows(number) - class_shrinks(number);
}

bool facts_lacks_trend(const struct facts *facts, size_t network) {
    const struct curve *curve = facts_curve(facts, PANEL_GRADIENT, ROLE_NETWORK, network);
    struct number end = curve_last(curve);
    size_t n_other = 0;

    for (size_t i = 1; i < curve->n_points; i++) {
        n_other += side_of(curve->points[i].y) != side_of(end) ? 1 : 0;
    }
    return facts->is_measured && fabs(end.log10_abs) < 1.01 && 3 * n_other >= curve->n_points - 1;
}

static bool has_no_trend(const struct facts *facts) {
    return facts_lacks_trend(facts, facts->network);
}

static bool is_kept(const struct facts *facts) {
    return facts_gradient(facts).sign > 0 && fabs(facts_gradient(facts).log10_abs) < 1e-9;
}

/* After every layer: nothing of what came between is far from 1. */
static bool is_kept_near(const struct facts *facts) {
    const struct curve *curve = gradients(facts);

    for (size_t i = 0; i < curve->n_points; i++) {
        double modulus = fabs(curve->points[i].y.value);
        if (!(modulus > 0.7 && modulus < 1.42)) {
            return false;
        }
    }
    return facts_gradient(facts).sign > 0;
}

static bool is_share(const struct facts *facts) {
    return facts_gradient(facts).sign > 0 && facts_gradient(facts).log10_abs < 0 &&
           facts_gradient(facts).log10_abs >= -3;
}

static bool is_divided(const struct facts *facts) {
    return facts_gradient(facts).sign > 0 && facts_gradient(facts).log10_abs < -3 &&
           !vanishes(facts);
}

/* Chinese has the gradient itself, in percent. */
static struct number facts_divisor(const struct facts *facts) {
    struct number gradient = facts_gradient(facts);
    struct number inverse = {gradient.sign, -gradient.log10_abs, 1 / gradient.value};

    return facts->spec->figure.language == LANGUAGE_ZH ? gradient : inverse;
}

/* Not "100%", which would be all of it. */
static bool is_flipped(const struct facts *facts) {
    return facts_gradient(facts).sign < 0 && facts_gradient(facts).value > -0.9995 &&
           facts_gradient(facts).log10_abs >= -3;
}

static struct number facts_modulus(const struct facts *facts) {
    struct number gradient = facts_gradient(facts);
    return (struct number){abs(gradient.sign), gradient.log10_abs, fabs(gradient.value)};
}

static bool is_of_slope(const struct facts *facts) {
    return facts->is_of_slope;
}

static bool is_multiplied(const struct facts *facts) {
    return facts_gradient(facts).sign != 0 && !vanishes(facts) && !is_flipped(facts) &&
           facts_gradient(facts).log10_abs < 4.5;
}

static bool is_grown(const struct facts *facts) {
    return is_multiplied(facts) && facts_gradient(facts).sign > 0 &&
           facts_gradient(facts).log10_abs > 0;
}

static bool is_turned(const struct facts *facts) {
    return is_multiplied(facts) && facts_gradient(facts).sign < 0;
}

/* In a second clause, which has the verb of the first. */
static bool both_do(const struct facts *facts, bool (*is_true)(const struct facts *facts)) {
    struct facts first = *facts;

    first.network = facts->first;
    return facts->lacks_verb && is_true(facts) && is_true(&first);
}

static bool goes_there_too(const struct facts *facts) {
    return both_do(facts, vanishes) || both_do(facts, explodes);
}

static bool is_share_too(const struct facts *facts) {
    return both_do(facts, is_share);
}

static bool is_multiplied_too(const struct facts *facts) {
    return both_do(facts, is_grown) || both_do(facts, is_turned);
}

/* ---- all layers as one line ---- */

static bool has_no_composition(const struct facts *facts) {
    return facts->spec->depth <= 1;
}

static bool is_flat(const struct facts *facts) {
    return facts_gradient(facts).sign == 0;
}

static bool is_almost_flat(const struct facts *facts) {
    return facts_gradient(facts).sign != 0 && facts_gradient(facts).log10_abs < log10(0.06);
}

static bool is_steep(const struct facts *facts) {
    return facts_gradient(facts).log10_abs > log10(4);
}

static bool is_slanted(const struct facts *facts) {
    return facts_gradient(facts).sign != 0;
}

/* Every layer changes the gradient by at most about a quarter. */
static bool has_mild_layers(const struct facts *facts) {
    const struct network *network = &facts->spec->networks[facts->network];
    double slope = fma(network->scales.values[0].value, network->slopes.values[0].value,
                       network->skips.values[0].value);
    return has_equal_slopes(network) && facts->spec->depth > 1 && slope > 0.79 && slope < 1.26;
}

static bool become_flat(const struct facts *facts) {
    return has_mild_layers(facts) && facts_gradient(facts).log10_abs < log10(0.06);
}

static bool become_flatter(const struct facts *facts) {
    return has_mild_layers(facts) && facts_gradient(facts).log10_abs < log10(0.25) &&
           facts_gradient(facts).log10_abs > log10(0.04);
}

static bool become_steep(const struct facts *facts) {
    return has_mild_layers(facts) && is_steep(facts);
}

/* ---- the sentences ---- */

const struct sentence *network_sentences(size_t *n) {
    static const struct sentence sentences[] = {
        {PANEL_ACTIVATION,
         {"{name} settle{s} at {value}", "{name}{each}稳定于 {value}"},
         settles,
         drawing_point},
        {PANEL_ACTIVATION,
         {"{name} look{s} healthy at {value}", "{name}{each}看似正常，稳定于 {value}"},
         looks_healthy,
         drawing_point},
        {PANEL_ACTIVATION,
         {"{name} head{s} for {value}", "{name}{each}趋于 {value}"},
         heads_for,
         drawing_point},
        {PANEL_ACTIVATION,
         {"{name} swing{s} towards {value}", "{name}{each}摆动趋向 {value}"},
         swings_towards,
         drawing_point},
        {PANEL_ACTIVATION,
         {"{name} grow{s} to {value}", "{name}{each}增至 {value}"},
         signal_grows,
         activation},
        {PANEL_ACTIVATION,
         {"{name} shrink{s} to {value}", "{name}{each}衰减至 {value}"},
         signal_shrinks,
         activation},
        {PANEL_ACTIVATION,
         {"{name} vanish{es} to {value}", "{name}{each}消失，只剩 {value}"},
         signal_vanishes,
         activation},
        {PANEL_ACTIVATION,
         {"{name} explode{s} to {value}", "{name}{each}爆炸，达 {value}"},
         signal_explodes,
         activation},
        {PANEL_ACTIVATION,
         {"{name} fall{s} to {value}", "{name}{each}跌至 {value}"},
         signal_falls,
         activation},
        {PANEL_ACTIVATION,
         {"{name} stay{s} at {value}", "{name}{each}保持为 {value}"},
         signal_stays,
         activation},
        {PANEL_ACTIVATION,
         {"{name} end{s} at {value}", "{name}末值{each}为 {value}"},
         signal_ends,
         activation},
        {PANEL_ACTIVATION,
         {"{name} reach{es} {peak} and end{s} at {value}",
          "{name}{each}一度达 {peak}、末值为 {value}"},
         signal_reaches,
         activation},
        {PANEL_ACTIVATION,
         {"{name} reach{es} {peak}", "{name}{each}一度达 {peak}"},
         signal_reaches,
         activation},
        {PANEL_ACTIVATION,
         {"{name} dip{s} to {trough} and end{s} at {value}",
          "{name}{each}一度降至 {trough}、末值为 {value}"},
         signal_dips,
         activation},
        {PANEL_ACTIVATION,
         {"{name} dip{s} to {trough}", "{name}{each}一度降至 {trough}"},
         signal_dips,
         activation},
        {PANEL_GRADIENT,
         {"{name} dip{s} to {trough} and end{s} at {value}",
          "{name}{each}一度降至 {trough}、末值为 {value}"},
         gradient_dips,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} dip{s} to {trough}", "{name}{each}一度降至 {trough}"},
         gradient_dips,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} reach{es} {peak} and end{s} at {value}",
          "{name}{each}一度达 {peak}、末值为 {value}"},
         gradient_reaches,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} reach{es} {peak}", "{name}{each}一度达 {peak}"},
         gradient_reaches,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} {is} exactly 0 from layer {layer}", "{name}{each}自第 {layer} 层起为 0"},
         is_lost,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} {is} recorded as 0 from layer {layer}", "{name}{each}自第 {layer} 层起记录为 0"},
         is_recorded,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} vanish{es}, {factor}", "{name}{each}消失，{factor}"},
         vanishes,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} explode{s}, {factor}", "{name}{each}爆炸，{factor}"},
         explodes,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} shrink{s} most, to {value}", "{name}衰减最甚，{each}降至 {value}"},
         shrinks_most,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} shrink{s} to {value}", "{name}{each}衰减至 {value}"},
         shrinks,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} grow{s} most, to {value}", "{name}增长最快，{each}增至 {value}"},
         grows_most,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} grow{s} to {value}", "{name}{each}增至 {value}"},
         grows,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} stay{s} near 1", "{name}{each}保持在 1 附近"},
         is_kept_near,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} {is} stable, {factor}", "{name}{each}稳定，{factor}"},
         is_stable,
         facts_gradient},
        {PANEL_ACTIVATION, {"{name} vanish{es}", "{name}{each}消失"}, signal_vanishes, activation},
        {PANEL_ACTIVATION, {"{name} explode{s}", "{name}{each}爆炸"}, signal_explodes, activation},
        {PANEL_ACTIVATION, {"{name} fall{s}", "{name}{each}下跌"}, signal_falls, activation},
        {PANEL_ACTIVATION, {"{name} grow{s}", "{name}{each}增长"}, signal_grows, activation},
        {PANEL_ACTIVATION, {"{name} shrink{s}", "{name}{each}衰减"}, signal_shrinks, activation},
        {PANEL_GRADIENT,
         {"{name} pass{es} nothing", "{name}{each}无梯度"},
         ends_lost,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} {is} recorded as 0", "{name}{each}记录为 0"},
         ends_recorded,
         facts_gradient},
        {PANEL_GRADIENT,
         {"{name} show{s} no clear trend", "{name}{each}无明显趋势"},
         has_no_trend,
         facts_gradient},
        {PANEL_GRADIENT, {"{name} vanish{es}", "{name}{each}消失"}, vanishes, facts_gradient},
        {PANEL_GRADIENT, {"{name} explode{s}", "{name}{each}爆炸"}, explodes, facts_gradient},
        {PANEL_GRADIENT, {"{name} {is} stable", "{name}{each}稳定"}, is_stable, facts_gradient},
        {PANEL_GRADIENT, {"{name} shrink{s} most", "{name}衰减最甚"}, shrinks_most, facts_gradient},
        {PANEL_GRADIENT, {"{name} shrink{s}", "{name}{each}衰减"}, shrinks, facts_gradient},
        {PANEL_GRADIENT, {"{name} grow{s} most", "{name}增长最快"}, grows_most, facts_gradient},
        {PANEL_GRADIENT, {"{name} grow{s}", "{name}{each}增长"}, grows, facts_gradient},
        {HEADLINE,
         {"{subject} lose{s} all of {it} at layer {layer}",
          "{subject}{it}{each}自第 {layer} 层起为 0"},
         is_lost,
         facts_gradient},
        {HEADLINE,
         {"{subject} lose{s} all of {it}", "{subject}{it}{each}为 0"},
         ends_lost,
         facts_gradient},
        {HEADLINE,
         {"{subject} {has} {it} recorded as 0 from layer {layer}",
          "{subject}{it}{each}自第 {layer} 层起记录为 0"},
         is_recorded,
         facts_gradient},
        {HEADLINE,
         {"{subject} {has} {it} recorded as 0", "{subject}{it}{each}记录为 0"},
         ends_recorded,
         facts_gradient},
        {HEADLINE,
         {"{subject} show{s} no clear trend", "{subject}{each}无明显趋势"},
         has_no_trend,
         facts_gradient},
        {HEADLINE,
         {"{subject} let{s} {it} reach {peak} and end at {value}",
          "{subject}{it}{each}一度达 {peak}、末值为 {value}"},
         gradient_reaches,
         facts_gradient},
        {HEADLINE,
         {"{subject} let{s} {it} dip to {trough} and end at {value}",
          "{subject}{it}{each}一度降至 {trough}、末值为 {value}"},
         gradient_dips,
         facts_gradient},
        {HEADLINE,
         {"{subject} let{s} {it} vanish to {value}", "{subject}{it}{each}消失，只剩 {value}"},
         vanishes,
         facts_gradient},
        {HEADLINE,
         {"{subject} let{s} {it} explode to {value}", "{subject}{it}{each}爆炸，达 {value}"},
         explodes,
         facts_gradient},
        {HEADLINE,
         {"{subject} divide{s} {it} by {value}", "{subject}{it}{each}只剩 {percent}"},
         is_divided,
         facts_divisor},
        {HEADLINE,
         {"{subject} keep{s} {it} whole", "{subject}{it}{each}完整保留"},
         is_kept,
         facts_gradient},
        {HEADLINE,
         {"{subject} keep{s} {it} near 1", "{subject}{it}{each}保持在 1 附近"},
         is_kept_near,
         facts_gradient},
        {HEADLINE,
         {"{subject} keep{s} {percent}{of it}, with its sign flipped",
          "{subject}{of it}{each}降至 {percent}，符号相反"},
         is_flipped,
         facts_modulus},
        {HEADLINE,
         {"{subject} keep{s} {percent}{of it}", "{subject}{of it}{each}降至 {percent}"},
         is_share,
         facts_gradient},
        {HEADLINE,
         {"{subject} multipl{ies} {it} by {value}", "{subject}{it}{each}增至 {value} 倍"},
         is_grown,
         facts_gradient},
        {HEADLINE,
         {"{subject} multipl{ies} {it} by {value}", "{subject}{it}{each}变为 {value} 倍"},
         is_turned,
         facts_gradient},
        {HEADLINE, {"{subject} to {value}", "{subject}为 {value}"}, goes_there_too, facts_gradient},
        {HEADLINE, {"{subject} {percent}", "{subject}为 {percent}"}, is_share_too, facts_gradient},
        {HEADLINE,
         {"{subject} by {value}", "{subject}达 {value} 倍"},
         is_multiplied_too,
         facts_gradient},
        {HEADLINE,
         {"{Gradient at}{slope}: {factor}", "{slope}：{factor}"},
         is_of_slope,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {one} looks harmless, {n} are almost flat (slope {value})",
          "{name}：{one}看似无害，{n} 层叠加后几乎水平（斜率 {value}）"},
         become_flat,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {one} looks harmless, {n} are almost flat",
          "{name}：{one}看似无害，{n} 层叠加后几乎水平"},
         become_flat,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {one} looks harmless, {n} are far flatter (slope {value})",
          "{name}：{one}看似无害，{n} 层叠加后平缓得多（斜率 {value}）"},
         become_flatter,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {one} looks harmless, {n} are far flatter",
          "{name}：{one}看似无害，{n} 层叠加后平缓得多"},
         become_flatter,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {one} looks harmless, {n} are steep (slope {value})",
          "{name}：{one}看似无害，{n} 层叠加后十分陡峭（斜率 {value}）"},
         become_steep,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {one} looks harmless, {n} are steep",
          "{name}：{one}看似无害，{n} 层叠加后十分陡峭"},
         become_steep,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"Every layer is a line, its slope the gradient", "每层都是一条直线，斜率即梯度"},
         has_no_composition,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {n} {layers} are flat (slope exactly 0)",
          "{name}：{n} 层叠加后完全水平（斜率恰为 0）"},
         is_flat,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {n} {layers} are almost flat (slope {value})",
          "{name}：{n} 层叠加后几乎水平（斜率 {value}）"},
         is_almost_flat,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {n} {layers} are steep (slope {value})",
          "{name}：{n} 层叠加后十分陡峭（斜率 {value}）"},
         is_steep,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {n} {layers} are one line of slope {value}",
          "{name}：{n} 层叠加后仍为直线，斜率 {value}"},
         is_slanted,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {n} {layers} are flat", "{name}：{n} 层叠加后完全水平"},
         is_flat,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {n} {layers} are almost flat", "{name}：{n} 层叠加后几乎水平"},
         is_almost_flat,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {n} {layers} are far flatter", "{name}：{n} 层叠加后平缓得多"},
         become_flatter,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {n} {layers} are steep", "{name}：{n} 层叠加后十分陡峭"},
         is_steep,
         facts_gradient},
        {PANEL_GEOMETRY,
         {"{Name}: {n} {layers} have slope {value}", "{name}：{n} 层叠加后斜率 {value}"},
         is_slanted,
         facts_gradient},
    };
    *n = G_N_ELEMENTS(sentences);
    return sentences;
}
