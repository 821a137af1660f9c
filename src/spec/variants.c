/* The product of the varied keys, one variant at a time. */
#include "spec/variants_private.h"

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

size_t variants_position(const struct varied *varied, size_t i) {
    return i / varied->stride % varied->values->len;
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
    return &g_array_index(varied->values, struct value, variants_position(varied, i));
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

void variants_step(const struct variants *variants, size_t i, struct spec *spec) {
    for (size_t k = 0; k < variants->vary.keys->len; k++) {
        const struct varied *varied = vary_at(&variants->vary, k);
        if (i % varied->stride == 0) {
            apply(varied, i, spec);
        }
    }
}
