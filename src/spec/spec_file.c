/* Walks the nodes of a file along the table of parameters. */
#include "spec/spec_file.h"

#include <string.h>

#include "base/error.h"
#include "base/user_text.h"

static const char *const part_keys[N_PARTS] = {
    [PART_BASE] = "base", [PART_VARY] = "vary",     [PART_TOGETHER] = "together",
    [PART_NAME] = "name", [PART_FORMAT] = "format", [PART_CLAIMS] = "claims",
};

enum spec_part spec_file_find_part(const char *key) {
    int part = 0;
    while (part < N_PARTS && strcmp(key, part_keys[part]) != 0) {
        part++;
    }
    return (enum spec_part)part;
}

/* ---- entries of a map ---- */

/* What may be meant by a key beside parameters: keys of the first level and, by one of them, the
 * names of networks, which belong one level deeper. Freed with g_ptr_array_unref. */
static GPtrArray *list_others(const struct settings *settings, bool is_nested) {
    GPtrArray *all = g_ptr_array_new_with_free_func(g_free);

    for (size_t i = 0; i < N_PARTS; i++) {
        g_ptr_array_add(all, g_strdup(part_keys[i]));
    }
    for (size_t i = 0; i < n_parameter_rows; i++) {
        const char *key = parameter_rows[i].key;
        if (strchr(key, '.') != NULL) {
            g_ptr_array_add(all, g_strndup(key, strcspn(key, ".")));
        }
    }
    for (int owner = OWNER_SPEC + 1; owner < N_OWNERS && !is_nested; owner++) {
        const struct names *names = &settings->names[owner];
        for (size_t i = 0; i < names->n; i++) {
            g_ptr_array_add(
                all, node_join_path(parameter_group((enum parameter_owner)owner), names->all[i]));
        }
    }
    return all;
}

static void read_map(const struct spec_file *file, const struct node *map, const char *path);
static void read_names(const struct spec_file *file, const struct node *map,
                       enum parameter_owner owner);

static void read_group(const struct spec_file *file, const struct node *node, const char *path) {
    if (node->kind != NODE_MAP) {
        node_blame_map(&file->source, node, path);
    } else {
        read_map(file, node, path);
    }
}

/* What is probably meant by a key without a value, in which something is missing; or NULL. */
static const char *explain_key(const char *key) {
    if (strstr(key, "：") != NULL) {
        return "expected \": \" after the key, found a full-width colon";
    }
    if (strchr(key, ':') != NULL) {
        return "expected a space after the colon, found none";
    }
    if (strchr(key, '=') != NULL) {
        return "expected \": \" after the key, found =";
    }
    return key[strspn(key, "0123456789")] == '\0'
               ? "expected a key, found a number; numbers have a decimal point, as in 0.8"
               : NULL;
}

/* What is probably meant by the entry of a map at `i`, whose key is unknown; or NULL. */
static const char *explain_entry(const struct node *map, guint i) {
    const char *meant =
        node_is_empty(node_item(map, i + 1)) ? explain_key(node_item(map, i)->text) : NULL;

    return meant == NULL && node_is_rest_of_text(map, i) ? node_rest_of_text : meant;
}

/* Whether the entry before the one at `i` is a text in the same line, so that a comma in it may
 * have made a key of its end. */
static bool follows_label(const struct spec_file *file, const struct node *map, guint i,
                          const char *full) {
    struct gradfig_error error;
    struct target target;

    if (i == 0 || node_item(map, i - 1)->kind != NODE_SCALAR || node_item(map, i - 1)->is_quoted ||
        node_item(map, i - 1)->place.line != node_item(map, i)->place.line) {
        return false;
    }
    size_t n_own = strlen(node_item(map, i)->text);
    g_autofree char *group = g_strndup(full, strlen(full) - n_own);
    g_autofree char *before = g_strconcat(group, node_item(map, i - 2)->text, NULL);
    return settings_find(file->source.settings, before, &target, &error) &&
           target.row->type == TYPE_TEXT;
}

