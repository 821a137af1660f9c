/* A spec's life and values: defaults, setting one value by its row of the table, checks. */
#include "spec/spec.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "spec/parameters.h"

#include "base/error.h"
#include "base/text.h"
#include "spec/values.h"

#define NETWORKS_PREFIX "networks."

#define PIXELS_MAX 64000000

/* Narrower ranges of geometry.x have no room for ticks between neighbouring doubles. */
static const double NARROWEST = 1e-305;
static const double NARROWEST_PART = 1e-9;

struct spec_texts {
    GStringChunk *chunk;
};

static const char *keep_text(struct spec *spec, const char *text) {
    return g_string_chunk_insert(spec->texts->chunk, text);
}

/* ---- one value by its row ---- */

static bool refuse(const struct parameter *parameter, const char *text, const char *why,
                   struct gradfig_error *error) {
    char expected[128];
    char found[TEXT_QUOTED_SIZE];

    parameter_describe(parameter, expected, sizeof(expected));
    text_quote(text, found);
    return error_set(error, GRADFIG_INVALID_INPUT, "expected %s, found %s%s", expected, found, why);
}

static bool set_whole(const struct parameter *parameter, int64_t *target, const char *text,
                      struct gradfig_error *error) {
    int64_t value = 0;

    if (text_read_whole(text, &value) != TEXT_OK || (double)value < parameter->low ||
        (double)value > parameter->high) {
        return refuse(parameter, text, "", error);
    }
    *target = value;
    return true;
}

static bool check_real(const struct parameter *parameter, const char *text, double *value,
                       struct gradfig_error *error) {
    switch (text_read_real(text, value)) {
    case TEXT_NOT_A_NUMBER:
        return refuse(parameter, text, "", error);
    case TEXT_TOO_LARGE:
        return refuse(parameter, text, ", too large for a double", error);
    case TEXT_TOO_SMALL:
        return refuse(parameter, text, ", too small for a double: it would read as 0", error);
    case TEXT_OK:
        break;
    }
    return (parameter->low <= *value && *value <= parameter->high) ||
           refuse(parameter, text, "", error);
}

static bool set_real(struct spec *spec, const struct parameter *parameter, struct real *real,
                     const char *text, struct gradfig_error *error) {
    double value = 0;

    if (!check_real(parameter, text, &value, error)) {
        return false;
    }
    *real = (struct real){.value = value, .text = keep_text(spec, text)};
    return true;
}

static bool set_reals(struct spec *spec, const struct parameter *parameter, struct reals *target,
                      const char *const *items, size_t n_items, struct gradfig_error *error) {
    struct real *values = g_new0(struct real, n_items);

    for (size_t i = 0; i < n_items; i++) {
        if (!set_real(spec, parameter, &values[i], items[i], error)) {
            g_free(values);
            return false;
        }
    }
    g_free(target->values);
    *target = (struct reals){.n_values = n_items, .values = values};
    return true;
}

static bool set_single(struct spec *spec, const struct parameter *parameter, struct reals *target,
                       const char *text, struct gradfig_error *error) {
    return set_reals(spec, parameter, target, &text, 1, error);
}

/* "1,2" and "[1, 2]" alike. */
static char **split_list(const char *text) {
    char *inside = g_strstrip(g_strdup(text));
    size_t length = strlen(inside);

    if (length >= 2 && inside[0] == '[' && inside[length - 1] == ']') {
        inside[length - 1] = '\0';
        memmove(inside, inside + 1, length - 1);
        g_strstrip(inside);
    }
    char **items = g_strsplit(inside, ",", -1);
    g_free(inside);
    return items;
}

static bool set_list(struct spec *spec, const struct target *target, const char *text,
                     struct gradfig_error *error) {
    char found[TEXT_QUOTED_SIZE];
    char **split = split_list(text);
    size_t n_items = g_strv_length(split);
    const char **items = g_new(const char *, n_items);

    for (size_t i = 0; i < n_items; i++) {
        items[i] = g_strstrip(split[i]);
    }
    text_quote(text, found);
    bool done = values_set_list(spec, target, items, n_items, found, error);
    g_free(items);
    g_strfreev(split);
    return done;
}

/* The position of `word` in the row's words, or -1. */
static int64_t position_of(const struct parameter *parameter, const char *word) {
    char **choices = g_strsplit(parameter->choices, " ", -1);
    int64_t position = 0;

    while (choices[position] != NULL && strcmp(choices[position], word) != 0) {
        position++;
    }
    bool found = choices[position] != NULL;
    g_strfreev(choices);
    return found ? position : -1;
}

