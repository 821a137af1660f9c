/* The names of networks and measured curves, and the keys that they are part of. */
#include <string.h>

#include <glib.h>

#include "base/user_text.h"
#include "spec/key_hint.h"
#include "spec/settings.h"

bool settings_is_name(const char *text) {
    size_t length = strlen(text);
    bool is_reserved = strcmp(text, "identity") == 0 || strcmp(text, "ideal") == 0;

    return g_ascii_isalpha(text[0]) && length <= NETWORK_NAME_MAX && !is_reserved &&
           strspn(text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-") == length;
}

size_t settings_find_name(const struct settings *settings, enum parameter_owner owner,
                          const char *name) {
    const struct names *names = &settings->names[owner];

    for (size_t i = 0; i < names->n; i++) {
        if (strcmp(names->all[i], name) == 0) {
            return i;
        }
    }
    return NO_POSITION;
}

char *settings_key(const struct settings *settings, struct target target) {
    enum parameter_owner owner = target.row->owner;
    const char *key = target.row->key;

    if (owner == OWNER_SPEC || target.position == NO_POSITION) {
        return g_strdup(key);
    }
    return g_strconcat(parameter_group(owner), ".", settings->names[owner].all[target.position],
                       strrchr(key, '.'), NULL);
}

bool settings_next_target(const struct settings *settings, struct target *target) {
    bool is_first = target->row == NULL;
    const struct parameter *row = is_first ? parameter_rows : target->row;
    size_t k = is_first ? 0 : target->position == NO_POSITION ? 1 : target->position + 1;

    for (; row < parameter_rows + n_parameter_rows; row++) {
        enum parameter_owner owner = row->owner;
        if (k < (owner == OWNER_SPEC ? 1 : settings->names[owner].n)) {
            *target = (struct target){row, owner == OWNER_SPEC ? NO_POSITION : k};
            return true;
        }
        k = 0;
    }
    return false;
}

static bool is_key(const struct settings *settings, struct target target, const char *key) {
    g_autofree char *own = settings_key(settings, target);
    return strcmp(own, key) == 0;
}

/* The owner of a key such as "networks.plain.slope", and which one: "plain". NO_POSITION if there
 * is none, and of a key of the spec. */
static size_t find_owner(const struct settings *settings, const char *key,
                         enum parameter_owner *owner) {
    g_auto(GStrv) parts = g_strsplit(key, ".", 3);

    *owner = parts[0] != NULL ? parameter_find_owner(parts[0]) : OWNER_SPEC;
    return *owner != OWNER_SPEC && parts[1] != NULL ? settings_find_name(settings, *owner, parts[1])
                                                    : NO_POSITION;
}

/* ---- keys that name no parameter ---- */

/* "plain, residual"; freed with g_free. */
static char *list_names(const struct names *names) {
    GString *list = g_string_new(NULL);

    for (size_t i = 0; i < names->n; i++) {
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", names->all[i]);
    }
    return g_string_free(list, FALSE);
}

/* Explains a key of a network or measured curve that is not there, unless its name is misspelt. */
static bool explain_name(const struct settings *settings, const char *key,
                         enum parameter_owner owner, struct gradfig_error *error) {
    const struct names *names = &settings->names[owner];
    g_auto(GStrv) parts = g_strsplit(key, ".", 3);
    bool is_near = false;

    for (size_t i = 0; i < names->n && parts[1] != NULL; i++) {
        is_near = is_near || text_is_near(parts[1], names->all[i]);
    }
    bool is_new = g_strv_length(parts) == 3 && !is_near && settings_is_name(parts[1]);
    if (is_new) {
        g_autofree char *there = list_names(names);
        g_autofree char *quoted = text_quote(parts[1]);
        error_set(error, GRADFIG_INVALID_INPUT,
                  "unknown name %s; the names are: %s; a spec file can add others under %s", quoted,
                  names->n > 0 ? there : "none", parts[0]);
    }
    return is_new;
}

/* A parameter whose key begins with `key` and a dot; false if there is none. */
static bool find_below(const struct settings *settings, const char *key, struct target *target) {
    size_t length = strlen(key);

    *target = (struct target){0};
    while (settings_next_target(settings, target)) {
        g_autofree char *full = settings_key(settings, *target);
        if (strncmp(full, key, length) == 0 && full[length] == '.') {
            return true;
        }
    }
    return false;
}

char *settings_hint(const struct settings *settings, GPtrArray *others, const char *key) {
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    struct target target = {0};

    while (settings_next_target(settings, &target)) {
        g_ptr_array_add(keys, settings_key(settings, target));
    }
    for (guint i = 0; others != NULL && i < others->len; i++) {
        g_ptr_array_add(keys, g_strdup(g_ptr_array_index(others, i)));
    }
    g_ptr_array_add(keys, NULL);
    char *meant = key_hint((const char *const *)keys->pdata, key);
    return meant != NULL ? meant : g_strdup(" (see gradfig keys)");
}

static bool refuse_key(const struct settings *settings, const char *key, enum parameter_owner owner,
                       struct gradfig_error *error) {
    struct target below;

    if (owner != OWNER_SPEC && explain_name(settings, key, owner, error)) {
        return false;
    }
    if (find_below(settings, key, &below)) {
        g_autofree char *example = settings_key(settings, below);
        return error_set(error, GRADFIG_INVALID_INPUT, "expected one key of this group, such as %s",
                         example);
    }
    g_autofree char *meant = settings_hint(settings, NULL, key);
    return error_set(error, GRADFIG_INVALID_INPUT, "unknown key%s", meant);
}

bool settings_find(const struct settings *settings, const char *key, struct target *target,
                   struct gradfig_error *error) {
    enum parameter_owner owner;
    size_t position = find_owner(settings, key, &owner);
    bool exists = owner == OWNER_SPEC || position != NO_POSITION;

    for (size_t i = 0; i < n_parameter_rows && exists; i++) {
        struct target found = {&parameter_rows[i], position};
        if (found.row->owner == owner && is_key(settings, found, key)) {
            *target = found;
            return true;
        }
    }
    return refuse_key(settings, key, owner, error);
}
