/* Draws what is missing or stale, and keeps it in memory. */
#include "documents/embed_draw.h"

#include "base/user_text.h"

/* One picture in its document. */
struct place {
    struct embed_document *document;
    const struct block *block;
    struct embed_picture *picture;
};

bool embed_draw_needs(const struct embed_picture *picture) {
    return picture->state != EMBEDDED_CURRENT && !picture->is_shared;
}

bool embed_draw_picture(struct embed_plan *plan, const struct block *block,
                        struct embed_picture *picture, stop_flag *stop,
                        struct gradfig_error *error) {
    const struct embedded_figure figure = embed_plan_figure(plan, block, picture);

    return picture->drawn.data != NULL ||
           embedded_figure_draw(&figure, &plan->renderer, stop, &picture->drawn, error);
}

static void warn_of_left_out(struct embed_plan *plan, const struct place *place) {
    char *shown = text_escape_path(place->document->path);

    for (const char *const *text = renderer_left_out(plan->renderer); *text != NULL; text++) {
        g_ptr_array_add(plan->warnings,
                        g_strdup_printf("%s:%zu: %s", shown, place->block->line, *text));
    }
    g_free(shown);
}

/* Frees a picture for which there is no room. */
static void keep(struct embed_plan *plan, struct embed_picture *picture) {
    if (picture->drawn.n > EMBED_KEPT_MAX - plan->n_kept) {
        bytes_finish(&picture->drawn);
    } else {
        plan->n_kept += picture->drawn.n;
    }
}

/* Fails only for another reason than the spec. */
static bool draw(struct embed_plan *plan, const struct place *place, stop_flag *stop,
                 struct gradfig_error *error) {
    struct gradfig_error cause;

    if (!error_check_stop(stop, error)) {
        return false;
    }
    if (embed_draw_picture(plan, place->block, place->picture, stop, &cause)) {
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
                       struct embed_block *planned, stop_flag *stop, struct gradfig_error *error) {
    bool done = true;

    for (size_t i = 0; done && i < planned->n_pictures; i++) {
        const struct place place = {document, planned->block, &planned->pictures[i]};
        size_t n_faults = faults_count(&document->faults);
        done = !embed_draw_needs(place.picture) || draw(plan, &place, stop, error);
        if (faults_count(&document->faults) > n_faults) {
            break; /* the other of a pair has the same labels */
        }
    }
    return done;
}

bool embed_draw(struct embed_plan *plan, stop_flag *stop, struct gradfig_error *error) {
    bool done = true;

    for (guint i = 0; done && i < plan->documents->len; i++) {
        struct embed_document *document = g_ptr_array_index(plan->documents, i);
        for (guint j = 0; done && j < document->blocks->len; j++) {
            done = draw_block(plan, document,
                              &g_array_index(document->blocks, struct embed_block, j), stop, error);
        }
        faults_move(&document->faults, plan->faults);
    }
    return done;
}
