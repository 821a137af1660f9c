/* gradfig render: one figure. */
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/picture.h"

#define ARTICLE_FIGURE "linear_gradient_demo.png"

static bool check_output(const char *output, struct gradfig_error *error) {
    const char *dot = strrchr(output, '.');

    if (*output == '\0') {
        return error_set(error, GRADFIG_INVALID_INPUT, "-o: expected a file name, found \"\"");
    }
    if (strcmp(output, "-") == 0) {
        return !isatty(STDOUT_FILENO) ||
               error_set(error, GRADFIG_INVALID_INPUT,
                         "-o -: a terminal cannot show a PNG; send it to a file or a pipe");
    }
    if (dot == NULL || strchr(dot, '/') != NULL) {
        return true; /* a device, a pipe, or a name of the user's own kind */
    }
    if (g_ascii_strcasecmp(dot, ".png") != 0) {
        char quoted[TEXT_QUOTED_SIZE];
        text_quote(output, quoted);
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "-o: expected a file name that ends in .png, found %s", quoted);
    }
    return true;
}

static bool write_image(const struct gradfig_spec *spec, const struct gradfig_image *image,
                        const char *path, struct gradfig_error *error) {
    struct sink sink;

    if (!sink_open(&sink, path, error)) {
        return false;
    }
    struct gradfig_error cause;
    if (!picture_write(spec, image, sink.stream, &cause)) {
        char *shown = text_escape_path(path);
        sink_discard(&sink);
        error_set(error, cause.code, "%s: %.900s", shown, cause.message);
        g_free(shown);
        return false;
    }
    return sink_commit(&sink, error);
}

/* The name beside the spec's in the working directory; freed with g_free. */
static char *output_beside(const char *source) {
    const char *slash = strrchr(source, '/');
    const char *name = slash != NULL ? slash + 1 : source;
    const char *dot = strrchr(name, '.');

    return g_strdup_printf("%.*s.png", dot > name ? (int)(dot - name) : (int)strlen(name), name);
}

/* Where the figure goes; freed with g_free. NULL where only -o can tell. */
static char *choose_output(const struct options *options, struct gradfig_error *error) {
    if (options->output != NULL) {
        return check_output(options->output, error) ? g_strdup(options->output) : NULL;
    }
    switch (options->kind) {
    case SOURCE_NONE:
        return g_strdup(ARTICLE_FIGURE);
    case SOURCE_FIGURE:
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected -o FILE.png: the figure that is read is not written over");
        return NULL;
    case SOURCE_SPEC:
        break;
    }
    if (strcmp(options->operands[0], "-") == 0) {
        error_set(error, GRADFIG_INVALID_INPUT, "expected -o FILE.png: standard input has no name");
        return NULL;
    }
    return output_beside(options->operands[0]);
}

static bool render(const struct options *options, struct gradfig_error *error) {
    char *output = choose_output(options, error);
    struct gradfig_image image = {0};
    bool done = output != NULL && picture_draw(&options->spec, &image, error) &&
                write_image(&options->spec, &image, output, error);

    gradfig_image_finish(&image);
    g_free(output);
    return done;
}

const struct command command_render = {
    .name = "render",
    .arguments = "[SPEC|FIGURE] [-o FILE.png] [--set KEY=VALUE]...",
    .help = "draw the figure as a PNG\n\n"
            "  SPEC               a YAML file, or - for standard input; without it, the article's\n"
            "                     figure\n"
            "  FIGURE             a PNG that gradfig wrote: its recipe is the spec\n"
            "  -o FILE.png        write to FILE.png; with -, to standard output;\n"
            "                     without it, SPEC.yaml becomes SPEC.png here, and the article's\n"
            "                     figure " ARTICLE_FIGURE "\n"
            "  --set KEY=VALUE    change a parameter; \"gradfig keys\" lists them\n",
    .options = "os",
    .operands = OPERANDS_SPEC,
    .work = render,
};
