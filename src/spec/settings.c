/* Collects settings and builds a spec from them. */
#include "spec/settings.h"

#include <assert.h>
#include <string.h>

#include <glib.h>

#include "base/user_text.h"

#define NETWORKS_PREFIX "networks."

static const struct origin by_default = {.source = NO_SOURCE};

/* ---- life ---- */

/* Appends the defaults of the table's rows that have one. */
static void append_initial(struct settings *settings, size_t network) {
    for (size_t i = 0; i < n_parameter_rows; i++) {
        const struct parameter *row = &parameter_rows[i];
        struct gradfig_error error;
        struct value value;
        if (row->initial != NULL && parameter_is_of_network(row) == (network != NO_NETWORK)) {
            bool done = value_read(&value, row, row->initial, settings->memory, &error);
            assert(done);
            (void)done;
            settings_append(settings, (struct target){row, network}, &value, by_default);
        }
    }
}

static void append_own(struct settings *settings, const char *key, const char *text) {
    struct gradfig_error error;
    struct target target;
    struct value value;
    bool done = settings_find(settings, key, &target, &error) &&
                value_read(&value, target.row, text, settings->memory, &error);

    assert(done);
    (void)done;
    settings_append(settings, target, &value, by_default);
}

struct settings *settings_create(void) {
    static const char *const networks[] = {"plain", "residual"};
    static const char *const values[][2] = {
        {"networks.plain.slope", "0.8"},    {"networks.plain.intercept", "0.1"},
        {"networks.residual.slope", "0.2"}, {"networks.residual.intercept", "0.05"},
        {"networks.residual.skip", "1"},
    };
    struct settings *settings = g_new0(struct settings, 1);

