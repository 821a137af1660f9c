/* Manifests: the table of a batch's variants, one line each, as CSV. */
#ifndef GRADFIG_BATCH_MANIFEST_H
#define GRADFIG_BATCH_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <glib.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/limits.h"

/** The values of the column status. */
#define MANIFEST_DONE "done"
#define MANIFEST_MISSING "missing"
#define MANIFEST_FAILED "failed: " /* then the reason */

/** The fields of a line on the file. */
struct manifest_file {
    const char *status;
    size_t n_bytes;     /**< 0 for a missing file */
    const char *sha256; /**< "" for a missing file */
    const char *batch;  /**< the digest of the stored spec; NULL: none, in an earlier version */
};

/** Writes the rest of the first line, after the columns of the variant. */
void manifest_write_columns(FILE *stream);

/** Writes the rest of a line, after the fields of the variant. */
void manifest_write_file(FILE *stream, const struct manifest_file *file);

/** A manifest as read. */
struct manifest {
    size_t n_keys;     /**< varied keys: the columns between the name and the status */
    size_t n_rows;     /**< without the header */
    bool has_batch;    /**< has the column of the digest, which earlier versions lack */
    GPtrArray *rows;   /**< char *: the fields of the header, then of each row, one after the other
                        * with their NULs; borrowed from `text` or `added` */
    struct bytes text; /**< of the file */
    GStringChunk *added; /**< rows of no file, or NULL */
};

/** Whether a file that begins with `text` is a manifest of gradfig. */
bool manifest_is_ours(const char *text);

/** Reads a manifest. On failure it is untouched: there is none, or gradfig did not write it. */
MUST_CHECK bool manifest_read(struct manifest *manifest, const char *path,
                              struct gradfig_error *error);

/** A manifest without rows and varied keys, to which manifest_add adds the fields of each row. */
struct manifest manifest_begin(void);
void manifest_add(struct manifest *manifest, const char *const *fields);

/** Whether both have the same columns. */
bool manifest_fits(const struct manifest *manifest, const struct manifest *other);

/** Frees what was read or added; a zeroed manifest is allowed. */
void manifest_finish(struct manifest *manifest);

/** Varied key `k`, and the fields of row `i`; borrowed. */
const char *manifest_key(const struct manifest *manifest, size_t k);
const char *manifest_name(const struct manifest *manifest, size_t i);
const char *manifest_value(const struct manifest *manifest, size_t i, size_t k);
struct manifest_file manifest_file(const struct manifest *manifest, size_t i);

/** Whether the key is varied. */
bool manifest_has_key(const struct manifest *manifest, const char *key);

/** Whether the status of row `i` is MANIFEST_DONE. */
bool manifest_is_done(const struct manifest *manifest, size_t i);

/** The digest of its batch; NULL if it has no such column or no rows. */
const char *manifest_batch(const struct manifest *manifest);

/** Whether the manifest belongs to the batch whose spec has this digest. */
bool manifest_is_of(const struct manifest *manifest, const char *digest);

/** Writes the first line and all rows. */
void manifest_write(const struct manifest *manifest, FILE *stream);

#endif
