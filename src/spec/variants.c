/* The product of the varied keys: arranged along axes, checked before the first is drawn, and made
 * one variant at a time. */
#include "spec/variants_private.h"

#include <string.h>

#include "base/user_text.h"
#include "spec/spec_checks.h"
#include "spec/variant_names.h"

void variants_destroy(struct variants *variants) {
    if (variants != NULL) {
        spec_finish(&variants->spec);
        vary_finish(&variants->vary);
        g_array_free(variants->lengths, TRUE);
        g_array_free(variants->name_parts, TRUE);
        g_free(variants->extension);
        g_free(variants);
    }
}

size_t variants_count(const struct variants *variants) {
    return variants->count;
}

const struct inputs *variants_inputs(const struct variants *variants) {
    return spec_inputs(&variants->spec);
}

size_t variants_n_keys(const struct variants *variants) {
    return variants->vary.keys->len;
}

const char *variants_key(const struct variants *variants, size_t k) {
    return vary_at(&variants->vary, k)->key;
}

static const struct value *value_at(const struct varied *varied, size_t i) {
    return varied_value(varied, varied_position(varied, i));
}

const char *variants_value(const struct variants *variants, size_t i, size_t k) {
    return value_at(vary_at(&variants->vary, k), i)->text;
}

static void apply(const struct varied *varied, size_t i, struct spec *spec) {
    settings_apply(spec, varied->target, value_at(varied, i));
}

void variants_spec(const struct variants *variants, size_t i, struct spec *spec) {
    *spec = variants->spec;
    for (size_t k = 0; k < variants->vary.keys->len; k++) {
        apply(vary_at(&variants->vary, k), i, spec);
    }
}

/* ---- axes ---- */

static const size_t NO_AXIS = SIZE_MAX;

static const struct together *group_at(const struct variants *variants, size_t i) {
    return &g_array_index(variants->vary.together, struct together, i);
}

static const struct together_key *key_at(const struct together *group, size_t i) {
    return &g_array_index(group->keys, struct together_key, i);
}

/* Whether the key is varied, and in no group yet; `used` are the keys that are. */
static bool check_key(const struct variants *variants, const struct together_key *key,
                      GHashTable *used, struct mistakes *mistakes) {
    if (vary_find(&variants->vary, key->key) == NULL) {
        g_autofree char *nearest = vary_suggest(&variants->vary, key->key);
        g_autofree char *quoted = text_quote(key->key);
        return mistakes_add(mistakes, key->origin, "together",
                            "expected a key under vary, found %s%s", quoted, nearest);
    }
    if (!g_hash_table_add(used, key->key)) {
        return mistakes_add(mistakes, key->origin, "together",
                            "expected each key once, found %s again", key->key);
    }
    return true;
}

static void check_lengths(const struct variants *variants, const struct together *group,
                          struct mistakes *mistakes) {
    const struct varied *first = vary_find(&variants->vary, key_at(group, 0)->key);

    for (size_t i = 1; i < group->keys->len; i++) {
        const struct varied *varied = vary_find(&variants->vary, key_at(group, i)->key);
        if (varied_count(varied) != varied_count(first)) {
            mistakes_add(mistakes, group->origin, "together",
                         "expected as many values of each key, found %zu of %s and %zu "
                         "of %s",
                         varied_count(first), first->key, varied_count(varied), varied->key);
            return;
        }
    }
}

static bool check_groups(const struct variants *variants, struct mistakes *mistakes) {
    g_autoptr(GHashTable) used = g_hash_table_new(g_str_hash, g_str_equal);
    guint n_before = mistakes->all->len;

    for (size_t i = 0; i < variants->vary.together->len; i++) {
        const struct together *group = group_at(variants, i);
        bool are_right = true;
        for (size_t j = 0; j < group->keys->len; j++) {
            are_right = check_key(variants, key_at(group, j), used, mistakes) && are_right;
        }
        if (are_right) {
            check_lengths(variants, group, mistakes);
        }
    }
    return mistakes->all->len == n_before;
}

/* The group that a key belongs to, or NULL. */
static const struct together *group_of(const struct variants *variants, const char *key) {
    for (size_t i = 0; i < variants->vary.together->len; i++) {
        const struct together *group = group_at(variants, i);
        for (size_t j = 0; j < group->keys->len; j++) {
            if (strcmp(key_at(group, j)->key, key) == 0) {
                return group;
            }
        }
    }
    return NULL;
}

/* Whether names can have every value of a key as it is typed. */
static bool are_portable(const struct varied *varied) {
    guint i = 0;

    while (i < varied->values->len && variant_names_are_portable(varied_value(varied, i)->text)) {
        i++;
    }
    return i == varied->values->len;
}

/* The last axis changes first. */
static void measure_strides(const struct variants *variants) {
    size_t stride = 1;

    for (size_t axis = variants->lengths->len; axis-- > 0;) {
        for (size_t k = 0; k < variants->vary.keys->len; k++) {
            if (vary_at(&variants->vary, k)->axis == axis) {
                vary_at(&variants->vary, k)->stride = stride;
            }
        }
        stride *= g_array_index(variants->lengths, size_t, axis);
    }
}

