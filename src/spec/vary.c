/* Reads what a spec says of its variants. */
#include <float.h>
#include <string.h>

#include "base/text.h"
#include "spec/variants_private.h"

static const char VARY[] = "vary";
static const char TOGETHER[] = "together";
static const char NAME[] = "name";

/* ---- values ---- */

/* A list of a list's items as typed: "-0.5,0". Freed with g_free. */
static char *text_of(const struct node *node) {
    if (node->kind != NODE_LIST) {
        return g_strdup(node->text);
    }
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < node->items->len; i++) {
        const struct node *item = reading_item(node, i);
        g_string_append_printf(text, "%s%s", i > 0 ? "," : "",
                               item->kind == NODE_SCALAR ? item->text : "");
    }
    return g_string_free(text, FALSE);
}

/* Where a key's values are read to: the reader's spec, whose own value stands aside meanwhile. */
struct field {
    struct target target;
    void *place;
    union {
        struct real real;
        struct reals reals;
        struct choices choices;
        const char *text;
        int64_t whole;
    } own;
};

static void borrow_field(struct field *field, const struct target *target) {
    field->target = *target;
    field->place = (char *)target->owner + target->parameter->offset;
    memcpy(&field->own, field->place, variants_value_size(target->parameter));
    memset(field->place, 0, variants_value_size(target->parameter));
}

static void return_field(const struct field *field) {
    memcpy(field->place, &field->own, variants_value_size(field->target.parameter));
}

static void add_value(const struct input *input, const struct node *node, struct varied *varied,
                      const struct field *field) {
    if (reading_set_value(input, node, varied->key, &field->target)) {
        char *text = text_of(node);
        variants_add_value(varied, text, field->place);
        g_free(text);
    }
}

static void read_list(const struct input *input, const struct node *list, struct varied *varied,
                      const struct field *field) {
    if (list->items->len == 0) {
        reading_blame(input, list, varied->key, "expected values, found an empty list");
    }
    for (guint i = 0; i < list->items->len && !reading_is_full(input); i++) {
        add_value(input, reading_item(list, i), varied, field);
    }
}

/* ---- ranges ---- */

enum bound { FROM, TO, STEP, COUNT, N_BOUNDS };
static const char *const bound_words[N_BOUNDS] = {"from", "to", "step", "count"};

static bool read_bound(const struct input *input, const struct node *key, const struct node *value,
                       const char *path, const struct node **bounds) {
    static const struct parameter any_number = {
        .type = TYPE_REAL, .low = -DBL_MAX, .high = DBL_MAX};
    struct gradfig_error error;

    for (size_t i = 0; i < N_BOUNDS; i++) {
        if (key->kind != NODE_SCALAR || strcmp(key->text, bound_words[i]) != 0) {
            continue;
        }
        if (value->kind != NODE_SCALAR || value->is_quoted || *value->text == '\0') {
            reading_blame_kind(input, value, path, "a number");
            return false;
        }
        if (!values_check_item(&any_number, value->text, &error)) {
            reading_blame(input, value, path, error.message);
            return false;
        }
        bounds[i] = value;
        return true;
    }
    reading_blame_kind(input, key, path, "from, to and step or count");
    return false;
}

/* "from, to", or "none of them"; freed with g_free. */
static char *name_bounds(const struct node *const *bounds) {
    GString *names = g_string_new(NULL);

    for (size_t i = 0; i < N_BOUNDS; i++) {
        if (bounds[i] != NULL) {
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", bound_words[i]);
        }
    }
    return g_string_free(names->len > 0 ? names : g_string_append(names, "none of them"), FALSE);
}

static bool read_bounds(const struct input *input, const struct node *map, const char *path,
                        const struct node **bounds) {
    for (guint i = 0; i < map->items->len; i += 2) {
        if (!reading_check_key(input, map, i, path) ||
            !read_bound(input, reading_item(map, i), reading_item(map, i + 1), path, bounds)) {
            return false;
        }
    }
    if (bounds[FROM] == NULL || bounds[TO] == NULL ||
        (bounds[STEP] == NULL) == (bounds[COUNT] == NULL)) {
        char *found = name_bounds(bounds);
        char *message =
            g_strdup_printf("expected from, to and either step or count, found %s", found);
        reading_blame(input, map, path, message);
        g_free(message);
        g_free(found);
        return false;
    }
    return true;
}

static const char *bound_text(const struct node *bound) {
    return bound != NULL ? bound->text : NULL;
}

static void read_range(const struct input *input, const struct node *map, struct varied *varied,
                       const struct field *field) {
    const struct node *bounds[N_BOUNDS] = {NULL};
    struct gradfig_error error;
    const char *fault;

    if (!read_bounds(input, map, varied->key, bounds)) {
        return;
    }
    GPtrArray *texts = range_expand(bounds[FROM]->text, bounds[TO]->text, bound_text(bounds[STEP]),
                                    bound_text(bounds[COUNT]), &fault, &error);
    if (texts == NULL) {
        const struct node *last = bounds[STEP] != NULL ? bounds[STEP] : bounds[COUNT];
        reading_blame(input, fault != NULL ? last : map, varied->key, error.message);
        return;
    }
    for (guint i = 0; i < texts->len; i++) {
        const char *text = g_ptr_array_index(texts, i);
        if (!values_set(&input->reader->spec, &field->target, text, &error)) {
            reading_blame(input, map, varied->key, error.message);
            break;
        }
        variants_add_value(varied, text, field->place);
    }
    g_ptr_array_free(texts, TRUE);
}

/* ---- keys ---- */

static bool is_number(const struct parameter *row) {
    return row->type == TYPE_WHOLE || row->type == TYPE_REAL || row->type == TYPE_SINGLE;
}

