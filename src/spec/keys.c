/* Walks the nodes of a file along the table of parameters. */
#include "spec/reading.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "spec/variants_private.h"

/* ---- values ---- */

struct node *reading_item(const struct node *node, guint i) {
    return g_ptr_array_index(node->items, i);
}

static bool is_number_row(const struct parameter *row) {
    return row->type == TYPE_WHOLE || row->type == TYPE_REAL || row->type == TYPE_SINGLE ||
           row->type == TYPE_LIST;
}

/* Whether the node is text that a row of this kind can read: a quoted number is none. */
static bool is_value(const struct node *node, const struct parameter *row) {
    return node->kind == NODE_SCALAR && (node->is_quoted || *node->text != '\0') &&
           !(node->is_quoted && is_number_row(row));
}

static bool check_items(const struct input *input, const struct node *list, const char *key,
                        const struct parameter *row) {
    struct gradfig_error error;
    bool are_right = true;

    for (guint i = 0; i < list->items->len && !reading_is_full(input); i++) {
        const struct node *item = reading_item(list, i);
        if (!is_value(item, row)) {
            reading_blame_kind(input, item, key, is_number_row(row) ? "a number" : "a word");
            are_right = false;
        } else if (!values_check_item(row, item->text, &error)) {
            reading_blame(input, item, key, error.message);
            are_right = false;
        }
    }
    return are_right;
}

static bool set_list(const struct input *input, const struct node *list, const char *key,
                     const struct target *target) {
    struct gradfig_error error;
    const char **items = g_new(const char *, list->items->len);
    char *found = node_describe(list);
    bool done = check_items(input, list, key, target->parameter);

    for (guint i = 0; i < list->items->len; i++) {
        items[i] = reading_item(list, i)->text;
    }
    if (done &&
        !values_set_list(&input->reader->spec, target, items, list->items->len, found, &error)) {
        reading_blame(input, list, key, error.message);
        done = false;
    }
    g_free(found);
    g_free(items);
    return done;
}

bool reading_set_value(const struct input *input, const struct node *node, const char *key,
                       const struct target *target) {
    const struct parameter *row = target->parameter;
    struct gradfig_error error;
    char expected[128];

    bool is_list_row = row->type == TYPE_LIST || row->type == TYPE_CHOICES;

    if (is_list_row && node->kind == NODE_LIST) {
        return set_list(input, node, key, target);
    }
    if (is_list_row || !is_value(node, row)) {
        parameter_describe(row, expected, sizeof(expected));
        reading_blame_kind(input, node, key, expected);
        return false;
    }
    if (!values_set(&input->reader->spec, target, node->text, &error)) {
        reading_blame(input, node, key, error.message);
        return false;
    }
    return true;
}

/* ---- keys of a file ---- */

bool reading_is_group(const char *path) {
    for (size_t i = 0; i < n_parameter_rows; i++) {
        const char *key = parameter_rows[i].key;
        if (g_str_has_prefix(key, path) && key[strlen(path)] == '.') {
            return true;
        }
    }
    return false;
}

/* A key of the first level that looks much like `path`, or NULL. */
static const char *nearest_group(const char *path) {
    static const char *const groups[] = {"base",   "networks", "sweep", "geometry",
                                         "figure", "labels",   "vary",  "together",
                                         "name",   "claims",   "paths"};
    enum { LETTERS_PER_MISTAKE = 4 };
    size_t least = strlen(path) / LETTERS_PER_MISTAKE + 1;
    const char *nearest = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(groups); i++) {
        size_t distance = text_distance(path, groups[i]);
        if (distance < least) {
            least = distance;
            nearest = groups[i];
        }
    }
    return nearest;
}

static char *join_path(const char *path, const char *key) {
    return *path == '\0' ? g_strdup(key) : g_strconcat(path, ".", key, NULL);
}

/* A key and its value at position `i` of a map; says so and returns false where the key is no text
 * or stands there a second time. */
bool reading_check_key(const struct input *input, const struct node *map, guint i,
                       const char *path) {
    const struct node *key = reading_item(map, i);

    if (key->kind != NODE_SCALAR || (*key->text == '\0' && !key->is_quoted)) {
        reading_blame_kind(input, key, *path != '\0' ? path : NULL, "a key");
        return false;
    }
    for (guint j = 0; j < i; j += 2) {
        const struct node *earlier = reading_item(map, j);
        if (earlier->kind == NODE_SCALAR && strcmp(earlier->text, key->text) == 0) {
            char *full = join_path(path, key->text);
            char *message =
                g_strdup_printf("duplicate key, already given in line %zu", earlier->place.line);
            reading_blame(input, key, full, message);
            g_free(message);
            g_free(full);
            return false;
        }
    }
    return true;
}

/* Slope and slopes are one value; which of the two is meant nobody knows. */
bool reading_check_conflict(const struct input *input, const struct node *map, guint i,
                            const char *path, const struct target *target) {
    for (guint j = 0; j < i; j += 2) {
        const struct node *earlier = reading_item(map, j);
        struct gradfig_error error;
        struct target other;
        if (earlier->kind != NODE_SCALAR) {
            continue;
        }
        char *full = join_path(path, earlier->text);
        bool is_same = values_find(&input->reader->spec, full, &other, &error) &&
                       other.owner == target->owner &&
                       other.parameter->offset == target->parameter->offset;
        g_free(full);
        if (is_same) {
            const struct node *key = reading_item(map, i);
            char *message =
                g_strdup_printf("expected %s or %s, found both", earlier->text, key->text);
            full = join_path(path, key->text);
            reading_blame(input, key, full, message);
            g_free(full);
            g_free(message);
            return false;
        }
    }
    return true;
}

