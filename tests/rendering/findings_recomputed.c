/* The headline and the titles of the panels are true of random specs, and about the extremes. Every
 * sentence is read, and judged by what its words mean, with room on either side of where gradfig
 * begins to use them. Only the classes of gradients and the series are gradfig's. */
#include "rendering/headline.h"

#include <math.h>
#include <string.h>

#include <glib.h>

#include "rendering/panel_types.h"
#include "rendering/renderer.h"
#include "simulation/classify.h"

#include "shared/random_spec.h"
#include "shared/read_title.h"
#include "shared/rows.h"
#include "shared/sanitized.h"

enum {
    N_SPECS = CASES(500),
    SEEN_MIN = 1, /* times that each sentence has to be said in each language */
};

/* ---- the numbers ---- */

static const struct curve *curve_of(const struct facts *facts, enum panel_kind panel,
                                    enum curve_role role, size_t index) {
    const struct curve *curve = series_find(facts->series, (struct curve_id){panel, role, index});
    assert_non_null(curve);
    assert_int_equal(curve->n_points, facts->spec->depth + 1);
    return curve;
}

static struct number end_of(const struct facts *facts, enum panel_kind panel, size_t network) {
    return curve_last(curve_of(facts, panel, ROLE_NETWORK, network));
}

static struct number activation(const struct facts *facts) {
    return end_of(facts, PANEL_ACTIVATION, facts->network);
}

static struct number slope_gradient(const struct facts *facts) {
    return curve_last(curve_of(facts, PANEL_SWEEP, ROLE_SWEEP, facts->slope));
}

static const struct curve *gradients(const struct facts *facts) {
    return facts->is_of_slope ? curve_of(facts, PANEL_SWEEP, ROLE_SWEEP, facts->slope)
                              : curve_of(facts, PANEL_GRADIENT, ROLE_NETWORK, facts->network);
}

static struct number gradient(const struct facts *facts) {
    return curve_last(gradients(facts));
}

/* The first of the layers at whose ends nothing but 0 is left. */
static int64_t zero_from(const struct facts *facts) {
    const struct curve *curve = gradients(facts);
    int64_t layer = facts->spec->depth;

    while (layer > 0 && curve->points[layer - 1].y.sign == 0) {
        layer--;
    }
    return layer;
}

/* ---- activations ---- */

/* The point that equal layers draw every input to, by logarithms: scale·intercept / (1 - slope). */
static struct number drawing_point(const struct facts *facts) {
    const struct network *network = &facts->spec->networks[facts->network];
    double scale = network->scale.value;
    double intercept = network->intercepts.values[0].value;
    double distance = -fma(scale, network->slopes.values[0].value, network->skip.value - 1);

    if (scale == 0 || intercept == 0) {
        return (struct number){0, -INFINITY, 0};
    }
    return (struct number){
        .sign = (scale < 0) == (intercept < 0) ? 1 : -1,
        .log10_abs = log10(fabs(scale)) + log10(fabs(intercept)) - log10(distance),
    };
}

static bool has_equal_layers(const struct network *network) {
    bool are_equal = true;

    for (size_t i = 0; i < network->slopes.n_values; i++) {
        are_equal = are_equal && network->slopes.values[i].value == network->slopes.values[0].value;
    }
    for (size_t i = 0; i < network->intercepts.n_values; i++) {
        are_equal =
            are_equal && network->intercepts.values[i].value == network->intercepts.values[0].value;
    }
    return are_equal || network->scale.value == 0;
}

/* Every layer takes the same share of what is left of the way, and at most `left` remains. */
static bool is_drawn(const struct facts *facts, double left) {
    const struct network *network = &facts->spec->networks[facts->network];
    return facts->spec->depth > 0 && has_equal_layers(network) &&
           fabs(fma(network->scale.value, network->slopes.values[0].value, network->skip.value)) <
               1 &&
           gradient(facts).log10_abs <= log10(left);
}

static bool settles(const struct facts *facts) {
    struct number limit = drawing_point(facts);
    struct number last = activation(facts);
    return is_drawn(facts, 1) && last.sign == limit.sign &&
           (last.sign == 0 || fabs(last.log10_abs - limit.log10_abs) < log10(1.1));
}

