/* Reads what a spec says of its variants. */
#include <float.h>
#include <string.h>

#include "spec/vary.h"

static const char TOGETHER[] = "together";
static const char NAME[] = "name";
static const char FORMAT[] = "format";

/* ---- values ---- */

static void read_list(const struct source *source, const struct node *list, struct varied *varied) {
    if (list->items->len == 0) {
        source_blame(source, list, varied->key, "expected values, found an empty list");
    }
    for (guint i = 0; i < list->items->len && !source_is_full(source); i++) {
        struct value value;
        if (node_read_value(source, node_item(list, i), varied->key, varied->target.row, &value)) {
            g_array_append_val(varied->values, value);
            g_array_append_val(varied->places, node_item(list, i)->place);
        }
    }
}

/* ---- ranges ---- */

enum bound { FROM, TO, STEP, COUNT, N_BOUNDS };
static const char *const bound_words[N_BOUNDS] = {"from", "to", "step", "count"};

static bool read_bound(const struct source *source, const struct node *key,
                       const struct node *value, const char *path, const struct node **bounds) {
    static const struct parameter any_number = {
        .type = TYPE_REAL, .low = -DBL_MAX, .high = DBL_MAX};
    struct value number;

    for (size_t i = 0; i < N_BOUNDS; i++) {
        if (key->kind == NODE_SCALAR && strcmp(key->text, bound_words[i]) == 0) {
            bounds[i] = value;
            return node_read_value(source, value, path, &any_number, &number);
        }
    }
    return source_blame_kind(source, key, path, "from, to and step or count");
}

/* The bounds that are given, "from, to", or "none of them"; freed with g_free. */
static char *name_bounds(const struct node *const *bounds) {
    GString *names = g_string_new(NULL);

    for (size_t i = 0; i < N_BOUNDS; i++) {
        if (bounds[i] != NULL) {
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", bound_words[i]);
        }
    }
    return g_string_free(names->len > 0 ? names : g_string_append(names, "none of them"), FALSE);
}

static bool read_bounds(const struct source *source, const struct node *map, const char *path,
                        const struct node **bounds) {
    for (guint i = 0; i < map->items->len; i += 2) {
        if (!node_check_key(source, map, i, path) ||
            !read_bound(source, node_item(map, i), node_item(map, i + 1), path, bounds)) {
            return false;
        }
    }
    if (bounds[FROM] == NULL || bounds[TO] == NULL ||
        (bounds[STEP] == NULL) == (bounds[COUNT] == NULL)) {
        g_autofree char *found = name_bounds(bounds);
        return source_blame(source, map, path,
                            "expected from, to and either step or count, found %s", found);
    }
    return true;
}

static const char *bound_text(const struct node *bound) {
    return bound != NULL ? bound->text : NULL;
}

/* Reads number `i` of a range as a value of its key. */
static bool read_number(struct settings *settings, const struct varied *varied, int64_t i,
                        struct value *value, struct gradfig_error *error) {
    g_autofree char *text = range_number(&varied->range, i);
    return value_read(value, varied->target.row, text, settings->memory, error);
}

/* Checks the first two numbers and the last. Those between are within the same limits. */
static bool check_ends(struct settings *settings, const struct varied *varied,
                       struct gradfig_error *error) {
    int64_t last = varied->range.n - 1;
    struct value value;

    return read_number(settings, varied, 0, &value, error) &&
           read_number(settings, varied, MIN(1, last), &value, error) &&
           read_number(settings, varied, last, &value, error);
}

static void read_range(const struct source *source, const struct node *map, struct varied *varied) {
    const struct node *bounds[N_BOUNDS] = {NULL};
    struct gradfig_error error;
    const char *fault;

    if (!read_bounds(source, map, varied->key, bounds)) {
        return;
    }
    if (!range_read(&varied->range, bounds[FROM]->text, bounds[TO]->text, bound_text(bounds[STEP]),
                    bound_text(bounds[COUNT]), &fault, &error)) {
        const struct node *last = bounds[STEP] != NULL ? bounds[STEP] : bounds[COUNT];
        source_blame(source, fault != NULL ? last : map, varied->key, "%s", error.message);
    } else if (!check_ends(source->settings, varied, &error)) {
        source_blame(source, map, varied->key, "%s", error.message);
    }
}

