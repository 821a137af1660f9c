/* gradfig render: one figure, or one for light and one for dark pages. */
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/depfile.h"
#include "cli/sink.h"
#include "output/formats.h"

#define ARTICLE_FIGURE "linear_gradient_demo"

/* ---- where the figure goes ---- */

/* NULL with `error` filled. */
static const struct figure_format *choose_format(const struct options *options,
                                                 struct gradfig_error *error) {
    const char *word = command_format_word(options);
    const struct figure_format *format =
        figure_format_find(word != NULL ? word : options->spec_format);

    if (format == NULL) {
        command_refuse_ending(options, error);
    }
    return format;
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
    return !is_file || command_refuse_ending(options, error);
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

/* A figure and its file. */
struct figure {
    const char *name;
    struct bytes bytes;
    struct sink sink;
};

static bool check_names(const struct figure *figures, size_t n, const struct file_rule *rule,
                        struct gradfig_error *error) {
    bool is_file;
    bool done = true;

    for (size_t i = 0; done && i < n; i++) {
        done = sink_check(figures[i].name, rule, &is_file, error);
    }
    return done;
}

/* Two figures are a pair of themes. */
static bool draw(struct figure *figures, size_t n, const struct spec *spec,
                 const struct figure_format *format, struct gradfig_error *error) {
    bool done = true;

    for (size_t i = 0; done && i < n; i++) {
        struct spec themed = *spec; /* borrows what the spec owns */
        themed.figure.theme = n > 1 ? (int64_t)i : spec->figure.theme;
        done = draw_figure(&themed, format, i == 0, &figures[i].bytes, error);
    }
    return done;
}

/* Writes all figures or none. */
static bool commit(struct figure *figures, size_t n, const struct file_rule *rule,
                   struct gradfig_error *error) {
    struct sink *sinks[N_THEMES];
    bool done = true;

    for (size_t i = 0; done && i < n; i++) {
        sinks[i] = &figures[i].sink;
        done = sink_fill(sinks[i], figures[i].name, rule, &figures[i].bytes, error);
    }
    return done && sink_commit_all(sinks, n, error);
}

static bool write_figures(const struct spec *spec, const struct figure_format *format, char **names,
                          const struct file_rule *rule, struct gradfig_error *error) {
    struct figure figures[N_THEMES] = {{.name = names[0]}, {.name = names[1]}};
    size_t n = names[1] != NULL ? N_THEMES : 1;
    bool done = check_names(figures, n, rule, error) && draw(figures, n, spec, format, error) &&
                commit(figures, n, rule, error);

    for (size_t i = 0; i < n; i++) {
        sink_discard(&figures[i].sink);
        bytes_finish(&figures[i].bytes);
    }
    return done;
}

/* The one figure, or "x-light.png" and "x-dark.png" for "x.png". NULL with `error` filled. */
static char **name_figures(const struct options *options, const char *output,
                           struct gradfig_error *error) {
    char **names = g_new0(char *, N_THEMES + 1);

    names[0] = g_strdup(output);
    if (!options->theme_pair) {
        return names;
    }
    for (int theme = 0; theme < N_THEMES; theme++) {
        g_free(names[theme]);
        names[theme] = figure_file_name_theme(output, (enum theme_kind)theme);
    }
    if (!check_pair(&options->spec, output, error)) {
        g_clear_pointer(&names, g_strfreev);
    }
    return names;
}

static bool write_all(const struct options *options, const struct figure_format *format,
                      char **names, struct gradfig_error *error) {
    const struct spec *spec = &options->spec;
    const char *const results[] = {names[0], names[1], options->depfile};
    bool is_chosen = options->output != NULL && !options->theme_pair;
    struct file_rule rule = is_chosen ? replace_chosen(options) : replace_made_up(options);

    return check_ending(options, names[0], &rule, error) &&
           depfile_check(options, names[0], error) &&
           sink_check_apart(results, G_N_ELEMENTS(results), error) &&
           write_figures(spec, format, names, &rule, error) &&
           depfile_write(options, (const char *const *)names, g_strv_length(names),
                         spec_inputs(spec), error);
}

static bool render(const struct options *options, struct gradfig_error *error) {
    const struct figure_format *format = choose_format(options, error);

    if (format == NULL) {
        return false;
    }
    g_autofree char *output = choose_output(options, format->word, error);
    g_auto(GStrv) names = output != NULL ? name_figures(options, output, error) : NULL;
    return names != NULL && write_all(options, format, names, error);
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
    .format_word = figure_format_word,
    .operands = {1, "spec", NULL},
    .reads = READS_SPEC,
    .draws = true,
    .work = render,
};
