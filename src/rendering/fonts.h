/* The fonts of the figure, whatever the user's font configuration says. */
#ifndef GRADFIG_RENDERING_FONTS_H
#define GRADFIG_RENDERING_FONTS_H

#include <stdbool.h>

#include <pango/pango.h>

#include "base/error.h"

/** The families in the order of search, for pango_font_description_set_family. */
#define FONTS_FAMILIES "Inter, DejaVu Sans, Noto Sans CJK SC"

/** Fonts that were read once and serve many figures. */
struct fonts {
    PangoFontMap *map; /**< with our fonts alone; owned */
    bool has_chinese;
};

/**
 * Reads Inter and, behind it for signs that Inter lacks, DejaVu Sans. Fails when one of them is
 * not installed; the error names its package. Ends with fonts_finish.
 */
__attribute__((warn_unused_result)) bool fonts_init(struct fonts *fonts,
                                                    struct gradfig_error *error);

/** Adds Noto Sans CJK, unless it is there already. */
__attribute__((warn_unused_result)) bool fonts_add_chinese(struct fonts *fonts,
                                                           struct gradfig_error *error);

/** A zeroed struct is allowed. */
void fonts_finish(struct fonts *fonts);

/** Whether `text` has characters that are looked for in the Chinese font. */
bool fonts_text_is_chinese(const char *text);

#endif
