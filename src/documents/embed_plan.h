/* What is to be done so that documents show their figures: reads all, writes nothing. */
#ifndef GRADFIG_DOCUMENTS_EMBED_PLAN_H
#define GRADFIG_DOCUMENTS_EMBED_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/inputs.h"
#include "documents/blocks.h"
#include "documents/embedded_figure.h"
#include "documents/faults.h"
#include "spec/claims.h"
#include "spec/spec.h"

/** One picture of a block. */
struct embed_picture {
    char *name;       /**< as in the document */
    char *path;       /**< from the working directory */
    struct spec spec; /**< borrows from that of its block */
    enum embedded_state state;
    bool is_shared;     /**< an earlier block has the same file */
    struct bytes drawn; /**< what is to be written; zeroed before it is drawn */
};

/** One block that has no faults. */
struct embed_block {
    const struct block *block;
    struct spec spec;
    struct claims *claims;
    size_t n_pictures; /**< 2 of a pair */
    struct embed_picture pictures[N_THEMES];
    GString *content; /**< what has to stand in the document */
    bool is_current;  /**< it does */
};

/** One document. */
struct embed_document {
    char *path;
    const struct comment_syntax *syntax;
    struct bytes bytes;
    struct blocks found;
    GArray *blocks; /**< struct embed_block */
    struct faults faults;
    struct faults findings; /**< what is stale, and which claims do not hold */
    struct faults wrong;    /**< the latter alone */
};

struct embed_plan {
    stop_flag *stop;           /**< once set, ends the work */
    GPtrArray *documents;      /**< struct embed_document */
    GPtrArray *faults;         /**< char *: messages, of all documents in turn */
    GPtrArray *findings;       /**< char *: the same */
    GPtrArray *wrong;          /**< char *: those of the findings that are about claims */
    GPtrArray *warnings;       /**< char *: what writing could not do as well as it should */
    struct inputs *inputs;     /**< the documents and the bases of their specs */
    GHashTable *pictures;      /**< private to embed_plan.c */
    struct renderer *renderer; /**< NULL until the first picture is drawn */
    size_t n_kept;             /**< bytes of all pictures that are drawn and not yet written */
};

/** Ends with embed_plan_destroy. Never NULL. */
struct embed_plan *embed_plan_create(stop_flag *stop);

/** NULL is allowed. */
void embed_plan_destroy(struct embed_plan *plan);

/** Reads a document with its specs, and judges its claims. What is wrong is a fault. Fails only
 * when `stop` is set. */
MUST_CHECK bool embed_plan_add(struct embed_plan *plan, const char *path,
                               struct gradfig_error *error);

/** Compares the pictures of all documents with their specs, and fills `faults` and `findings`.
 * Called once, after the last document. Fails only when `stop` is set. */
MUST_CHECK bool embed_plan_compare(struct embed_plan *plan, struct gradfig_error *error);

/** The picture as an embedded figure; borrows from the plan. */
struct embedded_figure embed_plan_figure(const struct embed_plan *plan, const struct block *block,
                                         const struct embed_picture *picture);

#endif
