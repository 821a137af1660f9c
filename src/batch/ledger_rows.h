/* Takes over the rows of earlier manifests. */
#ifndef GRADFIG_BATCH_LEDGER_ROWS_H
#define GRADFIG_BATCH_LEDGER_ROWS_H

#include "batch/ledger.h"
#include "batch/manifest.h"

/** Takes over the rows of the manifest of `shard`, and looks for their pictures, in as many threads
 * as the batch has workers. Ends early after a stop. */
void ledger_take_rows(struct ledger *ledger, const struct shard *shard,
                      const struct manifest *manifest);

#endif