static void read_map(const struct input *input, const struct node *map, const char *path);
static void read_networks(const struct input *input, const struct node *map);

static void read_group(const struct input *input, const struct node *node, const char *path) {
    if (node->kind != NODE_MAP) {
        reading_blame_kind(input, node, path, "keys and values");
    } else {
        read_map(input, node, path);
    }
}

static void read_entry(const struct input *input, const struct node *map, guint i,
                       const char *path) {
    const struct node *key = reading_item(map, i);
    const struct node *value = reading_item(map, i + 1);
    char *full = join_path(path, key->text);
    struct gradfig_error error;
    struct target target;

    bool is_apart = reading_is_apart(full);

    if (is_apart && input->is_recipe) {
        char *message = g_strdup_printf("expected no %s in a recipe, found one", full);
        reading_blame(input, key, full, message);
        g_free(message);
    } else if (is_apart || strcmp(full, "base") == 0) {
        /* the base was read before all other keys, those apart are read behind them */
    } else if (strcmp(full, "networks") == 0) {
        read_networks(input, value);
    } else if (strchr(key->text, '.') != NULL) {
        reading_blame(input, key, full, "unknown key; keys are nested here, not joined by dots");
    } else if (reading_is_group(full)) {
        read_group(input, value, full);
    } else if (!values_find(&input->reader->spec, full, &target, &error)) {
        const char *group = nearest_group(full);
        if (group != NULL) {
            error_set(&error, GRADFIG_INVALID_INPUT, "unknown key; the nearest one is %s", group);
        }
        reading_blame(input, key, full, error.message);
    } else if (reading_check_conflict(input, map, i, path, &target)) {
        /* Whatever a base does with it, a key given here wins. */
        variants_forget(input->reader->variants, values_offset(&input->reader->spec, &target));
        reading_note_value(input->reader, full, (struct origin){input->source, value->place},
                           reading_set_value(input, value, full, &target));
    }
    g_free(full);
}

static void read_map(const struct input *input, const struct node *map, const char *path) {
    for (guint i = 0; i < map->items->len && !reading_is_full(input); i += 2) {
        if (reading_check_key(input, map, i, path)) {
            read_entry(input, map, i, path);
        }
    }
}

/* ---- networks ---- */

static struct network *find_network(struct spec *spec, const char *name) {
    for (size_t i = 0; i < spec->n_networks; i++) {
        if (strcmp(spec->networks[i].name, name) == 0) {
            return &spec->networks[i];
        }
    }
    return NULL;
}

/* The network of that name, made if there is none; NULL where there can be none. */
static struct network *claim_network(const struct input *input, const struct node *key,
                                     const char *path) {
    struct spec *spec = &input->reader->spec;
    struct network *network = find_network(spec, key->text);

    if (network != NULL) {
        return network;
    }
    if (!values_is_network_name(key->text)) {
        reading_blame(
            input, key, path,
            "expected a name of up to 32 letters, digits, \"_\" and \"-\" that begins with a "
            "letter and is not identity or ideal");
        return NULL;
    }
    if (spec->n_networks == NETWORKS_MAX) {
        reading_blame(input, key, path, "expected at most 8 networks, found another");
        return NULL;
    }
    return values_add_network(spec, key->text);
}

static bool is_refused(const struct reader *reader, const char *path, const char *field) {
    char *key = join_path(path, field);
    bool found = g_hash_table_contains(reader->refused, key);
    g_free(key);
    return found;
}

static void read_network(const struct input *input, const struct node *key,
                         const struct node *value) {
    char *path = join_path("networks", key->text);
    const struct network *network = claim_network(input, key, path);

    if (network != NULL) {
        read_group(input, value, path);
        if (value->kind == NODE_MAP && network->slopes.n_values == 0 &&
            !input->reader->has_broken_file && /* a base may have it */
            !is_refused(input->reader, path, "slope") &&
            !is_refused(input->reader, path, "slopes") && !reading_is_full(input)) {
            char *full = join_path(path, "slope");
            reading_blame(input, value, full, "expected slope or slopes, found neither");
            g_free(full);
        }
    }
    g_free(path);
}

static void read_networks(const struct input *input, const struct node *map) {
    static const char path[] = "networks";

    if (map->kind != NODE_MAP) {
        reading_blame_kind(input, map, path, "names and their networks");
        return;
    }
    if (map->items->len == 0) {
        reading_blame(input, map, path, "expected 1 to 8 networks, found none");
        return;
    }
    if (!input->has_base) {
        values_clear_networks(&input->reader->spec);
    }
    for (guint i = 0; i < map->items->len && !reading_is_full(input); i += 2) {
        if (reading_check_key(input, map, i, path)) {
            read_network(input, reading_item(map, i), reading_item(map, i + 1));
        }
    }
}

void reading_read_keys(const struct input *input, const struct node *root) {
    read_map(input, root, "");
}
