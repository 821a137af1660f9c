/* From a spec and its series to the whole file of a figure. */
#ifndef GRADFIG_OUTPUT_PICTURE_H
#define GRADFIG_OUTPUT_PICTURE_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"
#include "rendering/renderer.h"
#include "simulation/series.h"
#include "spec/spec.h"

/**
 * Makes the whole file of the figure of `spec`, with its title, alt text and recipe; the caller
 * ends it with bytes_finish. `series` is what the renderer wants.
 */
__attribute__((warn_unused_result)) bool
picture_encode(struct renderer *renderer, const struct spec *spec, const struct series *series,
               enum figure_format format, struct bytes *bytes, struct gradfig_error *error);

/** The recipe of a picture in memory; freed by the caller with free(). NULL with `error`. */
char *picture_read_recipe(const struct bytes *bytes, enum figure_format format,
                          struct gradfig_error *error);

/**
 * Whether the file of `spec`'s figure is undamaged for certain, as only a PNG can tell: it has
 * checksums. False for other formats.
 */
bool picture_is_whole(const struct bytes *bytes, enum figure_format format,
                      const struct spec *spec);

/** The format with this word, "png", "svg" or "pdf", in any case; false if there is none. */
bool figure_format_find(const char *word, enum figure_format *format);

/** The word of a format; static memory. */
const char *figure_format_word(enum figure_format format);

#endif
