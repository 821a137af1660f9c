/* A table of findings for each panel: condition, value, words. */
#include "rendering/findings.h"

#include <float.h>
#include <math.h>

#include <glib.h>

#include "simulation/classify.h"
#include "simulation/network.h"
#include "simulation/paths.h"

#include "base/format.h"
#include "base/markup.h"
#include "rendering/words.h"

enum { FINDING_DIGITS = 3 };

/* What a finding is about: a spec, its series and, in the rows on one network, which. */
struct subject {
    const struct spec *spec;
    const struct series *series;
    size_t network;
};

/* One finding: where `holds`, the text is said. In it {name} is the network, {n} the depth and
 * {block} the block
 * slope of the sweep and {value} what `value` gives. The first row that holds is taken; the last
 * one always does. */
struct finding {
    bool (*holds)(const struct subject *subject);
    struct number (*value)(const struct subject *subject);
    const char *texts[N_LANGUAGES];
};

/* ---- numbers ---- */

static const struct curve *curve_of(const struct subject *subject, enum panel_kind panel) {
    return series_find(subject->series, (struct curve_id){panel, ROLE_NETWORK, subject->network});
}

static struct number last_of(const struct curve *curve) {
    return curve->points[curve->n_points - 1].y;
}

static struct number last_activation(const struct subject *subject) {
    return last_of(curve_of(subject, PANEL_ACTIVATION));
}

static struct number last_gradient(const struct subject *subject) {
    return last_of(curve_of(subject, PANEL_GRADIENT));
}

/* Where there is none, a number that the conditions refuse. */
static struct number fixed_point(const struct subject *subject) {
    struct number point = {.sign = 1, .log10_abs = INFINITY, .value = INFINITY};
    (void)network_fixed_point(&subject->spec->networks[subject->network], &point);
    return point;
}

static struct number zero_layer(const struct subject *subject) {
    const struct curve *curve = curve_of(subject, PANEL_GRADIENT);
    size_t i = 0;
    while (curve->points[i].y.sign != 0) {
        i++;
    }
    return number_from_double(curve->points[i].x);
}

/* ---- conditions on one network ---- */

static bool always(const struct subject *subject) {
    (void)subject;
    return true;
}

/* Whether a layer's slope is inside of 1 and -1 by more than rounding what was typed can make it:
 * 2.3 - 1.3 is 1. */
static bool contracts(const struct network *network) {
    double branch = network->scale.value * network->slopes.values[0].value;
    double rounding = DBL_EPSILON * (fabs(network->skip.value) + fabs(branch));
    return 1 - fabs(network_layer_line(network, 1).slope.value) > rounding;
}

/* Equal layers with a slope below 1: x goes to the fixed point from anywhere. */
static bool converges(const struct subject *subject) {
    return subject->spec->depth > 0 && contracts(&subject->spec->networks[subject->network]) &&
           fixed_point(subject).log10_abs < INFINITY;
}

/* ... and at the last layer it is nearly there; by logarithms, which no number is too large for. */
static bool settles(const struct subject *subject) {
    struct number limit = fixed_point(subject);
    struct number last = last_activation(subject);

    if (!converges(subject) || last.sign != limit.sign) {
        return false;
    }
    double distance = last.log10_abs - limit.log10_abs;
    return limit.sign == 0 || (distance >= log10(0.95) && distance <= log10(1.05));
}

/* ... or has gone a good part of the way: of the distance |g_n| is left. */
static bool approaches(const struct subject *subject) {
    return converges(subject) && last_gradient(subject).log10_abs <= log10(0.9);
}

/* Positive and largest at the last layer, and larger than at the input. */
static bool grows(const struct subject *subject) {
    const struct curve *curve = curve_of(subject, PANEL_ACTIVATION);
    struct number last = last_of(curve);

    for (size_t i = 0; i + 1 < curve->n_points; i++) {
        if (curve->points[i].y.log10_abs >= last.log10_abs) {
            return false;
        }
    }
    return curve->n_points > 1 && last.sign > 0;
}

static bool has_no_gradient(const struct subject *subject) {
    return last_gradient(subject).sign == 0;
}

static bool is_single(const struct subject *subject) {
    return subject->spec->depth < 2;
}

static bool is_flat(const struct subject *subject) {
    return last_gradient(subject).log10_abs < log10(0.2);
}

static bool is_steep(const struct subject *subject) {
    return last_gradient(subject).log10_abs > log10(5);
}

/* ---- conditions on the sweep ---- */