static bool heads_for(const struct facts *facts) {
    return is_drawn(facts, 0.25);
}

/* Positive at the last layer, and farther from 0 than ever before, or nearer. */
static bool ends_extreme(const struct facts *facts, bool is_farthest) {
    const struct curve *curve = curve_of(facts, PANEL_ACTIVATION, ROLE_NETWORK, facts->network);
    struct number last = curve_last(curve);

    for (int64_t layer = 0; layer < facts->spec->depth; layer++) {
        struct number before = curve->points[layer].y;
        if (before.log10_abs == last.log10_abs ||
            (before.log10_abs < last.log10_abs) != is_farthest ||
            (!is_farthest && before.sign < 0)) {
            return false;
        }
    }
    return facts->spec->depth > 0 && last.sign > 0;
}

static bool signal_grows(const struct facts *facts) {
    return ends_extreme(facts, true);
}

static bool signal_shrinks(const struct facts *facts) {
    return ends_extreme(facts, false);
}

/* Said of nothing that has a word. */
static bool signal_ends(const struct facts *facts) {
    return !signal_grows(facts) && !signal_shrinks(facts);
}

/* ---- gradients ---- */

static bool shrinks_by_class(struct number number) {
    return gradient_class_of(number) < CLASS_STABLE;
}

static bool grows_by_class(struct number number) {
    return gradient_class_of(number) == CLASS_AMPLIFYING;
}

static bool vanishes_by_class(struct number number) {
    return gradient_class_of(number) == CLASS_VANISHING;
}

static bool is_lost(const struct facts *facts) {
    return gradient(facts).sign == 0 && zero_from(facts) == facts->layer;
}

static bool vanishes(const struct facts *facts) {
    return gradient(facts).sign != 0 && vanishes_by_class(gradient(facts));
}

static bool explodes(const struct facts *facts) {
    return gradient(facts).log10_abs > 3;
}

static bool shrinks(const struct facts *facts) {
    return shrinks_by_class(gradient(facts)) && !vanishes_by_class(gradient(facts));
}

static bool grows(const struct facts *facts) {
    return grows_by_class(gradient(facts)) && gradient(facts).log10_abs < 4.5;
}

static bool is_stable(const struct facts *facts) {
    return gradient_class_of(gradient(facts)) == CLASS_STABLE;
}

/* One of at least two that `is`, among at least three, and no other as far from 1. */
static bool is_most(const struct facts *facts, bool (*is)(struct number number)) {
    size_t n = 0;

    for (size_t i = 0; i < facts->spec->n_networks; i++) {
        struct number other = end_of(facts, PANEL_GRADIENT, i);
        n += is(other) ? 1 : 0;
        if (i != facts->network && is(other) &&
            fabs(other.log10_abs) >= fabs(gradient(facts).log10_abs)) {
            return false;
        }
    }
    return n > 1 && facts->spec->n_networks > 2;
}

static bool grows_most(const struct facts *facts) {
    return grows(facts) && is_most(facts, grows_by_class);
}

static bool shrinks_most(const struct facts *facts) {
    return shrinks(facts) && is_most(facts, shrinks_by_class);
}

static bool is_kept(const struct facts *facts) {
    return gradient(facts).sign > 0 && fabs(gradient(facts).log10_abs) < log10(1.006);
}

static bool is_share(const struct facts *facts) {
    return gradient(facts).sign > 0 && gradient(facts).log10_abs < 0 && !vanishes(facts);
}

static bool is_multiplied(const struct facts *facts) {
    return gradient(facts).sign != 0 && !vanishes(facts) && gradient(facts).log10_abs < 4.5;
}

/* ---- all layers as one line ---- */

static bool has_no_composition(const struct facts *facts) {
    return facts->spec->depth <= 1;
}

static bool is_flat(const struct facts *facts) {
    return gradient(facts).sign == 0;
}

static bool is_almost_flat(const struct facts *facts) {
    return gradient(facts).sign != 0 && gradient(facts).log10_abs < log10(0.25);
}

