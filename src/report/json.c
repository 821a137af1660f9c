/* The report for programs, through jansson. Names are stable; the manual describes them. */

#include "rendering/figure/alt.h"
#include "rendering/style/theme.h"
#include "rendering/words/figure_text.h"
#include "report/json_value.h"
#include "report/report_private.h"

/* Increases when the names or their meaning change. */
enum { FORMAT_VERSION = 1 };

static json_t *make_class(enum gradient_class class) {
    return json_string(gradient_class_word(class, LANGUAGE_EN));
}

/* ---- networks ---- */

static json_t *make_line(struct line line, struct number angle) {
    json_t *object = json_object();

    json_set(&object, "slope", json_of_number(line.slope));
    json_set(&object, "intercept", json_of_number(line.intercept));
    json_set(&object, "angle", json_of_double(angle.value));
    return object;
}

static json_t *make_first_outside(const double *layers) {
    static const char *const names[N_RANGES] = {
        [RANGE_THOUSAND] = "thousand",
        [RANGE_HALF] = "half",
        [RANGE_FLOAT] = "float",
        [RANGE_DOUBLE] = "double",
    };
    json_t *object = json_object();

    for (int range = 0; range < N_RANGES; range++) {
        json_set(&object, names[range], json_of_far_layer(layers[range]));
    }
    return object;
}

static json_t *make_fixed_point(const struct derived *derived) {
    static const char *const stabilities[] = {
        [STABILITY_ATTRACTING] = "attracting",
        [STABILITY_NEUTRAL] = "neutral",
        [STABILITY_REPELLING] = "repelling",
    };

    if (derived->stability == STABILITY_NONE) {
        return json_null();
    }
    json_t *object = json_of_number(derived->fixed_point);
    json_set(&object, "stability", json_string(stabilities[derived->stability]));
    return object;
}

static json_t *make_layers(const struct report *report, size_t index) {
    const struct curve *activation = report_curve(report, PANEL_ACTIVATION, index);
    const struct curve *gradient = report_curve(report, PANEL_GRADIENT, index);
    json_t *array = json_array();

    for (guint i = 0; i < report->layers->len; i++) {
        json_t *row = json_object();
        json_set(&row, "layer", json_integer(g_array_index(report->layers, int64_t, i)));
        json_set(&row, "activation", json_of_number(activation->points[i].y));
        json_set(&row, "gradient", json_of_number(gradient->points[i].y));
        json_append(&array, row);
    }
    return array;
}

/* ---- paths ---- */

static json_t *make_terms(const GArray *terms) {
    json_t *array = json_array();

    for (guint i = 0; i < terms->len; i++) {
        const struct path_term *term = &g_array_index(terms, struct path_term, i);
        json_t *row = json_object();
        json_set(&row, "length", json_integer(term->length));
        json_set(&row, "n_paths", json_of_number(term->n_paths));
        json_set(&row, "term", json_of_number(term->term));
        json_set(&row, "gradient_share", json_of_number(term->gradient));
        json_set(&row, "path_share", json_of_number(term->paths));
        json_append(&array, row);
    }
    return array;
}

static json_t *make_paths(const struct report *report, size_t index) {
    static const char *const states[] = {
        [PATHS_SHOWN] = "shown",
        [PATHS_NO_SKIP] = "no-skip",
        [PATHS_TOO_DEEP] = "too-deep",
        [PATHS_CANCEL] = "cancel",
    };
    const struct paths *paths = &report->paths[index];
    json_t *object = json_object();

    json_set(&object, "state", json_string(states[paths->state]));
    if (paths->state == PATHS_SHOWN) {
        json_t *band = json_object();
        json_set(&band, "first", json_integer(paths->band[0]));
        json_set(&band, "last", json_integer(paths->band[1]));
        json_set(&band, "gradient_share", json_of_number(paths->band_gradient));
        json_set(&band, "path_share", json_of_number(paths->band_paths));
        json_set(&object, "dominating_length", json_integer(paths->dominating));
        json_set(&object, "dominating_is_shared", json_boolean(paths->is_shared));
        json_set(&object, "dominating_share", json_of_number(paths->largest_share));
        json_set(&object, "mean_length", json_of_double(paths->mean));
        json_set(&object, "cancellation", json_of_number(paths->cancellation));
        json_set(&object, "band", band);
        json_set(&object, "terms", make_terms(report->terms[index]));
    }
    return object;
}

/* ---- random layers ---- */

static json_t *make_quantiles(const struct number *quantiles) {
    static const char *const names[N_QUANTILES] = {
        [QUANTILE_LOW] = "q10",
        [QUANTILE_MEDIAN] = "median",
        [QUANTILE_HIGH] = "q90",
    };
    json_t *object = json_object();

    for (int i = 0; i < N_QUANTILES; i++) {
        json_set(&object, names[i], json_of_number(quantiles[i]));
    }
    return object;
}

