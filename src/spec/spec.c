/* A spec's life. */
#include "spec/spec.h"

#include <string.h>

#include "spec/settings.h"

const char *const theme_words[N_THEMES] = {"light", "dark"};

void spec_init(struct spec *spec) {
    *spec = (struct spec){.settings = settings_create()};
    settings_build(spec->settings, spec);
}

void spec_finish(struct spec *spec) {
    settings_destroy(spec->settings);
    *spec = (struct spec){0};
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
