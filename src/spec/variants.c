/* The product of the varied keys, one variant at a time. */
#include "spec/variants_private.h"

#include <stdlib.h>
#include <string.h>

#include "spec/recipe.h"

#include "base/text.h"

/* ---- keys and values ---- */

size_t variants_value_size(const struct parameter *row) {
    static const size_t sizes[] = {
        [TYPE_WHOLE] = sizeof(int64_t),       [TYPE_REAL] = sizeof(struct real),
        [TYPE_SINGLE] = sizeof(struct reals), [TYPE_LIST] = sizeof(struct reals),
        [TYPE_CHOICE] = sizeof(int64_t),      [TYPE_CHOICES] = sizeof(struct choices),
        [TYPE_TEXT] = sizeof(const char *),   [TYPE_COLOR] = sizeof(int64_t),
    };
    return sizes[row->type];
}

static bool owns_memory(const struct parameter *row) {
    return row->type == TYPE_SINGLE || row->type == TYPE_LIST;
}

static const void *value_at(const struct varied *varied, size_t position) {
    return varied->bytes->data + position * variants_value_size(varied->row);
}

static void free_varied(void *data) {
    struct varied *varied = data;

    for (size_t i = 0; owns_memory(varied->row) && i < varied->texts->len; i++) {
        g_free(((const struct reals *)value_at(varied, i))->values);
    }
    g_free(varied->key);
    g_ptr_array_free(varied->texts, TRUE);
    g_byte_array_free(varied->bytes, TRUE);
    g_free(varied);
}

static void clear_together(void *data) {
    g_array_free(((struct together *)data)->keys, TRUE);
}

struct variants *variants_create(void) {
    struct variants *variants = g_new0(struct variants, 1);

    variants->varied = g_ptr_array_new_with_free_func(free_varied);
    variants->together = g_array_new(FALSE, FALSE, sizeof(struct together));
    g_array_set_clear_func(variants->together, clear_together);
    variants->lengths = g_array_new(FALSE, FALSE, sizeof(size_t));
    return variants;
}

void variants_destroy(struct variants *variants) {
    if (variants == NULL) {
        return;
    }
    spec_finish(&variants->spec);
    g_ptr_array_free(variants->varied, TRUE);
    g_array_free(variants->together, TRUE);
    g_array_free(variants->lengths, TRUE);
    g_free(variants->name);
    g_free(variants->extension);
    g_free(variants);
}

static struct varied *varied_at(const struct variants *variants, size_t k) {
    return g_ptr_array_index(variants->varied, k);
}

struct varied *variants_find(const struct variants *variants, const char *key) {
    for (size_t k = 0; k < variants->varied->len; k++) {
        if (strcmp(varied_at(variants, k)->key, key) == 0) {
            return varied_at(variants, k);
        }
    }
    return NULL;
}

/* Of the varied key of a value in the spec, or how many there are. */
static guint position_of(const struct variants *variants, size_t offset) {
    guint k = 0;
    while (k < variants->varied->len && varied_at(variants, k)->offset != offset) {
        k++;
    }
    return k;
}

bool variants_varies(const struct variants *variants, size_t offset) {
    return position_of(variants, offset) < variants->varied->len;
}

struct varied *variants_add(struct variants *variants, const char *key, const struct parameter *row,
                            size_t offset) {
    struct varied *varied = g_new0(struct varied, 1);
    guint k = position_of(variants, offset);

    varied->key = g_strdup(key);
    varied->row = row;
    varied->offset = offset;
    varied->texts = g_ptr_array_new_with_free_func(g_free);
    varied->bytes = g_byte_array_new();
    varied->is_portable = true;
    if (k < variants->varied->len) {
        free_varied(varied_at(variants, k));
        variants->varied->pdata[k] = varied;
    } else {
        g_ptr_array_add(variants->varied, varied);
    }
    return varied;
}

/* A template with the key in it. */
static void forget_name(struct variants *variants, const char *key) {
    char *field = g_strdup_printf("{%s}", key);

    if (variants->name != NULL && strstr(variants->name, field) != NULL) {
        g_free(variants->name);
        variants->name = NULL;
        variants->name_origin = (struct origin){0};
    }
    g_free(field);
}

/* The key in its group, and the group where one key is left. */
static void forget_member(struct variants *variants, const char *key) {
    for (guint i = variants->together->len; i-- > 0;) {
        GArray *keys = g_array_index(variants->together, struct together, i).keys;
        for (guint j = keys->len; j-- > 0;) {
            if (strcmp(g_array_index(keys, struct together_key, j).key, key) == 0) {
                g_array_remove_index(keys, j);
            }
        }
        if (keys->len < 2) {
            g_array_remove_index(variants->together, i);
        }
    }
}

