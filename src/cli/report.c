/* gradfig report: the numbers of a figure, to read, to print, or for programs. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "output/figure_file.h"
#include "report/report.h"

#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"

/* ---- forms ---- */

enum form { FORM_MARKDOWN, FORM_HTML, FORM_JSON, N_FORMS };

static const char *const form_words[N_FORMS] = {"md", "html", "json"};

static bool find_form(const char *word, enum form *form) {
    for (size_t i = 0; i < N_FORMS; i++) {
        if (g_ascii_strcasecmp(word, form_words[i]) == 0) {
            *form = (enum form)i;
            return true;
        }
    }
    return false;
}

/* The form asked for, or what the file's name ends in, or Markdown. */
static bool choose_form(const struct options *options, enum form *form,
                        struct gradfig_error *error) {
    const char *extension = options->output != NULL ? strrchr(options->output, '.') : NULL;
    char quoted[TEXT_QUOTED_SIZE];

    *form = FORM_MARKDOWN;
    if (options->format != NULL) {
        text_quote(options->format, quoted);
        return find_form(options->format, form) ||
               error_set(error, GRADFIG_INVALID_INPUT,
                         "--format: expected md, html or json, found %s", quoted);
    }
    if (extension == NULL || strchr(extension, '/') != NULL || find_form(extension + 1, form)) {
        return true;
    }
    text_quote(options->output, quoted);
    return error_set(error, GRADFIG_INVALID_INPUT,
                     "-o: expected a file name that ends in .md, .html or .json, found %s", quoted);
}

/* ---- parts ---- */

/* What a report is written from. */
struct work {
    const struct options *options;
    struct series series;
    struct report *report;
};

static bool draw(const struct work *work, enum theme_kind theme, const struct figure_format *format,
                 struct bytes *bytes, struct gradfig_error *error) {
    struct renderer *renderer = renderer_create(error);
    struct spec themed = work->options->spec; /* borrows what the spec owns */

    themed.figure.theme = theme;
    bool done = renderer != NULL &&
                figure_file_make(renderer, &themed, &work->series, format, bytes, error);
    renderer_destroy(renderer);
    return done;
}

static bool write_text(const char *text, size_t n_bytes, const char *path,
                       struct gradfig_error *error) {
    struct sink sink;

    if (!sink_open(&sink, path, error)) {
        return false;
    }
    fwrite(text, 1, n_bytes, sink.stream); /* errors are found by sink_commit */
    return sink_commit(&sink, error);
}

/* ---- Markdown ---- */

/* Whether a picture may take the place of what is there: nothing, or another that gradfig wrote and
 * that is not read here. */
static bool check_place(const struct options *options, const char *path,
                        struct gradfig_error *error) {
    struct bytes found = {0};
    struct gradfig_error cause;

    if (access(path, R_OK) != 0) {
        return true; /* what is wrong with it shows when it is written */
    }
    char *recipe = file_read(path, "a figure", FIGURE_FILE_MAX, &found, &cause)
                       ? figure_format_png.read_recipe(&found, &cause)
                       : NULL;
    bool is_source = options->n_operands > 0 && file_is_same(options->operands[0], path);
    bool may_go = recipe != NULL && !is_source;
    bytes_finish(&found);
    free(recipe);
    if (!may_go) {
        char *shown = text_escape_path(path);
        error_set(error, GRADFIG_INVALID_INPUT,
                  "-o: expected a name beside which %s is free, found %s", shown,
                  is_source ? "the figure that is read" : "a file that gradfig did not write");
        g_free(shown);
    }
    return may_go;
}

static bool is_there(const struct bytes *picture, const char *path) {
    struct bytes found = {0};
    struct gradfig_error error;
    bool is_same = file_read(path, "a figure", FIGURE_FILE_MAX, &found, &error) &&
                   found.n == picture->n && memcmp(found.data, picture->data, found.n) == 0;

    bytes_finish(&found);
    return is_same;
}

