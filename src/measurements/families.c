/* Families: columns whose names differ by a number. */
#include "measurements/families.h"

#include <math.h>
#include <string.h>

#include "measurements/names.h"

static void free_family(void *data) {
    struct family *family = data;

    g_ptr_array_unref(family->columns);
    g_free(family->pattern);
    g_free(family);
}

/* Whether a column is of one step: its values have none of their own. */
static bool is_step(const struct measured_column *column) {
    return measurements_is_step(column->name) &&
           (column->values->len == 0 ||
            isnan(g_array_index(column->values, struct measured_value, 0).step));
}

static struct family *create(const struct measured_column *column, char *pattern) {
    struct family *family = g_new0(struct family, 1);

    family->pattern = pattern;
    family->run = column->run;
    family->kind = column->kind;
    family->aside = is_step(column) ? "a step" : name_reason_aside(column->name);
    family->has_prefix = name_prefix(column->name) > 0;
    family->is_of_weights = name_is_of_weights(column->name);
    family->columns = g_ptr_array_new();
    return family;
}

static char *write_pattern(const struct measured_column *column) {
    g_autofree char *family = name_family(column->name);
    return g_strdup_printf("%.*s%s", (int)(column->name - column->whole), column->whole,
                           family != NULL ? family : column->name);
}

static char *write_key(const struct measured_column *column, const char *pattern) {
    return g_strdup_printf("%s\n%s\n%s", column->run != NULL ? column->run : "",
                           column->kind != NULL ? column->kind : "", pattern);
}

/* Whether a column has the numbers of the only one of `first`, as "dense_0" those of "dense". */
static bool has_number_of(const struct family *family, const struct family *first) {
    const struct measured_column *only = first->columns->pdata[0];
    struct name_step step;

    for (guint i = 0; i < family->columns->len; i++) {
        const struct measured_column *column = family->columns->pdata[i];
        if (name_find_step(only->name, column->name, &step) && step.n_differences == 0) {
            return true;
        }
    }
    return false;
}

/* Takes into the family of "dense_1/kernel" the layer "dense/kernel", the first one of Keras. */
static void join_first(struct family *family, GHashTable *by_key) {
    static const char counter[] = "_*";

    for (const char *at = family->pattern; (at = strstr(at, "_*/")) != NULL; at++) {
        g_autofree char *before = g_strndup(family->pattern, (size_t)(at - family->pattern));
        g_autofree char *pattern = g_strconcat(before, at + strlen(counter), NULL);
        g_autofree char *key = write_key(family->columns->pdata[0], pattern);
        struct family *first = g_hash_table_lookup(by_key, key);
        if (first != NULL && first->columns->len == 1 && !has_number_of(family, first)) {
            g_ptr_array_insert(family->columns, 0, first->columns->pdata[0]);
            g_ptr_array_set_size(first->columns, 0);
        }
    }
}

static void join_all(GPtrArray *families, GHashTable *by_key) {
    for (guint i = 0; i < families->len; i++) {
        struct family *family = families->pdata[i];
        if (family->columns->len > 0) {
            join_first(family, by_key);
        }
    }
    for (guint i = families->len; i-- > 0;) {
        if (((struct family *)families->pdata[i])->columns->len == 0) {
            g_ptr_array_remove_index(families, i);
        }
    }
}

GPtrArray *families_of(const struct measurements *measurements) {
    GPtrArray *families = g_ptr_array_new_with_free_func(free_family);
    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < measurements->columns->len; i++) {
        struct measured_column *column = g_ptr_array_index(measurements->columns, i);
        char *pattern = write_pattern(column);
        char *key = write_key(column, pattern);
        struct family *family = g_hash_table_lookup(by_key, key);
        if (family == NULL) {
            family = create(column, pattern);
            g_ptr_array_add(families, family);
            g_hash_table_insert(by_key, key, family);
        } else {
            g_free(pattern);
            g_free(key);
        }
        g_ptr_array_add(family->columns, column);
    }
    join_all(families, by_key);
    return families;
}

bool family_is_stack(const struct family *family) {
    return family->columns->len > 1;
}

bool family_is_alike(const struct family *a, const struct family *b) {
    const struct measured_column *first = g_ptr_array_index(a->columns, 0);
    const struct measured_column *second = g_ptr_array_index(b->columns, 0);
    g_autofree char *family = name_family(first->name);
    g_autofree char *other = name_family(second->name);
    return g_strcmp0(family, other) == 0 && g_strcmp0(a->kind, b->kind) == 0;
}

bool families_have_list(const GPtrArray *families) {
    bool has_places = false;
    bool has_names = false;

    for (guint i = 0; i < families->len; i++) {
        const struct family *family = families->pdata[i];
        const struct measured_column *first = family->columns->pdata[0];
        bool is_stack = family_is_stack(family) && family->aside == NULL;
        has_places = has_places || (is_stack && first->is_place);
        has_names = has_names || (is_stack && family->kind == NULL);
    }
    return has_places && has_names;
}

/* Keeps the families that `has` holds for, if there are any. */
static void prefer(GPtrArray *families, bool (*has)(const struct family *family)) {
    guint n = 0;

    for (guint i = 0; i < families->len; i++) {
        if (has(families->pdata[i])) {
            families->pdata[n++] = families->pdata[i];
        }
    }
    if (n > 0) {
        g_ptr_array_set_size(families, (gint)n);
    }
}

static bool has_prefix(const struct family *family) {
    return family->has_prefix;
}

static bool is_of_weights(const struct family *family) {
    return family->is_of_weights;
}

GPtrArray *families_choose(GPtrArray *families, const char *kind, bool takes_single) {
    GPtrArray *chosen = g_ptr_array_new();

    for (guint i = 0; i < families->len; i++) {
        struct family *family = g_ptr_array_index(families, i);
        if ((takes_single || family_is_stack(family)) && family->aside == NULL &&
            (kind == NULL || g_strcmp0(kind, family->kind) == 0)) {
            g_ptr_array_add(chosen, family);
        }
    }
    prefer(chosen, has_prefix);
    prefer(chosen, is_of_weights);
    return chosen;
}
