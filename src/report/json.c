/* The report for programs, through jansson. Names are stable; the manual describes them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <gradfig/alt.h>
#include <gradfig/recipe.h>

#include "base/markup.h"
#include "report/report.h"
#include "report/verdict.h"
#include "spec/document.h"

/* Of the names and their meaning. */
enum { FORMAT_VERSION = 1 };

/* Takes over `value`. */
static void set(json_t *object, const char *name, json_t *value) {
    if (json_object_set_new(object, name, value) != 0) {
        g_error("cannot write JSON: out of memory, or text that is not UTF-8");
    }
}

static void append(json_t *array, json_t *value) {
    if (json_array_append_new(array, value) != 0) {
        g_error("cannot write JSON: out of memory");
    }
}

static json_t *make_double(double value) {
    return isfinite(value) ? json_real(value + 0.0) : json_null();
}

/* A whole number where it is one that JSON's readers can hold. */
static json_t *make_layer(double layer) {
    static const double whole_max = 9007199254740992;
    return layer < whole_max ? json_integer((json_int_t)layer) : make_double(layer);
}

static json_t *make_layer_or_null(int64_t layer) {
    return layer == GRADFIG_NO_LAYER ? json_null() : json_integer(layer);
}

/* As in the series table: sign, log10_abs, value. */
static json_t *make_number(struct gradfig_number number) {
    if (!gradfig_number_exists(number)) {
        return json_null();
    }
    json_t *object = json_object();
    set(object, "sign", json_integer(number.sign));
    set(object, "log10_abs", make_double(number.log10_abs));
    set(object, "value",
        gradfig_number_fits_double(number) ? make_double(number.value) : json_null());
    return object;
}

static json_t *make_class(enum gradfig_class class) {
    return json_string(gradfig_class_word(class, GRADFIG_LANGUAGE_EN));
}

static json_t *make_plain(char *markup) {
    char *plain = markup_to_plain(markup);
    json_t *string = json_string(plain);

    free(plain);
    g_free(markup);
    return string;
}

/* ---- parameters ---- */

/* The recipe with its texts as typed. */
static json_t *make_tree(const struct node *node) {
    json_t *value;

    switch (node->kind) {
    case NODE_SCALAR:
        return json_string(node->text);
    case NODE_LIST:
        value = json_array();
        for (guint i = 0; i < node->items->len; i++) {
            append(value, make_tree(g_ptr_array_index(node->items, i)));
        }
        return value;
    case NODE_MAP:
        break;
    }
    value = json_object();
    for (guint i = 0; i < node->items->len; i += 2) {
        const struct node *key = g_ptr_array_index(node->items, i);
        set(value, key->text, make_tree(g_ptr_array_index(node->items, i + 1)));
    }
    return value;
}

static json_t *make_parameters(const struct gradfig_spec *spec) {
    struct document_fault fault;
    char *recipe = gradfig_recipe_write(spec);
    struct node *root = document_read(recipe, strlen(recipe), &fault);

    if (root == NULL) {
        g_error("a recipe that is no document: %s", fault.message);
    }
    json_t *parameters = make_tree(root);
    document_free(root);
    free(recipe);
    return parameters;
}

/* ---- networks ---- */

static json_t *make_line(struct gradfig_line line, struct gradfig_number angle) {
    json_t *object = json_object();

    set(object, "slope", make_number(line.slope));
    set(object, "intercept", make_number(line.intercept));
    set(object, "angle", make_double(angle.value));
    return object;
}

static json_t *make_first_outside(const double *layers) {
    static const char *const names[GRADFIG_N_RANGES] = {
        [GRADFIG_RANGE_THOUSAND] = "thousand",
        [GRADFIG_RANGE_HALF] = "half",
        [GRADFIG_RANGE_FLOAT] = "float",
        [GRADFIG_RANGE_DOUBLE] = "double",
    };
    json_t *object = json_object();

    for (int range = 0; range < GRADFIG_N_RANGES; range++) {
        set(object, names[range], make_layer(layers[range]));
    }
    return object;
}

static json_t *make_fixed_point(const struct gradfig_derived *derived) {
    static const char *const stabilities[] = {
        [GRADFIG_STABILITY_ATTRACTING] = "attracting",
        [GRADFIG_STABILITY_NEUTRAL] = "neutral",
        [GRADFIG_STABILITY_REPELLING] = "repelling",
    };

    if (derived->stability == GRADFIG_STABILITY_NONE) {
        return json_null();
    }
    json_t *object = make_number(derived->fixed_point);
    set(object, "stability", json_string(stabilities[derived->stability]));
    return object;
}

