/* batch.yaml, the spec of a batch stored in its folder, and the digest that identifies it. */
#ifndef GRADFIG_BATCH_STORED_SPEC_H
#define GRADFIG_BATCH_STORED_SPEC_H

#include <stdbool.h>

#include "base/error.h"
#include "batch/batch.h"
#include "batch/shard.h"

/** The first 16 hexadecimal digits of the SHA-256 of `text`; freed with g_free. */
char *stored_spec_digest(const char *text);

/** Reads the batch.yaml in `folder`: NULL if there is none or it is empty. `*text` is freed with
 * g_free. Fails if one is there that cannot be read. */
MUST_CHECK bool stored_spec_read(const char *folder, char **text, struct gradfig_error *error);

/** The variants that the text of a batch.yaml asks for, ended with variants_destroy; NULL if this
 * version cannot read it. */
struct variants *stored_spec_variants(const char *text);

/** False with `error`, which says what to do, if somebody has edited `stored`, the batch.yaml of
 * `folder` or NULL. */
MUST_CHECK bool stored_spec_is_unedited(const char *folder, const char *stored,
                                        struct gradfig_error *error);

/**
 * Whether `text` may become the spec of the folder. False with `error` if the folder has another
 * spec that an active run draws, that the batch's variants were read from, or that somebody has
 * edited. Waits a short time for a run that is about to end, unless the batch is stopped.
 */
MUST_CHECK bool stored_spec_may_be(const struct shard *shard, const struct batch *batch,
                                   const char *text, struct gradfig_error *error);

/** Writes `text`, the spec of `shard`, unless the folder has it already. */
MUST_CHECK bool stored_spec_write(const struct shard *shard, const struct batch *batch,
                                  const char *text, struct gradfig_error *error);

/** Whether the folder still has `text`; false with `error` if somebody has changed it or another
 * run has replaced it. */
MUST_CHECK bool stored_spec_check(const struct shard *shard, const char *text,
                                  struct gradfig_error *error);

#endif
