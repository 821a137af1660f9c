/* The state of each picture of a shard during a run, and the manifest of it. */
#ifndef GRADFIG_BATCH_LEDGER_H
#define GRADFIG_BATCH_LEDGER_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "batch/batch.h"
#include "batch/manifest.h"
#include "batch/shard.h"
#include "batch/task.h"

/** What is known about a picture being on the disk. */
enum disk { DISK_UNKNOWN, DISK_ON_ITS_WAY, DISK_SURE };

/** One variant of the shard. */
struct entry {
    unsigned char outcome; /**< enum outcome */
    unsigned char disk;    /**< enum disk */
    bool was_there;        /**< existed with the size in an earlier manifest when the run began */
    char sha256[SHA256_SIZE]; /**< that of an earlier manifest, or "", until the outcome is known */
    uint64_t n_bytes;
    int64_t changed; /**< when the file with this content last changed, once it is drawn or kept */
    char *reason;    /**< of a failure */
};

struct ledger {
    const struct batch *batch;
    struct shard shard;
    char *spec;             /**< the text of batch.yaml */
    char *digest;           /**< of the batch, in every line of its manifests */
    bool has_stored_spec;   /**< the folder had a batch.yaml when the run began */
    struct shard_note note; /**< when the run began; may be zeroed */
    int64_t checked;        /**< when the pictures were as the manifest will say; 0: unknown */
    bool outdates_whole;    /**< a shard, whose run makes the manifest of the whole batch false */
    size_t n;
    struct entry *entries; /**< `n` of them, in the order of shard_variant */
};

/** Opens an entry for every variant of the batch's shard; ends with ledger_finish. */
MUST_CHECK bool ledger_init(struct ledger *ledger, const struct batch *batch,
                            struct gradfig_error *error);

/** Frees the ledger; a zeroed one is allowed. */
void ledger_finish(struct ledger *ledger);

/**
 * Reads the earlier manifests of this batch: that of the whole batch, and the shard's own or, for a
 * batch without shards, those of all shards. Fails if a manifest of an earlier version lists
 * pictures of another batch.
 */
MUST_CHECK bool ledger_read(struct ledger *ledger, struct gradfig_error *error);

/** Removes the manifest of the whole batch if a shard's run makes it false: it is of another batch,
 * or everything is drawn again. */
void ledger_remove_outdated(const struct ledger *ledger);

/** Whether all pictures may be written: no input, and no file that gradfig did not write, is in
 * their places. False with `error`. To be called after ledger_read. */
MUST_CHECK bool ledger_check_places(const struct ledger *ledger, struct gradfig_error *error);

/** Notes the checksum with which a manifest of another batch lists the file of variant `i`, unless
 * one of this batch does. */
void ledger_expect(struct ledger *ledger, size_t i, const char *sha256);

/** Records a picture that was kept or drawn. */
void ledger_note(struct ledger *ledger, const struct task_result *result);

/** Records that variant `i` failed. */
void ledger_give_up(struct ledger *ledger, size_t i, const char *reason);

/** Moves all pictures from one state to the next; returns their number. */
size_t ledger_move(struct ledger *ledger, enum disk from, enum disk to);

/** A manifest with at most this number of rows is written even after a stop, because that takes
 * only a moment. */
enum { LEDGER_ROWS_AFTER_STOP = 50000 };

/** The number of pictures that are kept so far. */
size_t ledger_count_kept(const struct ledger *ledger);

/** Whether the folder already has all that a run would make. To be called after ledger_read. */
bool ledger_is_complete(const struct ledger *ledger);

/** Forgets pictures that another process has removed or changed meanwhile; returns their number.
 * The ledger is checked at the time `now` if no other picture was touched. */
size_t ledger_lose(struct ledger *ledger, int64_t now);

/** Writes the manifest. It says "done" only of pictures that are on the disk. After a stop it fails
 * if there are more than LEDGER_ROWS_AFTER_STOP rows. */
MUST_CHECK bool ledger_write(const struct ledger *ledger, struct gradfig_error *error);

/* ---- ledger_rows.c ---- */

/** Takes over the rows of the manifest of `shard`, and looks for their pictures, in as many threads
 * as the batch has workers. Ends early after a stop. */
void ledger_take_rows(struct ledger *ledger, const struct shard *shard,
                      const struct manifest *manifest);

#endif
