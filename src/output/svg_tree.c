/* Reads and writes trees of SVG elements, and replaces the ids that Cairo counts by checksums. */
#include "output/svg_tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- life ---- */

static void finish_attribute(void *data) {
    struct svg_attribute *attribute = data;
    g_free(attribute->key);
    g_free(attribute->value);
}

static void destroy_child(void *child) {
    svg_tree_destroy(child);
}

static struct svg_element *create(const char *name) {
    struct svg_element *element = g_new0(struct svg_element, 1);

    element->name = g_strdup(name);
    element->attributes = g_array_new(FALSE, FALSE, sizeof(struct svg_attribute));
    g_array_set_clear_func(element->attributes, finish_attribute);
    element->children = g_ptr_array_new_with_free_func(destroy_child);
    return element;
}

void svg_tree_destroy(struct svg_element *element) {
    if (element != NULL) {
        g_free(element->name);
        g_array_unref(element->attributes);
        g_ptr_array_unref(element->children);
        g_free(element);
    }
}

/* ---- attributes ---- */

static struct svg_attribute *find(const struct svg_element *element, const char *key, guint *at) {
    for (guint i = 0; i < element->attributes->len; i++) {
        struct svg_attribute *attribute =
            &g_array_index(element->attributes, struct svg_attribute, i);
        if (strcmp(attribute->key, key) == 0) {
            *at = i;
            return attribute;
        }
    }
    return NULL;
}

const char *svg_tree_value(const struct svg_element *element, const char *key) {
    guint at;
    const struct svg_attribute *attribute = find(element, key, &at);
    return attribute != NULL ? attribute->value : NULL;
}

void svg_tree_set(struct svg_element *element, const char *key, const char *value) {
    guint at;
    struct svg_attribute *attribute = find(element, key, &at);

    if (attribute != NULL && value != NULL) {
        char *old = attribute->value;
        attribute->value = g_strdup(value);
        g_free(old);
    } else if (attribute != NULL) {
        g_array_remove_index(element->attributes, at);
    } else if (value != NULL) {
        struct svg_attribute added = {g_strdup(key), g_strdup(value)};
        g_array_append_val(element->attributes, added);
    }
}

/* ---- reading ---- */

/* What an element has without the property. */
static const struct {
    const char *key;
    const char *value;
} initial_values[] = {
    {"stroke", "none"},       {"fill-opacity", "1"},      {"stroke-opacity", "1"},
    {"stroke-width", "1"},    {"stroke-linecap", "butt"}, {"stroke-linejoin", "miter"},
    {"fill-rule", "nonzero"}, {"clip-rule", "nonzero"},
};

static bool is_initial(const char *key, const char *value) {
    for (size_t i = 0; i < G_N_ELEMENTS(initial_values); i++) {
        if (strcmp(key, initial_values[i].key) == 0) {
            return strcmp(value, initial_values[i].value) == 0;
        }
    }
    return false;
}

/* "rgb(100%,50%,0%)" as "#ff8000"; the value itself if it is another one. Cairo 1.18 writes blanks
 * after the commas, which strtod skips. */
static char *short_color(const char *value) {
    static const char *const after[] = {"%,", "%,", "%)"};
    unsigned parts[3];
    const char *at = value;

    if (!g_str_has_prefix(value, "rgb(")) {
        return g_strdup(value);
    }
    at += strlen("rgb(");
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        char *end;
        parts[i] = (unsigned)lround(g_ascii_strtod(at, &end) / 100 * 255);
        if (!g_str_has_prefix(end, after[i]) || parts[i] > 255) {
            return g_strdup(value);
        }
        at = end + strlen(after[i]);
    }
    return g_strdup_printf("#%02x%02x%02x", parts[0], parts[1], parts[2]);
}

static void add_property(struct svg_element *element, const char *key, const char *value) {
    if (!is_initial(key, value)) {
        g_autofree char *shorter = short_color(value);
        svg_tree_set(element, key, shorter);
    }
}

/* Rules of a style sheet change attributes, but not what stands in a style. Cairo 1.18 writes
 * attributes, and those before it a style. */
