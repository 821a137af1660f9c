/* Manifests: the table of a batch's variants, one line each, as CSV. */
#ifndef GRADFIG_BATCH_MANIFEST_H
#define GRADFIG_BATCH_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <glib.h>

#include "base/error.h"

/** Size in bytes of a SHA-256 in hexadecimal digits, with the NUL. */
#define SHA256_SIZE 65

/** The columns behind those of the variant. */
#define MANIFEST_DONE "done"
#define MANIFEST_MISSING "missing"
#define MANIFEST_FAILED "failed: " /* and the reason */

/** The part of a line that tells of the file. */
struct manifest_file {
    const char *status;
    size_t n_bytes;     /**< of a file that is there, else 0 */
    const char *sha256; /**< "" for a file that is not there */
    const char *batch;  /**< variants_digest, in the manifest of a shard; else NULL */
};

/** Writes the part of the first line behind the variants', to the end. */
void manifest_write_columns(FILE *stream, bool has_batch);

/** Writes the part of a line behind the variant's, to the end. */
void manifest_write_file(FILE *stream, const struct manifest_file *file);

/** A manifest as read. */
struct manifest {
    size_t n_keys;     /**< varied keys: the columns between the name and the status */
    size_t n_rows;     /**< without the header */
    bool has_batch;    /**< a last column says which batch it is of */
    GPtrArray *fields; /**< row by row, the header first; borrowed from `texts` */
    GStringChunk *texts;
};

/** Reads a manifest; false where there is none or it is not one of ours. */
__attribute__((warn_unused_result)) bool manifest_read(struct manifest *manifest, const char *path,
                                                       struct gradfig_error *error);

/** Frees what was read; a zeroed manifest is allowed. */
void manifest_finish(struct manifest *manifest);

/** Varied key `k`, and the fields of row `i`; borrowed. */
const char *manifest_key(const struct manifest *manifest, size_t k);
const char *manifest_name(const struct manifest *manifest, size_t i);
const char *manifest_value(const struct manifest *manifest, size_t i, size_t k);
const char *manifest_status(const struct manifest *manifest, size_t i);
size_t manifest_n_bytes(const struct manifest *manifest, size_t i);
const char *manifest_sha256(const struct manifest *manifest, size_t i);

/** Which batch all rows are of; NULL where that is not said. */
const char *manifest_batch(const struct manifest *manifest);

/** Whether both have the same varied keys. */
bool manifest_has_keys_of(const struct manifest *manifest, const struct manifest *other);

/** Whether row `i` and row `j` of another with the same keys have the same name and values. */
bool manifest_is_same_variant(const struct manifest *manifest, size_t i,
                              const struct manifest *other, size_t j);

/** Writes the first line, or row `i`, without the column of the batch. */
void manifest_write_header(const struct manifest *manifest, FILE *stream);
void manifest_write_row(const struct manifest *manifest, size_t i, FILE *stream);

#endif
