/* The formats of figures. Each format has one source file and a row in formats.c. */
#ifndef GRADFIG_OUTPUT_FORMATS_H
#define GRADFIG_OUTPUT_FORMATS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/limits.h"
#include "rendering/figure/renderer.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** What the file of a figure carries besides the drawing: its resolution, and texts in UTF-8, each
 * NULL for none. They have no time, so that the same figure gives the same bytes. */
struct about {
    int64_t dpi; /**< device pixels per inch: the physical size */
    const char *software;
    const char *title;
    const char *alt;         /**< the alt text */
    const char *description; /**< which begins with the alt text */
    const char *recipe;      /**< the complete spec */
};

/** The input for the file of a figure. */
struct figure_source {
    struct renderer *renderer;
    const struct series *series; /**< that of renderer_collect */
    struct about about;
};

/** The number of first bytes that are enough to recognize the format of a file. */
enum { FIGURE_BEGINNING_SIZE = 16 };

/** One format. */
struct figure_format {
    const char *word; /**< "png", also the ending of file names */
    bool draws_auto;  /**< figures of the theme auto */

    /** Whether a file is of this format; `bytes` are its first FIGURE_BEGINNING_SIZE bytes or more,
     * or the whole file. */
    bool (*recognizes)(const struct bytes *bytes);

    /** Makes a whole file, to be ended with bytes_finish. */
    bool (*make)(const struct figure_source *source, struct bytes *bytes,
                 struct gradfig_error *error);

    /** The recipe of a file that gradfig wrote, freed with g_free; NULL with `error`. */
    char *(*read_recipe)(const struct bytes *bytes, struct gradfig_error *error);

    /** Whether the file has its end and, in a format with checksums, is undamaged; decodes nothing.
     * NULL for a format of which `read_recipe` reads the whole file. */
    bool (*is_complete)(const struct bytes *bytes);

    /** Whether the file of the figure of `spec` is certainly undamaged. NULL for a format without
     * checksums. */
    bool (*is_whole)(const struct bytes *bytes, const struct spec *spec);

    /** Describes how two files of the figure of `spec` differ, freed with g_free. Sets
     * `*is_redrawn` unless it is known that the drawing is the same, or nearly so. NULL for a
     * format of which the bytes are compared. */
    char *(*describe_difference)(const struct bytes *found, const struct bytes *drawn,
                                 const struct spec *spec, bool *is_redrawn);
};

extern const struct figure_format figure_format_png;
extern const struct figure_format figure_format_svg;
extern const struct figure_format figure_format_pdf;

/** The default format. */
const struct figure_format *figure_format_default(void);

/** The word of format `i`, the default one first; NULL after the last. */
const char *figure_format_word(size_t i);

/** ".png, .svg or .pdf": the endings of file names, freed with g_free. */
char *figure_format_list_endings(void);

/** The format with this word, in any case; NULL if there is none. */
const struct figure_format *figure_format_find(const char *word);

/** The format of the file that `bytes` are, or its first FIGURE_BEGINNING_SIZE bytes; NULL if
 * gradfig has no such format. */
const struct figure_format *figure_format_recognize(const struct bytes *bytes);

/* ---- the whole file of a figure in memory, in any format ---- */

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

/** Makes the file of the figure of `spec`; `stop` is that of renderer_collect. */
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

/** Whether a file is a figure that gradfig wrote, even if damaged. A file of zeros, as a power cut
 * may leave, counts as one. */
bool figure_file_is_ours(const struct bytes *bytes);

/** Why the file open as `descriptor` is not such a figure: "a file that gradfig did not write";
 * NULL if it is one. */
const char *figure_file_refusal(int descriptor);

/** How two different files of the figure of `spec` differ, in words; freed with g_free. */
char *figure_file_describe_difference(const struct bytes *found, const struct bytes *drawn,
                                      const struct figure_format *format, const struct spec *spec);

/** The name of one figure of a pair: "x-light.png" or "x-dark.png" for "x.png"; freed with
 * g_free. */
char *figure_file_name_theme(const char *path, enum theme_kind theme);

#endif