void vary_expand(struct vary *vary, struct settings *settings, struct mistakes *mistakes) {
    struct gradfig_error error;

    for (size_t k = 0; k < vary->keys->len; k++) {
        struct varied *varied = vary_at(vary, k);
        bool is_right = true;
        for (int64_t i = 0; is_right && i < varied->range.n; i++) {
            struct value value;
            is_right = read_number(settings, varied, i, &value, &error);
            if (is_right) {
                g_array_append_val(varied->values, value);
            } else {
                mistakes_add(mistakes, varied->origin, varied->key, "%s", error.message);
            }
        }
    }
}

/* ---- vary ---- */

static void read_values(void *vary, const struct source *source, const struct node *node,
                        const char *key, struct target target) {
    bool can_range = value_is_number(target.row) && !value_is_list(target.row);

    if (node->kind == NODE_SCALAR || (node->kind == NODE_MAP && !can_range)) {
        source_blame_kind(
            source, node, key,
            can_range ? "a list of values in brackets, or {from, to, step} or {from, to, count}"
            : target.row->can_schedule ? "a list of lists or of {from, to}"
                                       : "a list of values in brackets");
        return;
    }
    struct varied *varied = vary_add(vary, key, target, source_origin(source, node));
    if (node->kind == NODE_LIST) {
        read_list(source, node, varied);
    } else {
        read_range(source, node, varied);
    }
}

static void read_vary(struct vary *vary, const struct source *source, const struct node *map) {
    node_visit_keys(source, map, "vary", read_values, vary);
}

/* ---- groups and names ---- */

static void clear_key(void *key) {
    g_free(((struct together_key *)key)->key);
}

static void read_group(struct vary *vary, const struct source *source, const struct node *list) {
    struct together group = {
        .origin = source_origin(source, list),
        .keys = g_array_new(FALSE, FALSE, sizeof(struct together_key)),
    };

    g_array_set_clear_func(group.keys, clear_key);
    if (list->kind != NODE_LIST || list->items->len < 2) {
        source_blame_kind(source, list, TOGETHER, "a list of two or more keys");
    }
    for (guint i = 0; list->kind == NODE_LIST && i < list->items->len; i++) {
        const struct node *item = node_item(list, i);
        if (item->kind != NODE_SCALAR) {
            source_blame_kind(source, item, TOGETHER, "a key under vary");
        } else {
            struct together_key key = {source_origin(source, item), g_strdup(item->text)};
            g_array_append_val(group.keys, key);
        }
    }
    g_array_append_val(vary->together, group);
}

static void read_together(struct vary *vary, const struct source *source, const struct node *list) {
    if (list->kind != NODE_LIST) {
        source_blame_kind(source, list, TOGETHER, "a list of lists of keys");
        return;
    }
    g_array_set_size(vary->together, 0);
    for (guint i = 0; i < list->items->len && !source_is_full(source); i++) {
        read_group(vary, source, node_item(list, i));
    }
}

static void read_name(struct vary *vary, const struct source *source, const struct node *node) {
    enum { TEMPLATE_MAX = 1000 }; /* more than the keys of any names make */

    if (node->kind != NODE_SCALAR || *node->text == '\0' || strlen(node->text) > TEMPLATE_MAX) {
        source_blame_kind(
            source, node, NAME,
            "a name of at most 1000 bytes with {KEY} in it, in quotes if it begins with {");
        return;
    }
    g_free(vary->name);
    vary->name = g_strdup(node->text);
    vary->name_origin = source_origin(source, node);
}

static void read_format(struct vary *vary, const struct source *source, const struct node *node) {
    if (node->kind != NODE_SCALAR || *node->text == '\0') {
        source_blame_kind(source, node, FORMAT, "the format of the files");
        return;
    }
    g_free(vary->format);
    vary->format = g_strdup(node->text);
    vary->format_origin = source_origin(source, node);
}

void vary_read_part(struct vary *vary, const struct source *source, enum spec_part part,
                    const struct node *node) {
    static void (*const readers[N_PARTS + 1])(struct vary *, const struct source *,
                                              const struct node *) = {
        [PART_VARY] = read_vary,
        [PART_TOGETHER] = read_together,
        [PART_NAME] = read_name,
        [PART_FORMAT] = read_format,
    };

    if (readers[part] != NULL) {
        readers[part](vary, source, node);
    }
}
