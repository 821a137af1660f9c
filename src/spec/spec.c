/* A spec's life. */
#include "spec/spec.h"

#include <string.h>

#include "spec/settings.h"
#include "spec/spec_checks.h"

const char *const theme_words[N_THEMES] = {"light", "dark"};

void spec_init(struct spec *spec) {
    *spec = (struct spec){.settings = settings_create()};
    settings_build(spec->settings, spec);
}

void spec_finish(struct spec *spec) {
    settings_destroy(spec->settings);
    *spec = (struct spec){0};
}

bool spec_set(struct spec *spec, const char *key, const char *text, struct gradfig_error *error) {
    struct target target;
    struct value value;

    if (!settings_find(spec->settings, key, &target, error) ||
        !value_read(&value, target.row, text, spec->settings->memory, error)) {
        return false;
    }
    settings_append(spec->settings, target, &value, (struct origin){.source = NO_SOURCE});
    settings_apply(spec, target, &value);
    return true;
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

    spec_check(spec, keep_fault, &first);
    if (first.code != GRADFIG_OK) {
        *error = first;
    }
    return first.code == GRADFIG_OK;
}

bool spec_is_set(const struct spec *spec, const char *key) {
    struct gradfig_error unknown;
    struct target target;

    return settings_find(spec->settings, key, &target, &unknown) &&
           settings_is_set(spec->settings, settings_last(spec->settings, target));
}

const struct inputs *spec_inputs(const struct spec *spec) {
    return spec->settings != NULL ? spec->settings->inputs : NULL;
}

size_t spec_find_network(const struct spec *spec, const char *name) {
    size_t i = 0;
    while (i < spec->n_networks && strcmp(spec->networks[i].name, name) != 0) {
        i++;
    }
    return i;
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
#define PANEL(id, word) [PANEL_##id] = (word),
#include "spec/panels.inc"
#undef PANEL
    };
    return words[panel];
}

const char *network_label(const struct network *network) {
    return network->label != NULL ? network->label : network->name;
}

size_t spec_find_measured(const struct spec *spec, const char *name) {
    size_t i = 0;
    while (i < spec->n_measured && strcmp(spec->measured[i].name, name) != 0) {
        i++;
    }
    return i;
}

const char *measured_label(const struct spec *spec, const struct measured *measured) {
    size_t network = spec_find_network(spec, measured->name);

    return measured->label != NULL      ? measured->label
           : network < spec->n_networks ? network_label(&spec->networks[network])
                                        : measured->name;
}
