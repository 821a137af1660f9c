/* Cuts a recipe at the values that a batch varies. */
#include "batch/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "output/formats.h"

#include "base/file.h"
#include "spec/yaml_tree.h"

/* The recipe of a picture; freed with free(). NULL where there is none. */
static char *read_recipe(const char *folder, const char *name) {
    const char *dot = strrchr(name, '.');
    char *path = g_build_filename(folder, name, NULL);
    struct bytes bytes = {0};
    struct gradfig_error error;
    const struct figure_format *format = dot != NULL ? figure_format_find(dot + 1) : NULL;
    char *recipe = NULL;

    if (format != NULL && file_read(path, "a figure", FIGURE_FILE_MAX, &bytes, &error)) {
        recipe = format->read_recipe(&bytes, &error);
    }
    g_free(path);
    bytes_finish(&bytes);
    return recipe;
}

/* The value of a key such as "networks.plain.slope", or NULL. */
static const struct node *find_value(const struct node *root, const char *key) {
    char **words = g_strsplit(key, ".", -1);
    const struct node *node = root;

    for (char **word = words; node != NULL && *word != NULL; word++) {
        const struct node *map = node;
        node = NULL;
        for (guint i = 0; map->kind == NODE_MAP && i < map->items->len; i += 2) {
            const struct node *found = g_ptr_array_index(map->items, i);
            if (found->kind == NODE_SCALAR && strcmp(found->text, *word) == 0) {
                node = g_ptr_array_index(map->items, i + 1);
            }
        }
    }
    g_strfreev(words);
    return node;
}

/* Where in the recipe a value stands: up to the end of its line, as recipes are written. */
struct place_of_key {
    size_t begin;
    size_t end;
    size_t k;
};

static int compare_places(const void *a, const void *b) {
    const struct place_of_key *left = a;
    const struct place_of_key *right = b;
    return (left->begin > right->begin) - (left->begin < right->begin);
}

static size_t offset_of(const char *text, struct place place) {
    const char *line = text;

    for (size_t i = 1; i < place.line; i++) {
        line = strchr(line, '\n') + 1;
    }
    return (size_t)(g_utf8_offset_to_pointer(line, (glong)place.column - 1) - text);
}

/* Those of all keys that it has: a list of one slope stands there as `slope`, not `slopes`. */
static GArray *find_places(const struct manifest *manifest, const char *recipe) {
    GArray *places = g_array_new(FALSE, FALSE, sizeof(struct place_of_key));
    struct document_fault fault;
    struct node *root = document_read(recipe, strlen(recipe), &fault);

    for (size_t k = 0; root != NULL && k < manifest->n_keys; k++) {
        const struct node *value = find_value(root, manifest_key(manifest, k));
        if (value != NULL) {
            size_t begin = offset_of(recipe, value->place);
            struct place_of_key place = {begin, begin + strcspn(recipe + begin, "\n"), k};
            g_array_append_val(places, place);
        }
    }
    document_free(root);
    g_array_sort(places, compare_places);
    return places;
}

static void add_piece(struct pattern *pattern, const char *recipe, size_t begin, size_t end) {
    g_ptr_array_add(pattern->pieces, g_strndup(recipe + begin, end - begin));
}

static struct pattern *cut(const char *recipe, const GArray *places) {
    struct pattern *pattern = g_new(struct pattern, 1);
    size_t begin = 0;

    pattern->pieces = g_ptr_array_new_with_free_func(g_free);
    pattern->keys = g_array_new(FALSE, FALSE, sizeof(size_t));
    for (guint i = 0; i < places->len; i++) {
        const struct place_of_key *place = &g_array_index(places, struct place_of_key, i);
        add_piece(pattern, recipe, begin, place->begin);
        g_array_append_val(pattern->keys, place->k);
        begin = place->end;
    }
    add_piece(pattern, recipe, begin, strlen(recipe));
    return pattern;
}

struct pattern *pattern_read(const struct manifest *manifest, size_t i, const char *folder) {
    char *recipe = read_recipe(folder, manifest_name(manifest, i));
    struct pattern *pattern = NULL;

    if (recipe != NULL) {
        GArray *places = find_places(manifest, recipe);
        if (places->len == manifest->n_keys) {
            pattern = cut(recipe, places);
        }
        g_array_free(places, TRUE);
    }
    free(recipe);
    return pattern;
}

void pattern_free(struct pattern *pattern) {
    if (pattern != NULL) {
        g_ptr_array_free(pattern->pieces, TRUE);
        g_array_free(pattern->keys, TRUE);
        g_free(pattern);
    }
}

bool pattern_is_equal(const struct pattern *a, const struct pattern *b) {
    bool is_equal = a->keys->len == b->keys->len &&
                    memcmp(a->keys->data, b->keys->data, a->keys->len * sizeof(size_t)) == 0;

    for (guint i = 0; is_equal && i < a->pieces->len; i++) {
        is_equal = strcmp(g_ptr_array_index(a->pieces, i), g_ptr_array_index(b->pieces, i)) == 0;
    }
    return is_equal;
}
