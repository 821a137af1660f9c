/* Walks through the drawings of the two themes at once. Colors of the light one stay as attributes,
 * which also programs without style sheets understand. */
#include "output/svg_themes.h"

#include <string.h>

/* The rules by their selectors, in the order of the alphabet. */
static void add_rule(GTree *rules, GString *classes, const struct svg_attribute *light,
                     const char *dark) {
    char *name = g_strdup_printf("gradfig-%s-%s-%s", light->key, light->value + 1, dark + 1);

    g_string_append_printf(classes, "%s%s", classes->len > 0 ? " " : "", name);
    char *rule = g_strdup_printf("{%s:%s}", light->key, dark);
    g_tree_replace(rules, name, rule);
}

static bool is_color(const struct svg_attribute *attribute) {
    return (strcmp(attribute->key, "fill") == 0 || strcmp(attribute->key, "stroke") == 0) &&
           attribute->value[0] == '#';
}

/* Adds the classes of the element; false if another attribute than a color differs. */
static bool join_attributes(struct svg_element *light, const struct svg_element *dark,
                            GTree *rules) {
    GString *classes = g_string_new(NULL);
    bool done = light->attributes->len == dark->attributes->len;

    for (guint i = 0; done && i < light->attributes->len; i++) {
        const struct svg_attribute *a = &g_array_index(light->attributes, struct svg_attribute, i);
        const struct svg_attribute *b = &g_array_index(dark->attributes, struct svg_attribute, i);
        done = strcmp(a->key, b->key) == 0;
        if (done && strcmp(a->value, b->value) != 0) {
            done = is_color(a) && is_color(b);
            if (done) {
                add_rule(rules, classes, a, b->value);
            }
        }
    }
    if (classes->len > 0) {
        svg_tree_set(light, "class", classes->str);
    }
    g_string_free(classes, TRUE);
    return done;
}

static bool join(struct svg_element *light, const struct svg_element *dark, GTree *rules) {
    bool done = strcmp(light->name, dark->name) == 0 &&
                light->children->len == dark->children->len && join_attributes(light, dark, rules);

    for (guint i = 0; done && i < light->children->len; i++) {
        done = join(g_ptr_array_index(light->children, i), g_ptr_array_index(dark->children, i),
                    rules);
    }
    return done;
}

static gboolean append_rule(void *name, void *rule, void *style) {
    g_string_append_printf(style, ".%s%s\n", (char *)name, (char *)rule);
    return FALSE;
}

static int compare(const void *a, const void *b, void *data) {
    (void)data;
    return strcmp(a, b);
}

bool svg_themes_join(struct svg_element *light, const struct svg_element *dark, GString *style,
                     struct gradfig_error *error) {
    GTree *rules = g_tree_new_full(compare, NULL, g_free, g_free);
    bool done = join(light, dark, rules);

    if (done) {
        g_string_append(style, "@media screen and (prefers-color-scheme: dark) {\n");
        g_tree_foreach(rules, append_rule, style);
        g_string_append(style, "}\n");
    } else {
        error_set(error, GRADFIG_WORK_FAILED,
                  "the light and the dark drawing differ in more than colors");
    }
    g_tree_unref(rules);
    return done;
}