static bool is_steep(const struct facts *facts) {
    return gradient(facts).log10_abs > log10(4);
}

static bool is_slanted(const struct facts *facts) {
    return gradient(facts).sign != 0;
}

/* ---- the sweep ---- */

static size_t count_slopes(const struct facts *facts, bool (*is)(struct number number)) {
    struct facts each = *facts;
    size_t n = 0;

    for (each.slope = 0; each.slope < facts->spec->sweep.slopes.n_values; each.slope++) {
        n += is(slope_gradient(&each)) ? 1 : 0;
    }
    return n;
}

static bool is_any(struct number number) {
    (void)number;
    return true;
}

/* No block slope is negative, so its modulus need not be named. */
static bool has_no_negative(const struct facts *facts) {
    for (size_t i = 0; i < facts->spec->sweep.slopes.n_values && facts->spec->depth > 0; i++) {
        if (curve_of(facts, PANEL_SWEEP, ROLE_SWEEP, i)->points[1].y.sign < 0) {
            return false;
        }
    }
    return true;
}

static bool all_keep(const struct facts *facts) {
    return count_slopes(facts, shrinks_by_class) + count_slopes(facts, grows_by_class) == 0 &&
           count_slopes(facts, is_any) > 1;
}

static bool both_signed(const struct facts *facts) {
    return count_slopes(facts, shrinks_by_class) > 0 && count_slopes(facts, grows_by_class) > 0;
}

static bool both(const struct facts *facts) {
    return both_signed(facts) && has_no_negative(facts);
}

/* The slope named has the extreme gradient, and no slope does the contrary. */
static bool is_extreme_slope(const struct facts *facts, double sign) {
    struct facts each = *facts;

    for (each.slope = 0; each.slope < facts->spec->sweep.slopes.n_values; each.slope++) {
        if (sign * slope_gradient(&each).log10_abs > sign * slope_gradient(facts).log10_abs) {
            return false;
        }
    }
    return count_slopes(facts, sign < 0 ? grows_by_class : shrinks_by_class) == 0;
}

static bool slopes_shrink_signed(const struct facts *facts) {
    return is_extreme_slope(facts, -1) && shrinks_by_class(slope_gradient(facts));
}

static bool slopes_shrink(const struct facts *facts) {
    return slopes_shrink_signed(facts) && has_no_negative(facts);
}

static bool slopes_grow_signed(const struct facts *facts) {
    return is_extreme_slope(facts, 1) && grows_by_class(slope_gradient(facts));
}

static bool slopes_grow(const struct facts *facts) {
    return slopes_grow_signed(facts) && has_no_negative(facts);
}

/* ---- the sentences ---- */

