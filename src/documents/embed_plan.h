/* What is to be done so that documents show their figures. Reads all before it writes. */
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

/** One block that has no faults. */
struct embed_block {
    const struct block *block;
    char *place; /**< "DOC.md:12" */
    struct spec spec;
    struct claims *claims;
    struct embedded_figures figures;
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
    struct embedding shared; /**< its inputs are the documents and the bases of their specs */
    GPtrArray *documents;    /**< struct embed_document */
    GPtrArray *faults;       /**< char *: messages, of all documents in turn */
    GPtrArray *findings;     /**< char *: the same */
    GPtrArray *wrong;        /**< char *: those of the findings that are about claims */
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

/**
 * Draws the pictures that are missing or stale, and keeps them in the plan, which has no faults.
 * What cannot be drawn, such as a label with a character that no font has, becomes a fault.
 */
MUST_CHECK bool embed_plan_draw(struct embed_plan *plan, struct gradfig_error *error);

/**
 * Writes the pictures that embed_plan_draw drew and the documents that change. The plan has no
 * faults. One document after the other, its pictures before it; each file appears whole or not at
 * all. Stops at the first failure.
 */
MUST_CHECK bool embed_plan_write(struct embed_plan *plan, struct gradfig_error *error);

#endif
