/* What titles say of the sweep. */
#include "shared/title_sentences.h"

#include <math.h>

#include <glib.h>

/* ---- the sweep ---- */

static size_t count_slopes(const struct facts *facts, bool (*is)(struct number number)) {
    struct facts each = *facts;
    size_t n = 0;

    for (each.slope = 0; each.slope < facts->spec->sweep.slopes.n_values; each.slope++) {
        n += is(facts_slope_gradient(&each)) ? 1 : 0;
    }
    return n;
}

static bool is_any(struct number number) {
    (void)number;
    return true;
}

static bool all_keep(const struct facts *facts) {
    return facts->spec->sweep.scale.value != 0 &&
           count_slopes(facts, class_shrinks) + count_slopes(facts, class_grows) == 0 &&
           count_slopes(facts, is_any) > 1;
}

static bool both(const struct facts *facts) {
    return count_slopes(facts, class_shrinks) > 0 && count_slopes(facts, class_grows) > 0;
}

static bool is_one(struct number number) {
    return fabs(number.log10_abs) < 1e-9;
}

static bool all_three(const struct facts *facts) {
    return both(facts) && count_slopes(facts, is_one) > 0;
}

bool facts_names_slopes(const struct facts *facts) {
    static const double equal = 1e-9; /* log10 */
    static const double alike = 0.005;
    const struct real *slopes = facts->spec->sweep.slopes.values;
    struct facts each = *facts;
    struct number own = facts_slope_gradient(facts);

    for (each.slope = 0; each.slope < facts->spec->sweep.slopes.n_values; each.slope++) {
        struct number other = facts_slope_gradient(&each);
        bool is_named = slopes[each.slope].value == slopes[facts->slope].value ||
                        slopes[each.slope].value == slopes[facts->slope_too].value;
        double distance =
            own.sign == 0 && other.sign == 0 ? 0 : fabs(own.log10_abs - other.log10_abs);
        bool is_wrong = each.slope == facts->slope_too ? own.sign != other.sign || distance > alike
                                                       : !is_named && distance < equal;
        if (is_wrong) {
            return false;
        }
    }
    return true;
}

/* The slope named has the extreme gradient, and no slope does the contrary. */
static bool is_extreme_slope(const struct facts *facts, double sign) {
    struct facts each = *facts;

    for (each.slope = 0; each.slope < facts->spec->sweep.slopes.n_values; each.slope++) {
        if (sign * facts_slope_gradient(&each).log10_abs >
            sign * facts_slope_gradient(facts).log10_abs) {
            return false;
        }
    }
    return facts_names_slopes(facts) &&
           count_slopes(facts, sign < 0 ? class_grows : class_shrinks) == 0;
}

static bool slopes_shrink(const struct facts *facts) {
    return is_extreme_slope(facts, -1) && class_shrinks(facts_slope_gradient(facts));
}

static bool slopes_grow(const struct facts *facts) {
    return is_extreme_slope(facts, 1) && class_grows(facts_slope_gradient(facts));
}

static bool all_that_shrink(const struct facts *facts) {
    return count_slopes(facts, class_shrinks) > 0 && count_slopes(facts, class_grows) == 0;
}

static bool all_that_grow(const struct facts *facts) {
    return count_slopes(facts, class_grows) > 0 && count_slopes(facts, class_shrinks) == 0;
}

static bool has_no_term(const struct facts *facts) {
    return facts->spec->sweep.scale.value == 0 && facts->spec->sweep.slopes.n_values > 1;
}

/* ---- the sentences ---- */

const struct sentence *sweep_sentences(size_t *n) {
    static const struct sentence sentences[] = {
        {PANEL_SWEEP,
         {"With scale 0, every slope gives {value}", "缩放为 0 时，各斜率的梯度均为 {value}"},
         has_no_term,
         facts_slope_gradient},
        {PANEL_SWEEP,
         {"All these slopes keep the gradient stable", "这些斜率均使梯度保持稳定"},
         all_keep,
         facts_slope_gradient},
        {PANEL_SWEEP,
         {"Gradients shrink for {less}, hold at {equal}, grow for {more}",
          "{less} 时梯度衰减，{equal} 时不变，{more} 时增长"},
         all_three,
         facts_slope_gradient},
        {PANEL_SWEEP,
         {"Gradients shrink for {less} and grow for {more}", "{less} 时梯度衰减，{more} 时增长"},
         both,
         facts_slope_gradient},
        {PANEL_SWEEP,
         {"Gradients shrink for {less}, to {value} at {slope}",
          "{less} 时梯度衰减，{slope} 时降至 {value}"},
         slopes_shrink,
         facts_slope_gradient},
        {PANEL_SWEEP,
         {"Gradients grow for {more}, to {value} at {slope}",
          "{more} 时梯度增长，{slope} 时增至 {value}"},
         slopes_grow,
         facts_slope_gradient},
        {PANEL_SWEEP,
         {"Gradients shrink for {less}", "{less} 时梯度衰减"},
         all_that_shrink,
         facts_slope_gradient},
        {PANEL_SWEEP,
         {"Gradients grow for {more}", "{more} 时梯度增长"},
         all_that_grow,
         facts_slope_gradient},
    };
    *n = G_N_ELEMENTS(sentences);
    return sentences;
}