/* What may be said of one network, or of the whole sweep. */
static const struct sentence {
    enum panel_kind panel; /* N_PANELS: the headline */
    const char *patterns[N_LANGUAGES];
    bool (*is_true)(const struct facts *facts);
    struct number (*value)(const struct facts *facts);
} sentences[] = {
    {PANEL_ACTIVATION,
     {"{name} settles at {value}", "{name}稳定于 {value}"},
     settles,
     drawing_point},
    {PANEL_ACTIVATION,
     {"{name} heads for {value}", "{name}趋于 {value}"},
     heads_for,
     drawing_point},
    {PANEL_ACTIVATION, {"{name} grows to {value}", "{name}增至 {value}"}, signal_grows, activation},
    {PANEL_ACTIVATION,
     {"{name} shrinks to {value}", "{name}减至 {value}"},
     signal_shrinks,
     activation},
    {PANEL_ACTIVATION, {"{name} ends at {value}", "{name}末值为 {value}"}, signal_ends, activation},
    {PANEL_GRADIENT,
     {"{name} is exactly 0 from layer {layer}", "{name}自第 {layer} 层起为 0"},
     is_lost,
     gradient},
    {PANEL_GRADIENT, {"{name} vanishes, {factor}", "{name}消失，{factor}"}, vanishes, gradient},
    {PANEL_GRADIENT, {"{name} explodes, {factor}", "{name}爆炸，{factor}"}, explodes, gradient},
    {PANEL_GRADIENT,
     {"{name} shrinks most, {factor}", "{name}衰减最多，{factor}"},
     shrinks_most,
     gradient},
    {PANEL_GRADIENT, {"{name} shrinks, {factor}", "{name}衰减，{factor}"}, shrinks, gradient},
    {PANEL_GRADIENT,
     {"{name} grows most, {factor}", "{name}增长最多，{factor}"},
     grows_most,
     gradient},
    {PANEL_GRADIENT, {"{name} grows, {factor}", "{name}增长，{factor}"}, grows, gradient},
    {PANEL_GRADIENT, {"{name} is stable, {factor}", "{name}稳定，{factor}"}, is_stable, gradient},
    {N_PANELS,
     {"{subject} lose{s} all of {it} at layer {layer}", "{subject}的{it}自第 {layer} 层起为 0"},
     is_lost,
     gradient},
    {N_PANELS,
     {"{subject} let{s} {it} vanish, to {value}", "{subject}的{it}消失，仅剩 {value}"},
     vanishes,
     gradient},
    {N_PANELS,
     {"{subject} let{s} {it} explode, to {value}", "{subject}的{it}爆炸，达到 {value}"},
     explodes,
     gradient},
    {N_PANELS, {"{subject} keep{s} {it} whole", "{subject}完整保留{it}"}, is_kept, gradient},
    {N_PANELS,
     {"{subject} keep{s} {percent} of {it}", "{subject}保留 {percent} 的{it}"},
     is_share,
     gradient},
    {N_PANELS,
     {"{subject} multipl{ies} {it} by {value}", "{subject}使{it}变为原来的 {value} 倍"},
     is_multiplied,
     gradient},
    {PANEL_GEOMETRY,
     {"Every layer is a line, its slope the gradient", "每一层是一条直线，斜率即梯度"},
     has_no_composition,
     gradient},
    {PANEL_GEOMETRY,
     {"Composed, {subject} {is} flat: slope exactly 0", "{subject}合成水平直线，斜率恰为 0"},
     is_flat,
     gradient},
    {PANEL_GEOMETRY,
     {"Composed, {subject} {is} almost flat: slope {value}",
      "{subject}合成几乎水平的直线，斜率 {value}"},
     is_almost_flat,
     gradient},
    {PANEL_GEOMETRY,
     {"Composed, {subject} {is} steep: slope {value}", "{subject}合成陡峭的直线，斜率 {value}"},
     is_steep,
     gradient},
    {PANEL_GEOMETRY,
     {"Composed, {subject} {is} one line of slope {value}", "{subject}合成一条直线，斜率 {value}"},
     is_slanted,
     gradient},
    {PANEL_SWEEP,
     {"All of these slopes keep the gradient", "这些斜率都保持梯度稳定"},
     all_keep,
     slope_gradient},
    {PANEL_SWEEP,
     {"|{block}| &lt; 1 shrinks the gradient, |{block}| &gt; 1 grows it",
      "|{block}| &lt; 1 使梯度衰减，|{block}| &gt; 1 使梯度增强"},
     both_signed,
     slope_gradient},
    {PANEL_SWEEP,
     {"{block} &lt; 1 shrinks the gradient, {block} &gt; 1 grows it",
      "{block} &lt; 1 使梯度衰减，{block} &gt; 1 使梯度增强"},
     both,
     slope_gradient},
    {PANEL_SWEEP,
     {"|{block}| &lt; 1 shrinks the gradient, to {value} at {slope}",
      "|{block}| &lt; 1 使梯度衰减，{slope} 时至 {value}"},
     slopes_shrink_signed,
     slope_gradient},
    {PANEL_SWEEP,
     {"{block} &lt; 1 shrinks the gradient, to {value} at {slope}",
      "{block} &lt; 1 使梯度衰减，{slope} 时至 {value}"},
     slopes_shrink,
     slope_gradient},
    {PANEL_SWEEP,
     {"|{block}| &gt; 1 grows the gradient, to {value} at {slope}",
      "|{block}| &gt; 1 使梯度增强，{slope} 时至 {value}"},
     slopes_grow_signed,
     slope_gradient},
    {PANEL_SWEEP,
     {"{block} &gt; 1 grows the gradient, to {value} at {slope}",
      "{block} &gt; 1 使梯度增强，{slope} 时至 {value}"},
     slopes_grow,
     slope_gradient},
};

