/* Makes the results, with the functions that the commands use. */
#include "explore/results.h"

#include <string.h>

#include <glib.h>

#include "base/file.h"
#include "base/json.h"
#include "documents/snippet.h"
#include "output/formats.h"
#include "output/series_table.h"
#include "report/report.h"
#include "spec/recipe.h"

/* Takes over a text of GLib; false if it is NULL. */
static bool give(struct bytes *bytes, char *text) {
    if (text != NULL) {
        *bytes = (struct bytes){strlen(text), text};
    }
    return text != NULL;
}

static bool make_figure(const struct result_of *wanted, struct bytes *bytes,
                        struct gradfig_error *error) {
    const struct figure_format *format = figure_format_find(file_extension(wanted->result->path));

    return figure_file_draw(wanted->explored->renderer, wanted->spec, format,
                            wanted->explored->stop, bytes, error);
}

static bool make_table(const struct result_of *wanted, struct bytes *bytes,
                       struct gradfig_error *error) {
    const struct selection selection = {.stop = wanted->explored->stop};

    return series_table_bytes(series_format_find("csv"), wanted->spec, &selection, bytes, error);
}

static bool write_report(const struct result_of *wanted,
                         char *(*write)(const struct report *, struct gradfig_error *),
                         struct bytes *bytes, struct gradfig_error *error) {
    const struct explored *explored = wanted->explored;
    ENDED_BY(series_finish) struct series series = {0};

    if (!renderer_collect(&series, wanted->spec, explored->stop, error)) {
        return false;
    }
    struct report *report = report_create(&series, explored->claims, explored->stop, error);
    char *text = report != NULL ? write(report, error) : NULL;
    report_destroy(report);
    return give(bytes, text);
}

static bool make_report(const struct result_of *wanted, struct bytes *bytes,
                        struct gradfig_error *error) {
    return write_report(wanted, report_json, bytes, error);
}

static bool make_numbers(const struct result_of *wanted, struct bytes *bytes,
                         struct gradfig_error *error) {
    return write_report(wanted, report_summary_json, bytes, error);
}

static bool make_spec(const struct result_of *wanted, struct bytes *bytes,
                      struct gradfig_error *error) {
    return give(bytes, recipe_write(wanted->spec, error));
}

/* Only an SVG has both themes. */
static const char *name_figure(const struct spec *spec) {
    return spec->figure.theme == THEME_AUTO ? "figure.svg" : "figure.png";
}

/* Finds the alt text once for all systems. */
static bool make_snippets(const struct result_of *wanted, struct bytes *bytes,
                          struct gradfig_error *error) {
    g_autofree char *alt = snippet_alt(wanted->spec, wanted->explored->stop, error);
    json_auto_t *object = json_object();
    struct gradfig_error unfit; /* whose snippet is null */
    const char *name;

    for (size_t i = 0; alt != NULL && (name = document_system_name(i)) != NULL; i++) {
        const struct snippet snippet = {
            .system = document_system_find(name),
            .image = name_figure(wanted->spec),
            .alt = alt,
            .width = wanted->spec->figure.width,
            .dpi = wanted->spec->figure.dpi,
        };
        g_autofree char *text = snippet_write(&snippet, &unfit);
        json_set(&object, name, json_of_text(text));
    }
    return alt != NULL && give(bytes, json_write(object, JSON_INDENT(2), error));
}

static const struct result results[] = {
    {"/figure.png", "image/png", "render", NULL, WORK_FIGURE, make_figure},
    {"/figure.svg", "image/svg+xml", "render", NULL, WORK_FIGURE, make_figure},
    {"/figure.pdf", "application/pdf", "render", NULL, WORK_FIGURE, make_figure},
    {"/series.csv", "text/csv; charset=utf-8", "series", NULL, WORK_TABLE, make_table},
    {"/report.json", "application/json", "report", NULL, WORK_REPORT, make_report},
    {"/snippets.json", "application/json", "render", "snippet", WORK_SERIES, make_snippets},
    {"/numbers.json", "application/json", "report", NULL, WORK_REPORT, make_numbers},
    {"/spec.yaml", "application/yaml", "inspect", NULL, WORK_NONE, make_spec},
};

const struct result *result_find(const char *path) {
    for (size_t i = 0; i < G_N_ELEMENTS(results); i++) {
        if (strcmp(results[i].path, path) == 0) {
            return &results[i];
        }
    }
    return NULL;
}

const char *result_output(const struct result_of *wanted) {
    const struct result *result = wanted->result;
    return result->after != NULL ? name_figure(wanted->spec) : result->path + 1;
}
