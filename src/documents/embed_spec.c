/* Reads the specs in documents. */
#include "documents/embed_spec.h"

#include "spec/reader.h"

static void note_mistakes(struct embed_document *document, const struct block *block,
                          const struct reader *reader) {
    for (size_t i = 0; i < reader_n_mistakes(reader); i++) {
        faults_add_whole(&document->faults, block->line, reader_mistake(reader, i));
    }
}

/* A pair is light and dark, so the spec cannot ask for both in one file. */
static bool check_pair(const struct embed_block *planned, struct embed_document *document) {
    bool is_right = !planned->block->is_pair || planned->spec.figure.theme != THEME_AUTO;

    if (!is_right) {
        faults_add(&document->faults, planned->block->line, 0,
                   "pair: expected no figure.theme auto beside it, which is both themes in one "
                   "SVG");
    }
    return is_right;
}

bool embed_spec_read(struct embed_block *planned, struct embed_document *document) {
    const struct block *block = planned->block;
    struct reader *reader = reader_create();

    embedded_figure_read_spec(reader, block->spec->str, block->spec->len, document->path,
                              block->spec_line);
    planned->claims = reader_finish_claims(reader, &planned->spec);
    if (planned->claims == NULL) {
        note_mistakes(document, block, reader);
    }
    reader_destroy(reader);
    return planned->claims != NULL && check_pair(planned, document) && !block->is_wrong;
}