static size_t n_seen[G_N_ELEMENTS(sentences)][N_LANGUAGES];

/* Whether `sentence` is read, true, and with the right number. */
static bool is_read(const char **at, const struct sentence *sentence, struct facts facts) {
    const char *end = *at;
    int n_digits = sentence->panel == N_PANELS ? 2 : 3;

    facts.value = (struct printed){.sign = 2}; /* none */
    if (!read_pattern(&end, sentence->patterns[facts.spec->figure.language], &facts) ||
        !sentence->is_true(&facts)) {
        return false;
    }
    struct number exact = sentence->value(&facts);
    if (facts.value.sign != 2 && !is_rounded(&facts.value, exact, n_digits) &&
        !is_rounded(&facts.value, exact, 3)) {
        return false;
    }
    *at = end;
    return true;
}

static bool read_sentence(const char **at, enum panel_kind panel, struct facts facts) {
    for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
        if (sentences[i].panel == panel && is_read(at, &sentences[i], facts)) {
            n_seen[i][facts.spec->figure.language]++;
            return true;
        }
    }
    return false;
}

/* ---- titles ---- */

static const char *const heads[PANEL_GEOMETRY][2][N_LANGUAGES] = {
    [PANEL_ACTIVATION] = {{"Signal: ", "信号："}, {"Signals: ", "信号："}},
    [PANEL_GRADIENT] = {{"Gradient: ", "梯度："}, {"Gradient: ", "梯度："}},
};

/* No network is nearer to 0, or none is farther. */
static bool is_extreme(const struct facts *facts, enum panel_kind panel, size_t network,
                       double sign) {
    double own = sign * end_of(facts, panel, network).log10_abs;

    for (size_t i = 0; i < facts->spec->n_networks; i++) {
        if (sign * end_of(facts, panel, i).log10_abs > own) {
            return false;
        }
    }
    return true;
}

/* The sentence at the end of a title, on a network with the largest value. */
static bool ends_with_largest(const char *at, enum panel_kind panel, enum panel_kind said_of,
                              struct facts facts) {
    facts.is_second = true;
    facts.begins_sentence = false;
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *end = at;
        if (is_extreme(&facts, panel, facts.network, 1) && read_sentence(&end, said_of, facts) &&
            *end == '\0') {
            return true;
        }
    }
    return false;
}

/* Two sentences on networks with the smallest and the largest value. */
static bool names_extremes(const char *title, const char *between, enum panel_kind panel,
                           enum panel_kind said_of, struct facts facts) {
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *at = title;
        if (is_extreme(&facts, panel, facts.network, -1) && read_sentence(&at, said_of, facts) &&
            read_text(&at, between) && ends_with_largest(at, panel, said_of, facts)) {
            return true;
        }
    }
    return false;
}

/* "both end at 1", and so all do. */
static bool says_equal(const char *at, enum panel_kind panel, struct facts facts) {
    static const char *const patterns[2][N_LANGUAGES] = {
        {"both end at {value}", "两个网络末值均为 {value}"},
        {"{subject} end at {value}", "{subject}末值均为 {value}"},
    };
    bool are_many = facts.spec->n_networks > 2;
    char *all =
        g_strdup_printf(facts.spec->figure.language == LANGUAGE_ZH ? "%zu 个网络" : "all %zu",
                        facts.spec->n_networks);

    facts.subject = all;
    bool is_true = read_pattern(&at, patterns[are_many][facts.spec->figure.language], &facts);
    for (size_t i = 0; i < facts.spec->n_networks && is_true; i++) {
        is_true = is_rounded(&facts.value, end_of(&facts, panel, i), 3);
    }
    g_free(all);
    return is_true && *at == '\0';
}

