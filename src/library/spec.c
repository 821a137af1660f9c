/* Changes a spec of the library, and returns its texts. */
#include "library/library.h"

#include <string.h>

#include "output/formats.h"
#include "rendering/figure/alt.h"
#include "spec/claims.h"
#include "spec/reader.h"
#include "spec/recipe.h"
#include "spec/settings.h"

#include "base/error.h"
#include "base/file.h"

/* ---- changing it ---- */

static void note_mistakes(struct gradfig_spec *spec, const struct reader *reader,
                          struct gradfig_error *error) {
    for (size_t i = 0; i < reader_n_mistakes(reader); i++) {
        g_ptr_array_add(spec->mistakes, g_strdup(reader_mistake(reader, i)));
    }
    error_set(error, GRADFIG_INVALID_INPUT, "%s", reader_mistake(reader, 0));
}

/* Ends `reader`. If it has no mistake the spec becomes what the reader has made of it. */
static bool take_change(struct gradfig_spec *spec, struct reader *reader, bool has_claims,
                        struct gradfig_error *error) {
    struct spec made;
    bool done = reader_finish(reader, &made);

    g_ptr_array_set_size(spec->mistakes, 0);
    if (!done) {
        note_mistakes(spec, reader, error);
    } else {
        spec_finish(&spec->spec);
        spec->spec = made;
        spec->has_found_claims = false;
    }
    if (done && has_claims) {
        claims_destroy(spec->claims);
        spec->claims = reader_take_claims(reader);
    }
    reader_destroy(reader);
    return done;
}

bool find_claims(struct gradfig_spec *spec, struct gradfig_error *error) {
    struct mistakes mistakes;

    if (spec->has_found_claims) {
        return true;
    }
    mistakes_init(&mistakes, claims_sources(spec->claims));
    g_ptr_array_set_size(spec->mistakes, 0);
    g_ptr_array_set_size(spec->sentences, 0);
    claims_find(spec->claims, &spec->spec, &mistakes);
    mistakes_write(&mistakes, spec->mistakes);
    mistakes_finish(&mistakes);
    if (spec->mistakes->len > 0) {
        return error_set(error, GRADFIG_INVALID_INPUT, "%s",
                         (const char *)g_ptr_array_index(spec->mistakes, 0));
    }
    g_ptr_array_set_size(spec->sentences, (gint)claims_count(spec->claims));
    spec->has_found_claims = true;
    return true;
}

/* ---- its life ---- */

struct gradfig_spec *gradfig_spec_create(void) {
    struct gradfig_spec *spec = g_new0(struct gradfig_spec, 1);

    spec->mistakes = g_ptr_array_new_with_free_func(g_free);
    spec->sentences = g_ptr_array_new_with_free_func(g_free);
    spec_init(&spec->spec);
    spec->claims = claims_create(spec->spec.settings);
    return spec;
}

void gradfig_spec_destroy(struct gradfig_spec *spec) {
    if (spec != NULL) {
        claims_destroy(spec->claims);
        spec_finish(&spec->spec);
        g_ptr_array_free(spec->mistakes, TRUE);
        g_ptr_array_free(spec->sentences, TRUE);
        g_free(spec);
    }
}

/* ---- reading ---- */

/* What is wrong is no mistake at a place of the file. */
static bool refuse_file(struct gradfig_spec *spec, const char *name,
                        const struct gradfig_error *cause, struct gradfig_error *error) {
    g_ptr_array_set_size(spec->mistakes, 0);
    return error_set_at(error, GRADFIG_INVALID_INPUT, name, "%s", cause->message);
}