static bool set_choice(const struct parameter *parameter, int64_t *target, const char *text,
                       struct gradfig_error *error) {
    int64_t position = position_of(parameter, text);

    if (position < 0) {
        return refuse(parameter, text, "", error);
    }
    *target = position;
    return true;
}

static bool set_choices(const struct parameter *parameter, struct choices *target,
                        const char *const *items, size_t n_items, struct gradfig_error *error) {
    struct choices choices = {.n_values = n_items};

    for (size_t i = 0; i < n_items; i++) {
        if (!set_choice(parameter, &choices.values[i], items[i], error)) {
            return false;
        }
        for (size_t j = 0; j < i; j++) {
            if (choices.values[j] == choices.values[i]) {
                return refuse(parameter, items[i], " again", error);
            }
        }
    }
    *target = choices;
    return true;
}

bool values_check_item(const struct parameter *row, const char *text, struct gradfig_error *error) {
    struct parameter item = *row;
    double value = 0;

    if (row->type == TYPE_CHOICES) {
        item.type = TYPE_CHOICE;
        return position_of(row, text) >= 0 || refuse(&item, text, "", error);
    }
    item.type = TYPE_REAL; /* messages tell of a number, not of the list */
    return check_real(&item, text, &value, error);
}

static bool set_text(struct spec *spec, const struct parameter *parameter, const char **target,
                     const char *text, struct gradfig_error *error) {
    if (*text == '\0' || strlen(text) > TEXT_MAX || !text_is_clean(text)) {
        return refuse(parameter, text, "", error);
    }
    *target = keep_text(spec, text);
    return true;
}

static bool set_color(const struct parameter *parameter, int64_t *target, const char *text,
                      struct gradfig_error *error) {
    if (text[0] != '#' || strspn(text + 1, "0123456789abcdefABCDEF") != 6 || text[7] != '\0') {
        return refuse(parameter, text, "", error);
    }
    *target = g_ascii_strtoll(text + 1, NULL, 16);
    return true;
}

static void *value_of(const struct target *target) {
    return (char *)target->owner + target->parameter->offset;
}

bool values_set_list(struct spec *spec, const struct target *target, const char *const *items,
                     size_t n_items, const char *found, struct gradfig_error *error) {
    const struct parameter *row = target->parameter;

    if (n_items < row->n_values_min || n_items > row->n_values_max) {
        char expected[128];
        parameter_describe(row, expected, sizeof(expected));
        return error_set(error, GRADFIG_INVALID_INPUT, "expected %s, found %s", expected, found);
    }
    return row->type == TYPE_CHOICES
               ? set_choices(row, value_of(target), items, n_items, error)
               : set_reals(spec, row, value_of(target), items, n_items, error);
}

bool values_set(struct spec *spec, const struct target *target, const char *text,
                struct gradfig_error *error) {
    const struct parameter *row = target->parameter;
    void *value = value_of(target);

    switch (row->type) {
    case TYPE_WHOLE:
        return set_whole(row, value, text, error);
    case TYPE_REAL:
        return set_real(spec, row, value, text, error);
    case TYPE_SINGLE:
        return set_single(spec, row, value, text, error);
    case TYPE_LIST:
    case TYPE_CHOICES:
        return set_list(spec, target, text, error);
    case TYPE_CHOICE:
        return set_choice(row, value, text, error);
    case TYPE_TEXT:
        return set_text(spec, row, value, text, error);
    case TYPE_COLOR:
        return set_color(row, value, text, error);
    }
    return false;
}

/* ---- keys ---- */

bool values_is_network_row(const struct parameter *parameter) {
    return g_str_has_prefix(parameter->key, NETWORKS_PREFIX);
}

/* The key of a row with NAME replaced; free with g_free. */
static char *concrete_key(const struct parameter *parameter, const struct network *network) {
    const char *field = parameter->key + strlen(NETWORKS_PREFIX "NAME.");
    return g_strdup_printf(NETWORKS_PREFIX "%s.%s", network->name, field);
}

/* The key nearest to the one asked for so far. */
struct nearest {
    struct target target;
    size_t distance;
    char *key; /* free with g_free */
};

static const char *last_part(const char *key) {
    const char *dot = strrchr(key, '.');
    return dot != NULL ? dot + 1 : key;
}

/* In half edits. A key that is nested in something else counts as near too, but for more than one
 * edit. */
static size_t distance_of(const char *key, const char *candidate) {
    enum { NESTED = 3 };
    enum { FAR = 1000 }; /* more than any two keys are apart */
    size_t whole = MIN(text_distance(key, candidate), FAR);
    size_t last = MIN(text_distance(last_part(key), last_part(candidate)), FAR);

    return MIN(2 * whole, 2 * last + NESTED);
}

