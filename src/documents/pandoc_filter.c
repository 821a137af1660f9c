/* Reads all blocks of a document, draws their figures and shows them. */
#include "documents/pandoc_filter.h"

#include "base/limits.h"
#include "base/user_text.h"
#include "documents/pandoc_document.h"
#include "documents/pandoc_figure.h"

/* The document and the figures of its blocks. */
struct work {
    const struct pandoc_filter *filter;
    struct pandoc_document *document;
    size_t n;
    struct pandoc_figure *figures;
};

/* ---- reading ---- */

/* Refuses a file in which an earlier block has another figure. */
static void check_file(const struct work *work, struct embedded_figure *figure) {
    const struct embedded_figure *other = embedded_figure_share(work->filter->shared, figure);

    if (other != NULL) {
        g_autofree char *quoted = text_quote(figure->path);
        g_ptr_array_add(work->filter->mistakes,
                        g_strdup_printf("%s: file: expected a file of its own, found %s, in "
                                        "which %s has another figure",
                                        figure->place, quoted, other->place));
    }
}

static void check_files(const struct work *work, struct embedded_figures *files) {
    for (size_t i = 0; i < files->n; i++) {
        check_file(work, &files->all[i]);
    }
}

static const char *attribute_at(size_t i) {
    return pandoc_attributes[i];
}

/* The image keeps an attribute that nothing here is known to read; it may be misspelled. */
static void warn_of_unknown(const struct work *work, const char *name, const char *attribute) {
    g_autofree char *shown = text_escape(attribute);
    g_autofree char *meant = text_suggest(attribute, pandoc_attributes, N_PANDOC_ATTRIBUTES, "");
    g_autofree char *known = text_list(attribute_at, "", ", ", " and ");

    g_ptr_array_add(work->filter->shared->warnings,
                    g_strdup_printf("%s: %s: unknown attribute, kept for the image%s; those of "
                                    "gradfig are %s",
                                    name, shown, meant, known));
}

static void warn_of_all_unknown(const struct work *work, size_t i) {
    g_autoptr(GPtrArray) unknown = pandoc_document_unknown(work->document, i);

    for (guint k = 0; k < unknown->len; k++) {
        warn_of_unknown(work, work->figures[i].name, g_ptr_array_index(unknown, k));
    }
}

/* Fails with the last mistake. */
static bool conclude(GPtrArray *mistakes, struct gradfig_error *error) {
    if (mistakes->len == 0) {
        return true;
    }
    g_ptr_array_set_size(mistakes, (gint)MIN(mistakes->len, MISTAKES_MAX));
    g_autofree char *last = g_ptr_array_steal_index(mistakes, mistakes->len - 1);
    return error_set(error, GRADFIG_INVALID_INPUT, "%s", last);
}

static bool read_figures(struct work *work, struct gradfig_error *error) {
    const struct pandoc_target *target = pandoc_target_find(work->filter->target);
    const struct pandoc_lines lines = {work->filter->mistakes, work->filter->shared->warnings};

    for (size_t i = 0; i < work->n; i++) {
        const struct pandoc_block *block = pandoc_document_block(work->document, i);
        struct pandoc_figure *figure = &work->figures[i];
        if (pandoc_figure_read(figure, block, i + 1, target, &lines)) {
            warn_of_all_unknown(work, i);
            check_files(work, &figure->files);
            inputs_add_all(work->filter->shared->inputs, spec_inputs(&figure->spec));
        }
    }
    return conclude(work->filter->mistakes, error);
}

/* ---- drawing ---- */

static bool draw_files(const struct work *work, struct embedded_figures *files,
                       struct gradfig_error *error) {
    bool done = true;

    for (size_t i = 0; done && i < files->n; i++) {
        done = embedded_figure_compare(work->filter->shared, &files->all[i], error) &&
               embedded_figure_draw(work->filter->shared, &files->all[i], error);
    }
    return done;
}

static bool draw_figures(struct work *work, struct gradfig_error *error) {
    bool done = true;

    for (size_t i = 0; done && i < work->n; i++) {
        done = draw_files(work, &work->figures[i].files, error) &&
               pandoc_figure_show(&work->figures[i], work->document, i, work->filter->shared->stop,
                                  error);
    }
    return done;
}

/* ---- writing ---- */

static bool write_files(const struct work *work, struct gradfig_error *error) {
    bool done = true;

    for (size_t i = 0; done && i < work->n; i++) {
        struct embedded_figures *files = &work->figures[i].files;
        for (size_t j = 0; done && j < files->n; j++) {
            done = embedded_figure_write(work->filter->shared, &files->all[j], error);
        }
    }
    return done;
}

/* The files of the figures, once all are there: before, they would not be replaced. */
static void note_files(const struct work *work) {
    for (size_t i = 0; i < work->n; i++) {
        const struct embedded_figures *files = &work->figures[i].files;
        for (size_t j = 0; j < files->n; j++) {
            inputs_add_path(work->filter->shared->inputs, files->all[j].path);
        }
    }
}

/* ---- the filter ---- */

static void begin(struct work *work) {
    work->n = pandoc_document_n_blocks(work->document);
    work->figures = g_new0(struct pandoc_figure, work->n);
}

static void finish(struct work *work) {
    for (size_t i = 0; i < work->n; i++) {
        pandoc_figure_finish(&work->figures[i]);
    }
    g_free(work->figures);
    pandoc_document_destroy(work->document);
}

/* Files are written last, when nothing but writing can fail. */
static char *run(struct work *work, struct gradfig_error *error) {
    if (!read_figures(work, error) || !draw_figures(work, error)) {
        return NULL;
    }
    char *filtered = pandoc_document_write(work->document, error);
    if (filtered != NULL && !write_files(work, error)) {
        g_free(filtered);
        return NULL;
    }
    note_files(work);
    return filtered;
}

char *pandoc_filter_run(const struct pandoc_filter *filter, const struct bytes *json,
                        struct gradfig_error *error) {
    struct work work = {.filter = filter, .document = pandoc_document_read(json, error)};

    if (work.document == NULL) {
        return NULL;
    }
    begin(&work);
    char *filtered = run(&work, error);
    finish(&work);
    return filtered;
}
