/* Draws what is missing or stale and keeps it in memory, then writes pictures and documents. */
#include "documents/embed_write.h"

#include "base/file.h"
#include "base/file_output.h"
#include "base/user_text.h"

/* Pictures of this many bytes in all are kept until they are written. What is beyond is drawn once
 * more then. */
enum { KEPT_MAX = 256 << 20 };

/* ---- drawing ---- */

/* One picture in its document. */
struct place {
    struct embed_document *document;
    const struct block *block;
    struct embed_picture *picture;
};

/* Another block may write the same file. */
static bool needs_file(const struct embed_picture *picture) {
    return picture->state != EMBEDDED_CURRENT && !picture->is_shared;
}

/* Draws the picture, unless it is kept. */
static bool draw_picture(struct embed_plan *plan, const struct block *block,
                         struct embed_picture *picture, struct gradfig_error *error) {
    const struct embedded_figure figure = embed_plan_figure(plan, block, picture);

    return picture->drawn.data != NULL ||
           embedded_figure_draw(&figure, &plan->renderer, plan->stop, &picture->drawn, error);
}

static void warn_of_left_out(struct embed_plan *plan, const struct place *place) {
    g_autofree char *shown = text_escape_path(place->document->path);

    for (const char *const *text = renderer_left_out(plan->renderer); *text != NULL; text++) {
        g_ptr_array_add(plan->warnings,
                        g_strdup_printf("%s:%zu: %s", shown, place->block->line, *text));
    }
}

/* Frees a picture for which there is no room. */
static void keep(struct embed_plan *plan, struct embed_picture *picture) {
    if (picture->drawn.n > KEPT_MAX - plan->n_kept) {
        bytes_finish(&picture->drawn);
    } else {
        plan->n_kept += picture->drawn.n;
    }
}

/* Fails only for another reason than the spec. */
static bool draw(struct embed_plan *plan, const struct place *place, struct gradfig_error *error) {
    struct gradfig_error cause;

    if (!error_check_stop(plan->stop, error)) {
        return false;
    }
    if (draw_picture(plan, place->block, place->picture, &cause)) {
        warn_of_left_out(plan, place);
        keep(plan, place->picture);
        return true;
    }
    if (cause.code == GRADFIG_INVALID_INPUT) {
        faults_add(&place->document->faults, place->block->line, 0, "%s", cause.message);
        return true;
    }
    *error = cause;
    return false;
}

static bool draw_block(struct embed_plan *plan, struct embed_document *document,
                       struct embed_block *planned, struct gradfig_error *error) {
    bool done = true;

    for (size_t i = 0; done && i < planned->n_pictures; i++) {
        const struct place place = {document, planned->block, &planned->pictures[i]};
        size_t n_faults = faults_count(&document->faults);
        done = !needs_file(place.picture) || draw(plan, &place, error);
        if (faults_count(&document->faults) > n_faults) {
            break; /* the other of a pair has the same labels */
        }
    }
    return done;
}

bool embed_draw(struct embed_plan *plan, struct gradfig_error *error) {
    bool done = true;

    for (guint i = 0; done && i < plan->documents->len; i++) {
        struct embed_document *document = g_ptr_array_index(plan->documents, i);
        for (guint j = 0; done && j < document->blocks->len; j++) {
            done = draw_block(plan, document,
                              &g_array_index(document->blocks, struct embed_block, j), error);
        }
        faults_move(&document->faults, plan->faults);
    }
    return done;
}

/* ---- pictures ---- */

/* "DOC.md:12: why" */
static bool fail_at(const struct embed_document *document, size_t line,
                    const struct gradfig_error *cause, struct gradfig_error *error) {
    g_autofree char *shown = text_escape_path(document->path);

    return error_set(error, cause->code, "%.200s:%zu: %s", shown, line, cause->message);
}

static bool write_picture(struct embed_plan *plan, const struct block *block,
                          struct embed_picture *picture, struct gradfig_error *error) {
    struct embedded_figure figure = embed_plan_figure(plan, block, picture);
    unsigned lost = 0;

    /* The plan compared all names with the inputs. A document that is replaced leaves its inode to
     * new files. */
    figure.inputs = NULL;
    bool done = draw_picture(plan, block, picture, error) &&
                embedded_figure_write(&figure, &picture->drawn, &lost, error);
    bytes_finish(&picture->drawn);
    embedded_note_lost(plan->warnings, figure.path, lost);
    return done;
}

static bool write_pictures(struct embed_plan *plan, const struct embed_document *document,
                           struct gradfig_error *error) {
    struct gradfig_error cause;

    for (guint i = 0; i < document->blocks->len; i++) {
        struct embed_block *planned = &g_array_index(document->blocks, struct embed_block, i);
        for (size_t j = 0; j < planned->n_pictures; j++) {
            if (!error_check_stop(plan->stop, error)) {
                return false;
            }
            if (needs_file(&planned->pictures[j]) &&
                !write_picture(plan, planned->block, &planned->pictures[j], &cause)) {
                return fail_at(document, planned->block->line, &cause, error);
            }
        }
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
        embedded_note_lost(plan->warnings, document->path, file.lost);
    }
    return done;
}

bool embed_write(struct embed_plan *plan, struct gradfig_error *error) {
    bool done = true;

    for (guint i = 0; done && i < plan->documents->len; i++) {
        const struct embed_document *document = g_ptr_array_index(plan->documents, i);
        done = write_pictures(plan, document, error) && write_document(plan, document, error);
    }
    return done;
}