static json_t *make_random(const struct derived *derived) {
    const struct random_quantities *random = &derived->random;
    json_t *object = json_object();
    json_t *closed = json_object();
    json_t *sampled = json_object();

    json_set(&closed, "exponent", json_of_double(random->exponent));
    json_set(&closed, "half_life", json_of_double(random->half_life));
    json_set(&sampled, "exponent", json_of_double(random->sample_exponent));
    json_set(&sampled, "standard_error", json_of_double(random->sample_error));
    json_set(&sampled, "half_life", json_of_double(random->sample_half_life));
    json_set(&object, "gradient", make_quantiles(random->gradient));
    json_set(&object, "activation", make_quantiles(random->activation));
    json_set(&object, "negative_share", json_of_double(random->negative_share));
    json_set(&object, "mean", json_of_number(random->mean));
    json_set(&object, "second_moment", json_of_number(random->second_moment));
    json_set(&object, "closed_form", closed);
    json_set(&object, "samples", sampled);
    return object;
}

static json_t *make_network(const struct report *report, size_t index) {
    const struct network *network = &report->spec->networks[index];
    const struct derived *derived = &report->derived[index];
    json_t *object = json_object();

    json_set(&object, "name", json_string(network->name));
    json_set(&object, "label", json_string(network_label(network)));
    json_set(&object, "gradient", json_of_number(derived->gradient));
    json_set(&object, "class", make_class(derived->class));
    json_set(&object, "decades_per_layer", json_of_double(derived->decades));
    json_set(&object, "effective_slope", json_of_number(derived->effective_slope));
    json_set(&object, "half_life", json_of_double(derived->half_life));
    json_set(&object, "first_layer_outside", make_first_outside(derived->first_outside));
    json_set(&object, "activation", json_of_number(derived->activation));
    json_set(&object, "fixed_point", make_fixed_point(derived));
    json_set(&object, "first_layer", make_line(derived->layer, derived->layer_angle));
    json_set(&object, "composed", make_line(derived->composed, derived->composed_angle));
    json_set(&object, "improvement", json_of_number(derived->improvement));
    json_set(&object, "random", derived->is_random ? make_random(derived) : json_null());
    json_set(&object, "paths", make_paths(report, index));
    json_set(&object, "layers", make_layers(report, index));
    return object;
}

/* What a page shows of a network. Where the layers are not equal, only their table says after how
 * many of them the gradient has a certain size. */
static json_t *summarize_network(const struct report *report, size_t index) {
    const struct spec *spec = report->spec;
    const struct network *network = &spec->networks[index];
    const struct derived *derived = &report->derived[index];
    struct ink ink = theme_network_ink(theme_of(&spec->figure), spec, index);
    bool is_equal = network_has_uniform_slope(network) && !network_is_random(network);
    json_t *object = json_object();

    json_set(&object, "name", json_string(network->name));
    json_set(&object, "label", json_of_markup(figure_text_full_network(spec, index)));
    json_set(&object, "color", json_sprintf("#%06x", (unsigned)(ink.line & 0xffffff)));
    json_set(&object, "gradient", json_of_number(derived->gradient));
    json_set(&object, "class", make_class(derived->class));
    json_set(&object, "decades_per_layer", json_of_double(derived->decades));
    json_set(&object, "half_life", json_of_double(derived->half_life));
    json_set(&object, "activation", json_of_number(derived->activation));
    json_set(&object, "layers", is_equal ? json_null() : make_layers(report, index));
    return object;
}

/* ---- the other parts ---- */

static json_t *make_thresholds(void) {
    json_t *object = json_object();

    for (int class = 0; class < CLASS_AMPLIFYING; class ++) {
        json_set(&object, gradient_class_word((enum gradient_class) class, LANGUAGE_EN),
                 json_of_double(gradient_class_limit((enum gradient_class) class)));
    }
    return object;
}

static json_t *make_sweep(const struct report *report) {
    const struct sweep *sweep = &report->spec->sweep;
    json_t *array = json_array();

    for (size_t i = 0; i < sweep->slopes.n_values; i++) {
        const struct curve *curve = report_curve(report, PANEL_SWEEP, i);
        struct number gradient = curve->points[curve->n_points - 1].y;
        json_t *row = json_object();
        json_set(&row, "slope", json_string(sweep->slopes.values[i].text));
        json_set(&row, "block_slope", json_of_number(sweep_block_slope(sweep, i)));
        json_set(&row, "gradient", json_of_number(gradient));
        json_set(&row, "class", make_class(gradient_class_of(gradient)));
        json_append(&array, row);
    }
    return array;
}

