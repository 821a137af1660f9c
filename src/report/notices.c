/* Collects and words the notices. */
#include <math.h>

#include "base/format.h"
#include "rendering/axes/axis.h"
#include "rendering/panels/network_curves.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/measured_text.h"
#include "report/report_private.h"
#include "simulation/measured.h"
#include "simulation/network.h"

enum { NOTICE_DIGITS = 4 };

/* Its word in JSON, its sentence, and what the sentence says of each. */
static const struct {
    const char *word;
    enum text text;
    enum text item; /* of no use to a sentence without {items} */
} notices[N_NOTICES] = {
    [NOTICE_AXIS_LOG] = {.word = "axis-log", .text = TEXT_NOTICE_AXIS_LOG},
    [NOTICE_AXIS_SYMMETRIC_LOG] = {.word = "axis-symmetric-log",
                                   .text = TEXT_NOTICE_AXIS_SYMMETRIC_LOG},
    [NOTICE_AXIS_LOG_ENDS] = {.word = "axis-log-ends", .text = TEXT_NOTICE_AXIS_LOG_ENDS},
    [NOTICE_BEYOND_DOUBLE_ACTIVATION] = {"activation-beyond-double",
                                         TEXT_NOTICE_BEYOND_DOUBLE_ACTIVATION,
                                         TEXT_NOTICE_ITEM_LAYER},
    [NOTICE_BEYOND_DOUBLE_GRADIENT] = {"gradient-beyond-double", TEXT_NOTICE_BEYOND_DOUBLE_GRADIENT,
                                       TEXT_NOTICE_ITEM_LAYER},
    [NOTICE_ZERO] = {"zero", TEXT_NOTICE_ZERO, TEXT_NOTICE_ITEM_LAYER},
    [NOTICE_NOT_POSITIVE] = {"slope-not-positive", TEXT_NOTICE_NOT_POSITIVE,
                             TEXT_NOTICE_ITEM_LAYER_SLOPE},
    [NOTICE_SWEEP_NOT_POSITIVE] = {"sweep-not-positive", TEXT_NOTICE_SWEEP_NOT_POSITIVE,
                                   TEXT_NOTICE_ITEM_SLOPE},
    [NOTICE_DIGITS_LOST] = {"digits-lost", TEXT_NOTICE_DIGITS_LOST, TEXT_NOTICE_ITEM_DIGITS},
    [NOTICE_UNLIKE_SLOPES] = {"unlike-slopes", TEXT_NOTICE_UNLIKE_SLOPES,
                              TEXT_NOTICE_ITEM_IMPROVEMENT},
    [NOTICE_MEASURED_WEIGHTS] = {"measured-weights", TEXT_NOTICE_MEASURED_WEIGHTS,
                                 TEXT_NOTICE_ITEM_NAME},
    [NOTICE_MEASURED_UNKNOWN] = {"measured-unknown", TEXT_NOTICE_MEASURED_UNKNOWN,
                                 TEXT_NOTICE_ITEM_NAME},
    [NOTICE_MEASURED_LEFT_OUT] = {"measured-left-out", TEXT_NOTICE_MEASURED_LEFT_OUT,
                                  TEXT_NOTICE_ITEM_VALUES},
    [NOTICE_MEASURED_REPEATED] = {"measured-repeated", TEXT_NOTICE_MEASURED_REPEATED,
                                  TEXT_NOTICE_ITEM_VALUES},
    [NOTICE_MEASURED_NOT_STRAIGHT] = {"measured-not-straight", TEXT_NOTICE_MEASURED_NOT_STRAIGHT,
                                      TEXT_NOTICE_ITEM_R2},
    [NOTICE_MEASURED_NEITHER] = {"measured-neither", TEXT_NOTICE_MEASURED_NEITHER,
                                 TEXT_NOTICE_ITEM_BETTER_R2},
    [NOTICE_MEASURED_POWER] = {"measured-power", TEXT_NOTICE_MEASURED_POWER, TEXT_NOTICE_ITEM_R2},
    [NOTICE_MEASURED_LENGTH] = {"measured-length", TEXT_NOTICE_MEASURED_LENGTH,
                                TEXT_NOTICE_ITEM_LAYERS},
};

const char *notice_word(enum notice_kind kind) {
    return notices[kind].word;
}

