/* The files of a batch in its folder, and which others they may replace. */
#ifndef GRADFIG_BATCH_FOLDER_H
#define GRADFIG_BATCH_FOLDER_H

#include <stdbool.h>

#include "base/error.h"
#include "base/file_output.h"
#include "batch/batch.h"
#include "batch/shard.h"

/** Its names. */
#define FOLDER_PAGE "index.html"
#define FOLDER_SPEC "batch.yaml"
#define FOLDER_EARLIER "manifest.earlier.csv"

/** Opens the folder, made if it is not there. Returns a descriptor, or -1. */
int folder_open(const char *folder, struct gradfig_error *error);

/**
 * Whether the page, the stored spec and the manifests of a shard and of the whole batch may be
 * written: others of these names must be empty or gradfig's, unless `batch` is forced. `batch` is
 * NULL for a gallery. False with `error` that names the first one in the way.
 */
MUST_CHECK bool folder_check(const struct shard *shard, const struct batch *batch,
                             struct gradfig_error *error);

/**
 * Opens one of these files, whose name is freed with g_free, for writing; it ends with file_commit
 * or file_discard. The rules are those of folder_check.
 */
MUST_CHECK bool folder_open_file(const struct shard *shard, const struct batch *batch, char *name,
                                 struct file_output *file, struct gradfig_error *error);

/** The rule for the pictures of a batch. With `is_listed`, the manifest has the file in the way. */
struct file_rule folder_picture_rule(const struct batch *batch, bool is_listed);

/** Removes the page unless it is of the batch with this digest; returns whether it was removed. */
bool folder_forget_page(const struct shard *shard, const char *digest);

#endif
