/* Finds the setting at fault. */
#include "spec/blame.h"

void blame_fault(void *context, const char *const *keys, const char *message) {
    const struct blame *blame = context;
    const struct setting *given = NULL;

    for (const char *const *key = keys; *key != NULL; key++) {
        struct gradfig_error error;
        struct target target;
        const struct setting *setting = NULL;
        if (settings_find(blame->settings, *key, &target, &error)) {
            setting = settings_last(blame->settings, target);
        }
        if (setting == NULL || setting->origin.source == NO_SOURCE) {
            continue;
        }
        if (setting->value.text == NULL) {
            return;
        }
        given = given != NULL ? given : setting;
    }
    if (given != NULL) {
        mistakes_add(blame->mistakes, given->origin, keys[0], message);
    }
}
