/* Replaces the ids that Cairo counts by checksums, and sorts the glyphs by them. */
#include "output/svg_names.h"

#include <string.h>

char *svg_names_make(const char *text) {
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    return g_strdup_printf("g%.10s", sum);
}

/* ---- references ---- */

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

/* ---- names ---- */

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
        char *name = svg_names_make(text->str);
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

void svg_names_assign(struct svg_element *root) {
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
