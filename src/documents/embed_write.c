/* Draws pictures and writes documents as planned. */
#include "documents/embed_write.h"

#include "base/file.h"
#include "base/file_output.h"
#include "base/user_text.h"

/* What writing needs. */
struct writing {
    struct embed_plan *plan;
    struct renderer *renderer; /* NULL until the first picture */
    const volatile sig_atomic_t *stop;
};

/* A picture that is drawn and not yet written. */
struct drawn {
    struct embedded_figure figure;
    struct bytes bytes;
};

static void clear_drawn(void *data) {
    bytes_finish(&((struct drawn *)data)->bytes);
}

/* ---- pictures ---- */

static void warn_of_left_out(const struct writing *writing, const struct embed_document *document,
                             size_t line) {
    char *shown = text_escape_path(document->path);

    for (const char *const *text = renderer_left_out(writing->renderer); *text != NULL; text++) {
        g_ptr_array_add(writing->plan->warnings, g_strdup_printf("%s:%zu: %s", shown, line, *text));
    }
    g_free(shown);
}

/* "DOC.md:12: why" */
static bool fail_at(const struct embed_document *document, size_t line,
                    const struct gradfig_error *cause, struct gradfig_error *error) {
    char *shown = text_escape_path(document->path);

    error_set(error, cause->code, "%.200s:%zu: %s", shown, line, cause->message);
    g_free(shown);
    return false;
}

/* Draws a picture, unless another block's was written to its place. */
static bool draw(struct writing *writing, const struct embed_document *document,
                 const struct block *block, const struct embed_picture *picture, GArray *all,
                 struct gradfig_error *error) {
    struct drawn drawn = {.figure = embed_plan_figure(writing->plan, block, picture)};
    enum embedded_state state;
    struct gradfig_error cause;

    /* The plan compared all names with the inputs. A document that is replaced leaves its inode to
     * new files. */
    drawn.figure.inputs = NULL;
    if (!embedded_figure_compare(&drawn.figure, &state, &cause)) {
        return fail_at(document, block->line, &cause, error);
    }
    if (state == EMBEDDED_CURRENT) {
        return true;
    }
    if (!embedded_figure_draw(&drawn.figure, &writing->renderer, writing->stop, &drawn.bytes,
                              &cause)) {
        return fail_at(document, block->line, &cause, error);
    }
    warn_of_left_out(writing, document, block->line);
    g_array_append_val(all, drawn);
    return true;
}

static bool draw_all(struct writing *writing, const struct embed_document *document, GArray *all,
                     struct gradfig_error *error) {
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct embed_block *block = &g_array_index(document->blocks, struct embed_block, i);
        for (size_t j = 0; j < block->n_pictures; j++) {
            if (*writing->stop != 0) {
                return error_set(error, GRADFIG_INTERRUPTED, "interrupted");
            }
            if (block->pictures[j].state != EMBEDDED_CURRENT &&
                !draw(writing, document, block->block, &block->pictures[j], all, error)) {
                return false;
            }
        }
    }
    return true;
}

static bool write_all(struct embed_plan *plan, const GArray *all, struct gradfig_error *error) {
    for (guint i = 0; i < all->len; i++) {
        const struct drawn *drawn = &g_array_index(all, struct drawn, i);
        unsigned lost = 0;
        if (!embedded_figure_write(&drawn->figure, &drawn->bytes, &lost, error)) {
            return false;
        }
        embedded_note_lost(plan->warnings, drawn->figure.path, lost);
    }
    return true;
}

/* ---- the document ---- */

/* The document with the contents of its blocks replaced; NULL if that changes nothing. */
static GString *write_text(const struct embed_document *document) {
    GString *text = g_string_sized_new(document->bytes.n + 1);
    bool changes = false;
    size_t at = 0;

    for (guint i = 0; i < document->blocks->len; i++) {
        const struct embed_block *block = &g_array_index(document->blocks, struct embed_block, i);
        size_t content = block->block->content;
        g_string_append_len(text, document->bytes.data + at, (gssize)(content - at));
        g_string_append_len(text, block->content->str, (gssize)block->content->len);
        at = block->block->content_end;
        changes = changes || !block->is_current;
    }
    g_string_append_len(text, document->bytes.data + at, (gssize)(document->bytes.n - at));
    if (!changes) {
        g_string_free(text, TRUE);
        return NULL;
    }
    return text;
}

/* What an editor has saved in the meantime is not lost. */
static bool check_unchanged(const struct embed_document *document, struct gradfig_error *error) {
    struct bytes now = {0};
    struct gradfig_error cause;
    bool is_same = file_read(document->path, "a document", DOCUMENT_MAX, &now, &cause) &&
                   bytes_are_equal(&now, &document->bytes);

    bytes_finish(&now);
    if (!is_same) {
        char *shown = text_escape_path(document->path);
        error_set(error, GRADFIG_WORK_FAILED,
                  "%s: another program changed the document; run the same command again", shown);
        g_free(shown);
    }
    return is_same;
}

static bool write_document(struct embed_plan *plan, const struct embed_document *document,
                           struct gradfig_error *error) {
    static const struct file_rule rule = {0};
    struct file_output file;
    GString *text = write_text(document);

    if (text == NULL) {
        return true;
    }
    bool done = check_unchanged(document, error) && file_open(&file, document->path, &rule, error);
    if (done) {
        fwrite(text->str, 1, text->len, file.stream); /* the commit finds the errors */
        done = file_commit(&file, error);
        embedded_note_lost(plan->warnings, document->path, file.lost);
    }
    g_string_free(text, TRUE);
    return done;
}

static bool update(struct writing *writing, const struct embed_document *document,
                   struct gradfig_error *error) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct drawn));

    g_array_set_clear_func(all, clear_drawn);
    bool done = draw_all(writing, document, all, error) && write_all(writing->plan, all, error) &&
                write_document(writing->plan, document, error);
    g_array_free(all, TRUE);
    return done;
}

bool embed_write(struct embed_plan *plan, const volatile sig_atomic_t *stop,
                 struct gradfig_error *error) {
    struct writing writing = {.plan = plan, .stop = stop};
    bool done = true;

    for (guint i = 0; done && i < plan->documents->len; i++) {
        done = update(&writing, g_ptr_array_index(plan->documents, i), error);
    }
    renderer_destroy(writing.renderer);
    return done;
}
