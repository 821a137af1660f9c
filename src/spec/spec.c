/* A spec's life and values: defaults, setting one value by its row of the table, checks. */
#include <gradfig/spec.h>

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include <gradfig/parameters.h>

#include "base/error.h"
#include "base/text.h"

#define NETWORKS_PREFIX "networks."

#define PIXELS_MAX 64000000

/* Narrower ranges of geometry.x have no room for ticks between neighbouring doubles. */
static const double NARROWEST = 1e-305;
static const double NARROWEST_PART = 1e-9;

struct gradfig_texts {
    GStringChunk *chunk;
};

static const char *keep_text(struct gradfig_spec *spec, const char *text) {
    return g_string_chunk_insert(spec->texts->chunk, text);
}

/* ---- one value by its row ---- */

static bool refuse(const struct gradfig_parameter *parameter, const char *text, const char *why,
                   struct gradfig_error *error) {
    char expected[128];
    char found[TEXT_QUOTED_SIZE];

    gradfig_parameter_describe(parameter, expected, sizeof(expected));
    text_quote(text, found);
    return error_set(error, GRADFIG_INVALID_INPUT, "expected %s, found %s%s", expected, found, why);
}

static bool set_whole(const struct gradfig_parameter *parameter, int64_t *target, const char *text,
                      struct gradfig_error *error) {
    int64_t value = 0;

    if (text_read_whole(text, &value) != TEXT_OK || (double)value < parameter->low ||
        (double)value > parameter->high) {
        return refuse(parameter, text, "", error);
    }
    *target = value;
    return true;
}

static bool read_real(struct gradfig_spec *spec, const struct gradfig_parameter *parameter,
                      struct gradfig_real *real, const char *text, struct gradfig_error *error) {
    double value = 0;

    switch (text_read_real(text, &value)) {
    case TEXT_NOT_A_NUMBER:
        return refuse(parameter, text, "", error);
    case TEXT_TOO_LARGE:
        return refuse(parameter, text, ", too large for a double", error);
    case TEXT_TOO_SMALL:
        return refuse(parameter, text, ", too small for a double: it would read as 0", error);
    case TEXT_OK:
        break;
    }
    if (value < parameter->low || value > parameter->high) {
        return refuse(parameter, text, "", error);
    }
    *real = (struct gradfig_real){.value = value, .text = keep_text(spec, text)};
    return true;
}

static bool set_reals(struct gradfig_spec *spec, const struct gradfig_parameter *parameter,
                      struct gradfig_reals *target, char *const *items, size_t n_items,
                      struct gradfig_error *error) {
    struct gradfig_real *values = g_new0(struct gradfig_real, n_items);

    for (size_t i = 0; i < n_items; i++) {
        if (!read_real(spec, parameter, &values[i], items[i], error)) {
            g_free(values);
            return false;
        }
    }
    g_free(target->values);
    *target = (struct gradfig_reals){.n_values = n_items, .values = values};
    return true;
}

