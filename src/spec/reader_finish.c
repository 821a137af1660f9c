/* From what a reader has read to a spec, its variants or its claims. */
#include "spec/reader_private.h"

#include <glib.h>

#include "spec/spec_checks.h"
#include "spec/variant_names.h"
#include "spec/variants_private.h"

static bool finish(struct reader *reader, struct spec *spec, bool finds_claims) {
    struct blame blame = {reader->settings, &reader->mistakes};
    struct spec built = {.settings = reader->settings};

    settings_build(reader->settings, &built);
    if (finds_claims && reader->mistakes.all->len == reader->n_in_claims) {
        claims_find(reader->claims, &built, &reader->mistakes);
    }
    if (!reader->mistakes.has_broken_file) {
        spec_check(&built, blame_fault, &blame);
    }
    mistakes_write(&reader->mistakes, reader->lines);
    if (reader->lines->len > 0) {
        return false;
    }
    reader->settings = NULL;
    *spec = built;
    return true;
}

bool reader_finish(struct reader *reader, struct spec *spec) {
    return finish(reader, spec, false);
}

struct claims *reader_finish_claims(struct reader *reader, struct spec *spec) {
    return finish(reader, spec, true) ? reader_take_claims(reader) : NULL;
}

struct claims *reader_take_claims(struct reader *reader) {
    struct claims *claims = reader->claims;

    reader->claims = NULL;
    return claims;
}

void reader_refuse_auto(struct reader *reader, const char *message) {
    const struct origin *origin = vary_find_auto_theme(&reader->vary, reader->settings);

    if (origin != NULL) {
        mistakes_add(&reader->mistakes, *origin, "figure.theme", "%s", message);
    }
}

static void check_text(struct reader *reader, text_check *check, const char *text,
                       struct origin origin, const char *key) {
    g_autofree char *message = text != NULL ? check(text) : NULL;

    if (message != NULL) {
        mistakes_add(&reader->mistakes, origin, key, "%s", message);
    }
}

const char *reader_check_format(struct reader *reader, text_check *check) {
    check_text(reader, check, reader->vary.format, reader->vary.format_origin, "format");
    return reader->vary.format;
}

static void check_varied_texts(struct reader *reader, const struct varied *varied,
                               text_check *check) {
    for (guint i = 0; i < varied->values->len && !reader_is_full(reader); i++) {
        struct origin origin = {varied->origin.source,
                                g_array_index(varied->places, struct place, i)};
        check_text(reader, check, varied_value(varied, i)->text, origin, varied->key);
    }
}

void reader_check_texts(struct reader *reader, text_check *check) {
    const struct settings *settings = reader->settings;

    for (guint i = 0; i < settings->all->len; i++) {
        const struct setting *setting = &g_array_index(settings->all, struct setting, i);
        if (setting->target.row->type == TYPE_TEXT &&
            settings_last(settings, setting->target) == setting) {
            g_autofree char *key = settings_key(settings, setting->target);
            check_text(reader, check, setting->value.text, setting->origin, key);
        }
    }
    for (size_t k = 0; k < reader->vary.keys->len; k++) {
        const struct varied *varied = vary_at(&reader->vary, k);
        if (varied->target.row->type == TYPE_TEXT) {
            check_varied_texts(reader, varied, check);
        }
    }
}

struct variants *reader_finish_variants(struct reader *reader, const char *extension,
                                        bool theme_pair) {
    struct variants *variants = NULL;

    vary_check_settings(&reader->vary, reader->settings, &reader->mistakes);
    if (reader->vary.name == NULL) {
        reader->vary.name = variant_names_default(&reader->vary);
    }
    if (theme_pair) {
        vary_pair_themes(&reader->vary, reader->settings, &reader->mistakes);
    }
    if (reader->mistakes.all->len == 0) {
        variants = variants_create(&reader->vary, reader->settings, extension, &reader->mistakes);
        reader->settings = NULL; /* the variants took it over */
    }
    mistakes_write(&reader->mistakes, reader->lines);
    return variants;
}

size_t reader_n_mistakes(const struct reader *reader) {
    return reader->lines->len;
}

const char *reader_mistake(const struct reader *reader, size_t i) {
    return g_ptr_array_index(reader->lines, i);
}
