/* Pictures of earlier specs in the folder of a batch. */
#ifndef GRADFIG_BATCH_EARLIER_H
#define GRADFIG_BATCH_EARLIER_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "base/error.h"
#include "batch/ledger.h"

/**
 * Lists the pictures in the manifests that this run replaces and that no variant of the batch has
 * the name of, beside those that the list already has; the ledger gets the checksums of the others.
 * To be called while the manifests are as the earlier runs have left them.
 */
MUST_CHECK bool earlier_note(struct ledger *ledger, struct gradfig_error *error);

/** Counts the listed pictures that are in the folder as they were when they were drawn. Fails if
 * the list cannot be read. */
MUST_CHECK bool earlier_count(const char *folder, size_t *n, struct gradfig_error *error);

/** What earlier_prune has done. */
struct earlier_pruned {
    size_t n;           /**< pictures removed */
    GPtrArray *changed; /**< of char *, files of those names that somebody has changed, and that
                             stay */
};

/** Removes the pictures, folders that become empty, and the list. */
MUST_CHECK bool earlier_prune(struct ledger *ledger, struct earlier_pruned *pruned,
                              struct gradfig_error *error);

#endif
