/* Reads keys and values from nodes. */
#include "spec/spec_nodes.h"

#include <string.h>

#include "base/user_text.h"

struct node *node_item(const struct node *node, guint i) {
    return g_ptr_array_index(node->items, i);
}

char *node_join_path(const char *path, const char *key) {
    return *path == '\0' ? g_strdup(key) : g_strconcat(path, ".", key, NULL);
}

bool node_is_empty(const struct node *node) {
    return node->kind == NODE_SCALAR && *node->text == '\0' && !node->is_quoted;
}

/* ---- keys ---- */

/* What is probably meant by text in the place of keys and values; NULL if that is not known. */
static const char *explain_text(const char *text) {
    if (strstr(text, "：") != NULL) {
        return ", with a full-width colon; write \": \"";
    }
    if (strchr(text, ':') != NULL) {
        return "; write a space after the colon";
    }
    if (strchr(text, '=') != NULL) {
        return "; write \": \" in place of =";
    }
    if (g_str_has_prefix(text, "//")) {
        return "; a comment begins with #";
    }
    return strchr(text, ' ') != NULL ? "; write \": \" after the key" : NULL;
}

static const char *explain_list(const struct node *list) {
    const struct node *first = list->items->len > 0 ? node_item(list, 0) : NULL;

    return first != NULL && first->kind == NODE_MAP
               ? "; write them without the hyphen or bracket of a list"
               : NULL;
}

/* Whether text begins like the first line of a table. */
static bool is_table(const struct node *node) {
    return node->kind == NODE_SCALAR && node->text[strcspn(node->text, " ,:\"")] == ',';
}

/* What to write in place of a node that is no map; freed with g_free. */
static char *explain_no_map(const struct node *node, const char *path) {
    const char *known = path == NULL && is_table(node) ? "; gradfig fit reads measurements"
                        : node_is_empty(node)          ? "; indent them more"
                        : node->kind == NODE_LIST      ? explain_list(node)
                        : node->kind == NODE_SCALAR && !node->is_quoted ? explain_text(node->text)
                                                                        : NULL;
    return known != NULL ? g_strdup(known)
           : path != NULL && node_is_group(path)
               ? g_strdup_printf("; gradfig keys %s lists them", path)
               : g_strdup("");
}

void node_blame_map(const struct source *source, const struct node *node, const char *path) {
    g_autofree char *found = node_describe(node);
    g_autofree char *meant = explain_no_map(node, path);

    source_blame(source, node, path, "expected keys and values, found %s%s", found, meant);
}

const char node_rest_of_text[] =
    "expected a key and its value; put a text that has a comma in quotes";

bool node_is_rest_of_text(const struct node *map, guint i) {
    const struct node *before = i > 0 ? node_item(map, i - 1) : NULL;

    return before != NULL && node_is_empty(node_item(map, i + 1)) && before->kind == NODE_SCALAR &&
           !before->is_quoted && !node_is_empty(before) &&
           before->place.line == node_item(map, i)->place.line;
}

bool node_check_key(const struct source *source, const struct node *map, guint i,
                    const char *path) {
    const struct node *key = node_item(map, i);

    if (key->kind != NODE_SCALAR || node_is_empty(key)) {
        return source_blame_kind(source, key, *path != '\0' ? path : NULL, "a key");
    }
    for (guint j = 0; j < i; j += 2) {
        const struct node *earlier = node_item(map, j);
        if (earlier->kind == NODE_SCALAR && strcmp(earlier->text, key->text) == 0) {
            g_autofree char *full = node_join_path(path, key->text);
            return source_blame(source, key, full, "duplicate key, already given in line %zu",
                                earlier->place.line);
        }
    }
    return true;
}

/* Whether `row` excludes `other`, and its value is not 0. */
static bool excludes(const struct parameter *row, const struct node *value,
                     const struct parameter *other) {
    double number;
    bool is_zero = value->kind == NODE_SCALAR && text_read_real(value->text, &number) == TEXT_OK &&
                   number == 0;

    return row->excludes != NULL && strcmp(row->excludes, other->key) == 0 && !is_zero;
}