static json_t *make_layers(const struct gradfig_report *report, size_t index) {
    const struct gradfig_curve *activation = report_curve(report, GRADFIG_PANEL_ACTIVATION, index);
    const struct gradfig_curve *gradient = report_curve(report, GRADFIG_PANEL_GRADIENT, index);
    json_t *array = json_array();

    for (guint i = 0; i < report->layers->len; i++) {
        json_t *row = json_object();
        set(row, "layer", json_integer(g_array_index(report->layers, int64_t, i)));
        set(row, "activation", make_number(activation->points[i].y));
        set(row, "gradient", make_number(gradient->points[i].y));
        append(array, row);
    }
    return array;
}

/* ---- paths ---- */

static json_t *make_terms(const GArray *terms) {
    json_t *array = json_array();

    for (guint i = 0; i < terms->len; i++) {
        const struct gradfig_path_term *term = &g_array_index(terms, struct gradfig_path_term, i);
        json_t *row = json_object();
        set(row, "length", json_integer(term->length));
        set(row, "n_paths", make_number(term->n_paths));
        set(row, "term", make_number(term->term));
        set(row, "gradient_share", make_number(term->gradient));
        set(row, "path_share", make_number(term->paths));
        append(array, row);
    }
    return array;
}

static json_t *make_paths(const struct gradfig_report *report, size_t index) {
    static const char *const states[] = {
        [GRADFIG_PATHS_SHOWN] = "shown",
        [GRADFIG_PATHS_NO_SKIP] = "no-skip",
        [GRADFIG_PATHS_TOO_DEEP] = "too-deep",
        [GRADFIG_PATHS_CANCEL] = "cancel",
    };
    const struct gradfig_paths *paths = &report->paths[index];
    json_t *object = json_object();

    set(object, "state", json_string(states[paths->state]));
    if (paths->state == GRADFIG_PATHS_SHOWN) {
        json_t *band = json_object();
        set(band, "first", json_integer(paths->band[0]));
        set(band, "last", json_integer(paths->band[1]));
        set(band, "gradient_share", make_number(paths->band_gradient));
        set(band, "path_share", make_number(paths->band_paths));
        set(object, "dominating_length", json_integer(paths->dominating));
        set(object, "dominating_is_shared", json_boolean(paths->is_shared));
        set(object, "dominating_share", make_number(paths->largest_share));
        set(object, "mean_length", make_double(paths->mean));
        set(object, "cancellation", make_number(paths->cancellation));
        set(object, "band", band);
        set(object, "terms", make_terms(report->terms[index]));
    }
    return object;
}

static json_t *make_network(const struct gradfig_report *report, size_t index) {
    const struct gradfig_network *network = &report->spec->networks[index];
    const struct gradfig_derived *derived = &report->derived[index];
    json_t *object = json_object();

    set(object, "name", json_string(network->name));
    set(object, "label", json_string(gradfig_network_label(network)));
    set(object, "gradient", make_number(derived->gradient));
    set(object, "class", make_class(derived->class));
    set(object, "decades_per_layer", make_double(derived->decades));
    set(object, "effective_slope", make_number(derived->effective_slope));
    set(object, "half_life", make_double(derived->half_life));
    set(object, "first_layer_outside", make_first_outside(derived->first_outside));
    set(object, "activation", make_number(derived->activation));
    set(object, "fixed_point", make_fixed_point(derived));
    set(object, "first_layer", make_line(derived->layer, derived->layer_angle));
    set(object, "composed", make_line(derived->composed, derived->composed_angle));
    set(object, "improvement", make_number(derived->improvement));
    set(object, "paths", make_paths(report, index));
    set(object, "layers", make_layers(report, index));
    return object;
}

/* ---- the other parts ---- */

static json_t *make_thresholds(void) {
    json_t *object = json_object();

    for (int class = 0; class < GRADFIG_CLASS_AMPLIFYING; class ++) {
        set(object, gradfig_class_word((enum gradfig_class) class, GRADFIG_LANGUAGE_EN),
            make_double(gradfig_class_limit((enum gradfig_class) class)));
    }
    return object;
}

static json_t *make_sweep(const struct gradfig_report *report) {
    const struct gradfig_sweep *sweep = &report->spec->sweep;
    json_t *array = json_array();

    for (size_t i = 0; i < sweep->slopes.n_values; i++) {
        const struct gradfig_curve *curve = report_curve(report, GRADFIG_PANEL_SWEEP, i);
        struct gradfig_number gradient = curve->points[curve->n_points - 1].y;
        json_t *row = json_object();
        set(row, "slope", json_string(sweep->slopes.values[i].text));
        set(row, "block_slope", make_number(gradfig_sweep_block_slope(sweep, i)));
        set(row, "gradient", make_number(gradient));
        set(row, "class", make_class(gradfig_class_of(gradient)));
        append(array, row);
    }
    return array;
}

