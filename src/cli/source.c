/* Tells specs from figures, and reads both. */
#include "cli/source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include <gradfig/png.h>

#include "base/error.h"
#include "base/text.h"

/* Every PNG begins with it, and no UTF-8 does. */
enum { PNG_FIRST_BYTE = 0x89 };

/* "path: why" */
static bool refuse(const char *path, const char *why, struct gradfig_error *error) {
    char *shown = text_escape_path(path);
    error_set(error, GRADFIG_INVALID_INPUT, "%.500s: %.500s", shown, why);
    g_free(shown);
    return false;
}

static bool read_figure(struct gradfig_reader *reader, FILE *stream, const char *path,
                        struct gradfig_error *error) {
    struct gradfig_error cause;
    char *recipe = gradfig_png_read_recipe(stream, &cause);

    if (recipe == NULL) {
        return refuse(path, cause.message, error);
    }
    gradfig_reader_read_recipe(reader, recipe, strlen(recipe), path);
    free(recipe);
    return true;
}

static bool read_stream(struct gradfig_reader *reader, FILE *stream, const char *path,
                        enum source_kind *kind, struct gradfig_error *error) {
    int first = getc(stream);

    if (first == EOF && ferror(stream)) {
        char why[128];
        snprintf(why, sizeof(why), "cannot read: %s", strerror(errno));
        return refuse(path, why, error);
    }
    ungetc(first, stream);
    *kind = first == PNG_FIRST_BYTE ? SOURCE_FIGURE : SOURCE_SPEC;
    if (*kind == SOURCE_FIGURE) {
        return read_figure(reader, stream, path, error);
    }
    gradfig_reader_read(reader, stream, path);
    return true;
}

bool source_read(struct gradfig_reader *reader, const char *path, enum source_kind *kind,
                 struct gradfig_error *error) {
    if (strcmp(path, "-") == 0) {
        return read_stream(reader, stdin, path, kind, error);
    }
    FILE *stream = fopen(path, "re");
    if (stream == NULL) {
        char why[128];
        snprintf(why, sizeof(why), "cannot read: %s", strerror(errno));
        return refuse(path, why, error);
    }
    bool done = read_stream(reader, stream, path, kind, error);
    fclose(stream);
    return done;
}

bool source_read_figure(const char *path, struct gradfig_spec *spec, struct gradfig_error *error) {
    struct gradfig_reader *reader = gradfig_reader_create();
    enum source_kind kind = SOURCE_NONE;
    bool done = source_read(reader, path, &kind, error);

    if (done && kind != SOURCE_FIGURE) {
        done = refuse(path, "expected a PNG that gradfig wrote", error);
    }
    if (done && !gradfig_reader_finish(reader, spec)) {
        source_print_mistakes(reader);
        done = refuse(path, "its recipe is no spec", error);
    }
    gradfig_reader_destroy(reader);
    return done;
}

void source_print_mistakes(const struct gradfig_reader *reader) {
    for (size_t i = 0; i < gradfig_reader_n_mistakes(reader); i++) {
        fprintf(stderr, "%s\n", gradfig_reader_mistake(reader, i));
    }
}