/* Whether the entry of a map at `i` sets the field of `target`, or one of these excludes the other.
 */
static bool sets_field(const struct settings *settings, const struct node *map, guint i,
                       const char *path, struct target target, const struct node *value) {
    const struct node *key = node_item(map, i);
    struct gradfig_error error;
    struct target other;

    if (key->kind != NODE_SCALAR) {
        return false;
    }
    g_autofree char *full = node_join_path(path, key->text);
    return settings_find(settings, full, &other, &error) &&
           (settings_is_same_field(other, target) ||
            (other.position == target.position &&
             (excludes(other.row, node_item(map, i + 1), target.row) ||
              excludes(target.row, value, other.row))));
}

bool node_check_field(const struct source *source, const struct node *map, guint i,
                      const char *path, struct target target) {
    for (guint j = 0; j < i; j += 2) {
        const struct node *earlier = node_item(map, j);
        if (sets_field(source->settings, map, j, path, target, node_item(map, i + 1))) {
            const struct node *key = node_item(map, i);
            g_autofree char *full = node_join_path(path, key->text);
            return source_blame(source, key, full, "expected %s or %s, found both", earlier->text,
                                key->text);
        }
    }
    return true;
}

bool node_is_group(const char *path) {
    for (size_t i = 0; i < n_parameter_rows; i++) {
        const char *key = parameter_rows[i].key;
        if (g_str_has_prefix(key, path) && key[strlen(path)] == '.') {
            return true;
        }
    }
    return false;
}

/* ---- values ---- */

/* Whether the node is text that a row of this kind can read. A quoted number is text, not a number.
 */
static bool is_value(const struct node *node, const struct parameter *row) {
    return node->kind == NODE_SCALAR && !node_is_empty(node) &&
           !(node->is_quoted && value_is_number(row));
}

static bool add_item(const struct source *source, const struct node *item, const char *key,
                     struct value_list *list) {
    struct parameter row = value_item_row(list->row);
    struct gradfig_error error;

    if (!is_value(item, &row)) {
        return source_blame_kind(source, item, key, value_is_number(&row) ? "a number" : "a word");
    }
    return value_add_item(list, &row, item->text, &error) ||
           source_blame(source, item, key, "%s", error.message);
}

static bool add_items(const struct source *source, const struct node *node, const char *key,
                      struct value_list *list) {
    bool done = true;

    for (guint i = 0; i < node->items->len && !source_is_full(source); i++) {
        done = add_item(source, node_item(node, i), key, list) && done;
    }
    return done && !source_is_full(source);
}

static bool read_list(const struct source *source, const struct node *node, const char *key,
                      const struct parameter *row, struct value *value) {
    struct value_list list = value_begin_list(row, node->items->len, source->settings->memory);
    struct gradfig_error error;
    g_autofree char *found = node_describe(node);
    bool has_items = add_items(source, node, key, &list);
    bool done = has_items && value_check_length(row, node->items->len, found, &error) &&
                value_end_list(&list, value, &error);

    if (has_items && !done) {
        source_blame(source, node, key, "%s", error.message);
    }
    return done;
}

static bool read_schedule(const struct source *source, const struct node *node, const char *key,
                          const struct parameter *row, struct value *value) {
    struct gradfig_error error;
    const struct node *fault;

    return value_read_schedule(value, row, node, source->settings->memory, &fault, &error) ||
           source_blame(source, fault, key, "%s", error.message);
}

/* The last word of the key whose value is a list of what `row` has one of, "slopes" of slope; or
 * NULL.
 */
static const char *find_plural(const struct parameter *row) {
    for (size_t i = 0; i < n_parameter_rows; i++) {
        const char *key = parameter_rows[i].key;
        size_t length = strlen(key) - 1;
        if (value_is_list(&parameter_rows[i]) && key[length] == 's' && row->key != NULL &&
            strlen(row->key) == length && strncmp(row->key, key, length) == 0) {
            return parameter_key_last(key);
        }
    }
    return NULL;
}

