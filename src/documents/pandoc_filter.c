/* Reads all blocks of a document, draws their figures and shows them. */
#include "documents/pandoc_filter.h"

#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/user_text.h"
#include "documents/embedded_figure.h"
#include "documents/pandoc_document.h"
#include "documents/pandoc_figure.h"

/* A picture that is drawn and not yet written. */
struct drawn {
    const struct pandoc_picture *picture;
    struct embedded_figure figure;
    struct bytes bytes;
};

/* The document and the figures of its blocks. */
struct work {
    const struct pandoc_filter *filter;
    struct pandoc_document *document;
    size_t n;
    struct pandoc_figure *figures;
    char *here; /* the working directory, read once: equal paths stay equal if a later read fails */
    GHashTable *pictures;      /* full paths, and the first struct pandoc_picture with each */
    GArray *drawn;             /* struct drawn */
    struct renderer *renderer; /* NULL until a figure is drawn */
};

/* ---- reading ---- */

/* Refuses a file in which an earlier block has another figure. */
static void check_file(const struct work *work, const struct pandoc_picture *picture) {
    char *full = g_canonicalize_filename(picture->path, work->here);
    const struct pandoc_picture *first = g_hash_table_lookup(work->pictures, full);
    char quoted[TEXT_QUOTED_SIZE];

    if (first == NULL) {
        g_hash_table_insert(work->pictures, full, (void *)(uintptr_t)picture);
        return;
    }
    if (strcmp(first->recipe, picture->recipe) != 0) {
        text_quote(picture->path, quoted);
        g_ptr_array_add(work->filter->lines,
                        g_strdup_printf("%s: file: expected a file of its own, found %s, in "
                                        "which %s has another figure",
                                        picture->block, quoted, first->block));
    }
    g_free(full);
}

static void check_files(const struct work *work, const struct pandoc_figure *figure) {
    for (size_t i = 0; i < figure->n_pictures; i++) {
        check_file(work, &figure->pictures[i]);
    }
}

/* Fails with the last mistake. */
static bool conclude(GPtrArray *lines, struct gradfig_error *error) {
    if (lines->len == 0) {
        return true;
    }
    g_ptr_array_set_size(lines, (gint)MIN(lines->len, MISTAKES_MAX));
    g_autofree char *last = g_ptr_array_steal_index(lines, lines->len - 1);
    return error_set(error, GRADFIG_INVALID_INPUT, "%s", last);
}

static bool read_figures(struct work *work, struct gradfig_error *error) {
    const struct pandoc_target *target = pandoc_target_find(work->filter->target);

    for (size_t i = 0; i < work->n; i++) {
        if (pandoc_figure_read(&work->figures[i], pandoc_document_block(work->document, i), i + 1,
                               target, work->filter->lines)) {
            check_files(work, &work->figures[i]);
            inputs_add_all(work->filter->inputs, spec_inputs(&work->figures[i].spec));
        }
    }
    return conclude(work->filter->lines, error);
}

/* ---- drawing ---- */

/* "block 2 (#name): why" */
static bool fail_in(const char *block, const struct gradfig_error *cause,
                    struct gradfig_error *error) {
    return error_set(error, cause->code, "%.200s: %s", block, cause->message);
}

static struct embedded_figure embed(const struct work *work, const struct pandoc_figure *figure,
                                    const struct pandoc_picture *picture) {
    return (struct embedded_figure){picture->path, figure->format, &picture->spec,
                                    work->filter->inputs};
}

/* What the figure has no room for; once for both pictures of a pair. */
static void warn_of_left_out(const struct work *work, const struct pandoc_picture *picture) {
    for (const char *const *text = renderer_left_out(work->renderer); *text != NULL; text++) {
        char *line = g_strdup_printf("warning: %s: %s", picture->block, *text);
        if (g_ptr_array_find_with_equal_func(work->filter->lines, line, g_str_equal, NULL)) {
            g_free(line);
        } else {
            g_ptr_array_add(work->filter->lines, line);
        }
    }
}

