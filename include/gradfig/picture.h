/* From a spec and its series to the whole file of a figure. */
#ifndef GRADFIG_PICTURE_H
#define GRADFIG_PICTURE_H

#include <stdbool.h>

#include <gradfig/bytes.h>
#include <gradfig/error.h>
#include <gradfig/renderer.h>
#include <gradfig/series.h>
#include <gradfig/spec.h>

/**
 * Makes the whole file of the figure of `spec`, with its title, alt text and recipe; the caller
 * ends it with gradfig_bytes_finish. `series` is what the renderer wants.
 */
__attribute__((warn_unused_result)) bool
gradfig_picture_make(struct gradfig_renderer *renderer, const struct gradfig_spec *spec,
                     const struct gradfig_series *series, enum gradfig_format format,
                     struct gradfig_bytes *bytes, struct gradfig_error *error);

/** The recipe of a picture in memory; freed by the caller with free(). NULL with `error`. */
char *gradfig_picture_read_recipe(const struct gradfig_bytes *bytes, enum gradfig_format format,
                                  struct gradfig_error *error);

/**
 * Whether the file of `spec`'s figure is undamaged for certain, as only a PNG can tell: it has
 * checksums. False for other formats.
 */
bool gradfig_picture_is_whole(const struct gradfig_bytes *bytes, enum gradfig_format format,
                              const struct gradfig_spec *spec);

/** The format with this word, "png", "svg" or "pdf", in any case; false if there is none. */
bool gradfig_format_find(const char *word, enum gradfig_format *format);

/** The word of a format; static memory. */
const char *gradfig_format_word(enum gradfig_format format);

#endif