bool notice_is_measured(enum notice_kind kind) {
    return kind >= NOTICE_MEASURED_WEIGHTS;
}

/* ---- when they are due ---- */

static void add(struct report *report, enum notice_kind kind, size_t index, int64_t layer,
                struct number value) {
    struct notice notice = {kind, index, layer, value};
    g_array_append_val(report->notices, notice);
}

static void note_layer(struct report *report, enum notice_kind kind, size_t index, int64_t layer) {
    if (layer != NO_LAYER) {
        add(report, kind, index, layer, NO_NUMBER);
    }
}

static const enum notice_kind axis_notices[] = {
    [AXIS_CAUSE_RANGE] = NOTICE_AXIS_LOG,
    [AXIS_CAUSE_ENDS] = NOTICE_AXIS_LOG_ENDS,
    [AXIS_CAUSE_SIGNED_RANGE] = NOTICE_AXIS_SYMMETRIC_LOG,
};

/* The notice reports the scale of the figure's axis. */
static void note_axis(struct report *report) {
    struct axis_span span = panel_span(report->figure, PANEL_ACTIVATION);
    enum axis_cause cause = axis_cause_of(&span);
    if (cause != AXIS_CAUSE_NONE) {
        add(report, axis_notices[cause], 0, NO_LAYER, NO_NUMBER);
    }
}

static int64_t layer_beyond_double(const struct report *report, size_t index) {
    const struct derived *derived = &report->derived[index];
    double layer = derived->first_outside[RANGE_DOUBLE];
    bool is_zero = derived->zero_layer != NO_LAYER && layer >= (double)derived->zero_layer;

    return layer <= (double)report->spec->depth && !is_zero ? (int64_t)layer : NO_LAYER;
}

/* Whether all layers have one slope, and have a skip connection exactly if `has_skip`. */
static bool is_uniform(const struct network *network, bool has_skip) {
    return network_has_one_slope(network) && network_has_skip(network) == has_skip;
}

/* The improvement of a residual network over a plain one mixes two effects if their slopes differ.
 */