/* "x.md" has its picture in "x.png"; NULL on standard output, where nothing stands beside. */
static char *picture_beside(const char *output) {
    const char *dot = strrchr(output, '.');
    bool has_extension = dot != NULL && strchr(dot, '/') == NULL;
    int stem = has_extension ? (int)(dot - output) : (int)strlen(output);

    return strcmp(output, "-") == 0 ? NULL : g_strdup_printf("%.*s.png", stem, output);
}

static bool write_picture(const struct work *work, const char *path, struct gradfig_error *error) {
    const struct options *options = work->options;
    struct bytes png = {0};
    bool done =
        draw(work, (enum theme_kind)options->spec.figure.theme, &figure_format_png, &png, error);

    if (done && !is_there(&png, path)) {
        done = check_place(options, path, error) && write_text(png.data, png.n, path, error);
    }
    bytes_finish(&png);
    return done;
}

static bool write_markdown(const struct work *work, const char *output,
                           struct gradfig_error *error) {
    char *picture = picture_beside(output);
    char *address = NULL;

    if (picture != NULL) {
        char *name = g_path_get_basename(picture);
        address = g_uri_escape_string(name, NULL, TRUE);
        g_free(name);
    }
    char *text = report_markdown(work->report, address, error);
    bool done = text != NULL && (picture == NULL || write_picture(work, picture, error)) &&
                write_text(text, strlen(text), output, error);
    free(text);
    g_free(address);
    g_free(picture);
    return done;
}

/* ---- HTML and JSON ---- */

static bool write_html(const struct work *work, const char *output, struct gradfig_error *error) {
    struct bytes themes[N_THEMES] = {{0}};
    bool done = true;

    for (int theme = 0; done && theme < N_THEMES; theme++) {
        done = draw(work, (enum theme_kind)theme, &figure_format_svg, &themes[theme], error);
    }
    if (done) {
        char *text = report_html(work->report, &themes[THEME_LIGHT], &themes[THEME_DARK], error);
        done = text != NULL && write_text(text, strlen(text), output, error);
        free(text);
    }
    for (int theme = 0; theme < N_THEMES; theme++) {
        bytes_finish(&themes[theme]);
    }
    return done;
}

static bool write_json(const struct work *work, const char *output, struct gradfig_error *error) {
    char *text = report_json(work->report, error);
    bool done = text != NULL && write_text(text, strlen(text), output, error);

    free(text);
    return done;
}

/* ---- the command ---- */

static bool write_report(const struct options *options, struct gradfig_error *error) {
    static bool (*const writers[N_FORMS])(const struct work *, const char *,
                                          struct gradfig_error *) = {
        [FORM_MARKDOWN] = write_markdown,
        [FORM_HTML] = write_html,
        [FORM_JSON] = write_json,
    };
    const char *output = options->output != NULL ? options->output : "-";
    struct work work = {.options = options};
    enum form form;

    if (!choose_form(options, &form, error) ||
        !renderer_collect(&work.series, &options->spec, &stop_signal, error)) {
        return false;
    }
    work.report = report_create(&options->spec, &work.series, options->claims, &stop_signal, error);
    bool done = work.report != NULL && writers[form](&work, output, error);
    report_destroy(work.report);
    series_finish(&work.series);
    return done;
}

const struct command command_report = {
    .name = "report",
    .arguments = "[SPEC|FIGURE] [-o FILE] [--format md|html|json] [--set KEY=VALUE]...",
    .help =
        "write the figure's numbers as a report: tables, derived quantities, claims\n\n"
        "  SPEC               a YAML file, or - for standard input; without it, the article's\n"
        "                     figure\n"
        "  FIGURE             a figure that gradfig wrote: its recipe is the spec\n"
        "  -o FILE            write to FILE.md, with the figure in FILE.png beside it, to\n"
        "                     FILE.html, one page with the figure in it, or to FILE.json;\n"
        "                     without it, or with -, to standard output\n"
        "  --format FORMAT    md, html or json; without it, by the end of FILE's name, else md\n"
        "  --set KEY=VALUE    change a parameter; figure.language=zh for a Chinese report\n",
    .options = "osf",
    .operands = OPERANDS_CLAIMS,
    .work = write_report,
};
