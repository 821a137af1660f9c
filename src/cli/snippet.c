/* gradfig snippet: what to paste into a document to show a figure. */
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/source.h"
#include "documents/snippet.h"

/* The system that the options name, or the default for the figure; NULL with `error` filled. */
static const struct document_system *find_system(const struct options *options,
                                                 struct gradfig_error *error) {
    const char *name = options->target;
    const struct document_system *system =
        name != NULL ? document_system_find(name) : document_system_for(options->operands.items[0]);

    if (system == NULL) {
        g_autofree char *names = document_system_list();
        error_set_found(error, name, "--for: expected one of: %s", names);
    }
    return system;
}

/* The files that show one figure; freed with g_free. */
struct files {
    char *image;
    char *dark; /* NULL without a pair */
};

/* The path with `other` in place of `theme` before its ending, if that file exists; else NULL. */
static char *find_sibling(const char *path, const char *theme, const char *other) {
    int n_before = file_stem_length(path) - (int)strlen(theme);

    if (file_extension(path) == NULL || n_before < 0 || !g_str_has_prefix(path + n_before, theme)) {
        return NULL;
    }
    char *sibling =
        g_strdup_printf("%.*s%s%s", n_before, path, other, path + file_stem_length(path));
    if (!g_file_test(sibling, G_FILE_TEST_IS_REGULAR)) {
        g_free(sibling);
        return NULL;
    }
    return sibling;
}

static struct files find_files(const char *path) {
    char *light = find_sibling(path, "-dark", "-light");

    if (light != NULL) {
        return (struct files){.image = light, .dark = g_strdup(path)};
    }
    return (struct files){.image = g_strdup(path), .dark = find_sibling(path, "-light", "-dark")};
}

static bool read_figure(const char *path, struct spec *spec, struct gradfig_error *error) {
    if (strcmp(path, "-") == 0) {
        return error_set(
            error, GRADFIG_INVALID_INPUT,
            "expected the file of a figure, because a document cannot show standard input");
    }
    return source_read_figure(path, spec, NULL, error);
}

static bool print_snippet(const struct files *files, const struct document_system *system,
                          struct gradfig_error *error) {
    struct spec spec;

    if (!read_figure(files->image, &spec, error)) {
        return false;
    }
    g_autofree char *text =
        snippet_of_spec(&spec, system, files->image, files->dark, &stop_signal, error);
    if (text != NULL) {
        fputs(text, stdout); /* main reports write errors */
    }
    bool done = text != NULL;
    spec_finish(&spec);
    return done;
}

static bool snippet(const struct options *options, struct gradfig_error *error) {
    const struct document_system *system = find_system(options, error);

    if (system == NULL) {
        return false;
    }
    struct files files = find_files(options->operands.items[0]);
    bool done = print_snippet(&files, system, error);
    g_free(files.image);
    g_free(files.dark);
    return done;
}

const struct command command_snippet = {
    .name = "snippet",
    .arguments = "FIGURE [--for SYSTEM]",
    .help =
        "print what to paste into a document to show a figure\n\n"
        "  FIGURE             a figure that gradfig wrote, by the path that the document uses;\n"
        "                     if NAME-light.png and NAME-dark.png both exist, name either: the\n"
        "                     document shows the one that suits the page, if the system can\n"
        "  --for SYSTEM       github (the default), markdown, mkdocs, html, rst, myst, latex\n"
        "                     (the default for a PDF), doxygen or asciidoc\n",
    .examples = {"snippet img/figure.png", "snippet img/figure-light.png --for rst"},
    .operands = {1, "figure", "a figure"},
    .work = snippet,
};