void variants_forget(struct variants *variants, size_t offset) {
    guint k = position_of(variants, offset);

    if (k < variants->varied->len) {
        forget_name(variants, varied_at(variants, k)->key);
        forget_member(variants, varied_at(variants, k)->key);
        g_ptr_array_remove_index(variants->varied, k);
    }
}

char *variants_suggest(const struct variants *variants, const char *key) {
    guint n = variants->varied->len;
    const char **keys = g_new(const char *, MAX(n, 1));

    for (guint k = 0; k < n; k++) {
        keys[k] = varied_at(variants, k)->key;
    }
    const char *nearest = n > 0 ? text_nearest(key, keys, n) : "";
    g_free(keys);
    return text_is_near(key, nearest) ? g_strconcat("; the nearest one is ", nearest, NULL)
                                      : g_strdup("");
}

void variants_add_value(struct varied *varied, const char *text, void *field) {
    size_t size = variants_value_size(varied->row);

    varied->is_portable = varied->is_portable && names_are_portable(text);
    g_ptr_array_add(varied->texts, g_strdup(text));
    g_byte_array_append(varied->bytes, field, (guint)size);
    if (owns_memory(varied->row)) {
        memset(field, 0, size);
    }
}

/* ---- axes ---- */

static size_t length_of(const struct variants *variants, size_t axis) {
    return g_array_index(variants->lengths, size_t, axis);
}

size_t variants_position(const struct variants *variants, const struct varied *varied, size_t i) {
    for (size_t axis = variants->lengths->len - 1; axis > varied->axis; axis--) {
        i /= length_of(variants, axis);
    }
    return i % length_of(variants, varied->axis);
}

enum { NO_AXIS = SIZE_MAX };

static void blame(struct reader *reader, struct origin origin, const char *key, char *message) {
    reading_add_mistake(reader, origin, key, message);
    g_free(message);
}

static const struct together *group_at(const struct variants *variants, size_t i) {
    return &g_array_index(variants->together, struct together, i);
}

static const struct together_key *key_at(const struct together *group, size_t i) {
    return &g_array_index(group->keys, struct together_key, i);
}

/* Whether the key is varied, and in no group yet; `used` are the keys that are. */
static bool check_key(const struct variants *variants, const struct together_key *key,
                      GHashTable *used, struct reader *reader) {
    char quoted[TEXT_QUOTED_SIZE];

    if (variants_find(variants, key->key) == NULL) {
        char *nearest = variants_suggest(variants, key->key);
        text_quote(key->key, quoted);
        blame(reader, key->origin, "together",
              g_strdup_printf("expected a key under vary, found %s%s", quoted, nearest));
        g_free(nearest);
        return false;
    }
    if (!g_hash_table_add(used, key->key)) {
        blame(reader, key->origin, "together",
              g_strdup_printf("expected each key once, found %s again", key->key));
        return false;
    }
    return true;
}

static void check_lengths(const struct variants *variants, const struct together *group,
                          struct reader *reader) {
    const struct varied *first = variants_find(variants, key_at(group, 0)->key);

    for (size_t i = 1; i < group->keys->len; i++) {
        const struct varied *varied = variants_find(variants, key_at(group, i)->key);
        if (varied->texts->len != first->texts->len) {
            blame(reader, group->origin, "together",
                  g_strdup_printf("expected as many values of each key, found %u of %s and %u "
                                  "of %s",
                                  first->texts->len, first->key, varied->texts->len, varied->key));
            return;
        }
    }
}

static bool check_groups(const struct variants *variants, struct reader *reader) {
    GHashTable *used = g_hash_table_new(g_str_hash, g_str_equal);
    guint n_before = reader->mistakes->len;

    for (size_t i = 0; i < variants->together->len; i++) {
        const struct together *group = group_at(variants, i);
        bool are_right = true;
        for (size_t j = 0; j < group->keys->len; j++) {
            are_right = check_key(variants, key_at(group, j), used, reader) && are_right;
        }
        if (are_right) {
            check_lengths(variants, group, reader);
        }
    }
    g_hash_table_destroy(used);
    return reader->mistakes->len == n_before;
}

/* The group that a key belongs to, or NULL. */
static const struct together *group_of(const struct variants *variants, const char *key) {
    for (size_t i = 0; i < variants->together->len; i++) {
        const struct together *group = group_at(variants, i);
        for (size_t j = 0; j < group->keys->len; j++) {
            if (strcmp(key_at(group, j)->key, key) == 0) {
                return group;
            }
        }
    }
    return NULL;
}

/* An axis for every key or group, in the order of the keys. */
static void place_keys(struct variants *variants) {
    for (size_t k = 0; k < variants->varied->len; k++) {
        varied_at(variants, k)->axis = NO_AXIS;
    }
    for (size_t k = 0; k < variants->varied->len; k++) {
        struct varied *varied = varied_at(variants, k);
        const struct together *group = group_of(variants, varied->key);
        size_t axis = variants->lengths->len;
        size_t length = varied->texts->len;
        if (varied->axis != NO_AXIS) {
            continue;
        }
        varied->axis = axis;
        for (size_t i = 0; group != NULL && i < group->keys->len; i++) {
            variants_find(variants, key_at(group, i)->key)->axis = axis;
        }
        g_array_append_val(variants->lengths, length);
    }
}

