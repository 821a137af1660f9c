/* A shard's manifest in the folder of a batch, its lock, and the note of when it was checked. */
#ifndef GRADFIG_BATCH_SHARD_H
#define GRADFIG_BATCH_SHARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/error.h"

/** One of the parts of a batch. */
struct shard {
    const char *folder;
    size_t number; /**< 1 .. n */
    size_t n;
};

/** The lock of a shard, held until shard_unlock or the end of all processes that inherit it. */
struct shard_lock {
    int descriptor; /**< 0: none */
};

/** Reads "I/N", or with another separator, where 1 <= I <= N <= SHARDS_MAX; false for other texts.
 */
bool shard_read(const char *text, const char *separator, size_t *number, size_t *n);

/** The variant of the shard's row `k`: variants go to the shards in turn. */
size_t shard_variant(const struct shard *shard, size_t k);

/** A path in the folder; freed with g_free. */
char *shard_path(const struct shard *shard, const char *name);

/** The name of the shard's manifest; a single shard has that of the batch. Freed with g_free. */
char *shard_manifest_name(const struct shard *shard);

/** The path of the shard's manifest. Freed with g_free. */
char *shard_manifest(const struct shard *shard);

/** Takes the lock. Waits a short time for a run that is about to end, unless `stop` is set. */
MUST_CHECK bool shard_take_lock(const struct shard *shard, stop_flag *stop, struct shard_lock *lock,
                                struct gradfig_error *error);

/** Whether another process holds the lock. */
bool shard_is_at_work(const struct shard *shard);

/** Whether a run of another shard, or of the whole batch, is active in the folder. */
bool shard_has_others_at_work(const struct shard *shard);

/** Gives the lock back; a zeroed one is allowed. */
void shard_unlock(struct shard_lock *lock);

/** What a run has noted about the manifest of its shard. */
struct shard_note {
    int64_t checked; /**< when the pictures were as the manifest says, in ns; 0: unknown */
    bool is_folder;  /**< since then the folder's entries and its page have not changed, either */
};

/** The present time of the folder's file system, from its lock; 0 if it has none. */
int64_t shard_now(const struct shard_lock *lock);

/** Notes that all pictures were as the shard's manifest says at that time. The note is an attribute
 * of the manifest and is worthless in a copy. Where the file system has no attributes, there is
 * none, and the next run reads all pictures. */
void shard_note_checked(const struct shard *shard, int64_t checked);

/** Reads the note; zeroed if there is none, or if the manifest has changed since. */
struct shard_note shard_read_note(const struct shard *shard);

/** Takes a shard. False ends the list; `error` is then set. */
typedef bool shard_visitor(void *context, const struct shard *shard, struct gradfig_error *error);

/** Calls `take` with every shard that has a manifest in the folder. Fails if `take` does, and if
 * the folder cannot be listed. */
MUST_CHECK bool shard_visit(const char *folder, shard_visitor *take, void *context,
                            struct gradfig_error *error);

/** Removes the manifest of the shard, unless a run of it is active. `status` is that of the
 * manifest that may be removed; NULL: any. */
void shard_forget(const struct shard *shard, const struct stat *status);

/** Removes the manifests of all shards, because a run without shards supersedes them. */
void shard_forget_all(const char *folder);

#endif