static void refuse_unknown(const struct spec_file *file, const struct node *map, guint i,
                           const char *full) {
    const struct node *key = node_item(map, i);
    const char *explained = explain_entry(map, i);

    if (explained != NULL) {
        source_blame(&file->source, key, full, "%s", explained);
        return;
    }
    g_autoptr(GPtrArray) others = list_others(file->source.settings, strchr(full, '.') != NULL);
    g_autofree char *meant = settings_hint(file->source.settings, others, full);
    source_blame(&file->source, key, full, "unknown key%s%s", meant,
                 follows_label(file, map, i, full)
                     ? "; or put the text before it, with its comma, in quotes"
                     : "");
}

/* "figure.theme: dark" is "figure: {theme: dark}". */
static void refuse_dots(const struct spec_file *file, const struct node *key, const char *full) {
    g_auto(GStrv) parts = g_strsplit(key->text, ".", 2);

    source_blame(&file->source, key, full,
                 "unknown key; keys are nested here, not joined by dots: write "
                 "%s: {%s: ...}",
                 parts[0], parts[1]);
}

/* A value of a row of the table. */
static void read_parameter(const struct spec_file *file, const struct node *map, guint i,
                           const char *path, const char *full) {
    const struct node *node = node_item(map, i + 1);
    struct settings *settings = file->source.settings;
    struct gradfig_error error;
    struct target target;
    struct value value;

    if (!settings_find(settings, full, &target, &error)) {
        refuse_unknown(file, map, i, full);
    } else {
        bool is_right = node_check_field(&file->source, map, i, path, target) &&
                        node_read_value(&file->source, node, full, target.row, &value);
        settings_append(settings, target, is_right ? &value : NULL,
                        source_origin(&file->source, node));
    }
}

/* Refuses a part that the file cannot have, and warns of one that says nothing of one figure. */
static void check_part(const struct spec_file *file, const struct node *key, enum spec_part part) {
    bool is_of_variants = part != PART_BASE && part != PART_CLAIMS;
    bool is_of_block = file->warnings != NULL;

    if (file->is_recipe) {
        source_blame(&file->source, key, key->text, "expected no %s in a recipe, found one",
                     key->text);
    } else if (is_of_block && part == PART_VARY) {
        source_blame(
            &file->source, key, key->text,
            "expected the spec of one figure, found %s; gradfig batch draws the variants of a "
            "spec file",
            key->text);
    } else if (is_of_block && is_of_variants) {
        mistakes_add(file->warnings, source_origin(&file->source, key), key->text,
                     "counts in gradfig batch only; this is one figure");
    }
}

static void read_entry(const struct spec_file *file, const struct node *map, guint i,
                       const char *path) {
    const struct node *key = node_item(map, i);
    const struct node *value = node_item(map, i + 1);
    g_autofree char *full = node_join_path(path, key->text);
    enum parameter_owner owner = parameter_find_owner(full);

    enum spec_part part = spec_file_find_part(full);

    if (part != N_PARTS) {
        check_part(file, key, part);
    } else if (owner != OWNER_SPEC) {
        read_names(file, value, owner);
    } else if (strchr(key->text, '.') != NULL && explain_entry(map, i) == NULL) {
        refuse_dots(file, key, full);
    } else if (node_is_group(full)) {
        read_group(file, value, full);
    } else {
        read_parameter(file, map, i, path, full);
    }
}

static void read_map(const struct spec_file *file, const struct node *map, const char *path) {
    for (guint i = 0; i < map->items->len && !source_is_full(&file->source); i += 2) {
        if (node_check_key(&file->source, map, i, path)) {
            read_entry(file, map, i, path);
        }
    }
}

/* ---- networks and measured curves ---- */

/* What messages say of an owner that has names. */
static const struct {
    const char *one;
    const char *several;
    const char *names;
    const char *required; /* the last word of a key */
    const char *missing;
} owners[N_OWNERS] = {
    [OWNER_NETWORK] = {"network", "networks", "names and their networks, as in plain: {slope: 0.8}",
                       "slope", "expected slope or slopes, found neither"},
    [OWNER_MEASURED] = {"curve", "curves",
                        "names and their curves, as in net: {gradients: [4, 2, 1]}", "gradients",
                        "expected gradients, found none"},
};