/* Draws a picture whose file is missing or has another recipe. */
static bool draw(struct work *work, const struct pandoc_figure *figure,
                 const struct pandoc_picture *picture, struct gradfig_error *error) {
    struct drawn drawn = {.picture = picture, .figure = embed(work, figure, picture)};
    enum embedded_state state;

    if (!embedded_figure_compare(&drawn.figure, &state, error)) {
        return false;
    }
    if (state == EMBEDDED_CURRENT) {
        return true;
    }
    if (!embedded_figure_draw(&drawn.figure, &work->renderer, work->filter->stop, &drawn.bytes,
                              error)) {
        return false;
    }
    warn_of_left_out(work, picture);
    g_array_append_val(work->drawn, drawn);
    return true;
}

/* Whether no earlier picture has the same file. */
static bool is_first(const struct work *work, const struct pandoc_picture *picture) {
    g_autofree char *full = g_canonicalize_filename(picture->path, work->here);
    return g_hash_table_lookup(work->pictures, full) == picture;
}

static bool draw_figure(struct work *work, const struct pandoc_figure *figure,
                        struct gradfig_error *error) {
    struct gradfig_error cause;

    for (size_t i = 0; i < figure->n_pictures; i++) {
        if (!error_check_stop(work->filter->stop, error)) {
            return false;
        }
        if (is_first(work, &figure->pictures[i]) &&
            !draw(work, figure, &figure->pictures[i], &cause)) {
            return fail_in(figure->name, &cause, error);
        }
    }
    return true;
}

static bool draw_figures(struct work *work, struct gradfig_error *error) {
    bool done = true;

    for (size_t i = 0; done && i < work->n; i++) {
        done = draw_figure(work, &work->figures[i], error) &&
               pandoc_figure_show(&work->figures[i], work->document, i, work->filter->stop, error);
    }
    return done;
}

/* ---- writing ---- */

static bool write_figures(const struct work *work, struct gradfig_error *error) {
    g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func(g_free);
    struct gradfig_error cause;
    bool done = true;

    for (guint i = 0; done && i < work->drawn->len; i++) {
        const struct drawn *drawn = &g_array_index(work->drawn, struct drawn, i);
        unsigned lost = 0;
        done = embedded_figure_write(&drawn->figure, &drawn->bytes, &lost, &cause) ||
               fail_in(drawn->picture->block, &cause, error);
        embedded_note_lost(warnings, drawn->figure.path, lost);
    }
    for (guint i = 0; i < warnings->len; i++) {
        g_ptr_array_add(work->filter->lines,
                        g_strconcat("warning: ", g_ptr_array_index(warnings, i), NULL));
    }
    return done;
}

/* The files of the figures, once all are there: before, they would not be replaced. */
static void note_files(const struct work *work) {
    for (size_t i = 0; i < work->n; i++) {
        for (size_t j = 0; j < work->figures[i].n_pictures; j++) {
            const char *path = work->figures[i].pictures[j].path;
            struct stat status;
            if (stat(path, &status) == 0) {
                inputs_add(work->filter->inputs, &status, path);
            }
        }
    }
}

/* ---- the filter ---- */

static void clear_drawn(void *data) {
    bytes_finish(&((struct drawn *)data)->bytes);
}

static void begin(struct work *work) {
    work->n = pandoc_document_n_blocks(work->document);
    work->figures = g_new0(struct pandoc_figure, work->n);
    work->here = g_get_current_dir();
    work->pictures = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    work->drawn = g_array_new(FALSE, FALSE, sizeof(struct drawn));
    g_array_set_clear_func(work->drawn, clear_drawn);
}

static void finish(struct work *work) {
    for (size_t i = 0; i < work->n; i++) {
        pandoc_figure_finish(&work->figures[i]);
    }
    g_free(work->figures);
    g_hash_table_destroy(work->pictures);
    g_free(work->here);
    g_array_free(work->drawn, TRUE);
    renderer_destroy(work->renderer);
    pandoc_document_destroy(work->document);
}

/* Files are written last, when nothing but writing can fail. */
static char *run(struct work *work, struct gradfig_error *error) {
    if (!read_figures(work, error) || !draw_figures(work, error)) {
        return NULL;
    }
    char *filtered = pandoc_document_write(work->document, error);
    if (filtered != NULL && !write_figures(work, error)) {
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
