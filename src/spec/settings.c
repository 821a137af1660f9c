/* Collects settings and builds a spec from them. */
#include "spec/settings.h"

#include <assert.h>

#include <glib.h>

static const struct origin by_default = {.source = NO_SOURCE};

/* ---- life ---- */

static void clear_setting(void *setting) {
    value_memory_release(((struct setting *)setting)->memory);
}

static GArray *create_list(void) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct setting));

    g_array_set_clear_func(all, clear_setting);
    return all;
}

/* The list becomes an owner of the value's memory. */
static void append(GArray *all, const struct setting *setting) {
    (void)value_memory_share(setting->memory);
    g_array_append_vals(all, setting, 1);
}

/* Appends the defaults of the owner's rows that have one. */
static void append_initial(struct settings *settings, enum parameter_owner owner, size_t position) {
    for (size_t i = 0; i < n_parameter_rows; i++) {
        const struct parameter *row = &parameter_rows[i];
        struct gradfig_error error;
        struct value value;
        if (row->initial != NULL && row->owner == owner) {
            bool done = value_read(&value, row, row->initial, settings->memory, &error);
            assert(done);
            (void)done;
            settings_append(settings, (struct target){row, position}, &value, by_default);
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

    settings->all = create_list();
    settings->memory = value_memory_create();
    settings->sources = g_ptr_array_new_with_free_func(g_free);
    settings->inputs = inputs_create();
    append_initial(settings, OWNER_SPEC, NO_POSITION);
    for (size_t i = 0; i < G_N_ELEMENTS(networks); i++) {
        (void)settings_add_name(settings, OWNER_NETWORK, networks[i]);
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
        inputs_destroy(settings->inputs);
        g_free(settings);
    }
}

/* ---- settings ---- */

void settings_append(struct settings *settings, struct target target, const struct value *value,
                     struct origin origin) {
    struct setting setting = {.target = target, .origin = origin, .memory = settings->memory};

    if (value != NULL) {
        setting.value = *value;
    }
    append(settings->all, &setting);
}

bool settings_is_same_field(struct target a, struct target b) {
    return a.row->owner == b.row->owner && a.position == b.position &&
           a.row->offset == b.row->offset;
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

static void copy_what_wins(const struct settings *settings, GArray *all) {
    for (guint i = 0; i < settings->all->len; i++) {
        const struct setting *setting = &g_array_index(settings->all, struct setting, i);
        if (settings_last(settings, setting->target) == setting) {
            append(all, setting);
        }
    }
}

/* Copies source `number` if settings come from it, and numbers it anew in their origins. */
static void copy_source(const struct settings *settings, size_t number, struct settings *copy) {
    size_t copied = copy->sources->len;
    bool is_used = false;

    for (guint i = 0; i < copy->all->len; i++) {
        struct origin *origin = &g_array_index(copy->all, struct setting, i).origin;
        if (origin->source == number) {
            origin->source = copied;
            is_used = true;
        }
    }
    if (is_used) {
        g_ptr_array_add(copy->sources, g_strdup(g_ptr_array_index(settings->sources, number)));
    }
}

struct settings *settings_copy(const struct settings *settings) {
    struct settings *copy = g_memdup2(settings, sizeof(*settings));

    copy->all = create_list();
    copy->memory = value_memory_create();
    copy->sources = g_ptr_array_new_with_free_func(g_free);
    copy->inputs = inputs_create();
    copy_what_wins(settings, copy->all);
    for (size_t i = 0; i < settings->sources->len; i++) {
        copy_source(settings, i, copy);
    }
    return copy;
}

/* ---- networks and measured curves ---- */

size_t settings_names_max(enum parameter_owner owner) {
    static const size_t n_max[N_OWNERS] = {
        [OWNER_NETWORK] = NETWORKS_MAX,
        [OWNER_MEASURED] = MEASURED_MAX,
    };
    return n_max[owner];
}

size_t settings_add_name(struct settings *settings, enum parameter_owner owner, const char *name) {
    struct names *names = &settings->names[owner];

    assert(names->n < settings_names_max(owner));
    size_t position = names->n++;
    g_strlcpy(names->all[position], name, sizeof(names->all[position]));
    append_initial(settings, owner, position);
    return position;
}

void settings_clear_names(struct settings *settings, enum parameter_owner owner) {
    for (guint i = settings->all->len; i-- > 0;) {
        if (g_array_index(settings->all, struct setting, i).target.row->owner == owner) {
            g_array_remove_index(settings->all, i);
        }
    }
    settings->names[owner].n = 0;
}

/* Appends those of `settings` that are of the network at `from`, now at `to`; for NO_POSITION those
 * of no network. */
static void append_of_network(GArray *all, const GArray *settings, size_t from, size_t to) {
    for (guint i = 0; i < settings->len; i++) {
        struct setting setting = g_array_index(settings, struct setting, i);
        bool is_of_network = setting.target.row->owner == OWNER_NETWORK;
        if ((is_of_network ? setting.target.position : NO_POSITION) == from) {
            setting.target.position = is_of_network ? to : setting.target.position;
            append(all, &setting);
        }
    }
}

/* Adds a network that does nothing until its keys are set. */
static void add_identity(struct settings *settings, const char *name) {
    g_autofree char *key = g_strconcat(parameter_group(OWNER_NETWORK), ".", name, ".slope", NULL);

    (void)settings_add_name(settings, OWNER_NETWORK, name);
    append_own(settings, key, "1");
}

void settings_choose_networks(struct settings *settings, char *const *names, size_t n) {
    struct names *networks = &settings->names[OWNER_NETWORK];
    g_autoptr(GArray) earlier = settings->all;
    size_t positions[NETWORKS_MAX];

    for (size_t i = 0; i < n; i++) {
        positions[i] = settings_find_name(settings, OWNER_NETWORK, names[i]);
    }
    settings->all = create_list();
    networks->n = 0;
    append_of_network(settings->all, earlier, NO_POSITION, NO_POSITION);
    for (size_t i = 0; i < n; i++) {
        if (positions[i] == NO_POSITION) {
            add_identity(settings, names[i]);
        } else {
            g_strlcpy(networks->all[i], names[i], sizeof(networks->all[i]));
            append_of_network(settings->all, earlier, positions[i], i);
            networks->n++;
        }
    }
}

/* ---- the spec ---- */

/* What owns the value of a target. */
static void *owner_of(struct spec *spec, struct target target) {
    enum parameter_owner owner = target.row->owner;

    return owner == OWNER_NETWORK    ? (void *)&spec->networks[target.position]
           : owner == OWNER_MEASURED ? (void *)&spec->measured[target.position]
                                     : (void *)spec;
}

static void store(struct spec *spec, struct target target, const struct value *value) {
    void *field = (char *)owner_of(spec, target) + target.row->offset;

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

/* Names the networks and measured curves, which have no colors yet. */
static void begin_names(struct spec *spec, const struct settings *settings) {
    const struct names *networks = &settings->names[OWNER_NETWORK];
    const struct names *measured = &settings->names[OWNER_MEASURED];

    spec->n_networks = networks->n;
    for (size_t i = 0; i < networks->n; i++) {
        g_strlcpy(spec->networks[i].name, networks->all[i], sizeof(spec->networks[i].name));
        spec->networks[i].color = COLOR_BY_POSITION;
    }
    spec->n_measured = measured->n;
    for (size_t i = 0; i < measured->n; i++) {
        g_strlcpy(spec->measured[i].name, measured->all[i], sizeof(spec->measured[i].name));
        spec->measured[i].color = COLOR_BY_POSITION;
    }
}

void settings_build(const struct settings *settings, struct spec *spec) {
    struct settings *owned = spec->settings;

    *spec = (struct spec){.settings = owned};
    begin_names(spec, settings);
    for (guint i = 0; i < settings->all->len; i++) {
        const struct setting *setting = &g_array_index(settings->all, struct setting, i);
        if (setting->value.text != NULL) {
            store(spec, setting->target, &setting->value);
        }
    }
    share_depth(spec);
}
