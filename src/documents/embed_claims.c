/* Judges the claims that documents make. */
#include "documents/embed_claims.h"

#include "documents/prose.h"
#include "report/verdict.h"
#include "report/verdict_text.h"

/* Adds "PATH:LINE: message" to both lists of the document. */
static void add(struct embed_document *document, const struct claim *claim, char *message) {
    faults_add_whole(&document->findings, claim->line, message);
    faults_add_whole(&document->wrong, claim->line, message);
    g_free(message);
}

static void judge(const struct claim *claim, const struct verdict *verdict,
                  struct embed_document *document) {
    if (!verdict_holds(verdict->verdict)) {
        add(document, claim, verdict_sentence(claim, verdict));
    }
    if (claim->text != NULL && !prose_has(document->found.prose, document->syntax, claim->text)) {
        add(document, claim,
            g_strdup_printf("%s: \"%s\" does not stand in the text of the document", claim->place,
                            claim->text));
    }
}

void embed_claims_judge(const struct embed_block *planned, struct embed_document *document,
                        stop_flag *stop) {
    size_t n = claims_count(planned->claims);
    struct gradfig_error error;
    struct verdict *verdicts = n > 0 ? verdicts_of(planned->claims, stop, &error) : NULL;

    if (n > 0 && verdicts == NULL) {
        faults_add(&document->faults, claims_at(planned->claims, 0)->line, 0, "%s", error.message);
    }
    for (size_t i = 0; verdicts != NULL && i < n; i++) {
        judge(claims_at(planned->claims, i), &verdicts[i], document);
    }
    g_free(verdicts);
}
