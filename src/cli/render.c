/* gradfig render: one figure, or one for light and one for dark pages. */
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/depfile.h"
#include "cli/draw.h"
#include "cli/replace.h"
#include "cli/sink.h"
#include "output/figure_file.h"
#include "output/formats.h"

#define ARTICLE_FIGURE "linear_gradient_demo"

/* ---- where the figure goes ---- */

/* The format of --format. NULL with `error` if the name of the file asks for another one. */
static const struct figure_format *check_format(const struct options *options,
                                                const struct figure_format *of_name,
                                                struct gradfig_error *error) {
    const struct figure_format *format = command_find_format(options, error);

    if (format != NULL && of_name != NULL && of_name != format) {
        error_set_found(error, options->format,
                        "--format: expected the format that FILE's name ends in");
        return NULL;
    }
    return format;
}

static bool refuse_ending(const char *output, struct gradfig_error *error) {
    g_autofree char *endings = figure_format_list_endings();

    return error_set_found(
        error, output, "-o: expected a file name that ends in %s, or --format beside it", endings);
}

/* NULL with `error` filled. */
static const struct figure_format *choose_format(const struct options *options,
                                                 struct gradfig_error *error) {
    const char *output = options->output != NULL ? options->output : "";
    const char *extension = file_extension(output);
    const struct figure_format *of_name = extension != NULL ? figure_format_find(extension) : NULL;

    if (options->format != NULL) {
        return check_format(options, of_name, error);
    }
    if (extension == NULL) { /* a device, a pipe, or a name without an ending */
        return figure_format_default();
    }
    if (of_name == NULL) {
        refuse_ending(output, error);
    }
    return of_name;
}

/* A new or older file needs an ending or --format; a device or a pipe has none. */
static bool check_ending(const struct options *options, const char *output,
                         const struct file_rule *rule, struct gradfig_error *error) {
    bool is_file = false;

    if (options->format != NULL || file_extension(output) != NULL) {
        return true;
    }
    if (!sink_check(output, rule, &is_file, error)) {
        return false;
    }
    return !is_file || refuse_ending(output, error);
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
    g_autofree char *name = g_path_get_basename(source);
    g_autofree char *output = file_with_ending(name, word);

    return g_strconcat(*name == '-' ? "_" : "", output, NULL); /* no option of other commands */
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
    if (strcmp(options->operands.items[0], "-") == 0) {
        error_set(error, GRADFIG_INVALID_INPUT, "expected -o FILE: standard input has no name");
        return NULL;
    }
    return output_beside(options->operands.items[0], word);
}

/* ---- writing it ---- */

static bool write_figure(const struct spec *spec, const struct figure_format *format,
                         const char *path, const struct file_rule *rule,
                         struct gradfig_error *error) {
    ENDED_BY(bytes_finish) struct bytes bytes = {0};
    struct sink sink;
    bool is_file;
    return sink_check(path, rule, &is_file, error) &&
           draw_figure(spec, format, true, &bytes, error) &&
           sink_fill(&sink, path, rule, &bytes, error) && sink_commit(&sink, error);
}

static bool check_pair(const struct spec *spec, const char *path, struct gradfig_error *error) {
    if (strcmp(path, "-") == 0) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "--theme-pair: expected -o FILE, because two figures need names");
    }
    return figure_file_can_be_pair(spec, "--theme-pair", error) &&
           (!spec_is_set(spec, "figure.theme") ||
            error_set(error, GRADFIG_INVALID_INPUT,
                      "--theme-pair: expected no --set figure.theme beside it"));
}

/* A figure of a pair and its file. */
struct half {
    char *name;
    struct bytes bytes;
    struct sink sink;
};

/* "x.png" becomes "x-light.png" and "x-dark.png". */
static bool name_pair(struct half halves[N_THEMES], const char *path, const struct file_rule *rule,
                      struct gradfig_error *error) {
    bool is_file;
    bool done = true;

    for (int theme = 0; theme < N_THEMES; theme++) {
        halves[theme].name = figure_file_name_theme(path, (enum theme_kind)theme);
        done = done && sink_check(halves[theme].name, rule, &is_file, error);
    }
    return done;
}