bool gradfig_spec_parse(struct gradfig_spec *spec, const void *data, size_t n_bytes,
                        const char *name, struct gradfig_error *error) {
    const struct bytes bytes = {n_bytes, (char *)(uintptr_t)data}; /* not written to */
    const struct figure_format *format;
    struct gradfig_error cause;
    g_autofree char *recipe = figure_file_read_recipe(&bytes, &format, &cause);

    if (recipe == NULL && format != NULL) {
        return refuse_file(spec, name, &cause, error);
    }
    struct reader *reader = reader_create_over(&spec->spec);
    if (recipe != NULL) {
        reader_read_recipe(reader, recipe, strlen(recipe), name);
    } else {
        reader_read_text(reader, data, n_bytes, name);
    }
    return take_change(spec, reader, true, error);
}

bool gradfig_spec_load(struct gradfig_spec *spec, const char *path, struct gradfig_error *error) {
    struct gradfig_error cause;
    struct bytes bytes;

    if (!file_read(path, "a figure", FIGURE_FILE_MAX, &bytes, &cause)) {
        return refuse_file(spec, path, &cause, error);
    }
    bool done = gradfig_spec_parse(spec, bytes.data, bytes.n, path, error);
    bytes_finish(&bytes);
    return done;
}

bool gradfig_spec_set(struct gradfig_spec *spec, const char *settings,
                      struct gradfig_error *error) {
    struct reader *reader = reader_create_over(&spec->spec);
    g_auto(GStrv) lines = g_strsplit(settings, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        if (**line != '\0') {
            reader_set(reader, *line);
        }
    }
    return take_change(spec, reader, false, error);
}

size_t gradfig_mistakes_count(const struct gradfig_spec *spec) {
    return spec->mistakes->len;
}

const char *gradfig_mistakes_get(const struct gradfig_spec *spec, size_t i) {
    return i < spec->mistakes->len ? g_ptr_array_index(spec->mistakes, i) : NULL;
}

/* ---- bytes ---- */

void gradfig_bytes_finish(struct gradfig_bytes *bytes) {
    g_free(bytes->data);
    *bytes = (struct gradfig_bytes){0};
}

bool give_bytes(struct gradfig_bytes *bytes, char *data, size_t n_bytes) {
    *bytes = (struct gradfig_bytes){.n = n_bytes, .data = data};
    return true;
}

bool give_text(struct gradfig_bytes *bytes, char *text) {
    return text != NULL && give_bytes(bytes, text, strlen(text));
}

bool gradfig_figure_read(const void *figure, size_t n_bytes, struct gradfig_bytes *yaml,
                         struct gradfig_error *error) {
    const struct bytes bytes = {n_bytes, (char *)(uintptr_t)figure}; /* not written to */
    const struct figure_format *format;

    return give_text(yaml, figure_file_read_recipe(&bytes, &format, error));
}

/* ---- its texts ---- */

bool gradfig_spec_write(const struct gradfig_spec *spec, struct gradfig_bytes *yaml,
                        struct gradfig_error *error) {
    return give_text(yaml, recipe_write(&spec->spec, error));
}

/* Gives what `make` makes of the numbers of the figure. */
static bool say(const struct gradfig_spec *spec, char *(*make)(const struct series *series),
                struct gradfig_bytes *text, struct gradfig_error *error) {
    ENDED_BY(series_finish) struct series series = {0};

    if (!renderer_collect(&series, &spec->spec, NULL, error)) {
        return false;
    }
    give_text(text, make(&series));
    return true;
}

bool gradfig_spec_title(const struct gradfig_spec *spec, struct gradfig_bytes *text,
                        struct gradfig_error *error) {
    return say(spec, alt_title, text, error);
}

bool gradfig_spec_alt(const struct gradfig_spec *spec, struct gradfig_bytes *text,
                      struct gradfig_error *error) {
    return say(spec, alt_text, text, error);
}

static char *describe(const struct series *series) {
    g_autofree char *alt = alt_text(series);
    return alt_description(series, alt);
}

bool gradfig_spec_describe(const struct gradfig_spec *spec, struct gradfig_bytes *text,
                           struct gradfig_error *error) {
    return say(spec, describe, text, error);
}
