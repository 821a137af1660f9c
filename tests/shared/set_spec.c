#include "shared/set_spec.h"

#include "spec/settings.h"
#include "spec/spec_checks.h"

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
