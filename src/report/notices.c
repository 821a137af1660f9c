/* A table of notices: what each says, and when it is due. */
#include "report/report_private.h"

#include "simulation/network.h"

#include "base/format.h"
#include "base/markup.h"
#include "rendering/axis.h"
#include "rendering/figure_text.h"

enum { NOTICE_DIGITS = 6 };

/* In the texts {name} is the network, {first} the spec's first one, {layer}, {value} and {slope} a
 * number each, {bound} what a slope should keep to. */
static const struct {
    const char *word;
    const char *texts[N_LANGUAGES];
} notices[N_NOTICES] = {
    [NOTICE_AXIS_LOG] = {"axis-log",
                         {"The activation axis is logarithmic: the activations are more than a "
                          "factor of 10<sup>4</sup> apart.",
                          "激活值坐标轴采用对数尺度：数值相差超过 10<sup>4</sup> 倍。"}},
    [NOTICE_AXIS_SYMMETRIC_LOG] =
        {"axis-symmetric-log",
         {"The activation axis is symmetric logarithmic: the activations have both signs and are "
          "more than a factor of 10<sup>4</sup> apart.",
          "激活值坐标轴采用对称对数尺度：数值有正有负，且相差超过 10<sup>4</sup> 倍。"}},
    [NOTICE_BEYOND_DOUBLE_ACTIVATION] =
        {"activation-beyond-double",
         {"The activation of {name} is beyond every double at layer {layer}: double arithmetic has "
          "infinity there, this report has the number.",
          "{name}的激活值在第 {layer} 层超出双精度浮点数的范围；本报告仍给出其数值。"}},
    [NOTICE_BEYOND_DOUBLE_GRADIENT] =
        {"gradient-beyond-double",
         {"The gradient of {name} leaves the normal range of doubles at layer {layer}: double "
          "arithmetic loses it, this report has the number.",
          "{name}的梯度在第 {layer} 层超出双精度规格化数的范围；本报告仍给出其数值。"}},
    [NOTICE_ZERO] = {"zero",
                     {"The gradient of {name} is exactly 0 from layer {layer} on.",
                      "{name}的梯度自第 {layer} 层起恰为 0。"}},
    [NOTICE_NOT_POSITIVE] = {"slope-not-positive",
                             {"The slope of layer {layer} of {name} is {value}, not positive: the "
                              "bound {bound} fails.",
                              "{name}第 {layer} 层的斜率为 {value}，不是正数：{bound} 不成立。"}},
    [NOTICE_SWEEP_NOT_POSITIVE] =
        {"sweep-not-positive",
         {"<i>a</i> = {slope}: the block slope is {value}, not positive; the bound {bound} fails.",
          "<i>a</i> = {slope}：块斜率为 {value}，不是正数；{bound} 不成立。"}},
    [NOTICE_DIGITS_LOST] =
        {"digits-lost",
         {"The activation of {name} has fewer than 3 certain digits at layer {layer}, and may have "
          "beyond it: rounding the spec's numbers to doubles moves it by more.",
          "{name}的激活值自第 {layer} 层起可靠的有效数字不足 3 "
          "位：参数舍入为双精度数的影响更大。"}},
    [NOTICE_UNLIKE_SLOPES] =
        {"unlike-slopes",
         {"The improvement of {name} compares unlike slopes: with the slope {slope} in {first} too "
          "it would be {value}.",
          "{name}的改善倍数所比较的斜率不同：若{first}的斜率也为 {slope}，则为 {value}。"}},
};

const char *notice_word(enum notice_kind kind) {
    return notices[kind].word;
}

/* ---- when they are due ---- */

static void note(struct report *report, enum notice_kind kind, size_t index, int64_t layer,
                 struct number value) {
    struct notice notice = {kind, index, layer, value};
    g_array_append_val(report->notices, notice);
}

static void note_layer(struct report *report, enum notice_kind kind, size_t index, int64_t layer) {
    if (layer != NO_LAYER) {
        note(report, kind, index, layer, NO_NUMBER);
    }
}

/* As the figure chooses it. */
static void note_axis(struct report *report) {
    struct axis_span span = {0};

    for (size_t i = 0; i < report->figure->n_curves; i++) {
        if (report->figure->curves[i].id.panel == PANEL_ACTIVATION) {
            axis_span_add(&span, &report->figure->curves[i]);
        }
    }
    enum axis_scale scale = axis_of_values(&span, 3).scale;
    if (scale != AXIS_LINEAR) {
        note(report, scale == AXIS_LOG ? NOTICE_AXIS_LOG : NOTICE_AXIS_SYMMETRIC_LOG, 0, NO_LAYER,
             NO_NUMBER);
    }
}