static void note_unlike_slopes(struct report *report, size_t index) {
    const struct network *network = &report->spec->networks[index];
    const struct network *first = &report->spec->networks[0];
    double slope = network->slopes.values[0].value;

    if (is_uniform(first, false) && is_uniform(network, true) && slope != 0 &&
        network_has_any(first, LAYER_SCALE) && slope != first->slopes.values[0].value &&
        report->spec->depth > 0) {
        struct network alike = *first;
        alike.slopes = network->slopes;
        add(report, NOTICE_UNLIKE_SLOPES, index, NO_LAYER,
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
    if (layer != NO_LAYER && network_has_skip(network)) {
        add(report, NOTICE_NOT_POSITIVE, index, layer, network_layer_line(network, layer).slope);
    }
    note_layer(report, NOTICE_DIGITS_LOST, index, derived->uncertain_layer);
    note_unlike_slopes(report, index);
}

static void note_quantity(struct report *report, size_t index) {
    static const enum notice_kind kinds[] = {
        [MEASURED_UNKNOWN] = NOTICE_MEASURED_UNKNOWN,
        [MEASURED_WEIGHTS] = NOTICE_MEASURED_WEIGHTS,
    };
    int64_t quantity = report->spec->measured[index].quantity;

    if (quantity != MEASURED_ACTIVATIONS) {
        add(report, kinds[quantity], index, NO_LAYER, NO_NUMBER);
    }
}

static void note_count(struct report *report, enum notice_kind kind, size_t index, size_t n) {
    if (n > 0) {
        add(report, kind, index, (int64_t)n, NO_NUMBER);
    }
}

static void note_fit(struct report *report, size_t index) {
    struct gradient_fit fit;

    if (!measured_fit(&report->spec->measured[index], &fit)) {
        return;
    }
    enum fit_law law = fit_law_of(&fit);
    if (law == FIT_NEITHER) {
        add(report, NOTICE_MEASURED_NEITHER, index, NO_LAYER,
            number_from_double(fmax(fit.r2, fit.power_r2)));
    } else if (law != FIT_STEADY && fit.r2 < FIT_R2_STRAIGHT) {
        add(report, NOTICE_MEASURED_NOT_STRAIGHT, index, NO_LAYER, number_from_double(fit.r2));
    }
    if (law == FIT_POWER) {
        add(report, NOTICE_MEASURED_POWER, index, NO_LAYER, number_from_double(fit.power_r2));
    }
}

static void note_measured(struct report *report, size_t index) {
    const struct measured *measured = &report->spec->measured[index];
    int64_t n_layers = (int64_t)measured->gradients.n_values - 1;

    note_quantity(report, index);
    note_count(report, NOTICE_MEASURED_LEFT_OUT, index, measured_count_left_out(measured));
    note_count(report, NOTICE_MEASURED_REPEATED, index, measured_count_repeated(measured));
    note_fit(report, index);
    if (n_layers != report->spec->depth) {
        add(report, NOTICE_MEASURED_LENGTH, index, n_layers, NO_NUMBER);
    }
}

static int compare_kinds(const void *a, const void *b) {
    return (int)((const struct notice *)a)->kind - (int)((const struct notice *)b)->kind;
}

void notices_collect(struct report *report) {
    const struct sweep *sweep = &report->spec->sweep;

    if (spec_has_panel(report->spec, PANEL_ACTIVATION)) {
        note_axis(report);
    }
    for (size_t i = 0; i < report->spec->n_networks; i++) {
        note_network(report, i);
    }
    for (size_t i = 0; i < report->spec->n_measured; i++) {
        note_measured(report, i);
    }
    for (size_t i = 0; i < sweep->slopes.n_values; i++) {
        struct number slope = sweep_block_slope(sweep, i);
        if (slope.sign <= 0 && sweep->slope_sd.value == 0) {
            add(report, NOTICE_SWEEP_NOT_POSITIVE, i, NO_LAYER, slope);
        }
    }
    g_array_sort(report->notices, compare_kinds); /* which keeps the order of equal ones */
}

/* ---- saying them ---- */

/* The bound on the slope of a block with this skip and scale, "a > −1" in the article. */
static const char *bound_of(const struct real *skip, const struct real *scale) {
    return skip->value == 1 && scale->value == 1 ? "<i>a</i> &gt; \u22121"
                                                 : "skip + scale·<i>a</i> &gt; 0";
}

/* What the notice is about, as the figure calls it. */
static char *make_name(const struct spec *spec, const struct notice *notice) {
    return notice_is_measured(notice->kind)
               ? measured_text_name(spec, notice->index)
               : figure_text_full_network(
                     spec, notice->kind == NOTICE_SWEEP_NOT_POSITIVE ? 0 : notice->index);
}

/* The slope as typed of a network or the sweep. */
static char *make_slope(const struct spec *spec, const struct notice *notice) {
    bool is_sweep = notice->kind == NOTICE_SWEEP_NOT_POSITIVE;

    if (notice_is_measured(notice->kind)) {
        return g_strdup("");
    }
    return formatted_typed(is_sweep ? spec->sweep.slopes.values[notice->index].text
                                    : spec->networks[notice->index].slopes.values[0].text);
}

/* "residual at layer 3 (−0.2)" */
static char *make_item(const struct spec *spec, const struct notice *notice) {
    char *value = number_exists(notice->value) ? formatted_number(notice->value, NOTICE_DIGITS)
                                               : g_strdup("");

    return figure_text_fill(spec, notices[notice->kind].item,
                            TEXT_FIELDS({"name", make_name(spec, notice)},
                                        {"layer", formatted_whole(notice->layer)},
                                        {"slope", make_slope(spec, notice)}, {"value", value}));
}

char *notice_text(const struct report *report, const struct notice *notice, size_t n) {
    const struct spec *spec = report->spec;
    const char *bound = bound_of(&spec->sweep.skip, &spec->sweep.scale);
    GString *items = g_string_new(NULL);

    for (size_t i = 0; i < n; i++) {
        figure_text_append_item(items, spec, TEXT_LIST_SEPARATOR, make_item(spec, &notice[i]));
    }
    return figure_text_fill(spec, notices[notice->kind].text,
                            TEXT_FIELDS({"items", g_string_free(items, FALSE)},
                                        {"first", figure_text_full_network(spec, 0)},
                                        {"depth", formatted_whole(spec->depth)},
                                        {"bound", g_strdup(bound)}));
}