static void add_style(struct svg_element *element, const char *style) {
    g_auto(GStrv) properties = g_strsplit(style, ";", -1);

    for (size_t i = 0; properties[i] != NULL; i++) {
        char *colon = strchr(properties[i], ':');
        if (colon != NULL) {
            *colon = '\0';
            add_property(element, properties[i], colon + 1);
        }
    }
}

/* The elements that are open, the innermost last; the first is a frame for the root. */
static void begin_element(GMarkupParseContext *context, const char *name, const char **keys,
                          const char **values, void *data, GError **error) {
    GPtrArray *open = data;
    struct svg_element *parent = g_ptr_array_index(open, open->len - 1);
    struct svg_element *element = create(name);
    (void)context;
    (void)error;

    for (size_t i = 0; keys[i] != NULL; i++) {
        if (strcmp(keys[i], "style") == 0) {
            add_style(element, values[i]);
        } else {
            add_property(element, keys[i], values[i]);
        }
    }
    g_ptr_array_add(parent->children, element);
    g_ptr_array_add(open, element);
}

static void end_element(GMarkupParseContext *context, const char *name, void *data,
                        GError **error) {
    GPtrArray *open = data;
    (void)context;
    (void)name;
    (void)error;
    g_ptr_array_set_size(open, (int)open->len - 1);
}

struct svg_element *svg_tree_read(const char *text, struct gradfig_error *error) {
    static const GMarkupParser parser = {.start_element = begin_element,
                                         .end_element = end_element};
    struct svg_element *frame = create("");
    struct svg_element *root = NULL;
    g_autoptr(GPtrArray) open = g_ptr_array_new();

    g_ptr_array_add(open, frame);
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, open, NULL);
    if (g_markup_parse_context_parse(context, text, -1, NULL) &&
        g_markup_parse_context_end_parse(context, NULL) && frame->children->len == 1) {
        root = g_ptr_array_steal_index(frame->children, 0);
    }
    if (root != NULL && strcmp(root->name, "svg") != 0) {
        svg_tree_destroy(root);
        root = NULL;
    }
    if (root == NULL) {
        error_set(error, GRADFIG_WORK_FAILED, "Cairo drew a file that is no SVG");
    }
    g_markup_parse_context_free(context);
    svg_tree_destroy(frame);
    return root;
}

/* ---- writing ---- */

static void write_beginning(const struct svg_element *element, GString *text) {
    g_string_append_printf(text, "<%s", element->name);
    for (guint i = 0; i < element->attributes->len; i++) {
        const struct svg_attribute *attribute =
            &g_array_index(element->attributes, struct svg_attribute, i);
        g_autofree char *escaped = g_markup_escape_text(attribute->value, -1);
        g_string_append_printf(text, " %s=\"%s\"", attribute->key, escaped);
    }
}

void svg_tree_write_tag(const struct svg_element *element, GString *text) {
    write_beginning(element, text);
    g_string_append(text, ">\n");
}

void svg_tree_write(const struct svg_element *element, GString *text) {
    write_beginning(element, text);
    if (element->children->len == 0) {
        g_string_append(text, "/>\n");
        return;
    }
    g_string_append(text, ">\n");
    for (guint i = 0; i < element->children->len; i++) {
        svg_tree_write(g_ptr_array_index(element->children, i), text);
    }
    g_string_append_printf(text, "</%s>\n", element->name);
}

/* ---- names by what they hold, in place of the ids that Cairo counts ---- */

char *svg_tree_name(const char *text) {
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    return g_strdup_printf("g%.10s", sum);
}

/* ---- names: references ---- */

/* The id that the value of an attribute refers to: "#id" or "url(#id)". NULL if it has none. */
static char *referred_id(const struct svg_attribute *attribute) {
    if (g_str_has_suffix(attribute->key, "href") && attribute->value[0] == '#') {
        return g_strdup(attribute->value + 1);
    }
    if (g_str_has_prefix(attribute->value, "url(#")) {
        const char *begin = attribute->value + strlen("url(#");
        return g_strndup(begin, strcspn(begin, ")"));
    }
    return NULL;
}

