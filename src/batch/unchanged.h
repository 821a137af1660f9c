/* Recognizes what has not changed in a folder since a run checked it. */
#ifndef GRADFIG_BATCH_UNCHANGED_H
#define GRADFIG_BATCH_UNCHANGED_H

#include <stdbool.h>
#include <stdint.h>

#include "batch/shard.h"

/** What a run has noted about the manifest of its shard. */
struct unchanged {
    int64_t checked; /**< when the pictures were as the manifest says, in ns; 0: unknown */
    bool is_folder;  /**< since then the folder's entries and its page have not changed, either */
};

/** The present time of the folder's file system, from its lock; 0 if it has none. */
int64_t unchanged_now(const struct shard_lock *lock);

/** Notes that all pictures were as the shard's manifest says at that time. The note is an attribute
 * of the manifest and is worthless in a copy. Where the file system has no attributes, there is
 * none, and the next run reads all pictures. */
void unchanged_note(const struct shard *shard, int64_t checked);

/** Reads the note; zeroed if there is none, or if the manifest has changed since. */
struct unchanged unchanged_read(const struct shard *shard);

#endif