static bool count(struct variants *variants, struct reader *reader) {
    double product = 1;

    for (size_t axis = 0; axis < variants->lengths->len; axis++) {
        product *= (double)length_of(variants, axis);
    }
    if (product > VARIANTS_MAX) {
        const struct varied *first = varied_at(variants, 0);
        blame(reader, first->origin, first->key,
              g_strdup_printf("expected at most %d variants, found %.0f", VARIANTS_MAX, product));
        return false;
    }
    variants->count = (size_t)product;
    return true;
}

/* ---- every variant's spec ---- */

struct checking {
    const struct variants *variants;
    struct reader *reader;
    size_t i;
    bool is_right;
};

/* Blames the first of the keys that is varied, or else what the base has. */
static void note_fault(void *context, const char *const *keys, const char *message) {
    struct checking *checking = context;
    const struct varied *varied = NULL;

    for (size_t i = 0; varied == NULL && keys[i] != NULL; i++) {
        varied = variants_find(checking->variants, keys[i]);
    }
    if (checking->is_right && varied == NULL) {
        reading_note_fault(checking->reader, keys, message);
    } else if (checking->is_right) {
        char *name = variants_name(checking->variants, checking->i);
        blame(checking->reader, varied->origin, keys[0],
              g_strdup_printf("%s (of %s)", message, name));
        g_free(name);
    }
    checking->is_right = false;
}

static bool check_specs(const struct variants *variants, struct reader *reader) {
    struct checking checking = {.variants = variants, .reader = reader, .is_right = true};

    for (; checking.is_right && checking.i < variants->count; checking.i++) {
        struct spec spec;
        variants_spec(variants, checking.i, &spec);
        values_check(&spec, note_fault, &checking);
    }
    return checking.is_right;
}

bool variants_arrange(struct variants *variants, struct reader *reader) {
    bool has_template = variants_check_template(variants, reader);

    if (!check_groups(variants, reader) || !has_template) {
        return false;
    }
    place_keys(variants);
    return count(variants, reader) && variants_check_names(variants, reader) &&
           check_specs(variants, reader);
}

/* ---- the interface ---- */

size_t variants_count(const struct variants *variants) {
    return variants->count;
}

size_t variants_n_keys(const struct variants *variants) {
    return variants->varied->len;
}

const char *variants_key(const struct variants *variants, size_t k) {
    return varied_at(variants, k)->key;
}

const char *variants_value(const struct variants *variants, size_t i, size_t k) {
    const struct varied *varied = varied_at(variants, k);
    return g_ptr_array_index(varied->texts, variants_position(variants, varied, i));
}

static void apply(const struct varied *varied, size_t position, struct spec *spec) {
    memcpy((char *)spec + varied->offset, value_at(varied, position),
           variants_value_size(varied->row));
}

void variants_apply(const struct variants *variants, struct spec *spec) {
    for (size_t k = 0; k < variants->varied->len; k++) {
        apply(varied_at(variants, k), 0, spec);
    }
}

void variants_spec(const struct variants *variants, size_t i, struct spec *spec) {
    *spec = variants->spec;
    for (size_t k = 0; k < variants->varied->len; k++) {
        const struct varied *varied = varied_at(variants, k);
        apply(varied, variants_position(variants, varied, i), spec);
    }
}

/* With its NUL, so that no two texts in a row can be taken for others. */
static void update(GChecksum *checksum, const char *text) {
    g_checksum_update(checksum, (const guchar *)text, (gssize)strlen(text) + 1);
}

char *variants_digest(const struct variants *variants) {
    enum { N_DIGITS = 16 };
    struct gradfig_error error;
    char *recipe = recipe_write(&variants->spec, &error);

    if (recipe == NULL) {
        return NULL;
    }
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
    update(checksum, recipe);
    update(checksum, variants->name);
    update(checksum, variants->extension);
    for (size_t k = 0; k < variants->varied->len; k++) {
        const struct varied *varied = varied_at(variants, k);
        char *axis = g_strdup_printf("%zu", varied->axis);
        update(checksum, varied->key);
        update(checksum, axis);
        for (guint i = 0; i < varied->texts->len; i++) {
            update(checksum, g_ptr_array_index(varied->texts, i));
        }
        g_free(axis);
    }
    char *digest = g_strndup(g_checksum_get_string(checksum), N_DIGITS);
    free(recipe);
    g_checksum_free(checksum);
    return digest; /* GLib's memory is malloc's */
}
