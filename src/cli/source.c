/* Distinguishes specs from figures, and reads both. */
#include "cli/source.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#include "base/file.h"
#include "base/user_text.h"
#include "cli/command.h"
#include "output/formats.h"

char *source_describe(const char *path) {
    return strcmp(path, "-") == 0 ? g_strdup("standard input") : text_escape_path(path);
}

/* "path: why" */
static bool refuse(const char *path, const char *why, struct gradfig_error *error) {
    g_autofree char *shown = source_describe(path);
    return error_set(error, GRADFIG_INVALID_INPUT, "%s: %s", shown, why);
}

/* The light one of the pair that render --theme-pair wrote in place of the file, or NULL; freed
 * with g_free. */
static char *find_light(const char *path) {
    int n_stem = file_stem_length(path);
    g_autofree char *light = g_strdup_printf("%.*s-light%s", n_stem, path, path + n_stem);

    return access(light, F_OK) == 0 ? g_steal_pointer(&light) : NULL;
}

static bool refuse_unreadable(const char *path, int cause, struct gradfig_error *error) {
    g_autofree char *light = cause == ENOENT ? find_light(path) : NULL;
    g_autofree char *shown = light != NULL ? text_escape_path(light) : g_strdup("");
    g_autofree char *why =
        g_strdup_printf("cannot read: %s%s%s%s", g_strerror(cause), light != NULL ? "; " : "",
                        shown, light != NULL ? " of a pair is there" : "");
    return refuse(path, why, error);
}

/* Whether the file is a figure. Puts the first bytes back into the stream, which clears its end;
 * that of a terminal would have to be typed again, and figures are not typed. */
static bool begins_figure(FILE *stream) {
    char data[FIGURE_BEGINNING_SIZE];
    size_t n = isatty(fileno(stream)) ? 0 : fread(data, 1, sizeof(data), stream);
    bool is_figure = figure_format_recognize(&(struct bytes){n, data}) != NULL;

    while (n > 0) {
        ungetc((unsigned char)data[--n], stream);
    }
    return is_figure;
}

static bool read_figure(struct reader *reader, FILE *stream, const char *path,
                        struct source_figure *figure, struct gradfig_error *error) {
    struct gradfig_error cause;
    struct bytes bytes = {0};
    const struct figure_format *format = NULL;
    g_autofree char *recipe = file_read_stream(stream, "a figure", FIGURE_FILE_MAX, &bytes, &cause)
                                  ? figure_file_read_recipe(&bytes, &format, &cause)
                                  : NULL;

    if (recipe == NULL) {
        bytes_finish(&bytes);
        return refuse(path, cause.message, error);
    }
    reader_note_figure(reader, stream, path);
    reader_read_recipe(reader, recipe, strlen(recipe), path);
    *figure = (struct source_figure){format, bytes};
    return true;
}

/* Reads a figure into `figure`; a spec leaves it zeroed. */
static bool read_stream(struct reader *reader, FILE *stream, const char *path,
                        struct source_figure *figure, struct gradfig_error *error) {
    bool is_figure = begins_figure(stream);

    if (ferror(stream)) {
        return refuse_unreadable(path, errno, error);
    }
    if (is_figure) {
        return read_figure(reader, stream, path, figure, error);
    }
    reader_read(reader, stream, path);
    return true;
}

void source_announce_terminal(const char *what) {
    if (isatty(STDIN_FILENO)) {
        print_message("reading %s from the terminal; Ctrl-D ends it", what);
        progress_end(); /* gradfig only waits while the user types */
    }
}

static bool read_source(struct reader *reader, const char *path, struct source_figure *figure,
                        struct gradfig_error *error) {
    if (strcmp(path, "-") == 0) {
        source_announce_terminal("the spec");
        return read_stream(reader, stdin, path, figure, error);
    }
    FILE *stream = fopen(path, "re");
    if (stream == NULL) {
        return refuse_unreadable(path, errno, error);
    }
    bool done = read_stream(reader, stream, path, figure, error);
    fclose(stream);
    return done;
}

bool source_read(struct reader *reader, const char *path, enum source_kind *kind,
                 struct gradfig_error *error) {
    struct source_figure figure = {0};

    if (!read_source(reader, path, &figure, error)) {
        return false;
    }
    *kind = figure.format != NULL ? SOURCE_FIGURE : SOURCE_SPEC;
    bytes_finish(&figure.bytes);
    return true;
}

bool source_check_output(const struct inputs *inputs, struct gradfig_error *error) {
    struct stat status;
    const char *input = fstat(STDOUT_FILENO, &status) == 0 ? inputs_find(inputs, &status) : NULL;

    return input == NULL ||
           refuse(input, "standard output is this input file; write to another one", error);
}

/* Builds the spec that `reader` has read from the recipe of a figure. */
static bool finish_figure(struct reader *reader, const char *path, bool is_figure,
                          struct spec *spec, struct gradfig_error *error) {
    if (!error_check_stop(&stop_signal, error)) { /* a signal ends reading early */
        return false;
    }
    if (!is_figure) {
        bool is_spec = reader_finish(reader, spec);
        if (is_spec) {
            spec_finish(spec);
        }
        return refuse(path,
                      is_spec ? "expected a figure that gradfig wrote, found a spec"
                              : "expected a figure that gradfig wrote",
                      error);
    }
    if (!reader_finish(reader, spec)) {
        source_print_mistakes(reader);
        return refuse(path, "its recipe is not a spec", error);
    }
    if (!source_check_output(spec_inputs(spec), error)) {
        spec_finish(spec);
        return false;
    }
    return true;
}

bool source_read_figure(const char *path, struct spec *spec, struct source_figure *figure,
                        struct gradfig_error *error) {
    struct reader *reader = reader_create();
    struct source_figure found = {0};
    bool done = read_source(reader, path, &found, error);

    if (done || stop_signal != 0) {
        done = finish_figure(reader, path, found.format != NULL, spec, error);
    }
    reader_destroy(reader);
    if (done && figure != NULL) {
        *figure = found;
    } else {
        bytes_finish(&found.bytes);
    }
    return done;
}

void source_print_mistakes(const struct reader *reader) {
    for (size_t i = 0; i < reader_n_mistakes(reader); i++) {
        print_line(stderr, reader_mistake(reader, i));
    }
}
