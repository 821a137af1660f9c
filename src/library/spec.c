/* The spec of the library: files, texts and settings in the order in which they came. */
#include "library/library.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/formats.h"
#include "rendering/alt.h"
#include "spec/reader.h"
#include "spec/recipe.h"

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"

enum step_kind { STEP_SPEC, STEP_RECIPE, STEP_SETTING };

/** One thing that a spec is made from. */
struct step {
    enum step_kind kind;
    char *name; /* of a spec or recipe: what messages call it */
    char *data; /* YAML, or KEY=VALUE */
    size_t n_bytes;
};

static struct step *make_step(enum step_kind kind, const char *name, const void *data,
                              size_t n_bytes) {
    struct step *step = g_new0(struct step, 1);

    step->kind = kind;
    step->name = g_strdup(name);
    step->data = g_strndup(data, n_bytes);
    memcpy(step->data, data, n_bytes); /* with what stands after a NUL */
    step->n_bytes = n_bytes;
    return step;
}

static void free_step(void *data) {
    struct step *step = data;

    g_free(step->name);
    g_free(step->data);
    g_free(step);
}

/* ---- making the spec ---- */

static void take_step(struct reader *reader, const struct step *step) {
    FILE *stream;

    switch (step->kind) {
    case STEP_SETTING:
        reader_set(reader, step->data);
        break;
    case STEP_RECIPE:
        reader_read_recipe(reader, step->data, step->n_bytes, step->name);
        break;
    case STEP_SPEC:
        stream = fmemopen(step->data, step->n_bytes, "r");
        if (stream != NULL) {
            reader_read(reader, stream, step->name);
            fclose(stream);
        }
        break;
    }
}

static bool note_mistakes(struct gradfig_spec *spec, const struct reader *reader,
                          struct gradfig_error *error) {
    for (size_t i = 0; i < reader_n_mistakes(reader); i++) {
        g_ptr_array_add(spec->mistakes, g_strdup(reader_mistake(reader, i)));
    }
    return error_set(error, GRADFIG_INVALID_INPUT, "%s", reader_mistake(reader, 0));
}

static struct reader *take_steps(const struct gradfig_spec *spec) {
    struct reader *reader = reader_create();

    for (guint i = 0; i < spec->steps->len; i++) {
        take_step(reader, g_ptr_array_index(spec->steps, i));
    }
    return reader;
}

static void drop_claims(struct gradfig_spec *spec) {
    claims_destroy(spec->claims);
    spec_finish(&spec->claimed_spec);
    g_ptr_array_set_size(spec->sentences, 0);
    spec->claims = NULL;
}

/* Makes the spec anew from its steps. */
static bool make_spec(struct gradfig_spec *spec, struct gradfig_error *error) {
    struct reader *reader = take_steps(spec);
    struct spec made;
    bool done = reader_finish(reader, &made);

    if (done) {
        drop_claims(spec);
        spec_finish(&spec->spec);
        spec->spec = made;
    } else {
        note_mistakes(spec, reader, error);
    }
    reader_destroy(reader);
    return done;
}

bool find_claims(struct gradfig_spec *spec, struct gradfig_error *error) {
    if (spec->claims != NULL) {
        return true;
    }
    struct reader *reader = take_steps(spec);
    g_ptr_array_set_size(spec->mistakes, 0);
    spec->claims = reader_finish_claims(reader, &spec->claimed_spec);
    if (spec->claims != NULL) {
        g_ptr_array_set_size(spec->sentences, (gint)claims_count(spec->claims));
    } else {
        note_mistakes(spec, reader, error);
    }
    reader_destroy(reader);
    return spec->claims != NULL;
}

/* ---- its life ---- */

struct gradfig_spec *gradfig_spec_create(void) {
    struct gradfig_spec *spec = g_new0(struct gradfig_spec, 1);

    spec->steps = g_ptr_array_new_with_free_func(free_step);
    spec->mistakes = g_ptr_array_new_with_free_func(g_free);
    spec->sentences = g_ptr_array_new_with_free_func(g_free);
    spec_init(&spec->spec);
    return spec;
}

