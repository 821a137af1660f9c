/* The words of a gallery's page, in the language of its figures. */
#ifndef GRADFIG_BATCH_GALLERY_WORDS_H
#define GRADFIG_BATCH_GALLERY_WORDS_H

#include <stddef.h>

#include "base/texts.h"
#include "batch/manifest.h"
#include "spec/spec.h"

/* `spec` is the first variant's. Results are plain text, freed with g_free. */

/** What a reader calls a network in every variant: its name in the spec if its label varies. */
char *gallery_network(const struct spec *spec, const struct manifest *manifest, size_t index);

/** What a reader calls key `k`: "slope of residual". */
char *gallery_key_word(const struct spec *spec, const struct manifest *manifest, size_t k);

/** What stands before a value of key `k` in a caption: "depth ", "a = ". It names the network only
 * if another key has the same symbol. */
char *gallery_key_caption(const struct spec *spec, const struct manifest *manifest, size_t k);

/** The title of the page: that of the figures unless it varies, else the varied keys. */
char *gallery_title(const struct spec *spec, const struct manifest *manifest);

#endif
