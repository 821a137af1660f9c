/* Writes the snippet of a figure for a document system. */
#include "documents/snippet.h"

#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "base/user_text.h"
#include "rendering/figure/alt.h"
#include "rendering/figure/renderer.h"

/* ---- texts and paths ---- */

/* The first row that `text` begins with, or the end of the table. */
static const struct replacement *find_replacement(const struct replacement *table,
                                                  const char *text) {
    while (table->text != NULL && !g_str_has_prefix(text, table->text)) {
        table++;
    }
    return table;
}

/* Escapes `text` by `table`; freed with g_free. NULL if the document cannot contain a text of the
 * table, which `*refused` then is. */
static char *escape(const char *text, const struct replacement *table, const char **refused) {
    GString *escaped = g_string_new(NULL);

    while (*text != '\0') {
        const struct replacement *row = find_replacement(table, text);
        if (row->text == NULL) {
            g_string_append_c(escaped, *text++);
        } else if (row->written != NULL) {
            g_string_append(escaped, row->written);
            text += strlen(row->text);
        } else {
            *refused = row->text;
            g_string_free(escaped, TRUE);
            return NULL;
        }
    }
    return g_string_free(escaped, FALSE);
}

static bool refuse_path(const char *path, const struct document_system *system,
                        const char *expected, struct gradfig_error *error) {
    g_autofree char *shown = text_escape_path(path);

    return error_set(error, GRADFIG_INVALID_INPUT, "%.700s: expected for %s a file name %s", shown,
                     system->name, expected);
}

static bool check_path(const char *path, const struct document_system *system,
                       struct gradfig_error *error) {
    const char *unfit = document_system_unfit(system, path);

    if (unfit != NULL) {
        char expected[96];
        snprintf(expected, sizeof(expected), "that does not end in %s; a PNG suits every system",
                 unfit);
        return refuse_path(path, system, expected, error);
    }
    return system->path == NULL || text_is_clean(path) ||
           refuse_path(path, system, "without control characters, in UTF-8", error);
}

/* The path as the document writes it; freed with g_free. NULL with `error` filled if it cannot. */
static char *write_path(const char *path, const struct document_system *system,
                        struct gradfig_error *error) {
    const char *refused = NULL;

    if (!check_path(path, system, error)) {
        return NULL;
    }
    if (system->path == NULL) {
        return g_uri_escape_string(path, "/", FALSE);
    }
    char *written = escape(path, system->path, &refused);
    if (written == NULL) {
        char expected[64];
        snprintf(expected, sizeof(expected), "without '%s'", refused);
        refuse_path(path, system, expected, error);
    }
    return written;
}

char *snippet_inches(int64_t px, int64_t dpi) {
    enum { UNITS = 10000 }; /* per inch */
    int64_t length = (px * UNITS + dpi / 2) / dpi;
    char *text =
        g_strdup_printf("%lld.%04lld", (long long)(length / UNITS), (long long)(length % UNITS));
    char *end = text + strlen(text);

    while (end[-1] == '0') {
        end--;
    }
    *(end[-1] == '.' ? end - 1 : end) = '\0';
    return text;
}

/* ---- the snippet ---- */

static void finish_figure(struct shown_figure *figure) {
    g_free(figure->image);
    g_free(figure->dark);
    g_free(figure->alt);
    g_free(figure->inches);
}

static bool write_paths(const struct snippet *snippet, struct shown_figure *figure,
                        struct gradfig_error *error) {
    figure->image = write_path(snippet->image, snippet->system, error);
    if (figure->image == NULL || snippet->dark == NULL) {
        return figure->image != NULL;
    }
    figure->dark = write_path(snippet->dark, snippet->system, error);
    return figure->dark != NULL;
}

char *snippet_write(const struct snippet *snippet, struct gradfig_error *error) {
    const char *refused = NULL; /* no alt text is refused */
    struct shown_figure figure = {.width = snippet->width};
    GString *text = NULL;

    if (write_paths(snippet, &figure, error)) {
        figure.alt = escape(snippet->alt, snippet->system->text, &refused);
        figure.inches = snippet_inches(snippet->width, snippet->dpi);
        text = g_string_new(NULL);
        snippet->system->write(&figure, text);
    }
    finish_figure(&figure);
    return text != NULL ? g_string_free(text, FALSE) : NULL;
}

char *snippet_alt(const struct spec *spec, stop_flag *stop, struct gradfig_error *error) {
    ENDED_BY(series_finish) struct series series = {0};

    if (!renderer_collect(&series, spec, stop, error)) {
        return NULL;
    }
    return alt_text(&series);
}

char *snippet_of_spec(const struct spec *spec, const struct document_system *system,
                      const char *image, const char *dark, stop_flag *stop,
                      struct gradfig_error *error) {
    g_autofree char *alt = snippet_alt(spec, stop, error);

    if (alt == NULL) {
        return NULL;
    }
    const struct snippet snippet = {
        .system = system,
        .image = image,
        .dark = dark,
        .alt = alt,
        .width = spec->figure.width,
        .dpi = spec->figure.dpi,
    };
    return snippet_write(&snippet, error);
}