static bool judge_curves(const char *title, enum panel_kind panel, struct facts facts) {
    static const char *const separators[PANEL_GEOMETRY][N_LANGUAGES] = {
        [PANEL_ACTIVATION] = {", ", "，"}, [PANEL_GRADIENT] = {"; ", "；"}};
    bool is_one = facts.spec->n_networks == 1;
    int64_t language = facts.spec->figure.language;

    if (!read_text(&title, heads[panel][!is_one][language])) {
        return false;
    }
    if (is_one) {
        return read_sentence(&title, panel, facts) && *title == '\0';
    }
    return says_equal(title, panel, facts) ||
           names_extremes(title, separators[panel][language], panel, panel, facts);
}

static bool judge_geometry(const char *title, enum panel_kind panel, struct facts facts) {
    while (facts.network < facts.spec->n_networks &&
           facts.spec->networks[facts.network].skip.value != 0) {
        facts.network++;
    }
    facts.network %= facts.spec->n_networks;
    return read_sentence(&title, panel, facts) && *title == '\0';
}

static bool judge_sweep(const char *title, enum panel_kind panel, struct facts facts) {
    facts.is_of_slope = facts.spec->sweep.slopes.n_values == 1;
    return read_sentence(&title, facts.is_of_slope ? N_PANELS : panel, facts) && *title == '\0';
}

static bool (*const judges[PANEL_PATHS])(const char *title, enum panel_kind panel,
                                         struct facts facts) = {
    judge_curves,
    judge_curves,
    judge_geometry,
    judge_sweep,
};

/* ---- the headline ---- */

static const struct crowd {
    const char *patterns[N_LANGUAGES];
    bool (*is)(struct number number);
} crowds[] = {
    {{" networks let the gradient vanish", "梯度消失"}, vanishes_by_class},
    {{" networks shrink the gradient", "梯度衰减"}, shrinks_by_class},
};

static size_t count_networks(const struct facts *facts, bool (*is)(struct number number)) {
    size_t n = 0;

    for (size_t i = 0; i < facts->spec->n_networks; i++) {
        n += is(end_of(facts, PANEL_GRADIENT, i)) ? 1 : 0;
    }
    return n;
}

/* "All 8 networks let the gradient vanish, VGG-16 most, to 0", of a network with the smallest. */
static bool names_most(const char *title, struct facts facts) {
    static const char *const patterns[N_LANGUAGES] = {", {name} most, to {value}", NULL};
    static const char *const endings[G_N_ELEMENTS(crowds)] = {"，{name}最甚，仅剩 {value}",
                                                              "，{name}最甚，降至 {value}"};
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
            const char *at = title;
            const char *pattern =
                facts.spec->figure.language == LANGUAGE_ZH ? endings[i] : patterns[LANGUAGE_EN];
            if (is_extreme(&facts, PANEL_GRADIENT, facts.network, -1) &&
                read_pattern(&at, pattern, &facts) && *at == '\0' &&
                is_rounded(&facts.value, gradient(&facts), 3)) {
                return true;
            }
        }
    }
    return false;
}

/* "5 of 8 networks let the gradient vanish; ..." */
static bool counts_networks(const char *title, const struct crowd *crowd, struct facts facts) {
    size_t n = facts.spec->n_networks;
    size_t count = count_networks(&facts, crowd->is);
    bool is_chinese = facts.spec->figure.language == LANGUAGE_ZH;
    char *some =
        is_chinese
            ? g_strdup_printf("%zu 个网络中有 %zu 个%s；", n, count, crowd->patterns[LANGUAGE_ZH])
            : g_strdup_printf("%zu of %zu%s; ", count, n, crowd->patterns[LANGUAGE_EN]);
    char *all = is_chinese ? g_strdup_printf("全部 %zu 个网络的%s", n, crowd->patterns[LANGUAGE_ZH])
                           : g_strdup_printf("All %zu%s", n, crowd->patterns[LANGUAGE_EN]);
    bool is_read = (count < n && read_text(&title, some) &&
                    ends_with_largest(title, PANEL_GRADIENT, N_PANELS, facts)) ||
                   (count == n && read_text(&title, all) && names_most(title, facts));

    g_free(some);
    g_free(all);
    return is_read;
}