static json_t *make_claim(const struct claim *claim, const struct verdict *verdict) {
    static const char *const verdicts[N_VERDICTS] = {
        [VERDICT_EXACT] = "exact",         [VERDICT_ROUNDED] = "rounded",
        [VERDICT_WITHIN] = "holds",        [VERDICT_TRUNCATED] = "truncated",
        [VERDICT_UNCERTAIN] = "uncertain", [VERDICT_WRONG] = "wrong",
    };
    bool is_class = claim->quantity.kind == QUANTITY_CLASS;
    json_t *object = json_object();

    json_set(&object, "line", json_integer((json_int_t)claim->line));
    json_set(&object, "text", json_of_text(claim->text));
    json_set(&object, "quantity", json_string(claim->quantity_text));
    json_set(&object, "set", json_of_text(claim->settings));
    json_set(&object, relation_word(claim->relation), json_string(claim->number));
    json_set(&object, "computed", json_of_number(verdict->computed));
    json_set(&object, "certain", json_boolean(!verdict->is_uncertain));
    json_set(&object, "class", is_class ? make_class(verdict->class) : json_null());
    json_set(&object, "factor", json_of_number(verdict->factor));
    json_set(&object, "verdict", json_string(verdicts[verdict->verdict]));
    json_set(&object, "holds", json_boolean(verdict_holds(verdict->verdict)));
    return object;
}

static json_t *make_claims(const struct report *report) {
    json_t *array = json_array();

    for (size_t i = 0; i < report->n_verdicts; i++) {
        json_append(&array, make_claim(claims_at(report->claims, i), &report->verdicts[i]));
    }
    return array;
}

/* The subject of a notice: a network, a slope of the sweep, a measured curve, or the figure. */
static void set_subject(json_t **object, const struct report *report, const struct notice *notice) {
    const struct spec *spec = report->spec;
    bool is_sweep = notice->kind == NOTICE_SWEEP_NOT_POSITIVE;
    bool is_figure =
        notice->kind <= NOTICE_AXIS_SYMMETRIC_LOG; /* the kinds before are of it, too */
    bool is_measured = notice_is_measured(notice->kind);

    json_set(object, "network",
             is_sweep || is_figure || is_measured
                 ? json_null()
                 : json_string(spec->networks[notice->index].name));
    if (is_measured) {
        json_set(object, "measured", json_string(spec->measured[notice->index].name));
    }
    json_set(object, "slope",
             is_sweep ? json_string(spec->sweep.slopes.values[notice->index].text) : json_null());
}

static json_t *make_notices(const struct report *report) {
    json_t *array = json_array();

    for (guint i = 0; i < report->notices->len; i++) {
        const struct notice *notice = &g_array_index(report->notices, struct notice, i);
        json_t *object = json_object();
        json_set(&object, "kind", json_string(notice_word(notice->kind)));
        set_subject(&object, report, notice);
        json_set(&object, "layer", json_of_layer(notice->layer));
        json_set(&object, "value", json_of_number(notice->value));
        json_set(&object, "text", json_of_markup(notice_text(report, notice, 1)));
        json_append(&array, object);
    }
    return array;
}

static json_t *make_networks(const struct report *report,
                             json_t *(*make)(const struct report *report, size_t index)) {
    json_t *array = json_array();

    for (size_t i = 0; i < report->spec->n_networks; i++) {
        json_append(&array, make(report, i));
    }
    return array;
}

static void set_words(json_t **root, const struct report *report) {
    g_autofree char *title = alt_title(report->figure);
    g_autofree char *alt = alt_text(report->figure);

    json_set(root, "title", json_string(title));
    json_set(root, "alt", json_string(alt));
}

static json_t *make_report(const struct report *report) {
    json_t *root = json_object();

    json_set(&root, "format", json_integer(FORMAT_VERSION));
    set_words(&root, report);
    json_set(&root, "depth", json_integer(report->spec->depth));
    json_set(&root, "notices", make_notices(report));
    json_set(&root, "networks", make_networks(report, make_network));
    json_set(&root, "measured", json_of_measured(report->spec));
    json_set(&root, "thresholds", make_thresholds());
    json_set(&root, "sweep", make_sweep(report));
    json_set(&root, "claims", make_claims(report));
    json_set(&root, "parameters", json_of_recipe(report->spec));
    return root;
}

static json_t *make_summary(const struct report *report) {
    json_t *root = json_object();

    set_words(&root, report);
    json_set(&root, "notices", make_notices(report));
    json_set(&root, "networks", make_networks(report, summarize_network));
    json_set(&root, "claims", make_claims(report));
    return root;
}

char *report_json(const struct report *report, struct gradfig_error *error) {
    json_auto_t *root = make_report(report);

    return json_write(root, JSON_INDENT(2), error);
}

char *report_summary_json(const struct report *report, struct gradfig_error *error) {
    json_auto_t *root = make_summary(report);

    return json_write(root, JSON_INDENT(2), error);
}
