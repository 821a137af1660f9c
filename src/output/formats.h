/* The formats that a figure is written in: a format is one file and its row in formats.c. */
#ifndef GRADFIG_OUTPUT_FORMATS_H
#define GRADFIG_OUTPUT_FORMATS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"
#include "base/error.h"
#include "output/about.h"
#include "rendering/renderer.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** What a file is made from. */
struct figure_source {
    struct renderer *renderer;
    const struct spec *spec;
    const struct series *series; /**< as renderer_draw wants it */
    struct about about;
};

/** The largest file that is read, in bytes; a larger one is not a figure of gradfig's. */
#define FIGURE_FILE_MAX ((size_t)256 << 20)

enum { BEGINNINGS_MAX = 2, BEGINNING_SIZE_MAX = 8 };

/** One format. */
struct figure_format {
    const char *word;                       /**< "png", which file names end in, too */
    const char *beginnings[BEGINNINGS_MAX]; /**< how every file begins: one of these; else NULL */

    /** Makes a whole file, to be ended with bytes_finish. */
    bool (*make)(const struct figure_source *source, struct bytes *bytes,
                 struct gradfig_error *error);

    /** The recipe of a file that gradfig wrote, freed with free(); NULL with `error`. */
    char *(*read_recipe)(const struct bytes *bytes, struct gradfig_error *error);

    /** Whether the file of the figure of `spec` is certainly undamaged; NULL where checksums are
     * missing and none can be certain. */
    bool (*is_whole)(const struct bytes *bytes, const struct spec *spec);

    /** How two files of the figure of `spec` differ, in words; NULL: by their bytes. Freed with
     * g_free. */
    char *(*describe_difference)(const struct bytes *found, const struct bytes *drawn,
                                 const struct spec *spec);
};

extern const struct figure_format figure_format_png;
extern const struct figure_format figure_format_svg;
extern const struct figure_format figure_format_pdf;

/** The format that a figure has when none is asked for. */
const struct figure_format *figure_format_default(void);

/** The word of format `i`, the default one first; NULL after the last. */
const char *figure_format_word(size_t i);

/** The format with this word, in any case; NULL if there is none. */
const struct figure_format *figure_format_find(const char *word);

/** The format of a file that begins with these `n` bytes, BEGINNING_SIZE_MAX or all of it; NULL if
 * it is none of ours. */
const struct figure_format *figure_format_recognize(const char *bytes, size_t n);

/**
 * The words of all formats in one line, each after `before` and separated by `separator`, before
 * the last one `last`: ".png, .svg or .pdf". Freed with g_free.
 */
char *figure_format_list(const char *before, const char *separator, const char *last);

#endif