/* "Both networks keep 11 % of the gradient", which has to be true of each. */
static bool speaks_of_all(const char *title, struct facts facts) {
    bool is_chinese = facts.spec->figure.language == LANGUAGE_ZH;
    char *all = g_strdup_printf(is_chinese ? "全部 %zu 个网络" : "All %zu networks",
                                facts.spec->n_networks);
    bool is_true = true;

    facts.is_plural = true;
    facts.subject = all;
    if (facts.spec->n_networks == 2) {
        facts.subject = is_chinese ? "两个网络" : "Both networks";
    }
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *at = title;
        is_true = is_true && read_sentence(&at, N_PANELS, facts) && *at == '\0';
    }
    g_free(all);
    return is_true;
}

static bool judge_headline(const char *title, struct facts facts) {
    int64_t language = facts.spec->figure.language;
    bool is_one = facts.spec->n_networks == 1;

    facts.begins_sentence = true;
    if (facts.spec->depth == 0) {
        return strcmp(title, language == LANGUAGE_ZH ? "没有任何层，梯度保持为 1"
                                                     : "Without layers the gradient stays 1") == 0;
    }
    if (is_one) {
        return read_sentence(&title, N_PANELS, facts) && *title == '\0';
    }
    return speaks_of_all(title, facts) || counts_networks(title, &crowds[0], facts) ||
           counts_networks(title, &crowds[1], facts) ||
           names_extremes(title, language == LANGUAGE_ZH ? "；" : "; ", PANEL_GRADIENT, N_PANELS,
                          facts);
}

/* ---- the tests ---- */

/* Prints the title if it is bad. Frees it. */
static size_t count_fault(char *title, bool is_good) {
    if (!is_good) {
        print_error("said: %s\n", title);
    }
    g_free(title);
    return is_good ? 0 : 1;
}

/* The titles are made from the thinned series that the figure has, and judged from every layer. */
static size_t count_faults(const struct spec *spec) {
    const struct selection every_layer = {0};
    struct series drawn;
    struct series judged;
    struct gradfig_error error;
    struct facts facts = {.spec = spec, .series = &judged};

    assert_true(renderer_collect(&drawn, spec, NULL, &error));
    assert_true(series_collect(&judged, spec, &every_layer, &error));
    char *headline = without_colors(headline_text(spec, &drawn));
    size_t n_faults = count_fault(headline, judge_headline(headline, facts));
    for (int panel = 0; panel < PANEL_PATHS; panel++) {
        char *title = without_colors(panel_title(spec, &drawn, (enum panel_kind)panel));
        n_faults += count_fault(title, judges[panel](title, (enum panel_kind)panel, facts));
    }
    series_finish(&drawn);
    series_finish(&judged);
    return n_faults;
}

static void titles_are_true_and_of_the_extremes(void **state) {
    GRand *random = g_rand_new_with_seed(1);
    size_t n_bad = 0;
    (void)state;

    for (int i = 0; i < N_SPECS; i++) {
        struct spec spec;
        random_spec(&spec, random);
        if (count_faults(&spec) > 0) {
            char *description = random_spec_describe(&spec);
            print_error("  of %s\n", description);
            g_free(description);
            n_bad++;
        }
        spec_finish(&spec);
    }
    g_rand_free(random);
    if (n_bad > 0) {
        fail_msg("%zu of %d specs have titles that are not true, or not of the extremes", n_bad,
                 N_SPECS);
    }
}

/* Of the titles above: what is never said is never judged. */
static void every_sentence_was_said(void **state) {
    size_t n_rare = 0;
    (void)state;

    if (IS_SANITIZED) {
        skip();
    }
    for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
        for (size_t language = 0; language < N_LANGUAGES; language++) {
            if (n_seen[i][language] < SEEN_MIN) {
                print_error("said %zu times: %s\n", n_seen[i][language],
                            sentences[i].patterns[language]);
                n_rare++;
            }
        }
    }
    assert_int_equal(n_rare, 0);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_are_true_and_of_the_extremes),
        cmocka_unit_test(every_sentence_was_said),
    };
    return run_all(tests);
}