static bool draw_pair(struct half halves[N_THEMES], const struct spec *spec,
                      const struct figure_format *format, struct gradfig_error *error) {
    bool done = true;

    for (int theme = 0; done && theme < N_THEMES; theme++) {
        struct spec themed = *spec; /* borrows what the spec owns */
        themed.figure.theme = theme;
        done = draw_figure(&themed, format, theme == 0, &halves[theme].bytes, error);
    }
    return done;
}

/* Writes both figures or none. */
static bool commit_pair(struct half halves[N_THEMES], const struct file_rule *rule,
                        struct gradfig_error *error) {
    bool done = true;

    for (int theme = 0; done && theme < N_THEMES; theme++) {
        struct half *half = &halves[theme];
        done = sink_fill(&half->sink, half->name, rule, &half->bytes, error);
    }
    return done && sink_commit_both(&halves[0].sink, &halves[1].sink, error);
}

static bool write_pair(const struct spec *spec, const struct figure_format *format,
                       const char *path, const struct file_rule *rule,
                       struct gradfig_error *error) {
    struct half halves[N_THEMES] = {0};
    bool done = check_pair(spec, path, error) && name_pair(halves, path, rule, error) &&
                draw_pair(halves, spec, format, error) && commit_pair(halves, rule, error);

    for (int theme = 0; theme < N_THEMES; theme++) {
        sink_discard(&halves[theme].sink);
        bytes_finish(&halves[theme].bytes);
        g_free(halves[theme].name);
    }
    return done;
}

/* Both or the one. */
static bool write_depfile(const struct options *options, const char *output,
                          struct gradfig_error *error) {
    char *names[N_THEMES] = {g_strdup(output)};
    const char *targets[N_THEMES];
    size_t n = options->theme_pair ? N_THEMES : 1;

    for (size_t i = 0; i < n; i++) {
        if (options->theme_pair) {
            g_free(names[i]);
            names[i] = figure_file_name_theme(output, (enum theme_kind)i);
        }
        targets[i] = names[i];
    }
    bool done = depfile_write(options, targets, n, spec_inputs(&options->spec), error);
    for (size_t i = 0; i < N_THEMES; i++) {
        g_free(names[i]);
    }
    return done;
}

static bool render(const struct options *options, struct gradfig_error *error) {
    const struct figure_format *format = choose_format(options, error);

    if (format == NULL) {
        return false;
    }
    struct file_rule rule =
        options->output != NULL ? replace_chosen(options) : replace_made_up(options);
    g_autofree char *output = choose_output(options, format->word, error);
    return output != NULL && check_ending(options, output, &rule, error) &&
           depfile_check(options, output, error) &&
           (options->theme_pair ? write_pair(&options->spec, format, output, &rule, error)
                                : write_figure(&options->spec, format, output, &rule, error)) &&
           write_depfile(options, output, error);
}

const struct command command_render = {
    .name = "render",
    .arguments = "[SPEC|FIGURE] [-o FILE] [--format {choices}] [--theme-pair] [--force]\n"
                 "       [--depfile FILE] [--set KEY=VALUE]...",
    .help = "draw the figure as a {words}\n\n"
            "  SPEC               a YAML file, or - for standard input; without it, the article's\n"
            "                     figure\n"
            "  FIGURE             a figure that gradfig wrote: its recipe is the spec\n"
            "  -o FILE            write to FILE{endings}; with -, to standard output;\n"
            "                     without it, SPEC.yaml becomes SPEC.png here, and the article's\n"
            "                     figure " ARTICLE_FIGURE ".png\n"
            "  --format FORMAT    {words}; without it, from the ending of FILE, else {default}\n"
            "  --force            replace also what gradfig did not write\n"
            "  --theme-pair       write FILE-light.png and FILE-dark.png\n"
            "  --depfile FILE     write which files were read, as a rule for make or ninja\n"
            "  --set KEY=VALUE    change a parameter; \"gradfig keys\" lists them\n",
    .examples = {"render deep.yaml --set depth=100 -o deep.svg",
                 "render --theme-pair -o figure.png"},
    .options = "osftFD",
    .format_word = figure_format_word,
    .operands = {1, "spec", NULL},
    .reads = READS_SPEC,
    .draws = true,
    .work = render,
};