static void refuse_name(const struct spec_file *file, const struct node *key, const char *path,
                        enum parameter_owner owner) {
    static const char expected[] =
        "expected a name of up to 32 letters, digits, \"_\" and \"-\" that begins with a letter "
        "and is not identity or ideal";

    if (g_str_is_ascii(key->text) || !text_is_label(key->text)) {
        source_blame(&file->source, key, path, "%s", expected);
    } else {
        source_blame(&file->source, key, path,
                     "expected a name of letters a-z, digits, \"_\" and \"-\"; put "
                     "%s in the label of the %s",
                     key->text, owners[owner].one);
    }
}

/* The position of a name, which is added where it is new; NO_POSITION where it cannot be. */
static size_t take_name(const struct spec_file *file, const struct node *key, const char *path,
                        enum parameter_owner owner) {
    struct settings *settings = file->source.settings;
    size_t position = settings_find_name(settings, owner, key->text);

    if (position != NO_POSITION) {
        return position;
    }
    if (!settings_is_name(key->text)) {
        refuse_name(file, key, path, owner);
        return NO_POSITION;
    }
    if (settings->names[owner].n == settings_names_max(owner)) {
        source_blame(&file->source, key, path, "expected at most %zu %s, found another",
                     settings_names_max(owner), owners[owner].several);
        return NO_POSITION;
    }
    return settings_add_name(settings, owner, key->text);
}

/* Checks that the required value is there, even if it was refused. */
static void check_required(const struct spec_file *file, const struct node *value, const char *path,
                           enum parameter_owner owner) {
    g_autofree char *key = node_join_path(path, owners[owner].required);
    struct gradfig_error error;
    struct target target;
    bool has_value = settings_find(file->source.settings, key, &target, &error) &&
                     settings_last(file->source.settings, target) != NULL;

    if (!has_value && !file->source.mistakes->has_broken_file && /* a base may have it */
        !source_is_full(&file->source)) {
        source_blame(&file->source, value, key, "%s", owners[owner].missing);
    }
}

static void read_name(const struct spec_file *file, const struct node *key,
                      const struct node *value, enum parameter_owner owner) {
    g_autofree char *path = node_join_path(parameter_group(owner), key->text);

    if (take_name(file, key, path, owner) != NO_POSITION) {
        read_group(file, value, path);
        if (value->kind == NODE_MAP) {
            check_required(file, value, path, owner);
        }
    }
}

static void read_names(const struct spec_file *file, const struct node *map,
                       enum parameter_owner owner) {
    const char *path = parameter_group(owner);

    if (map->kind != NODE_MAP) {
        g_autofree char *found = node_describe(map);
        source_blame(&file->source, map, path, "expected %s, found %s%s", owners[owner].names,
                     found, node_is_empty(map) ? "; indent them more" : "");
        return;
    }
    if (map->items->len == 0) {
        source_blame(&file->source, map, path, "expected 1 to %zu %s, found none",
                     settings_names_max(owner), owners[owner].several);
        return;
    }
    if (!file->has_base) {
        settings_clear_names(file->source.settings, owner);
    }
    for (guint i = 0; i < map->items->len && !source_is_full(&file->source); i += 2) {
        if (node_check_key(&file->source, map, i, path)) {
            read_name(file, node_item(map, i), node_item(map, i + 1), owner);
        }
    }
}

void spec_file_read(const struct spec_file *file, const struct node *root) {
    read_map(file, root, "");
}

/* ---- what a spec looks like ---- */

/* Whether the key is one of the first level. */
static bool is_of_spec(const struct node *key) {
    bool is = key->kind == NODE_SCALAR && spec_file_find_part(key->text) != N_PARTS;

    for (size_t i = 0; key->kind == NODE_SCALAR && i < n_parameter_rows && !is; i++) {
        const char *row = parameter_rows[i].key;
        size_t length = strcspn(row, ".");
        is = strlen(key->text) == length && strncmp(key->text, row, length) == 0;
    }
    return is;
}

/* A report in JSON shares half of its keys with specs. */
bool spec_file_recognize(const char *text, size_t n_bytes) {
    struct yaml_fault fault;
    struct node *root = yaml_tree_read(text, n_bytes, 0, &fault);
    size_t n_keys = root != NULL && root->kind == NODE_MAP ? root->items->len / 2 : 0;
    size_t n_known = 0;

    for (guint i = 0; i < n_keys; i++) {
        n_known += is_of_spec(node_item(root, 2 * i));
    }
    yaml_tree_free(root);
    return n_known > 2 * (n_keys - n_known);
}