static json_t *make_text_or_null(const char *text) {
    return text != NULL && *text != '\0' ? json_string(text) : json_null();
}

static json_t *make_claim(const struct gradfig_claim *claim,
                          const struct gradfig_judgement *judgement) {
    static const char *const verdicts[GRADFIG_N_VERDICTS] = {
        [GRADFIG_VERDICT_EXACT] = "exact",         [GRADFIG_VERDICT_ROUNDED] = "rounded",
        [GRADFIG_VERDICT_WITHIN] = "holds",        [GRADFIG_VERDICT_TRUNCATED] = "truncated",
        [GRADFIG_VERDICT_UNCERTAIN] = "uncertain", [GRADFIG_VERDICT_WRONG] = "wrong",
    };
    bool is_class = claim->quantity.kind == GRADFIG_QUANTITY_CLASS;
    json_t *object = json_object();

    set(object, "line", json_integer((json_int_t)claim->line));
    set(object, "text", make_text_or_null(claim->text));
    set(object, "quantity", json_string(claim->quantity_text));
    set(object, "set", make_text_or_null(claim->settings));
    set(object, gradfig_relation_word(claim->relation), json_string(claim->number));
    set(object, "computed", make_number(judgement->computed));
    set(object, "certain", json_boolean(!judgement->is_uncertain));
    set(object, "class", is_class ? make_class(judgement->class) : json_null());
    set(object, "factor", make_number(judgement->factor));
    set(object, "verdict", json_string(verdicts[judgement->verdict]));
    set(object, "holds", json_boolean(gradfig_verdict_holds(judgement->verdict)));
    return object;
}

static json_t *make_claims(const struct gradfig_report *report) {
    json_t *array = json_array();

    for (guint i = 0; i < report->judgements->len; i++) {
        append(array, make_claim(gradfig_claims_at(report->claims, i),
                                 &g_array_index(report->judgements, struct gradfig_judgement, i)));
    }
    return array;
}

/* What a notice is about: a network, a slope of the sweep, or the figure. */
static void set_subject(json_t *object, const struct gradfig_report *report,
                        const struct notice *notice) {
    const struct gradfig_spec *spec = report->spec;
    bool is_sweep = notice->kind == NOTICE_SWEEP_NOT_POSITIVE;
    bool is_figure = notice->kind == NOTICE_AXIS_LOG || notice->kind == NOTICE_AXIS_SYMMETRIC_LOG;

    set(object, "network",
        is_sweep || is_figure ? json_null() : json_string(spec->networks[notice->index].name));
    set(object, "slope",
        is_sweep ? json_string(spec->sweep.slopes.values[notice->index].text) : json_null());
}

static json_t *make_notices(const struct gradfig_report *report) {
    json_t *array = json_array();

    for (guint i = 0; i < report->notices->len; i++) {
        const struct notice *notice = &g_array_index(report->notices, struct notice, i);
        json_t *object = json_object();
        set(object, "kind", json_string(notice_word(notice->kind)));
        set_subject(object, report, notice);
        set(object, "layer", make_layer_or_null(notice->layer));
        set(object, "value", make_number(notice->value));
        set(object, "text", make_plain(notice_text(report, notice)));
        append(array, object);
    }
    return array;
}

char *gradfig_report_json(const struct gradfig_report *report) {
    json_t *root = json_object();
    json_t *networks = json_array();
    char *title = gradfig_alt_title(report->spec);
    char *alt = gradfig_alt_text(report->spec, report->figure);

    set(root, "format", json_integer(FORMAT_VERSION));
    set(root, "title", json_string(title));
    set(root, "alt", json_string(alt));
    set(root, "depth", json_integer(report->spec->depth));
    set(root, "notices", make_notices(report));
    for (size_t i = 0; i < report->spec->n_networks; i++) {
        append(networks, make_network(report, i));
    }
    set(root, "networks", networks);
    set(root, "thresholds", make_thresholds());
    set(root, "sweep", make_sweep(report));
    set(root, "claims", make_claims(report));
    set(root, "parameters", make_parameters(report->spec));
    char *text = json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(17));
    char *lines = g_strconcat(text, "\n", NULL);
    free(text);
    json_decref(root);
    free(title);
    free(alt);
    return lines;
}
