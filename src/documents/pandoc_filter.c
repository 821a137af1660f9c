/* Reads all blocks of a document, draws their figures and shows them. */
#include "documents/pandoc_filter.h"

#include <string.h>
#include <sys/stat.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "base/user_text.h"
#include "documents/embedded_figure.h"
#include "documents/pandoc_document.h"
#include "documents/pandoc_figure.h"

/* The document and the figures of its blocks. */
struct work {
    const struct pandoc_filter *filter;
    struct pandoc_document *document;
    size_t n;
    struct pandoc_figure *figures;
    struct renderer *renderer; /* NULL until a figure is drawn */
};

/* ---- reading ---- */

static bool is_same_file(const char *a, const char *b) {
    char *full_a = g_canonicalize_filename(a, NULL);
    char *full_b = g_canonicalize_filename(b, NULL);
    bool is = strcmp(full_a, full_b) == 0;

    g_free(full_a);
    g_free(full_b);
    return is;
}

/* Refuses a file in which an earlier block has another figure. */
static void check_file(const struct work *work, size_t i) {
    const struct pandoc_figure *figure = &work->figures[i];
    char quoted[TEXT_QUOTED_SIZE];
    size_t j = 0;

    while (j < i &&
           (work->figures[j].path == NULL || strcmp(work->figures[j].recipe, figure->recipe) == 0 ||
            !is_same_file(work->figures[j].path, figure->path))) {
        j++;
    }
    if (j < i) {
        text_quote(figure->path, quoted);
        g_ptr_array_add(work->filter->lines,
                        g_strdup_printf("block %zu: file: expected a file of its own, found %s, in "
                                        "which block %zu has another figure",
                                        i + 1, quoted, j + 1));
    }
}

/* Fails with the last mistake. */
static bool conclude(GPtrArray *lines, struct gradfig_error *error) {
    if (lines->len == 0) {
        return true;
    }
    g_ptr_array_set_size(lines, (gint)MIN(lines->len, MISTAKES_MAX));
    char *last = g_ptr_array_steal_index(lines, lines->len - 1);
    error_set(error, GRADFIG_INVALID_INPUT, "%s", last);
    g_free(last);
    return false;
}

static bool read_figures(struct work *work, struct gradfig_error *error) {
    const struct pandoc_target *target = pandoc_target_find(work->filter->target);

    for (size_t i = 0; i < work->n; i++) {
        if (pandoc_figure_read(&work->figures[i], pandoc_document_block(work->document, i), i + 1,
                               target, work->filter->lines)) {
            check_file(work, i);
            inputs_add_all(work->filter->inputs, spec_inputs(&work->figures[i].spec));
        }
    }
    return conclude(work->filter->lines, error);
}

/* ---- drawing ---- */

static void warn_lost(const struct work *work, const char *path, unsigned lost) {
    if (lost != 0) {
        char *names = attributes_describe(lost);
        g_ptr_array_add(
            work->filter->lines,
            g_strdup_printf("warning: %s: cannot keep of the older file: %s", path, names));
        g_free(names);
    }
}

static bool draw_file(struct work *work, const struct pandoc_figure *figure,
                      const struct spec *spec, const char *path, struct gradfig_error *error) {
    const struct pandoc_filter *filter = work->filter;
    const struct embedded_figure embedded = {path, figure->format, spec, filter->inputs};
    unsigned lost;

    if (work->filter->stop != NULL && *work->filter->stop != 0) {
        return error_set(error, GRADFIG_INTERRUPTED, "interrupted");
    }
    if (!embedded_figure_update(&embedded, &work->renderer, work->filter->stop, &lost, error)) {
        return false;
    }
    warn_lost(work, path, lost);
    return true;
}

static bool draw(struct work *work, const struct pandoc_figure *figure,
                 struct gradfig_error *error) {
    struct spec dark = figure->spec; /* borrows what the spec owns */

    dark.figure.theme = THEME_DARK;
    return draw_file(work, figure, &figure->spec, figure->path, error) &&
           (figure->dark == NULL || draw_file(work, figure, &dark, figure->dark, error));
}

static bool show_figures(struct work *work, struct gradfig_error *error) {
    bool done = true;

    for (size_t i = 0; done && i < work->n; i++) {
        const struct pandoc_figure *figure = &work->figures[i];
        done = draw(work, figure, error) &&
               pandoc_figure_show(figure, work->document, i, work->filter->stop, error);
    }
    return done;
}

/* The files of the figures, once all are there: before, they would not be replaced. */
static void note_files(const struct work *work) {
    for (size_t i = 0; i < work->n; i++) {
        const char *const paths[] = {work->figures[i].path, work->figures[i].dark};
        for (size_t j = 0; j < G_N_ELEMENTS(paths); j++) {
            struct stat status;
            if (paths[j] != NULL && stat(paths[j], &status) == 0) {
                inputs_add(work->filter->inputs, &status, paths[j]);
            }
        }
    }
}

char *pandoc_filter_run(const struct pandoc_filter *filter, const struct bytes *json,
                        struct gradfig_error *error) {
    struct work work = {.filter = filter, .document = pandoc_document_read(json, error)};
    char *filtered = NULL;

    if (work.document == NULL) {
        return NULL;
    }
    work.n = pandoc_document_n_blocks(work.document);
    work.figures = g_new0(struct pandoc_figure, work.n);
    if (read_figures(&work, error) && show_figures(&work, error)) {
        note_files(&work);
        filtered = pandoc_document_write(work.document, error);
    }
    for (size_t i = 0; i < work.n; i++) {
        pandoc_figure_finish(&work.figures[i]);
    }
    g_free(work.figures);
    renderer_destroy(work.renderer);
    pandoc_document_destroy(work.document);
    return filtered;
}
