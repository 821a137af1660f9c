/* The page of a gallery. */
#ifndef GRADFIG_BATCH_PAGE_H
#define GRADFIG_BATCH_PAGE_H

#include <stdbool.h>
#include <stdio.h>

#include "batch/manifest.h"

/** Writes the page of the pictures in `folder` that `manifest` lists. `is_missing` has an entry for
 * every row. */
void page_write(const struct manifest *manifest, const char *folder, const bool *is_missing,
                FILE *stream);

#endif