/* Changes the references by the table; those to nothing stay. */
static void refer_anew(struct svg_element *element, GHashTable *names) {
    for (guint i = 0; i < element->attributes->len; i++) {
        struct svg_attribute *attribute =
            &g_array_index(element->attributes, struct svg_attribute, i);
        g_autofree char *id = referred_id(attribute);
        const char *name = id != NULL ? g_hash_table_lookup(names, id) : NULL;
        if (name != NULL) {
            bool is_url = attribute->value[0] == 'u';
            g_free(attribute->value);
            attribute->value = g_strdup_printf(is_url ? "url(#%s)" : "#%s", name);
        }
    }
    for (guint i = 0; i < element->children->len; i++) {
        refer_anew(g_ptr_array_index(element->children, i), names);
    }
}

static void collect_references(const struct svg_element *element, GHashTable *ids) {
    for (guint i = 0; i < element->attributes->len; i++) {
        char *id = referred_id(&g_array_index(element->attributes, struct svg_attribute, i));
        if (id != NULL) {
            g_hash_table_add(ids, id);
        }
    }
    for (guint i = 0; i < element->children->len; i++) {
        collect_references(g_ptr_array_index(element->children, i), ids);
    }
}

/* ---- names: elements and glyphs ---- */

/* Names the elements after what they hold: `names` are the new ids by the old ones. */
static void name_elements(struct svg_element *element, GHashTable *referred, GHashTable *names) {
    const char *id = svg_tree_value(element, "id");

    for (guint i = 0; i < element->children->len; i++) {
        name_elements(g_ptr_array_index(element->children, i), referred, names);
    }
    if (id == NULL) {
        return;
    }
    char *old = g_strdup(id);
    svg_tree_set(element, "id", NULL);
    if (g_hash_table_contains(referred, old)) {
        g_autoptr(GString) text = g_string_new(NULL);
        svg_tree_write(element, text);
        char *name = svg_tree_name(text->str);
        svg_tree_set(element, "id", name);
        g_hash_table_insert(names, old, name);
    } else {
        g_free(old);
    }
}

static int compare_ids(const void *a, const void *b) {
    const struct svg_element *const *first = a;
    const struct svg_element *const *second = b;
    return g_strcmp0(svg_tree_value(*first, "id"), svg_tree_value(*second, "id"));
}

/* Cairo groups the glyphs by fonts, in the order of their first use. Sorted, they stay in their
 * lines when others come or go. Equal glyphs, and those that nothing shows, are left out. */
static void sort_glyphs(struct svg_element *group) {
    g_ptr_array_sort(group->children, compare_ids);
    for (guint i = group->children->len; i > 0; i--) {
        const struct svg_element *glyph = g_ptr_array_index(group->children, i - 1);
        const char *id = svg_tree_value(glyph, "id");
        if (id == NULL || (i > 1 && compare_ids(&group->children->pdata[i - 2],
                                                &group->children->pdata[i - 1]) == 0)) {
            g_ptr_array_remove_index(group->children, i - 1);
        }
    }
}

/* Puts the symbols of all groups of `definitions` into one. */
static void merge_glyphs(struct svg_element *definitions) {
    struct svg_element *glyphs = NULL;

    for (guint i = 0; i < definitions->children->len; i++) {
        struct svg_element *group = g_ptr_array_index(definitions->children, i);
        if (strcmp(group->name, "g") != 0) {
            continue;
        }
        if (glyphs == NULL) {
            glyphs = group;
            continue;
        }
        while (group->children->len > 0) {
            g_ptr_array_add(glyphs->children, g_ptr_array_steal_index(group->children, 0));
        }
        g_ptr_array_remove_index(definitions->children, i--);
    }
    if (glyphs != NULL) {
        sort_glyphs(glyphs);
    }
}

void svg_tree_rename(struct svg_element *root) {
    g_autoptr(GHashTable) referred = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    collect_references(root, referred);
    name_elements(root, referred, names);
    refer_anew(root, names);
    for (guint i = 0; i < root->children->len; i++) {
        struct svg_element *child = g_ptr_array_index(root->children, i);
        if (strcmp(child->name, "defs") == 0) {
            merge_glyphs(child);
        }
    }
}