static struct varied *add_key(const struct reader *reader, struct variants *variants,
                              const char *key, const struct target *target) {
    return variants_add(variants, key, target->parameter, values_offset(&reader->spec, target));
}

static void read_values(const struct input *input, const struct node *value, const char *key,
                        const struct target *target, struct variants *variants) {
    bool can_range = is_number(target->parameter);
    struct field field;

    if (value->kind == NODE_SCALAR || (value->kind == NODE_MAP && !can_range)) {
        reading_blame_kind(input, value, key,
                           can_range ? "a list of values, or {from, to, step} or {from, to, count}"
                                     : "a list of values");
        return;
    }
    struct varied *varied = add_key(input->reader, variants, key, target);
    varied->origin = (struct origin){input->source, value->place};
    borrow_field(&field, target);
    if (value->kind == NODE_LIST) {
        read_list(input, value, varied, &field);
    } else {
        read_range(input, value, varied, &field);
    }
    return_field(&field);
}

static void refuse_key(const struct input *input, const struct node *key, const struct node *value,
                       const char *message) {
    bool is_nested = value->kind == NODE_MAP && reading_is_group(key->text);

    if (!input->reader->has_broken_file) { /* which may have the key */
        reading_blame(input, key, key->text,
                      is_nested ? "unknown key; keys are joined by dots here, not nested"
                                : message);
    }
}

/* Reads the value of one key into `variants`. */
typedef void value_reader(const struct input *input, const struct node *value, const char *key,
                          const struct target *target, struct variants *variants);

static void read_keys(const struct input *input, const struct node *map, const char *path,
                      value_reader *read, struct variants *variants) {
    struct gradfig_error error;
    struct target target;

    if (map->kind != NODE_MAP) {
        reading_blame_kind(input, map, path, "keys and their values");
        return;
    }
    for (guint i = 0; i < map->items->len && !reading_is_full(input); i += 2) {
        const struct node *key = reading_item(map, i);
        if (!reading_check_key(input, map, i, "")) {
            continue;
        }
        if (!values_find(&input->reader->spec, key->text, &target, &error)) {
            refuse_key(input, key, reading_item(map, i + 1), error.message);
        } else if (reading_check_conflict(input, map, i, "", &target)) {
            read(input, reading_item(map, i + 1), key->text, &target, variants);
        }
    }
}

void reading_read_vary(const struct input *input, const struct node *map) {
    read_keys(input, map, VARY, read_values, input->reader->variants);
}

static void read_setting(const struct input *input, const struct node *value, const char *key,
                         const struct target *target, struct variants *settings) {
    struct varied *varied = add_key(input->reader, settings, key, target);
    struct field field;

    borrow_field(&field, target);
    add_value(input, value, varied, &field);
    return_field(&field);
}

void reading_read_settings(const struct input *input, const struct node *map, const char *path,
                           struct variants *settings) {
    read_keys(input, map, path, read_setting, settings);
}

/* ---- groups and names ---- */

static void clear_key(void *key) {
    g_free(((struct together_key *)key)->key);
}

static void read_group(const struct input *input, const struct node *list) {
    struct together group = {
        .origin = {input->source, list->place},
        .keys = g_array_new(FALSE, FALSE, sizeof(struct together_key)),
    };

    g_array_set_clear_func(group.keys, clear_key);
    if (list->kind != NODE_LIST || list->items->len < 2) {
        reading_blame_kind(input, list, TOGETHER, "a list of two or more keys");
    }
    for (guint i = 0; list->kind == NODE_LIST && i < list->items->len; i++) {
        const struct node *item = reading_item(list, i);
        if (item->kind != NODE_SCALAR) {
            reading_blame_kind(input, item, TOGETHER, "a key under vary");
        } else {
            struct together_key key = {{input->source, item->place}, g_strdup(item->text)};
            g_array_append_val(group.keys, key);
        }
    }
    g_array_append_val(input->reader->variants->together, group);
}

void reading_read_together(const struct input *input, const struct node *list) {
    if (list->kind != NODE_LIST) {
        reading_blame_kind(input, list, TOGETHER, "a list of lists of keys");
        return;
    }
    g_array_set_size(input->reader->variants->together, 0);
    for (guint i = 0; i < list->items->len && !reading_is_full(input); i++) {
        read_group(input, reading_item(list, i));
    }
}

void reading_read_name(const struct input *input, const struct node *node) {
    struct variants *variants = input->reader->variants;

    if (node->kind != NODE_SCALAR || *node->text == '\0' || strlen(node->text) > TEXT_MAX) {
        reading_blame_kind(input, node, NAME, "a name of at most 200 bytes with {KEY} in it");
        return;
    }
    g_free(variants->name);
    variants->name = g_strdup(node->text);
    variants->name_origin = (struct origin){input->source, node->place};
}

/* ---- themes ---- */

bool vary_add_themes(struct reader *reader) {
    static const char key[] = "figure.theme";
    static const char *const themes[] = {"light", "dark"};
    struct variants *variants = reader->variants;
    struct gradfig_error error;
    struct target target;
    struct field field;

    if (variants_find(variants, key) != NULL || !values_find(&reader->spec, key, &target, &error)) {
        return false;
    }
    struct varied *varied = add_key(reader, variants, key, &target);
    borrow_field(&field, &target);
    for (size_t i = 0; i < G_N_ELEMENTS(themes); i++) {
        if (values_set(&reader->spec, &target, themes[i], &error)) {
            variants_add_value(varied, themes[i], field.place);
        }
    }
    return_field(&field);
    char *name = g_strconcat(variants->name, "-{figure.theme}", NULL);
    g_free(variants->name);
    variants->name = name;
    return true;
}
