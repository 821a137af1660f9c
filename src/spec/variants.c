/* The product of the varied keys, one variant at a time. */
#include "spec/variants_private.h"

#include <stdlib.h>
#include <string.h>

#include "spec/recipe.h"

void variants_destroy(struct variants *variants) {
    if (variants != NULL) {
        spec_finish(&variants->spec);
        vary_finish(&variants->vary);
        g_array_free(variants->lengths, TRUE);
        g_free(variants->extension);
        g_free(variants);
    }
}

static size_t length_of(const struct variants *variants, size_t axis) {
    return g_array_index(variants->lengths, size_t, axis);
}

size_t variants_position(const struct variants *variants, const struct varied *varied, size_t i) {
    for (size_t axis = variants->lengths->len - 1; axis > varied->axis; axis--) {
        i /= length_of(variants, axis);
    }
    return i % length_of(variants, varied->axis);
}

size_t variants_count(const struct variants *variants) {
    return variants->count;
}

size_t variants_n_keys(const struct variants *variants) {
    return variants->vary.keys->len;
}

const char *variants_key(const struct variants *variants, size_t k) {
    return vary_at(&variants->vary, k)->key;
}

static const struct value *value_at(const struct variants *variants, const struct varied *varied,
                                    size_t i) {
    return &g_array_index(varied->values, struct value, variants_position(variants, varied, i));
}

const char *variants_value(const struct variants *variants, size_t i, size_t k) {
    return value_at(variants, vary_at(&variants->vary, k), i)->text;
}

void variants_spec(const struct variants *variants, size_t i, struct spec *spec) {
    *spec = variants->spec;
    for (size_t k = 0; k < variants->vary.keys->len; k++) {
        const struct varied *varied = vary_at(&variants->vary, k);
        settings_apply(spec, varied->target, value_at(variants, varied, i));
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
    update(checksum, variants->vary.name);
    update(checksum, variants->extension);
    for (size_t k = 0; k < variants->vary.keys->len; k++) {
        const struct varied *varied = vary_at(&variants->vary, k);
        char *axis = g_strdup_printf("%zu", varied->axis);
        update(checksum, varied->key);
        update(checksum, axis);
        for (guint i = 0; i < varied->values->len; i++) {
            update(checksum, g_array_index(varied->values, struct value, i).text);
        }
        g_free(axis);
    }
    char *digest = g_strndup(g_checksum_get_string(checksum), N_DIGITS);
    free(recipe);
    g_checksum_free(checksum);
    return digest; /* GLib's memory is malloc's */
}