static void consider(struct nearest *best, const char *key, struct target target, char *candidate) {
    size_t distance = distance_of(key, candidate);

    if (distance < best->distance) {
        g_free(best->key);
        *best = (struct nearest){target, distance, candidate};
    } else {
        g_free(candidate);
    }
}

/* The row nearest to `key`, at distance 0 when the key exists. */
static struct nearest find_nearest(struct spec *spec, const char *key) {
    struct nearest best = {.distance = SIZE_MAX};

    for (size_t i = 0; i < n_parameter_rows; i++) {
        const struct parameter *parameter = &parameter_rows[i];
        if (!values_is_network_row(parameter)) {
            consider(&best, key, (struct target){parameter, spec}, g_strdup(parameter->key));
            continue;
        }
        for (size_t j = 0; j < spec->n_networks; j++) {
            struct network *network = &spec->networks[j];
            consider(&best, key, (struct target){parameter, network},
                     concrete_key(parameter, network));
        }
    }
    return best;
}

bool values_find(struct spec *spec, const char *key, struct target *target,
                 struct gradfig_error *error) {
    struct nearest nearest = find_nearest(spec, key);
    bool found = nearest.distance == 0;

    if (found) {
        *target = nearest.target;
    } else if (nearest.key == NULL || nearest.distance > strlen(key)) {
        error_set(error, GRADFIG_INVALID_INPUT, "unknown key (see gradfig keys)");
    } else {
        error_set(error, GRADFIG_INVALID_INPUT, "unknown key; the nearest one is %s", nearest.key);
    }
    g_free(nearest.key);
    return found;
}

size_t values_offset(const struct spec *spec, const struct target *target) {
    return (size_t)((const char *)target->owner - (const char *)spec) + target->parameter->offset;
}

bool spec_set(struct spec *spec, const char *key, const char *text, struct gradfig_error *error) {
    struct target target;
    return values_find(spec, key, &target, error) && values_set(spec, &target, text, error);
}

/* ---- a spec's life ---- */

static void set_own(struct spec *spec, const char *key, const char *text) {
    struct gradfig_error error;
    bool done = spec_set(spec, key, text, &error);
    assert(done);
    (void)done;
}

static void set_initial_values(struct spec *spec, void *owner, bool of_network) {
    for (size_t i = 0; i < n_parameter_rows; i++) {
        const struct parameter *parameter = &parameter_rows[i];
        struct gradfig_error error;
        if (values_is_network_row(parameter) == of_network && parameter->initial != NULL) {
            bool done =
                values_set(spec, &(struct target){parameter, owner}, parameter->initial, &error);
            assert(done);
            (void)done;
        }
    }
}

