/* gradfig render: one figure. */
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include <gradfig/png.h>
#include <gradfig/renderer.h>
#include <gradfig/series.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"

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

static void warn_uncertain(const struct gradfig_spec *spec, const struct gradfig_series *series) {
    for (size_t i = 0; i < series->n_curves; i++) {
        const struct gradfig_curve *curve = &series->curves[i];
        size_t j = 0;
        while (j < curve->n_points && curve->points[j].certain) {
            j++;
        }
        if (j < curve->n_points) {
            report_uncertain(spec, curve->id, curve->points[j].x);
        }
    }
}

static bool draw(const struct gradfig_spec *spec, struct gradfig_image *image,
                 struct gradfig_error *error) {
    struct gradfig_selection selection = {
        .n_points_max = GRADFIG_RENDERER_POINTS_MAX,
        .stop = &stop_signal,
    };
    struct gradfig_series series = {0};

    if (!gradfig_series_collect(&series, spec, &selection, error)) {
        return false;
    }
    warn_uncertain(spec, &series);
    struct gradfig_renderer *renderer = gradfig_renderer_create(error);
    bool done = renderer != NULL && gradfig_renderer_draw(renderer, spec, &series, image, error);
    gradfig_renderer_destroy(renderer);
    gradfig_series_finish(&series);
    return done;
}

static bool write_image(const struct gradfig_spec *spec, const struct gradfig_image *image,
                        const char *path, struct gradfig_error *error) {
    struct gradfig_png_info info = {
        .dpi = spec->figure.dpi * spec->figure.scale,
        .software = "gradfig " GRADFIG_VERSION,
    };
    struct sink sink;

    if (!sink_open(&sink, path, error)) {
        return false;
    }
    struct gradfig_error cause;
    if (!gradfig_png_write(sink.stream, image, &info, &cause)) {
        char *shown = text_escape_path(path);
        sink_discard(&sink);
        error_set(error, cause.code, "%s: %.900s", shown, cause.message);
        g_free(shown);
        return false;
    }
    return sink_commit(&sink, error);
}

static bool render(const struct options *options, struct gradfig_error *error) {
    const char *output = options->output != NULL ? options->output : ARTICLE_FIGURE;
    struct gradfig_image image = {0};
    bool done = check_output(output, error) && draw(&options->spec, &image, error) &&
                write_image(&options->spec, &image, output, error);

    gradfig_image_finish(&image);
    return done;
}

const struct command command_render = {
    .name = "render",
    .arguments = "[-o FILE.png] [--set KEY=VALUE]...",
    .help = "draw the figure as a PNG\n\n"
            "  -o FILE.png        write to FILE.png; with -, to standard output;\n"
            "                     without it, to " ARTICLE_FIGURE "\n"
            "  --set KEY=VALUE    change a parameter; \"gradfig keys\" lists them\n",
    .options = "os",
    .work = render,
};