/* Makes the values of ranges, once their number is known to be within the limits. */
static bool expand(struct variants *variants, struct mistakes *mistakes) {
    guint n_before = mistakes->all->len;

    vary_expand(&variants->vary, variants->spec.settings, mistakes);
    measure_strides(variants);
    for (size_t k = 0; k < variants->vary.keys->len; k++) {
        vary_at(&variants->vary, k)->is_portable = are_portable(vary_at(&variants->vary, k));
    }
    return mistakes->all->len == n_before;
}

/* An axis for every key or group, in the order of the keys. */
static void place_keys(struct variants *variants) {
    for (size_t k = 0; k < variants->vary.keys->len; k++) {
        vary_at(&variants->vary, k)->axis = NO_AXIS;
    }
    for (size_t k = 0; k < variants->vary.keys->len; k++) {
        struct varied *varied = vary_at(&variants->vary, k);
        const struct together *group = group_of(variants, varied->key);
        size_t axis = variants->lengths->len;
        size_t length = varied_count(varied);
        if (varied->axis != NO_AXIS) {
            continue;
        }
        varied->axis = axis;
        for (size_t i = 0; group != NULL && i < group->keys->len; i++) {
            vary_find(&variants->vary, key_at(group, i)->key)->axis = axis;
        }
        g_array_append_val(variants->lengths, length);
    }
}

static bool count(struct variants *variants, struct mistakes *mistakes) {
    double product = 1;
    size_t n_values = 0;

    for (size_t k = 0; k < variants->vary.keys->len; k++) {
        n_values += varied_count(vary_at(&variants->vary, k));
    }
    for (size_t axis = 0; axis < variants->lengths->len; axis++) {
        product *= (double)g_array_index(variants->lengths, size_t, axis);
    }
    if (product > VARIANTS_MAX || n_values > VARIED_VALUES_MAX) {
        const struct varied *first = vary_at(&variants->vary, 0);
        return product > VARIANTS_MAX
                   ? mistakes_add(mistakes, first->origin, first->key,
                                  "expected at most %d variants, found %.*g", VARIANTS_MAX,
                                  product < 1e15 ? 15 : 3, product)
                   : mistakes_add(mistakes, first->origin, first->key,
                                  "expected at most %d values of all keys, found %zu",
                                  VARIED_VALUES_MAX, n_values);
    }
    variants->count = (size_t)product;
    return true;
}

/* ---- every variant's spec ---- */

struct checking {
    const struct variants *variants;
    struct mistakes *mistakes;
    size_t i;
    bool is_right;
};

/* Blames the first of the keys that is varied, or else a setting that all variants have. */
static void note_fault(void *context, const char *const *keys, const char *message) {
    struct checking *checking = context;
    const struct varied *varied = NULL;

    for (size_t i = 0; varied == NULL && keys[i] != NULL; i++) {
        varied = vary_find(&checking->variants->vary, keys[i]);
    }
    if (checking->is_right && varied == NULL) {
        struct blame blame = {checking->variants->spec.settings, checking->mistakes};
        blame_fault(&blame, keys, message);
    } else if (checking->is_right) {
        g_autofree char *name = variants_name(checking->variants, checking->i);
        mistakes_add(checking->mistakes, varied->origin, keys[0], "%s (of %s)", message, name);
    }
    checking->is_right = false;
}

/* Changes the spec of variant `i` - 1, for 0 any spec of these networks, into that of variant `i`,
 * which is faster than variants_spec. */
static void step_spec(const struct variants *variants, size_t i, struct spec *spec) {
    for (size_t k = 0; k < variants->vary.keys->len; k++) {
        const struct varied *varied = vary_at(&variants->vary, k);
        if (i % varied->stride == 0) {
            apply(varied, i, spec);
        }
    }
}

static bool check_specs(const struct variants *variants, struct mistakes *mistakes) {
    struct checking checking = {.variants = variants, .mistakes = mistakes, .is_right = true};

    struct spec spec = variants->spec;
    for (; checking.is_right && checking.i < variants->count; checking.i++) {
        step_spec(variants, checking.i, &spec);
        spec_check(&spec, note_fault, &checking);
    }
    return checking.is_right;
}

static bool arrange(struct variants *variants, struct mistakes *mistakes) {
    bool has_template = variant_names_check_template(&variants->vary, mistakes);

    if (!check_groups(variants, mistakes) || !has_template) {
        return false;
    }
    place_keys(variants);
    return count(variants, mistakes) && expand(variants, mistakes) &&
           variant_names_check(variants, mistakes) && check_specs(variants, mistakes);
}

struct variants *variants_create(struct vary *vary, struct settings *settings,
                                 const char *extension, struct mistakes *mistakes) {
    struct variants *variants = g_new0(struct variants, 1);

    variants->spec.settings = settings;
    settings_build(settings, &variants->spec);
    variants->vary = *vary;
    *vary = (struct vary){0};
    variants->lengths = g_array_new(FALSE, FALSE, sizeof(size_t));
    variants->name_parts = g_array_new(FALSE, FALSE, sizeof(struct name_part));
    variants->extension = g_strdup(extension);
    if (!arrange(variants, mistakes)) {
        variants_destroy(variants);
        return NULL;
    }
    return variants;
}