    settings->all = g_array_new(FALSE, FALSE, sizeof(struct setting));
    settings->memory = value_memory_create();
    settings->sources = g_ptr_array_new_with_free_func(g_free);
    settings->inputs = inputs_create();
    append_initial(settings, NO_NETWORK);
    for (size_t i = 0; i < G_N_ELEMENTS(networks); i++) {
        (void)settings_add_network(settings, networks[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        append_own(settings, values[i][0], values[i][1]);
    }
    return settings;
}

void settings_destroy(struct settings *settings) {
    if (settings != NULL) {
        g_array_free(settings->all, TRUE);
        value_memory_release(settings->memory);
        g_ptr_array_unref(settings->sources);
        inputs_release(settings->inputs);
        g_free(settings);
    }
}

/* ---- settings ---- */

void settings_append(struct settings *settings, struct target target, const struct value *value,
                     struct origin origin) {
    struct setting setting = {.target = target, .origin = origin};

    if (value != NULL) {
        setting.value = *value;
    }
    g_array_append_val(settings->all, setting);
}

bool settings_is_same_field(struct target a, struct target b) {
    return a.network == b.network && a.row->offset == b.row->offset;
}

const struct setting *settings_last(const struct settings *settings, struct target target) {
    for (guint i = settings->all->len; i-- > 0;) {
        const struct setting *setting = &g_array_index(settings->all, struct setting, i);
        if (settings_is_same_field(setting->target, target)) {
            return setting;
        }
    }
    return NULL;
}

bool settings_is_set(const struct settings *settings, const struct setting *setting) {
    return setting->origin.source != NO_SOURCE && setting->origin.place.line == 0 &&
           settings_last(settings, setting->target) == setting;
}

static void *copy_source(const void *source, void *unused) {
    (void)unused;
    return g_strdup(source);
}

struct settings *settings_copy(const struct settings *settings) {
    struct settings *copy = g_memdup2(settings, sizeof(*settings));

    copy->all = g_array_new(FALSE, FALSE, sizeof(struct setting));
    for (guint i = 0; i < settings->all->len; i++) {
        const struct setting *setting = &g_array_index(settings->all, struct setting, i);
        if (settings_last(settings, setting->target) == setting) {
            g_array_append_vals(copy->all, setting, 1);
        }
    }
    copy->memory = value_memory_create_over(settings->memory);
    copy->sources = g_ptr_array_copy(settings->sources, copy_source, NULL);
    g_ptr_array_set_free_func(copy->sources, g_free);
    (void)inputs_share(copy->inputs);
    return copy;
}

/* ---- networks ---- */

bool settings_is_network_name(const char *name) {
    size_t length = strlen(name);
    bool is_reserved = strcmp(name, "identity") == 0 || strcmp(name, "ideal") == 0;

    return g_ascii_isalpha(name[0]) && length <= NETWORK_NAME_MAX && !is_reserved &&
           strspn(name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-") == length;
}

size_t settings_find_network(const struct settings *settings, const char *name) {
    for (size_t i = 0; i < settings->n_networks; i++) {
        if (strcmp(settings->networks[i], name) == 0) {
            return i;
        }
    }
    return NO_NETWORK;
}

size_t settings_add_network(struct settings *settings, const char *name) {
    assert(settings->n_networks < NETWORKS_MAX);
    size_t network = settings->n_networks++;

    g_strlcpy(settings->networks[network], name, sizeof(settings->networks[network]));
    append_initial(settings, network);
    return network;
}

void settings_clear_networks(struct settings *settings) {
    for (guint i = settings->all->len; i-- > 0;) {
        if (g_array_index(settings->all, struct setting, i).target.network != NO_NETWORK) {
            g_array_remove_index(settings->all, i);
        }
    }
    settings->n_networks = 0;
}

/* Appends those of `settings` that are of the network `from`, now called `to`. */
static void append_of_network(GArray *all, const GArray *settings, size_t from, size_t to) {
    for (guint i = 0; i < settings->len; i++) {
        struct setting setting = g_array_index(settings, struct setting, i);
        if (setting.target.network == from) {
            setting.target.network = to;
            g_array_append_val(all, setting);
        }
    }
}

/* Adds a network that does nothing until its keys are set. */
static void add_identity(struct settings *settings, const char *name) {
    char *key = g_strconcat(NETWORKS_PREFIX, name, ".slope", NULL);

    (void)settings_add_network(settings, name);
    append_own(settings, key, "1");
    g_free(key);
}

void settings_choose_networks(struct settings *settings, char *const *names, size_t n) {
    GArray *earlier = settings->all;
    size_t positions[NETWORKS_MAX];

    for (size_t i = 0; i < n; i++) {
        positions[i] = settings_find_network(settings, names[i]);
    }
    settings->all = g_array_new(FALSE, FALSE, sizeof(struct setting));
    settings->n_networks = 0;
    append_of_network(settings->all, earlier, NO_NETWORK, NO_NETWORK);
    for (size_t i = 0; i < n; i++) {
        if (positions[i] == NO_NETWORK) {
            add_identity(settings, names[i]);
        } else {
            g_strlcpy(settings->networks[i], names[i], sizeof(settings->networks[i]));
            append_of_network(settings->all, earlier, positions[i], i);
            settings->n_networks++;
        }
    }
    g_array_free(earlier, TRUE);
}

/* ---- keys ---- */

char *settings_key(const struct settings *settings, struct target target) {
    const char *key = target.row->key;

    if (target.network == NO_NETWORK) {
        return g_strdup(key);
    }
    const char *field = strrchr(key, '.');
    return g_strconcat(NETWORKS_PREFIX, settings->networks[target.network], field, NULL);
}

static const char *last_part(const char *key) {
    const char *dot = strrchr(key, '.');
    return dot != NULL ? dot + 1 : key;
}

/* The distance of two keys in half edits. Matching only the last part of a key costs three. */
static size_t distance_of(const char *key, const char *candidate) {
    enum { NESTED = 3 };
    enum { FAR = 1000 }; /* more than any two keys are apart */
    size_t whole = MIN(text_distance(key, candidate), FAR);
    size_t last = MIN(text_distance(last_part(key), last_part(candidate)), FAR);

    return MIN(2 * whole, 2 * last + NESTED);
}

/* The nearest key so far. */
struct nearest {
    const char *wanted;
    size_t distance;
    char *key; /* freed with g_free */
};

static void consider(struct nearest *best, const struct settings *settings, struct target target) {
    char *key = settings_key(settings, target);
    size_t distance = distance_of(best->wanted, key);

    if (distance < best->distance) {
        g_free(best->key);
        best->distance = distance;
        best->key = key;
    } else {
        g_free(key);
    }
}

/* The key nearest to `key`, or NULL where none is near; freed with g_free. */
static char *find_nearest(const struct settings *settings, const char *key) {
    struct nearest best = {.wanted = key, .distance = strlen(key) + 1};

    for (size_t i = 0; i < n_parameter_rows; i++) {
        const struct parameter *row = &parameter_rows[i];
        if (!parameter_is_of_network(row)) {
            consider(&best, settings, (struct target){row, NO_NETWORK});
            continue;
        }
        for (size_t network = 0; network < settings->n_networks; network++) {
            consider(&best, settings, (struct target){row, network});
        }
    }
    return best.key;
}

static bool is_key(const struct settings *settings, struct target target, const char *key) {
    char *own = settings_key(settings, target);
    bool is = strcmp(own, key) == 0;

    g_free(own);
    return is;
}

/* The network that a key such as "networks.plain.slope" names, or NO_NETWORK. */
static size_t network_of(const struct settings *settings, const char *key) {
    if (!g_str_has_prefix(key, NETWORKS_PREFIX)) {
        return NO_NETWORK;
    }
    const char *name = key + strlen(NETWORKS_PREFIX);
    char *own = g_strndup(name, strcspn(name, "."));
    size_t network = settings_find_network(settings, own);

    g_free(own);
    return network;
}

bool settings_find(const struct settings *settings, const char *key, struct target *target,
                   struct gradfig_error *error) {
    size_t network = network_of(settings, key);

    for (size_t i = 0; i < n_parameter_rows; i++) {
        struct target found = {&parameter_rows[i], network};
        if (parameter_is_of_network(found.row) == (network != NO_NETWORK) &&
            is_key(settings, found, key)) {
            *target = found;
            return true;
        }
    }
    char *nearest = find_nearest(settings, key);
    error_set(error, GRADFIG_INVALID_INPUT, "unknown key%s%s",
              nearest != NULL ? "; the nearest one is " : " (see gradfig keys)",
              nearest != NULL ? nearest : "");
    g_free(nearest);
    return false;
}

/* ---- the spec ---- */

static void store(struct spec *spec, struct target target, const struct value *value) {
    void *owner = spec;

    if (target.network != NO_NETWORK) {
        owner = &spec->networks[target.network];
    }
    void *field = (char *)owner + target.row->offset;
    switch (target.row->type) {
    case TYPE_WHOLE:
    case TYPE_CHOICE:
    case TYPE_COLOR:
        *(int64_t *)field = value->whole;
        return;
    case TYPE_REAL:
        *(struct real *)field = (struct real){value->real, value->text};
        return;
    case TYPE_SINGLE:
    case TYPE_LIST:
        *(struct reals *)field = value->reals;
        return;
    case TYPE_CHOICES:
        *(struct choices *)field = *value->choices;
        return;
    case TYPE_TEXT:
        *(const char **)field = value->text;
        return;
    }
}

/* The values of a schedule depend on the depth. */
static void share_depth(struct spec *spec) {
    for (size_t i = 0; i < spec->n_networks; i++) {
        spec->networks[i].depth = spec->depth;
    }
}

void settings_apply(struct spec *spec, struct target target, const struct value *value) {
    store(spec, target, value);
    share_depth(spec);
}

void settings_build(const struct settings *settings, struct spec *spec) {
    struct settings *owned = spec->settings;

    *spec = (struct spec){.settings = owned, .n_networks = settings->n_networks};
    for (size_t i = 0; i < settings->n_networks; i++) {
        g_strlcpy(spec->networks[i].name, settings->networks[i], sizeof(spec->networks[i].name));
        spec->networks[i].color = COLOR_BY_POSITION;
    }
    for (guint i = 0; i < settings->all->len; i++) {
        const struct setting *setting = &g_array_index(settings->all, struct setting, i);
        if (setting->value.text != NULL) {
            store(spec, setting->target, &setting->value);
        }
    }
    share_depth(spec);
}