static size_t count_class(const struct subject *subject, enum gradient_class class) {
    size_t n = 0;

    for (size_t i = 0; i < subject->series->n_curves; i++) {
        const struct curve *curve = &subject->series->curves[i];
        if (curve->id.panel == PANEL_SWEEP && gradient_class_of(last_of(curve)) == class) {
            n++;
        }
    }
    return n;
}

static bool sweep_is_stable(const struct subject *subject) {
    return count_class(subject, CLASS_STABLE) == subject->spec->sweep.slopes.n_values;
}

static bool sweep_has_negative(const struct subject *subject) {
    const struct sweep *sweep = &subject->spec->sweep;

    for (size_t i = 0; i < sweep->slopes.n_values; i++) {
        if (sweep_block_slope(sweep, i).sign < 0) {
            return true;
        }
    }
    return false;
}

static bool sweep_has_both(const struct subject *subject) {
    size_t n_amplifying = count_class(subject, CLASS_AMPLIFYING);
    size_t n_stable = count_class(subject, CLASS_STABLE);
    return n_amplifying > 0 && n_amplifying + n_stable < subject->spec->sweep.slopes.n_values;
}

static bool sweep_has_both_negative(const struct subject *subject) {
    return sweep_has_both(subject) && sweep_has_negative(subject);
}

static bool sweep_is_amplifying(const struct subject *subject) {
    return count_class(subject, CLASS_AMPLIFYING) == subject->spec->sweep.slopes.n_values;
}

static bool sweep_has_stable(const struct subject *subject) {
    return count_class(subject, CLASS_STABLE) > 0;
}

/* A block slope near -1 keeps the gradient but for its sign. */
static bool sweep_has_stable_negative(const struct subject *subject) {
    return sweep_has_stable(subject) && sweep_has_negative(subject);
}

/* ---- the findings ---- */

static const struct finding activation_findings[] = {
    {settles, fixed_point, {"{name} settles at {value}", "{name}稳定于 {value}"}},
    {approaches, fixed_point, {"{name} heads for {value}", "{name}趋于 {value}"}},
    {grows, last_activation, {"{name} grows", "{name}增长"}},
    {always, last_activation, {"{name} ends at {value}", "{name}末值为 {value}"}},
};

static const struct finding gradient_findings[] = {
    {has_no_gradient,
     zero_layer,
     {"{name} exactly 0 from layer {value}", "{name}自第 {value} 层起为 0"}},
    {always, last_gradient, {"{name} ×{value}", "{name} ×{value}"}},
};

static const struct finding geometry_findings[] = {
    {is_single,
     last_gradient,
     {"Every layer is a line, its slope the gradient", "每一层是一条直线，斜率即梯度"}},
    {is_flat,
     last_gradient,
     {"{n} {name} layers make an almost flat line", "{n} 层{name}合成几乎水平的直线"}},
    {is_steep,
     last_gradient,
     {"{n} {name} layers make a steep line", "{n} 层{name}合成陡峭的直线"}},
    {always,
     last_gradient,
     {"{n} {name} layers make one line of slope {value}", "{n} 层{name}合成斜率 {value} 的直线"}},
};

static const struct finding sweep_findings[] = {
    {sweep_is_stable,
     last_gradient,
     {"All of these slopes keep the gradient", "这些斜率都保持梯度稳定"}},
    {sweep_has_both_negative,
     last_gradient,
     {"|{block}| &lt; 1 shrinks the gradient, |{block}| &gt; 1 grows it",
      "|{block}| &lt; 1 使梯度衰减，|{block}| &gt; 1 使梯度增强"}},
    {sweep_has_both,
     last_gradient,
     {"{block} &lt; 1 shrinks the gradient, {block} &gt; 1 grows it",
      "{block} &lt; 1 使梯度衰减，{block} &gt; 1 使梯度增强"}},
    {sweep_has_stable_negative,
     last_gradient,
     {"Only {block} very near ±1 keeps the gradient", "只有 {block} 极接近 ±1 才保持梯度"}},
    {sweep_has_stable,
     last_gradient,
     {"Only {block} very near 1 keeps the gradient", "只有 {block} 极接近 1 才保持梯度"}},
    {sweep_is_amplifying,
     last_gradient,
     {"All of these slopes amplify the gradient", "这些斜率都放大梯度"}},
    {always, last_gradient, {"All of these slopes weaken the gradient", "这些斜率都使梯度衰减"}},
};

/* ---- saying them ---- */

