/* Draws what is missing or stale and keeps it in memory, then writes pictures and documents. */
#include "documents/embed_write.h"

#include "base/file.h"
#include "base/file_output.h"

/* ---- drawing ---- */

/* Fails only for another reason than the spec. */
static bool draw(struct embed_plan *plan, struct embed_document *document,
                 struct embed_block *planned, struct gradfig_error *error) {
    struct gradfig_error cause;

    for (size_t i = 0; i < planned->figures.n; i++) {
        if (embedded_figure_draw(&plan->shared, &planned->figures.all[i], &cause)) {
            continue;
        }
        if (cause.code != GRADFIG_INVALID_INPUT) {
            *error = cause;
            return false;
        }
        faults_add_whole(&document->faults, planned->block->line, cause.message);
        break; /* the other of a pair has the same labels */
    }
    return true;
}

bool embed_draw(struct embed_plan *plan, struct gradfig_error *error) {
    bool done = true;

    for (guint i = 0; done && i < plan->documents->len; i++) {
        struct embed_document *document = g_ptr_array_index(plan->documents, i);
        for (guint j = 0; done && j < document->blocks->len; j++) {
            done = draw(plan, document, &g_array_index(document->blocks, struct embed_block, j),
                        error);
        }
        faults_move(&document->faults, plan->faults);
    }
    return done;
}

/* ---- pictures ---- */

static bool write_figures(struct embed_plan *plan, const struct embed_document *document,
                          struct gradfig_error *error) {
    bool done = true;

    for (guint i = 0; done && i < document->blocks->len; i++) {
        struct embed_block *planned = &g_array_index(document->blocks, struct embed_block, i);
        for (size_t j = 0; done && j < planned->figures.n; j++) {
            done = embedded_figure_write(&plan->shared, &planned->figures.all[j], error);
        }
    }
    return done;
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
    ENDED_BY(bytes_finish) struct bytes now = {0};
    struct gradfig_error cause;
    bool is_same = file_read(document->path, "a document", DOCUMENT_MAX, &now, &cause) &&
                   bytes_are_equal(&now, &document->bytes);

    return is_same ||
           error_set_at(error, GRADFIG_WORK_FAILED, document->path,
                        "another program changed the document; run the same command again");
}

static bool write_document(struct embed_plan *plan, const struct embed_document *document,
                           struct gradfig_error *error) {
    static const struct file_rule rule = {0};
    struct file_output file;
    g_autoptr(GString) text = write_text(document);

    if (text == NULL) {
        return true;
    }
    bool done = check_unchanged(document, error) && file_open(&file, document->path, &rule, error);
    if (done) {
        fwrite(text->str, 1, text->len, file.stream); /* the commit finds the errors */
        done = file_commit(&file, error);
        embedded_note_lost(plan->shared.warnings, document->path, file.lost);
    }
    return done;
}

bool embed_write(struct embed_plan *plan, struct gradfig_error *error) {
    bool done = true;

    for (guint i = 0; done && i < plan->documents->len; i++) {
        const struct embed_document *document = g_ptr_array_index(plan->documents, i);
        done = write_figures(plan, document, error) && write_document(plan, document, error);
    }
    return done;
}
