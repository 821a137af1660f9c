/* The whole file of a figure in memory, in any format. */
#ifndef GRADFIG_OUTPUT_FIGURE_FILE_H
#define GRADFIG_OUTPUT_FIGURE_FILE_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"
#include "output/formats.h"
#include "rendering/figure/renderer.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** Whether the figure of `spec` can be drawn in this format: the theme auto needs an SVG. */
MUST_CHECK bool figure_file_can_be(const struct spec *spec, const struct figure_format *format,
                                   struct gradfig_error *error);

/** Whether `spec` can be drawn light and dark, in a file each: not if it asks for both in one.
 * `asked` is what asks for the pair, for the message. */
MUST_CHECK bool figure_file_can_be_pair(const struct spec *spec, const char *asked,
                                        struct gradfig_error *error);

/**
 * Makes the whole file of the figure of `series`, that of renderer_collect, with its title, alt
 * text and recipe; the caller ends it with bytes_finish.
 */
MUST_CHECK bool figure_file_make(struct renderer *renderer, const struct series *series,
                                 const struct figure_format *format, struct bytes *bytes,
                                 struct gradfig_error *error);

/** The same for the figure of `spec`; `stop` is that of renderer_collect. */
MUST_CHECK bool figure_file_draw(struct renderer *renderer, const struct spec *spec,
                                 const struct figure_format *format, stop_flag *stop,
                                 struct bytes *bytes, struct gradfig_error *error);

/** Whether the file of this format is not cut off, and its checksums are right if it has any.
 * Decodes nothing. The recipe of the file was read. */
bool figure_file_is_complete(const struct bytes *bytes, const struct figure_format *format);

/**
 * The recipe of a figure that gradfig wrote in any format, freed with g_free. Sets `format` to that
 * of the file, or to NULL if it is of none. NULL with `error` on failure.
 */
char *figure_file_read_recipe(const struct bytes *bytes, const struct figure_format **format,
                              struct gradfig_error *error);

/** Whether it is a figure that gradfig wrote in any format, by its recipe. */
bool figure_file_has_recipe(const struct bytes *bytes);

/**
 * Why the file open as `descriptor` is no figure of gradfig: "a file that gradfig did not write".
 * NULL if it is one, even if damaged. A file of zeros, as a power cut may leave, counts as one.
 */
const char *figure_file_refusal(int descriptor);

/** How two different files of the figure of `spec` differ, in words; freed with g_free. */
char *figure_file_describe_difference(const struct bytes *found, const struct bytes *drawn,
                                      const struct figure_format *format, const struct spec *spec);

/** The name of one figure of a pair: "x-light.png" or "x-dark.png" for "x.png"; freed with
 * g_free. */
char *figure_file_name_theme(const char *path, enum theme_kind theme);

#endif