static int64_t layer_beyond_double(const struct report *report, size_t index) {
    const struct derived *derived = &report->derived[index];
    double layer = derived->first_outside[RANGE_DOUBLE];
    bool is_zero = derived->zero_layer != NO_LAYER && layer >= (double)derived->zero_layer;

    return layer <= (double)report->spec->depth && !is_zero ? (int64_t)layer : NO_LAYER;
}

/* Whether the layer is one slope, beside a skip connection or without. */
static bool is_uniform(const struct network *network, bool has_skip) {
    return network_has_uniform_slope(network) && (network->skip.value != 0) == has_skip;
}

/* The comparison of a residual network with a plain one is one of slopes, too. */
static void note_unlike_slopes(struct report *report, size_t index) {
    const struct network *network = &report->spec->networks[index];
    const struct network *first = &report->spec->networks[0];
    double slope = network->slopes.values[0].value;

    if (is_uniform(first, false) && is_uniform(network, true) && slope != 0 &&
        first->scale.value != 0 && slope != first->slopes.values[0].value &&
        report->spec->depth > 0) {
        struct network alike = *first;
        alike.slopes = network->slopes;
        note(report, NOTICE_UNLIKE_SLOPES, index, NO_LAYER,
             improvement_over(network, &alike, report->spec->depth));
    }
}

static void note_network(struct report *report, size_t index) {
    const struct derived *derived = &report->derived[index];
    const struct network *network = &report->spec->networks[index];
    int64_t layer = derived->not_positive_layer;

    note_layer(report, NOTICE_BEYOND_DOUBLE_ACTIVATION, index, derived->overflow_layer);
    note_layer(report, NOTICE_BEYOND_DOUBLE_GRADIENT, index, layer_beyond_double(report, index));
    note_layer(report, NOTICE_ZERO, index, derived->zero_layer);
    if (layer != NO_LAYER && network->skip.value != 0) {
        note(report, NOTICE_NOT_POSITIVE, index, layer, network_layer_line(network, layer).slope);
    }
    note_layer(report, NOTICE_DIGITS_LOST, index, derived->uncertain_layer);
    note_unlike_slopes(report, index);
}

void notices_collect(struct report *report) {
    const struct sweep *sweep = &report->spec->sweep;

    if (spec_has_panel(report->spec, PANEL_ACTIVATION)) {
        note_axis(report);
    }
    for (size_t i = 0; i < report->spec->n_networks; i++) {
        note_network(report, i);
    }
    for (size_t i = 0; i < sweep->slopes.n_values; i++) {
        struct number slope = sweep_block_slope(sweep, i);
        if (slope.sign <= 0) {
            note(report, NOTICE_SWEEP_NOT_POSITIVE, i, NO_LAYER, slope);
        }
    }
}

/* ---- saying them ---- */

/* The bound of a block with this skip and scale: "a > −1" as the article has it. */
static const char *bound_of(const struct real *skip, const struct real *scale) {
    return skip->value == 1 && scale->value == 1 ? "<i>a</i> &gt; \u22121"
                                                 : "skip + scale·<i>a</i> &gt; 0";
}

static char *whole(int64_t value) {
    GString *text = g_string_new(NULL);
    format_whole(text, value);
    return g_string_free(text, FALSE);
}

static char *number(struct number value) {
    GString *text = g_string_new(NULL);

    if (number_exists(value)) {
        format_number(text, value, NOTICE_DIGITS);
    }
    return g_string_free(text, FALSE);
}

static char *typed(const struct real *real) {
    GString *text = g_string_new(NULL);
    format_typed(text, real->text);
    return g_string_free(text, FALSE);
}

char *notice_text(const struct report *report, const struct notice *notice) {
    const struct spec *spec = report->spec;
    const struct sweep *sweep = &spec->sweep;
    bool is_sweep = notice->kind == NOTICE_SWEEP_NOT_POSITIVE;
    size_t index = is_sweep ? 0 : notice->index;
    const struct network *network = &spec->networks[index];
    const struct markup_field fields[] = {
        {"layer", whole(notice->layer)},
        {"value", number(notice->value)},
        {"slope",
         typed(is_sweep ? &sweep->slopes.values[notice->index] : &network->slopes.values[0])},
        {"bound", g_strdup(is_sweep ? bound_of(&sweep->skip, &sweep->scale)
                                    : bound_of(&network->skip, &network->scale))},
        {"first", figure_text_full_network(spec, 0)},
        {"name", figure_text_full_network(spec, index)},
    };

    return markup_fill(notices[notice->kind].texts[spec->figure.language], fields,
                       G_N_ELEMENTS(fields));
}
