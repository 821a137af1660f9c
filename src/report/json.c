/* The report for programs, through jansson. Names are stable; the manual describes them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "rendering/alt.h"
#include "spec/recipe.h"

#include "base/markup.h"
#include "report/report_private.h"
#include "report/verdict_text.h"
#include "spec/yaml_tree.h"

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
    return layer == NO_LAYER ? json_null() : json_integer(layer);
}

/* As in the series table: sign, log10_abs, value. */
static json_t *make_number(struct number number) {
    if (!number_exists(number)) {
        return json_null();
    }
    json_t *object = json_object();
    set(object, "sign", json_integer(number.sign));
    set(object, "log10_abs", make_double(number.log10_abs));
    set(object, "value", number_fits_double(number) ? make_double(number.value) : json_null());
    return object;
}

static json_t *make_class(enum gradient_class class) {
    return json_string(gradient_class_word(class, LANGUAGE_EN));
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

static json_t *make_parameters(const struct spec *spec) {
    struct document_fault fault;
    char *recipe = recipe_write(spec);
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

static json_t *make_line(struct line line, struct number angle) {
    json_t *object = json_object();

    set(object, "slope", make_number(line.slope));
    set(object, "intercept", make_number(line.intercept));
    set(object, "angle", make_double(angle.value));
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
        set(object, names[range], make_layer(layers[range]));
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
    json_t *object = make_number(derived->fixed_point);
    set(object, "stability", json_string(stabilities[derived->stability]));
    return object;
}

static json_t *make_layers(const struct report *report, size_t index) {
    const struct curve *activation = report_curve(report, PANEL_ACTIVATION, index);
    const struct curve *gradient = report_curve(report, PANEL_GRADIENT, index);
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
        const struct path_term *term = &g_array_index(terms, struct path_term, i);
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

static json_t *make_paths(const struct report *report, size_t index) {
    static const char *const states[] = {
        [PATHS_SHOWN] = "shown",
        [PATHS_NO_SKIP] = "no-skip",
        [PATHS_TOO_DEEP] = "too-deep",
        [PATHS_CANCEL] = "cancel",
    };
    const struct paths *paths = &report->paths[index];
    json_t *object = json_object();

    set(object, "state", json_string(states[paths->state]));
    if (paths->state == PATHS_SHOWN) {
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

static json_t *make_network(const struct report *report, size_t index) {
    const struct network *network = &report->spec->networks[index];
    const struct derived *derived = &report->derived[index];
    json_t *object = json_object();

    set(object, "name", json_string(network->name));
    set(object, "label", json_string(network_label(network)));
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

    for (int class = 0; class < CLASS_AMPLIFYING; class ++) {
        set(object, gradient_class_word((enum gradient_class) class, LANGUAGE_EN),
            make_double(gradient_class_limit((enum gradient_class) class)));
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
        set(row, "slope", json_string(sweep->slopes.values[i].text));
        set(row, "block_slope", make_number(sweep_block_slope(sweep, i)));
        set(row, "gradient", make_number(gradient));
        set(row, "class", make_class(gradient_class_of(gradient)));
        append(array, row);
    }
    return array;
}

static json_t *make_text_or_null(const char *text) {
    return text != NULL && *text != '\0' ? json_string(text) : json_null();
}

static json_t *make_claim(const struct claim *claim, const struct verdict *verdict) {
    static const char *const verdicts[N_VERDICTS] = {
        [VERDICT_EXACT] = "exact",         [VERDICT_ROUNDED] = "rounded",
        [VERDICT_WITHIN] = "holds",        [VERDICT_TRUNCATED] = "truncated",
        [VERDICT_UNCERTAIN] = "uncertain", [VERDICT_WRONG] = "wrong",
    };
    bool is_class = claim->quantity.kind == QUANTITY_CLASS;
    json_t *object = json_object();

    set(object, "line", json_integer((json_int_t)claim->line));
    set(object, "text", make_text_or_null(claim->text));
    set(object, "quantity", json_string(claim->quantity_text));
    set(object, "set", make_text_or_null(claim->settings));
    set(object, relation_word(claim->relation), json_string(claim->number));
    set(object, "computed", make_number(verdict->computed));
    set(object, "certain", json_boolean(!verdict->is_uncertain));
    set(object, "class", is_class ? make_class(verdict->class) : json_null());
    set(object, "factor", make_number(verdict->factor));
    set(object, "verdict", json_string(verdicts[verdict->verdict]));
    set(object, "holds", json_boolean(verdict_holds(verdict->verdict)));
    return object;
}

static json_t *make_claims(const struct report *report) {
    json_t *array = json_array();

    for (guint i = 0; i < report->verdicts->len; i++) {
        append(array, make_claim(claims_at(report->claims, i),
                                 &g_array_index(report->verdicts, struct verdict, i)));
    }
    return array;
}

/* What a notice is about: a network, a slope of the sweep, or the figure. */
static void set_subject(json_t *object, const struct report *report, const struct notice *notice) {
    const struct spec *spec = report->spec;
    bool is_sweep = notice->kind == NOTICE_SWEEP_NOT_POSITIVE;
    bool is_figure = notice->kind == NOTICE_AXIS_LOG || notice->kind == NOTICE_AXIS_SYMMETRIC_LOG;

    set(object, "network",
        is_sweep || is_figure ? json_null() : json_string(spec->networks[notice->index].name));
    set(object, "slope",
        is_sweep ? json_string(spec->sweep.slopes.values[notice->index].text) : json_null());
}

static json_t *make_notices(const struct report *report) {
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

char *report_json(const struct report *report) {
    json_t *root = json_object();
    json_t *networks = json_array();
    char *title = alt_title(report->spec);
    char *alt = alt_text(report->spec, report->figure);

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