void gradfig_spec_destroy(struct gradfig_spec *spec) {
    if (spec != NULL) {
        drop_claims(spec);
        spec_finish(&spec->spec);
        g_ptr_array_free(spec->steps, TRUE);
        g_ptr_array_free(spec->mistakes, TRUE);
        g_ptr_array_free(spec->sentences, TRUE);
        g_free(spec);
    }
}

/* ---- changing it ---- */

/* Keeps the steps from `n_before` on if they make a valid spec. */
static bool keep_steps(struct gradfig_spec *spec, guint n_before, struct gradfig_error *error) {
    g_ptr_array_set_size(spec->mistakes, 0);
    if (make_spec(spec, error)) {
        return true;
    }
    g_ptr_array_set_size(spec->steps, (gint)n_before);
    return false;
}

/* What is wrong is no mistake at a place of the file. */
static bool refuse_file(struct gradfig_spec *spec, const char *name,
                        const struct gradfig_error *cause, struct gradfig_error *error) {
    char *shown = text_escape_path(name);

    g_ptr_array_set_size(spec->mistakes, 0);
    error_set(error, GRADFIG_INVALID_INPUT, "%s: %s", shown, cause->message);
    g_free(shown);
    return false;
}

bool gradfig_spec_parse(struct gradfig_spec *spec, const void *data, size_t n_bytes,
                        const char *name, struct gradfig_error *error) {
    guint n_before = spec->steps->len;
    struct gradfig_error cause = {.code = GRADFIG_OK};
    char *recipe = read_figure(data, n_bytes, &cause);

    if (recipe != NULL) {
        g_ptr_array_add(spec->steps, make_step(STEP_RECIPE, name, recipe, strlen(recipe)));
        free(recipe);
    } else if (cause.code == GRADFIG_OK) {
        g_ptr_array_add(spec->steps, make_step(STEP_SPEC, name, data, n_bytes));
    } else {
        return refuse_file(spec, name, &cause, error);
    }
    return keep_steps(spec, n_before, error);
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

/* Whether both steps set the same key. */
static bool is_same_key(const struct step *a, const struct step *b) {
    size_t n_key = strcspn(a->data, "=") + 1;
    return a->kind == STEP_SETTING && b->kind == STEP_SETTING &&
           strncmp(a->data, b->data, n_key) == 0;
}

/* Drops settings that a later one of the same key replaces: a control sets one key many times. */
static void drop_replaced(GPtrArray *steps) {
    for (guint i = steps->len; i-- > 0;) {
        for (guint j = i; j-- > 0;) {
            if (is_same_key(g_ptr_array_index(steps, i), g_ptr_array_index(steps, j))) {
                g_ptr_array_remove_index(steps, j);
                i--;
            }
        }
    }
}

bool gradfig_spec_set(struct gradfig_spec *spec, const char *settings,
                      struct gradfig_error *error) {
    guint n_before = spec->steps->len;
    char **lines = g_strsplit(settings, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        if (**line != '\0') {
            g_ptr_array_add(spec->steps, make_step(STEP_SETTING, NULL, *line, strlen(*line)));
        }
    }
    g_strfreev(lines);
    if (!keep_steps(spec, n_before, error)) {
        return false;
    }
    drop_replaced(spec->steps);
    return true;
}

size_t gradfig_mistakes_count(const struct gradfig_spec *spec) {
    return spec->mistakes->len;
}

const char *gradfig_mistakes_get(const struct gradfig_spec *spec, size_t i) {
    return g_ptr_array_index(spec->mistakes, i);
}

/* ---- its texts ---- */

bool gradfig_spec_write(const struct gradfig_spec *spec, struct gradfig_bytes *yaml,
                        struct gradfig_error *error) {
    return give_text(yaml, recipe_write(&spec->spec, error));
}

bool gradfig_spec_title(const struct gradfig_spec *spec, struct gradfig_bytes *text,
                        struct gradfig_error *error) {
    (void)error;
    return give_text(text, alt_title(&spec->spec));
}

bool gradfig_spec_describe(const struct gradfig_spec *spec, struct gradfig_bytes *text,
                           struct gradfig_error *error) {
    struct series series = {0};

    if (!renderer_collect(&series, &spec->spec, NULL, error)) {
        return false;
    }
    give_text(text, alt_text(&spec->spec, &series));
    series_finish(&series);
    return true;
}