/* What to write in place of a node that is no value of the row, as the end of a message; freed with
 * g_free. */
static char *explain_value(const struct source *source, const struct node *node,
                           const struct parameter *row) {
    const char *plural = node->kind == NODE_LIST ? find_plural(row) : NULL;
    struct value_memory *memory = source->settings->memory;
    struct gradfig_error error;
    struct value value;

    if (plural != NULL) {
        return g_strdup_printf("; the key of a list is %s", plural);
    }
    return g_strdup(node_is_empty(node)      ? ""
                    : value_is_list(row)     ? "; a list is put in brackets"
                    : row->type == TYPE_TEXT ? "; put text that begins with [ or { in quotes"
                    : node->kind == NODE_SCALAR &&
                            value_read(&value, row, node->text, memory, &error)
                        ? "; write it without quotes"
                        : "");
}

/* source_blame_kind, with what to write in place of the node. */
static bool blame_value(const struct source *source, const struct node *node, const char *key,
                        const struct parameter *row) {
    g_autofree char *expected = parameter_describe(row);
    g_autofree char *found = node_describe(node);
    g_autofree char *hint = explain_value(source, node, row);
    bool is_comment = row->type == TYPE_COLOR && node_is_empty(node);

    return source_blame(source, node, key, "expected %s%s, found %s%s", expected,
                        is_comment ? " because # begins a comment" : "", found, hint);
}

bool node_read_value(const struct source *source, const struct node *node, const char *key,
                     const struct parameter *row, struct value *value) {
    struct gradfig_error error;

    if (row->can_schedule && node->kind == NODE_MAP) {
        return read_schedule(source, node, key, row, value);
    }
    if (value_is_list(row) && node->kind == NODE_LIST) {
        return read_list(source, node, key, row, value);
    }
    if (value_is_list(row) || !is_value(node, row)) {
        return blame_value(source, node, key, row);
    }
    if (!value_read(value, row, node->text, source->settings->memory, &error)) {
        bool has_escape = row->type == TYPE_TEXT && node->is_quoted && !text_is_clean(node->text) &&
                          strchr(node->text, '\n') == NULL;
        return source_blame(source, node, key, "%s%s", error.message,
                            has_escape ? "; write \\\\ for a backslash in double quotes" : "");
    }
    return true;
}

bool node_check_label(const struct source *source, const struct node *node, const char *key) {
    return (node->kind == NODE_SCALAR && text_is_label(node->text)) ||
           source_blame_kind(source, node, key, text_label_kind);
}

/* ---- maps of keys with dots ---- */

static void refuse_key(const struct source *source, const struct node *key,
                       const struct node *value, const char *message) {
    bool is_nested = value->kind == NODE_MAP && node_is_group(key->text);

    if (!source->mistakes->has_broken_file) { /* which may have the key */
        source_blame(source, key, key->text, "%s",
                     is_nested ? "unknown key; keys are joined by dots here, not nested, as in "
                                 "networks.plain.slope"
                               : message);
    }
}

void node_visit_keys(const struct source *source, const struct node *map, const char *path,
                     node_visitor *visit, void *context) {
    struct gradfig_error error;
    struct target target;

    if (map->kind != NODE_MAP) {
        node_blame_map(source, map, path);
        return;
    }
    for (guint i = 0; i < map->items->len && !source_is_full(source); i += 2) {
        const struct node *key = node_item(map, i);
        if (!node_check_key(source, map, i, "")) {
            continue;
        }
        if (!settings_find(source->settings, key->text, &target, &error)) {
            refuse_key(source, key, node_item(map, i + 1), error.message);
        } else if (node_check_field(source, map, i, "", target)) {
            visit(context, source, node_item(map, i + 1), key->text, target);
        }
    }
}