static char *say(const struct finding *findings, const struct subject *subject) {
    const struct finding *finding = findings;
    GString *value = g_string_new(NULL);
    GString *depth = g_string_new(NULL);

    while (!finding->holds(subject)) {
        finding++;
    }
    format_whole(depth, subject->spec->depth);
    if (finding->value == zero_layer) {
        format_whole(value, (int64_t)zero_layer(subject).value); /* every digit matters */
    } else {
        format_number(value, finding->value(subject), FINDING_DIGITS);
    }
    const struct markup_field fields[] = {
        {"value", g_string_free(value, FALSE)},
        {"n", g_string_free(depth, FALSE)},
        {"block", words_sweep_block(subject->spec)},
        {"name", words_network(subject->spec, subject->network)},
    };
    return markup_fill(finding->texts[subject->spec->figure.language], fields,
                       G_N_ELEMENTS(fields));
}

/* "Signals: plain heads for 0.5, residual grows": of more than two networks the first and last. */
static char *say_of_networks(const struct finding *findings, struct subject subject,
                             const char *const before[N_LANGUAGES]) {
    static const char *const between[N_LANGUAGES] = {", ", "，"};
    int64_t language = subject.spec->figure.language;
    size_t last = subject.spec->n_networks - 1;

    subject.network = 0;
    char *first = say(findings, &subject);
    subject.network = last;
    char *second = last > 0 ? say(findings, &subject) : g_strdup("");
    char *text =
        g_strconcat(before[language], first, last > 0 ? between[language] : "", second, NULL);
    g_free(first);
    g_free(second);
    return text;
}

static size_t count_skips(const struct spec *spec) {
    size_t n = 0;

    for (size_t i = 0; i < spec->n_networks; i++) {
        n += spec->networks[i].skip.value != 0 ? 1 : 0;
    }
    return n;
}

/* Why nothing is shown; where the reasons differ, that of the network which comes nearest to it. */
static char *say_why_not(const struct spec *spec, const struct paths *paths) {
    static const char *const colon[N_LANGUAGES] = {": ", "："};
    size_t branch = words_branch_network(spec);
    char *reason = g_strdup(words_paths_reason(spec, paths->state));

    if (branch == spec->n_networks || words_paths_note(spec, branch) == NULL) {
        return reason;
    }
    GString *text = g_string_new(NULL);
    words_append_network(text, spec, branch);
    *reason = g_ascii_tolower(*reason);
    g_string_append_printf(text, "%s%s", colon[spec->figure.language], reason);
    g_free(reason);
    return g_string_free(text, FALSE);
}

/* "Lengths 5 to 17: 0.454 % of the paths, 95.7 % of the gradient", or why nothing is shown. */
static char *say_of_paths(const struct spec *spec, const struct paths *paths) {
    static const char *const texts[N_LANGUAGES] = {
        "{name}{band}: {all} of the paths, {share} of {whole}",
        "{name}{band}：占路径的 {all}，占{whole}的 {share}"};
    static const char *const colon[N_LANGUAGES] = {": ", "："};
    int64_t language = spec->figure.language;

    if (paths->state != PATHS_SHOWN) {
        return say_why_not(spec, paths);
    }
    GString *all = g_string_new(NULL);
    GString *share = g_string_new(NULL);
    GString *name = g_string_new(NULL);
    words_append_percent(all, paths->band_paths, FINDING_DIGITS);
    words_append_percent(share, paths->band_gradient, FINDING_DIGITS);
    if (count_skips(spec) > 1) {
        words_append_network(name, spec, words_branch_network(spec));
        g_string_append(name, colon[language]);
    }
    char *band = words_band(spec, paths);
    *band = name->len == 0 ? g_ascii_toupper(*band) : *band;
    const struct markup_field fields[] = {
        {"name", g_string_free(name, FALSE)},
        {"band", band},
        {"all", g_string_free(all, FALSE)},
        {"share", g_string_free(share, FALSE)},
        {"whole", g_strdup(words_shared(spec, paths))},
    };
    return markup_fill(texts[language], fields, G_N_ELEMENTS(fields));
}

char *findings_title(const struct spec *spec, const struct series *series, enum panel_kind panel) {
    static const char *const signals[N_LANGUAGES] = {"Signals: ", "信号："};
    static const char *const gradients[N_LANGUAGES] = {"Gradient: ", "梯度："};
    struct subject subject = {spec, series, words_composed_network(spec)};

    switch (panel) {
    case PANEL_ACTIVATION:
        return say_of_networks(activation_findings, subject, signals);
    case PANEL_GRADIENT:
        return say_of_networks(gradient_findings, subject, gradients);
    case PANEL_GEOMETRY:
        return say(geometry_findings, &subject);
    case PANEL_SWEEP:
        return say(sweep_findings, &subject);
    case PANEL_PATHS:
        return say_of_paths(spec, &series->paths);
    case N_PANELS:
        break;
    }
    return g_strdup("");
}
