/* A batch: every variant of a spec drawn into one folder, by several processes. */
#ifndef GRADFIG_BATCH_BATCH_H
#define GRADFIG_BATCH_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <glib.h>

#include "base/error.h"
#include "output/formats.h"
#include "spec/variants.h"

#define WORKERS_MAX 256
#define SHARDS_MAX 100000

/** Some variants of a batch. */
struct batch_some {
    size_t n;
    size_t first; /**< the number of the first one, from 0 */
};

/** The progress of a batch. */
struct batch_progress {
    size_t n;                  /**< variants of this shard */
    size_t n_drawn;            /**< drawn in this run */
    size_t n_kept;             /**< existed, undamaged and drawn with the same parameters */
    size_t n_failed;           /**< could not be drawn */
    struct batch_some crowded; /**< drawn, without room for all of their texts */
    struct batch_some changed; /**< drawn over a file with other content than was drawn once */
    size_t n_lost;             /**< pictures that could not keep what those they replaced had */
    unsigned lost;             /**< what they could not keep: enum attributes_lost */
    /* Pictures of earlier specs in the folder, at the end: */
    size_t n_earlier; /**< that stay */
    size_t n_pruned;  /**< removed */
    GPtrArray *kept;  /**< the names of those not removed, because somebody has changed them; the
                           caller of batch_run frees them */
    bool lost_page;   /**< the page, of another spec, was removed, and there is none instead */
};

/**
 * Called with the name of a variant that failed and the reason in words; or with both NULL, at
 * least five times a second while pictures are drawn and written to the disk.
 */
typedef void batch_observer(void *context, const struct batch_progress *progress, const char *name,
                            const char *reason);

/** The variants to draw, the folder, and the number of workers. */
struct batch {
    const struct variants *variants;
    const struct figure_format *format; /**< whose word the names end in */
    const char *folder;
    size_t n_workers;       /**< 1 to WORKERS_MAX */
    size_t shard, n_shards; /**< 1 <= shard <= n_shards <= SHARDS_MAX */
    bool is_forced;         /**< draw also the pictures that exist */
    bool prunes;            /**< in the end remove the pictures of earlier specs */
    stop_flag *stop;        /**< a flag; once it is set, the work ends */
    batch_observer *observe;
    void *context;
};

/**
 * Draws the pictures that are missing in the folder, damaged, or drawn with other parameters, in
 * child processes. The caller must not have drawn and must have no other threads. Then writes the
 * manifest and, for a single shard, the gallery.
 *
 * True means that the folder is complete or that some variants failed, as `progress` says. False
 * with GRADFIG_INTERRUPTED after `stop`, or if the run cannot go on, for example
 * because the disk is full or another run of the same shard is active. Pictures are then complete
 * or absent, and another run continues where this one ended. `progress` is filled in every case.
 */
MUST_CHECK bool batch_run(const struct batch *batch, struct batch_progress *progress,
                          struct gradfig_error *error);

/** Whether the files in the folder let batch_run begin: strangers' files, edits and other runs do
 * not. Writes nothing. */
MUST_CHECK bool batch_check(const struct batch *batch, struct gradfig_error *error);

/** Takes a name, borrowed. */
typedef void batch_name_visitor(void *context, const char *name);

/** Visits the names of the pictures of earlier specs that a run which prunes would remove from the
 * folder. Writes nothing. */
MUST_CHECK bool batch_visit_earlier(const struct batch *batch, batch_name_visitor *visit,
                                    void *context, struct gradfig_error *error);

/** Writes the headings of the name and the varied keys, as CSV without a line end. */
void batch_write_keys(const struct variants *variants, FILE *stream);

/** Writes the name and the values of variant `i` in these columns. `name` is for the name, so that
 * a million of them need no memory each. */
void batch_write_variant(const struct variants *variants, size_t i, GString *name, FILE *stream);

/** The result of a gallery. */
struct gallery {
    size_t n;               /**< variants that the manifests list */
    size_t n_missing;       /**< of these without a good picture, including failed ones */
    size_t n_unlisted;      /**< with a picture that the manifests do not list as done */
    size_t n_earlier;       /**< pictures of earlier specs */
    size_t n_shards;        /**< 1 for a batch without shards */
    size_t n_shards_absent; /**< without a manifest */
    char *missing;          /**< text lines with the first missing shards and variants, or NULL */
};

/**
 * Joins the manifests of the shards in `folder`, once all are complete, and writes index.html, the
 * page that shows all pictures. `stop` is a flag; once it is set, the work ends with
 * GRADFIG_INTERRUPTED. The caller frees `gallery->missing` with g_free.
 */
MUST_CHECK bool gallery_write(const char *folder, stop_flag *stop, struct gallery *gallery,
                              struct gradfig_error *error);

/** Writes the page of a batch without shards from its manifest, while its run holds the lock. */
MUST_CHECK bool gallery_write_of(const struct batch *batch, stop_flag *stop,
                                 struct gradfig_error *error);

#endif
