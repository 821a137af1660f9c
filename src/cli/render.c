/* gradfig render: one figure, or one for light and one for dark pages. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/file.h"
#include "base/user_text.h"
#include "cli/command.h"
#include "cli/figure_file.h"
#include "cli/sink.h"
#include "output/formats.h"

#define ARTICLE_FIGURE "linear_gradient_demo"

/* ---- where the figure goes ---- */

/* The format of --format. NULL with `error` if the name of the file asks for another one. */
static const struct figure_format *
check_format(const char *word, const struct figure_format *of_name, struct gradfig_error *error) {
    const struct figure_format *format = command_find_format(word, error);
    char quoted[TEXT_QUOTED_SIZE];

    if (format != NULL && of_name != NULL && of_name != format) {
        text_quote(word, quoted);
        error_set(error, GRADFIG_INVALID_INPUT,
                  "--format: expected the format that FILE's name ends in, found %s", quoted);
        return NULL;
    }
    return format;
}

/* NULL with `error` filled. */
static const struct figure_format *choose_format(const struct options *options,
                                                 struct gradfig_error *error) {
    const char *output = options->output != NULL ? options->output : "";
    const char *extension = file_extension(output);
    const struct figure_format *of_name = extension != NULL ? figure_format_find(extension) : NULL;

    if (options->format != NULL) {
        return check_format(options->format, of_name, error);
    }
    if (extension == NULL) { /* a device, a pipe, or a name without an ending */
        return figure_format_default();
    }
    if (of_name == NULL) {
        char quoted[TEXT_QUOTED_SIZE];
        char *endings = text_list(figure_format_word, ".", ", ", " or ");
        text_quote(output, quoted);
        error_set(error, GRADFIG_INVALID_INPUT,
                  "-o: expected a file name that ends in %s, found %s", endings, quoted);
        g_free(endings);
    }
    return of_name;
}

static bool check_output(const char *output, struct gradfig_error *error) {
    if (*output == '\0') {
        return error_set(error, GRADFIG_INVALID_INPUT, "-o: expected a file name, found \"\"");
    }
    return strcmp(output, "-") != 0 || !isatty(STDOUT_FILENO) ||
           error_set(error, GRADFIG_INVALID_INPUT,
                     "-o -: a terminal cannot show a figure; send it to a file or a pipe");
}

/* The spec's file name with the ending `word`, in the working directory; freed with g_free. */
static char *output_beside(const char *source, const char *word) {
    const char *slash = strrchr(source, '/');
    const char *name = slash != NULL ? slash + 1 : source;
    const char *dot = strrchr(name, '.');
    int length = dot > name ? (int)(dot - name) : (int)strlen(name);

    return g_strdup_printf("%.*s.%s", length, name, word);
}

/* Freed with g_free. NULL with `error` filled if -o is required. */
static char *choose_output(const struct options *options, const char *word,
                           struct gradfig_error *error) {
    if (options->output != NULL) {
        return check_output(options->output, error) ? g_strdup(options->output) : NULL;
    }
    switch (options->kind) {
    case SOURCE_NONE:
        return g_strdup_printf(ARTICLE_FIGURE ".%s", word);
    case SOURCE_FIGURE:
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected -o FILE: the figure that is read is not overwritten");
        return NULL;
    case SOURCE_SPEC:
        break;
    }
    if (strcmp(options->operands[0], "-") == 0) {
        error_set(error, GRADFIG_INVALID_INPUT, "expected -o FILE: standard input has no name");
        return NULL;
    }
    char *output = output_beside(options->operands[0], word);
    if (file_is_same(options->operands[0], output)) {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected -o FILE: the spec that is read is not overwritten");
        g_free(output);
        return NULL;
    }
    return output;
}

/* ---- writing it ---- */

static bool write_figure(const struct spec *spec, const struct figure_format *format,
                         const char *path, bool warns, struct gradfig_error *error) {
    struct bytes bytes = {0};
    bool done = figure_file_draw(spec, format, warns, &bytes, error) &&
                sink_write(path, bytes.data, bytes.n, error);

    bytes_finish(&bytes);
    return done;
}

/* "x.png" becomes "x-light.png" and "x-dark.png". */
static bool write_pair(const struct spec *spec, const struct figure_format *format,
                       const char *path, struct gradfig_error *error) {
    int stem = file_stem_length(path);
    bool done = strcmp(path, "-") != 0 ||
                error_set(error, GRADFIG_INVALID_INPUT,
                          "--theme-pair: expected -o FILE, because two figures need names");
    done = done && (spec->figure.theme != THEME_AUTO ||
                    error_set(error, GRADFIG_INVALID_INPUT,
                              "--theme-pair: expected no figure.theme auto beside it, which is "
                              "both themes in one SVG"));

    for (int theme = 0; done && theme < N_THEMES; theme++) {
        struct spec themed = *spec; /* borrows what the spec owns */
        char *name = g_strdup_printf("%.*s-%s%s", stem, path, theme_words[theme], path + stem);
        themed.figure.theme = theme;
        done = write_figure(&themed, format, name, theme == 0, error);
        g_free(name);
    }
    return done;
}

static bool render(const struct options *options, struct gradfig_error *error) {
    const struct figure_format *format = choose_format(options, error);

    if (format == NULL) {
        return false;
    }
    char *output = choose_output(options, format->word, error);
    bool done = output != NULL &&
                (options->theme_pair ? write_pair(&options->spec, format, output, error)
                                     : write_figure(&options->spec, format, output, true, error));
    g_free(output);
    return done;
}

const struct command command_render = {
    .name = "render",
    .arguments = "[SPEC|FIGURE] [-o FILE] [--format {choices}] [--theme-pair] [--set KEY=VALUE]...",
    .help = "draw the figure as a {words}\n\n"
            "  SPEC               a YAML file, or - for standard input; without it, the article's\n"
            "                     figure\n"
            "  FIGURE             a figure that gradfig wrote: its recipe is the spec\n"
            "  -o FILE            write to FILE{endings}; with -, to standard output;\n"
            "                     without it, SPEC.yaml becomes SPEC.png here, and the article's\n"
            "                     figure " ARTICLE_FIGURE ".png\n"
            "  --format FORMAT    {words}; without it, from the ending of FILE, else {default}\n"
            "  --theme-pair       write FILE-light.png and FILE-dark.png\n"
            "  --set KEY=VALUE    change a parameter; \"gradfig keys\" lists them\n",
    .options = "osft",
    .format_word = figure_format_word,
    .operands = OPERANDS_SPEC,
    .work = render,
};
