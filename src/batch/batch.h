/* A batch: every variant of a spec drawn into one folder, by several processes. */
#ifndef GRADFIG_BATCH_BATCH_H
#define GRADFIG_BATCH_BATCH_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "output/formats.h"
#include "spec/variants.h"

#define WORKERS_MAX 256
#define SHARDS_MAX 100000

/** How far a batch is. */
struct batch_progress {
    size_t n;        /**< variants of this shard */
    size_t n_drawn;  /**< made anew */
    size_t n_kept;   /**< there already, undamaged and drawn with the same parameters */
    size_t n_failed; /**< could not be drawn */
};

/**
 * Takes a report: of a variant that failed, its name and the reason in words; or, with both NULL,
 * of the time that has passed. Called at least five times a second while pictures are drawn and
 * come to the disk.
 */
typedef void batch_observer(void *context, const struct batch_progress *progress, const char *name,
                            const char *reason);

/** What is drawn where, and by how many workers. */
struct batch {
    const struct variants *variants;
    const char *input; /**< the file that the spec was read from, which is never overwritten */
    const struct figure_format *format; /**< whose word the names end in */
    const char *folder;
    size_t n_workers;                  /**< 1 to WORKERS_MAX */
    size_t shard, n_shards;            /**< 1 <= shard <= n_shards <= SHARDS_MAX */
    bool is_forced;                    /**< draw even what is there */
    const volatile sig_atomic_t *stop; /**< a flag whose setting ends the work early */
    batch_observer *observe;
    void *context;
};

/**
 * Draws what is missing in the folder, damaged, or drawn with other parameters, in processes of its
 * own. The caller must not have drawn and must have no other threads. Then writes the manifest and,
 * for a single shard, the gallery.
 *
 * True means that the folder is complete or that some variants failed, as `progress` says. False
 * with GRADFIG_INTERRUPTED after `stop`, or where going on makes no sense: another run of the
 * same shard is at work, the disk is full. In each case pictures are whole or not there, and
 * another run goes on where this one ended. `progress` is filled in every case.
 */
__attribute__((warn_unused_result)) bool
batch_run(const struct batch *batch, struct batch_progress *progress, struct gradfig_error *error);

/** Writes the columns that name variants, as CSV without an end of the line: name, varied keys. */
void batch_write_keys(const struct variants *variants, FILE *stream);

/** Writes the name and the values of variant `i` in these columns. */
void batch_write_variant(const struct variants *variants, size_t i, FILE *stream);

/** What a gallery found in the manifests. */
struct gallery {
    size_t n;               /**< variants that the manifests list */
    size_t n_missing;       /**< of these without a picture, failed ones too */
    size_t n_shards;        /**< 1 of a batch without shards */
    size_t n_shards_absent; /**< that have no manifest */
    char *missing; /**< lines for a reader: the first shards and variants missing, or NULL */
};

/**
 * Joins the manifests of the shards in `folder`, once all are complete, and writes index.html, the
 * page that shows all pictures. `stop` is a flag whose setting ends the work early, with
 * GRADFIG_INTERRUPTED. The caller frees `gallery->missing` with free().
 */
__attribute__((warn_unused_result)) bool gallery_write(const char *folder,
                                                       const volatile sig_atomic_t *stop,
                                                       struct gallery *gallery,
                                                       struct gradfig_error *error);

#endif
