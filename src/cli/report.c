/* gradfig report: the numbers of a figure, to read, to print, or for programs. */
#include <string.h>

#include <glib.h>

#include "base/error.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/depfile.h"
#include "cli/sink.h"
#include "output/formats.h"
#include "report/report.h"

static bool choose_form(const struct options *options, enum report_form *form,
                        struct gradfig_error *error) {
    const char *word = command_format_word(options);

    *form = REPORT_MARKDOWN;
    return word == NULL || report_form_find(word, form) || command_refuse_ending(options, error);
}

/* What a report is written from. */
struct work {
    const char *output;    /* a path, or - */
    char *figure;          /* the path of the figure beside it; NULL: none */
    struct file_rule rule; /* for `output` */
    bool is_file;          /* not a device, a pipe or standard output */
    const struct options *options;
    struct series series;
    struct report *report;
};

/* ---- Markdown ---- */

static bool is_there(const struct bytes *figure, const char *path) {
    ENDED_BY(bytes_finish) struct bytes found = {0};
    struct gradfig_error error;
    return file_read(path, "a figure", FIGURE_FILE_MAX, &found, &error) &&
           bytes_are_equal(figure, &found);
}

/* The theme auto needs an SVG. */
static const struct figure_format *format_beside(const struct spec *spec) {
    return spec->figure.theme == THEME_AUTO ? &figure_format_svg : figure_format_default();
}

static bool fill_with_text(struct sink *sink, const struct work *work, char *text,
                           struct gradfig_error *error) {
    const struct bytes bytes = {strlen(text), text};
    return sink_fill(sink, work->output, &work->rule, &bytes, error);
}

/* Draws the figure and fills `sink` with it, unless the same figure is there. */
static bool draw_beside(const struct work *work, const char *path, struct sink *sink,
                        struct gradfig_error *error) {
    const struct options *options = work->options;
    const struct figure_format *format = format_beside(&options->spec);
    struct file_rule rule = replace_made_up(options);
    struct renderer *renderer = renderer_create(error);
    ENDED_BY(bytes_finish) struct bytes bytes = {0};
    bool done =
        renderer != NULL && figure_file_make(renderer, &work->series, format, &bytes, error);

    if (done) {
        warn_left_out(renderer);
        report_note_left_out(work->report, renderer);
    }
    if (done && !is_there(&bytes, path)) {
        done = sink_fill(sink, path, &rule, &bytes, error);
    }
    renderer_destroy(renderer);
    return done;
}

/* Writes the report together with its figure, or neither. */
static bool write_markdown(const struct work *work, struct gradfig_error *error) {
    const char *figure = work->figure;
    struct sink of_figure = {0};
    struct sink of_report = {0};
    g_autofree char *address = NULL;
    g_autofree char *text = NULL;

    if (figure != NULL) {
        g_autofree char *name = g_path_get_basename(figure);
        address = g_uri_escape_string(name, NULL, TRUE);
    }
    if (figure == NULL || draw_beside(work, figure, &of_figure, error)) {
        text = report_markdown(work->report, address, error);
    }
    bool done = text != NULL && fill_with_text(&of_report, work, text, error);
    if (done) {
        struct sink *const sinks[] = {&of_figure, &of_report};
        size_t first = of_figure.stream != NULL ? 0 : 1;
        done = sink_commit_all(sinks + first, G_N_ELEMENTS(sinks) - first, error);
    }
    sink_discard(&of_figure);
    return done;
}

/* ---- HTML and JSON ---- */

static bool write_form(const struct work *work, enum report_form form,
                       struct gradfig_error *error) {
    struct renderer *renderer = form == REPORT_HTML ? renderer_create(error) : NULL;
    struct sink sink;
    g_autofree char *text = NULL;

    if (form != REPORT_HTML || renderer != NULL) {
        text = report_form_write(work->report, form, renderer, error);
    }
    bool done =
        text != NULL && fill_with_text(&sink, work, text, error) && sink_commit(&sink, error);
    if (done && renderer != NULL) {
        warn_left_out(renderer);
    }
    renderer_destroy(renderer);
    return done;
}

/* ---- the command ---- */

static bool write_work(struct work *work, enum report_form form, struct gradfig_error *error) {
    const struct options *options = work->options;
    const struct spec *spec = &options->spec;
    const char *const results[] = {work->output, work->figure, options->depfile};

    if (!sink_check_apart(results, G_N_ELEMENTS(results), error) ||
        !renderer_collect(&work->series, spec, &stop_signal, error)) {
        return false;
    }
    work->report = report_create(&work->series, options->claims, &stop_signal, error);
    bool done =
        work->report != NULL &&
        (form == REPORT_MARKDOWN ? write_markdown(work, error) : write_form(work, form, error)) &&
        depfile_write(options, &work->output, 1, spec_inputs(spec), error);
    report_destroy(work->report);
    series_finish(&work->series);
    return done;
}

static bool write_report(const struct options *options, struct gradfig_error *error) {
    struct work work = {
        .options = options,
        .output = options->output != NULL ? options->output : "-",
        .rule = replace_chosen(options),
    };
    enum report_form form;

    if (!choose_form(options, &form, error) || !depfile_check(options, work.output, error) ||
        !sink_check(work.output, &work.rule, &work.is_file, error)) {
        return false;
    }
    if (form == REPORT_MARKDOWN && work.is_file) {
        work.figure = file_with_ending(work.output, format_beside(&options->spec)->word);
    }
    bool done = write_work(&work, form, error);
    g_free(work.figure);
    return done;
}

const struct command command_report = {
    .name = "report",
    .arguments = "[SPEC|FIGURE] [-o FILE] [--format {choices}] [--depfile FILE]\n"
                 "       [--set KEY=VALUE]...",
    .help = "write the figure's numbers as a report: tables, derived quantities, claims\n\n"
            "  SPEC               a YAML file, or - for standard input; without it, the article's\n"
            "                     figure\n"
            "  FIGURE             a figure that gradfig wrote: its recipe is the spec\n"
            "  -o FILE            write to FILE.md, with the figure in FILE.png beside it, to\n"
            "                     FILE.html, one page with the figure in it, or to FILE.json;\n"
            "                     without it, or with -, to standard output\n"
            "  --format FORMAT    {words}; without it, from the ending of FILE, else {default}\n"
            "  --depfile FILE     write which files were read, as a rule for make or ninja\n"
            "  --set KEY=VALUE    change a parameter; figure.language=zh for a Chinese report\n",
    .examples = {"report deep.yaml -o deep.html", "report --set figure.language=zh -o article.md"},
    .format_word = report_form_word,
    .operands = {1, "spec", NULL},
    .reads = READS_CLAIMS,
    .work = write_report,
};
