/* Tells specs from figures, and reads both. */
#include "cli/source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <glib.h>

#include "output/document.h"
#include "output/png.h"

#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"

/* "path: why" */
static bool refuse(const char *path, const char *why, struct gradfig_error *error) {
    char *shown = strcmp(path, "-") == 0 ? g_strdup("standard input") : text_escape_path(path);
    error_set(error, GRADFIG_INVALID_INPUT, "%s: %s", shown, why);
    g_free(shown);
    return false;
}

/* ---- figures ---- */

/* Documents are read as a whole; larger ones are not ours. */
enum { DOCUMENT_MAX = 64 << 20 };

static GString *read_all(FILE *stream, struct gradfig_error *error) {
    GString *text = g_string_new(NULL);
    char block[65536];
    size_t n_read;

    while (text->len <= DOCUMENT_MAX && (n_read = fread(block, 1, sizeof(block), stream)) > 0) {
        g_string_append_len(text, block, (gssize)n_read);
    }
    if (text->len <= DOCUMENT_MAX && !ferror(stream)) {
        return text;
    }
    g_string_free(text, TRUE);
    error_set(error, GRADFIG_INVALID_INPUT, "cannot read, or too large for a figure of gradfig's");
    return NULL;
}

typedef char *document_reader(const char *text, size_t n_bytes, struct gradfig_error *error);

static char *read_document(FILE *stream, document_reader *read, struct gradfig_error *error) {
    GString *text = read_all(stream, error);

    if (text == NULL) {
        return NULL;
    }
    char *recipe = read(text->str, text->len, error);
    g_string_free(text, TRUE);
    return recipe;
}

static char *read_svg(FILE *stream, struct gradfig_error *error) {
    return read_document(stream, svg_read_recipe, error);
}

static char *read_pdf(FILE *stream, struct gradfig_error *error) {
    return read_document(stream, pdf_read_recipe, error);
}

/* Kinds of figures by how they begin, as no spec does. */
static const struct kind {
    const char *beginning;
    char *(*read)(FILE *stream, struct gradfig_error *error);
} kinds[] = {
    {"\x89PNG", png_read_recipe},
    {"<?xml", read_svg},
    {"<svg", read_svg},
    {"%PDF", read_pdf},
};

enum { BEGINNING_MAX = 5 };

/* Looks at the first bytes and leaves them in the stream. */
static const struct kind *find_kind(FILE *stream) {
    char beginning[BEGINNING_MAX + 1] = "";
    const struct kind *found = NULL;
    size_t n = fread(beginning, 1, BEGINNING_MAX, stream);

    for (size_t i = 0; found == NULL && i < G_N_ELEMENTS(kinds); i++) {
        if (strncmp(beginning, kinds[i].beginning, strlen(kinds[i].beginning)) == 0) {
            found = &kinds[i];
        }
    }
    while (n > 0) {
        ungetc((unsigned char)beginning[--n], stream);
    }
    return found;
}

static bool read_figure(struct reader *reader, FILE *stream, const struct kind *kind,
                        const char *path, struct gradfig_error *error) {
    struct gradfig_error cause;
    char *recipe = kind->read(stream, &cause);

    if (recipe == NULL) {
        return refuse(path, cause.message, error);
    }
    reader_read_recipe(reader, recipe, strlen(recipe), path);
    free(recipe);
    return true;
}

static bool read_stream(struct reader *reader, FILE *stream, const char *path,
                        enum source_kind *kind, struct gradfig_error *error) {
    const struct kind *figure = find_kind(stream);

    if (ferror(stream)) {
        char why[128];
        snprintf(why, sizeof(why), "cannot read: %s", strerror(errno));
        return refuse(path, why, error);
    }
    *kind = figure != NULL ? SOURCE_FIGURE : SOURCE_SPEC;
    if (figure != NULL) {
        return read_figure(reader, stream, figure, path, error);
    }
    reader_read(reader, stream, path);
    return true;
}

bool source_read(struct reader *reader, const char *path, enum source_kind *kind,
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

bool source_read_figure(const char *path, struct spec *spec, struct gradfig_error *error) {
    struct reader *reader = reader_create();
    enum source_kind kind = SOURCE_NONE;
    bool done = source_read(reader, path, &kind, error);

    if (stop_signal != 0) { /* what was read may have ended early */
        reader_destroy(reader);
        return error_set(error, GRADFIG_INTERRUPTED, "interrupted");
    }
    if (done && kind != SOURCE_FIGURE) {
        done = refuse(path, "expected a figure that gradfig wrote", error);
    }
    if (done && !reader_finish(reader, spec)) {
        source_print_mistakes(reader);
        done = refuse(path, "its recipe is no spec", error);
    }
    reader_destroy(reader);
    return done;
}

bool source_is_file(const char *source, const char *path) {
    struct stat left;
    struct stat right;

    return stat(source, &left) == 0 && stat(path, &right) == 0 && left.st_dev == right.st_dev &&
           left.st_ino == right.st_ino;
}

void source_print_mistakes(const struct reader *reader) {
    for (size_t i = 0; i < reader_n_mistakes(reader); i++) {
        fprintf(stderr, "%s\n", reader_mistake(reader, i));
    }
}