static bool set_single(struct gradfig_spec *spec, const struct gradfig_parameter *parameter,
                       struct gradfig_reals *target, const char *text,
                       struct gradfig_error *error) {
    char *item = g_strdup(text);
    bool done = set_reals(spec, parameter, target, &item, 1, error);
    g_free(item);
    return done;
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

static bool set_list(struct gradfig_spec *spec, const struct gradfig_parameter *parameter,
                     struct gradfig_reals *target, const char *text, struct gradfig_error *error) {
    char **items = split_list(text);
    size_t n_items = g_strv_length(items);
    bool done = false;

    for (size_t i = 0; i < n_items; i++) {
        g_strstrip(items[i]);
    }
    if (n_items < parameter->n_values_min || n_items > parameter->n_values_max) {
        done = refuse(parameter, text, "", error);
    } else {
        done = set_reals(spec, parameter, target, items, n_items, error);
    }
    g_strfreev(items);
    return done;
}

static bool set_choice(const struct gradfig_parameter *parameter, int64_t *target, const char *text,
                       struct gradfig_error *error) {
    char **choices = g_strsplit(parameter->choices, " ", -1);
    int64_t position = 0;

    while (choices[position] != NULL && strcmp(choices[position], text) != 0) {
        position++;
    }
    bool found = choices[position] != NULL;
    g_strfreev(choices);
    if (!found) {
        return refuse(parameter, text, "", error);
    }
    *target = position;
    return true;
}

static bool set_text(struct gradfig_spec *spec, const struct gradfig_parameter *parameter,
                     const char **target, const char *text, struct gradfig_error *error) {
    if (*text == '\0' || strlen(text) > GRADFIG_TEXT_MAX || !text_is_clean(text)) {
        return refuse(parameter, text, "", error);
    }
    *target = keep_text(spec, text);
    return true;
}

static bool set_color(const struct gradfig_parameter *parameter, int64_t *target, const char *text,
                      struct gradfig_error *error) {
    if (text[0] != '#' || strspn(text + 1, "0123456789abcdefABCDEF") != 6 || text[7] != '\0') {
        return refuse(parameter, text, "", error);
    }
    *target = g_ascii_strtoll(text + 1, NULL, 16);
    return true;
}

/* `owner` is the spec or one of its networks, as the row's offset expects. */
static bool set_value(struct gradfig_spec *spec, void *owner,
                      const struct gradfig_parameter *parameter, const char *text,
                      struct gradfig_error *error) {
    void *target = (char *)owner + parameter->offset;

    switch (parameter->type) {
    case GRADFIG_TYPE_WHOLE:
        return set_whole(parameter, target, text, error);
    case GRADFIG_TYPE_REAL:
        return read_real(spec, parameter, target, text, error);
    case GRADFIG_TYPE_SINGLE:
        return set_single(spec, parameter, target, text, error);
    case GRADFIG_TYPE_LIST:
        return set_list(spec, parameter, target, text, error);
    case GRADFIG_TYPE_CHOICE:
        return set_choice(parameter, target, text, error);
    case GRADFIG_TYPE_TEXT:
        return set_text(spec, parameter, target, text, error);
    case GRADFIG_TYPE_COLOR:
        return set_color(parameter, target, text, error);
    }
    assert(!"a type without a case");
    return false;
}

/* ---- keys ---- */

static bool is_network_row(const struct gradfig_parameter *parameter) {
    return g_str_has_prefix(parameter->key, NETWORKS_PREFIX);
}

/* The key of a row with NAME replaced; free with g_free. */
static char *concrete_key(const struct gradfig_parameter *parameter,
                          const struct gradfig_network *network) {
    const char *field = parameter->key + strlen(NETWORKS_PREFIX "NAME.");
    return g_strdup_printf(NETWORKS_PREFIX "%s.%s", network->name, field);
}

struct target {
    const struct gradfig_parameter *parameter;
    void *owner;
    size_t distance; /* between the key asked for and the one found */
    char *key;       /* free with g_free */
};

static void consider(struct target *best, struct target candidate, const char *key) {
    candidate.distance = text_distance(key, candidate.key);
    if (candidate.distance < best->distance) {
        g_free(best->key);
        *best = candidate;
    } else {
        g_free(candidate.key);
    }
}

/* The row nearest to `key`, at distance 0 when the key exists. */
static struct target find_nearest(struct gradfig_spec *spec, const char *key) {
    struct target best = {.distance = SIZE_MAX};

    for (size_t i = 0; i < gradfig_n_parameters; i++) {
        const struct gradfig_parameter *parameter = &gradfig_parameters[i];
        if (!is_network_row(parameter)) {
            consider(&best,
                     (struct target){
                         .parameter = parameter, .owner = spec, .key = g_strdup(parameter->key)},
                     key);
            continue;
        }
        for (size_t j = 0; j < spec->n_networks; j++) {
            struct gradfig_network *network = &spec->networks[j];
            consider(&best,
                     (struct target){.parameter = parameter,
                                     .owner = network,
                                     .key = concrete_key(parameter, network)},
                     key);
        }
    }
    return best;
}

bool gradfig_spec_set(struct gradfig_spec *spec, const char *key, const char *text,
                      struct gradfig_error *error) {
    struct target target = find_nearest(spec, key);
    bool done = false;

    if (target.distance == 0) {
        done = set_value(spec, target.owner, target.parameter, text, error);
    } else if (target.key == NULL) {
        error_set(error, GRADFIG_INVALID_INPUT, "unknown key");
    } else {
        error_set(error, GRADFIG_INVALID_INPUT, "unknown key; the nearest one is %s", target.key);
    }
    g_free(target.key);
    return done;
}

/* ---- a spec's life ---- */

static void set_own(struct gradfig_spec *spec, const char *key, const char *text) {
    struct gradfig_error error;
    bool done = gradfig_spec_set(spec, key, text, &error);
    assert(done);
    (void)done;
}

static void set_initial_values(struct gradfig_spec *spec, void *owner, bool of_network) {
    for (size_t i = 0; i < gradfig_n_parameters; i++) {
        const struct gradfig_parameter *parameter = &gradfig_parameters[i];
        struct gradfig_error error;
        if (is_network_row(parameter) == of_network && parameter->initial != NULL) {
            bool done = set_value(spec, owner, parameter, parameter->initial, &error);
            assert(done);
            (void)done;
        }
    }
}

static void add_network(struct gradfig_spec *spec, const char *name) {
    struct gradfig_network *network = &spec->networks[spec->n_networks++];

    g_strlcpy(network->name, name, sizeof(network->name));
    network->color = GRADFIG_COLOR_BY_POSITION;
    set_initial_values(spec, network, true);
}

void gradfig_spec_init(struct gradfig_spec *spec) {
    *spec = (struct gradfig_spec){.texts = g_new(struct gradfig_texts, 1)};
    spec->texts->chunk = g_string_chunk_new(512);
    set_initial_values(spec, spec, false);
    add_network(spec, "plain");
    set_own(spec, "networks.plain.slope", "0.8");
    set_own(spec, "networks.plain.intercept", "0.1");
    add_network(spec, "residual");
    set_own(spec, "networks.residual.slope", "0.2");
    set_own(spec, "networks.residual.intercept", "0.05");
    set_own(spec, "networks.residual.skip", "1");
}

void gradfig_spec_finish(struct gradfig_spec *spec) {
    for (size_t i = 0; i < spec->n_networks; i++) {
        g_free(spec->networks[i].slopes.values);
        g_free(spec->networks[i].intercepts.values);
    }
    g_free(spec->sweep.slopes.values);
    g_free(spec->geometry.x.values);
    if (spec->texts != NULL) {
        g_string_chunk_free(spec->texts->chunk);
        g_free(spec->texts);
    }
    *spec = (struct gradfig_spec){0};
}

/* ---- checks across values ---- */

static bool check_list_length(const struct gradfig_spec *spec,
                              const struct gradfig_network *network, const char *field,
                              const struct gradfig_reals *list, struct gradfig_error *error) {
    /* A single value is no list: it is legal at depth 0. */
    if (list->n_values <= 1 || list->n_values <= (size_t)spec->depth) {
        return true;
    }
    return error_set(error, GRADFIG_INVALID_INPUT,
                     NETWORKS_PREFIX "%s.%s: expected at most one value a layer, found %zu values "
                                     "for a depth of %lld",
                     network->name, field, list->n_values, (long long)spec->depth);
}

bool gradfig_spec_validate(const struct gradfig_spec *spec, struct gradfig_error *error) {
    for (size_t i = 0; i < spec->n_networks; i++) {
        const struct gradfig_network *network = &spec->networks[i];
        if (!check_list_length(spec, network, "slopes", &network->slopes, error) ||
            !check_list_length(spec, network, "intercepts", &network->intercepts, error)) {
            return false;
        }
    }
    const struct gradfig_real *x = spec->geometry.x.values;
    if (!(x[0].value < x[1].value)) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "geometry.x: expected the smaller number first, found %s, %s", x[0].text,
                         x[1].text);
    }
    double width = x[1].value - x[0].value;
    double largest = fmax(fabs(x[0].value), fabs(x[1].value));
    if (width < NARROWEST || width < NARROWEST_PART * largest) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "geometry.x: expected a range that an axis can show, at least %g wide "
                         "and %g of its numbers, found %s, %s",
                         NARROWEST, NARROWEST_PART, x[0].text, x[1].text);
    }
    const struct gradfig_figure *figure = &spec->figure;
    int64_t n_pixels = figure->width * figure->height * figure->scale * figure->scale;
    if (n_pixels > PIXELS_MAX) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "figure.scale: expected width x height x scale x scale of at most %d "
                         "pixels, found %lld",
                         PIXELS_MAX, (long long)n_pixels);
    }
    return true;
}

const char *gradfig_network_label(const struct gradfig_network *network) {
    return network->label != NULL ? network->label : network->name;
}