bool values_is_network_name(const char *name) {
    size_t length = strlen(name);
    bool is_reserved = strcmp(name, "identity") == 0 || strcmp(name, "ideal") == 0;

    return g_ascii_isalpha(name[0]) && length <= NETWORK_NAME_MAX && !is_reserved &&
           strspn(name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-") == length;
}

struct network *values_add_network(struct spec *spec, const char *name) {
    assert(spec->n_networks < NETWORKS_MAX);
    struct network *network = &spec->networks[spec->n_networks++];

    g_strlcpy(network->name, name, sizeof(network->name));
    network->color = COLOR_BY_POSITION;
    set_initial_values(spec, network, true);
    return network;
}

void values_clear_networks(struct spec *spec) {
    for (size_t i = 0; i < spec->n_networks; i++) {
        g_free(spec->networks[i].slopes.values);
        g_free(spec->networks[i].intercepts.values);
        spec->networks[i] = (struct network){0};
    }
    spec->n_networks = 0;
}

void spec_init(struct spec *spec) {
    *spec = (struct spec){.texts = g_new(struct spec_texts, 1)};
    spec->texts->chunk = g_string_chunk_new(512);
    set_initial_values(spec, spec, false);
    (void)values_add_network(spec, "plain");
    set_own(spec, "networks.plain.slope", "0.8");
    set_own(spec, "networks.plain.intercept", "0.1");
    (void)values_add_network(spec, "residual");
    set_own(spec, "networks.residual.slope", "0.2");
    set_own(spec, "networks.residual.intercept", "0.05");
    set_own(spec, "networks.residual.skip", "1");
}

void spec_finish(struct spec *spec) {
    values_clear_networks(spec);
    g_free(spec->sweep.slopes.values);
    g_free(spec->geometry.x.values);
    g_free(spec->paths.band.values);
    if (spec->texts != NULL) {
        g_string_chunk_free(spec->texts->chunk);
        g_free(spec->texts);
    }
    *spec = (struct spec){0};
}

/* ---- checks across values ---- */

struct checking {
    values_fault_visitor *visit;
    void *context;
};

/* Tells one fault; `keys` are those involved, NULL behind the last. */
__attribute__((format(printf, 3, 4))) static void
tell(const struct checking *checking, const char *const *keys, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    checking->visit(checking->context, keys, message);
    g_free(message);
}

static void check_list_length(const struct checking *checking, const struct spec *spec,
                              const struct network *network, const char *field,
                              const struct reals *list) {
    /* A single value is no list: it is legal at depth 0. */
    if (list->n_values > 1 && list->n_values > (size_t)spec->depth) {
        char *key = g_strdup_printf(NETWORKS_PREFIX "%s.%s", network->name, field);
        tell(checking, (const char *const[]){key, "depth", NULL},
             "expected at most one value a layer, found %zu values for a depth of %lld",
             list->n_values, (long long)spec->depth);
        g_free(key);
    }
}

static void check_range(const struct checking *checking, const struct real *x) {
    double width = x[1].value - x[0].value;
    double largest = fmax(fabs(x[0].value), fabs(x[1].value));

    if (!(width > 0)) {
        tell(checking, (const char *const[]){"geometry.x", NULL},
             "expected the smaller number first, found %s, %s", x[0].text, x[1].text);
    } else if (width < NARROWEST || width < NARROWEST_PART * largest) {
        tell(checking, (const char *const[]){"geometry.x", NULL},
             "expected a range that an axis can show, at least %g wide and %g of its numbers, "
             "found %s, %s",
             NARROWEST, NARROWEST_PART, x[0].text, x[1].text);
    }
}

static bool is_whole(const struct real *real) {
    return real->value == floor(real->value);
}

static void check_band(const struct checking *checking, const struct spec *spec) {
    const struct real *band = spec->paths.band.values;
    static const char key[] = "paths.band";

    if (spec->paths.band.n_values == 0) {
        return;
    }
    if (!is_whole(&band[0]) || !is_whole(&band[1]) || band[0].value > band[1].value) {
        tell(checking, (const char *const[]){key, NULL},
             "expected two whole numbers, the smaller first, found %s, %s", band[0].text,
             band[1].text);
    } else if (band[0].value > (double)spec->depth) {
        tell(checking, (const char *const[]){key, "depth", NULL},
             "expected a length that paths can have at a depth of %lld, found %s",
             (long long)spec->depth, band[0].text);
    }
}

static void check_size(const struct checking *checking, const struct figure_options *figure) {
    int64_t n_pixels = figure->width * figure->height * figure->scale * figure->scale;

    if (n_pixels > PIXELS_MAX) {
        tell(checking, (const char *const[]){"figure.scale", "figure.width", "figure.height", NULL},
             "expected width x height x scale x scale of at most %d pixels, found %lld", PIXELS_MAX,
             (long long)n_pixels);
    }
}

void values_check(const struct spec *spec, values_fault_visitor *visit, void *context) {
    const struct checking checking = {visit, context};

    for (size_t i = 0; i < spec->n_networks; i++) {
        const struct network *network = &spec->networks[i];
        check_list_length(&checking, spec, network, "slopes", &network->slopes);
        check_list_length(&checking, spec, network, "intercepts", &network->intercepts);
    }
    check_range(&checking, spec->geometry.x.values);
    check_band(&checking, spec);
    check_size(&checking, &spec->figure);
}

/* Keeps the first fault. */
static void keep_fault(void *context, const char *const *keys, const char *message) {
    struct gradfig_error *error = context;
    if (error->code == GRADFIG_OK) {
        error_set(error, GRADFIG_INVALID_INPUT, "%s: %s", keys[0], message);
    }
}

bool spec_validate(const struct spec *spec, struct gradfig_error *error) {
    struct gradfig_error first = {.code = GRADFIG_OK};

    values_check(spec, keep_fault, &first);
    if (first.code != GRADFIG_OK) {
        *error = first;
    }
    return first.code == GRADFIG_OK;
}

bool spec_has_panel(const struct spec *spec, enum panel_kind panel) {
    const struct choices *panels = &spec->figure.panels;
    size_t i = 0;

    while (i < panels->n_values && panels->values[i] != (int64_t)panel) {
        i++;
    }
    return i < panels->n_values;
}

const char *panel_word(enum panel_kind panel) {
    static const char *const words[N_PANELS] = {
#define PANEL(id, word) [PANEL_##id] = word,
#include "spec/panels.inc"
#undef PANEL
    };
    return words[panel];
}

const char *network_label(const struct network *network) {
    return network->label != NULL ? network->label : network->name;
}
