/* Where the files of the figure's fonts are. */
#ifndef GRADFIG_RENDERING_CANVAS_FONT_FILES_H
#define GRADFIG_RENDERING_CANVAS_FONT_FILES_H

#include <stdbool.h>

#include <fontconfig/fontconfig.h>

#include "base/error.h"

/* The NULL that ends each list counts. */
enum { FONT_STYLES_MAX = 5, FONT_FAMILIES_MAX = 5 };

/** One style of a font. */
struct font_style {
    const char *name; /**< NULL after the last */
    bool is_bold;
    bool is_italic;
    const char *usual; /**< its file in FONT_FILES_USUAL_FOLDER, as Debian has it */
};

/** One font of the figure. */
struct font {
    const char *families[FONT_FAMILIES_MAX]; /**< its names, the most usual one first, then NULL */
    const char *package;                     /**< Debian's */
    bool is_chinese;
    struct font_style styles[FONT_STYLES_MAX];
};

/** The files of one font; zeroed, it has none. */
struct font_files {
    const char *family;           /**< the name that they have: one of those of the font */
    char *paths[FONT_STYLES_MAX]; /**< one for each style, then NULL; owned */
};

#define FONT_FILES_USUAL_FOLDER "/usr/share/fonts"

/** What fontconfig needs to read its caches, in its XML. */
#define FONT_FILES_CACHES                                                                          \
    "<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix=\"xdg\">fontconfig</cachedir>"

/**
 * Finds the files of a font in Debian's folders. If one is not there, searches by family in each of
 * the system's folders and then in those of the user's configuration of fontconfig, until one has
 * all styles. Ends with font_files_finish, also after a failure.
 */
MUST_CHECK bool font_files_find(struct font_files *files, const struct font *font,
                                struct gradfig_error *error);

/** A configuration with its fonts, from XML, which is freed; NULL on failure. */
FcConfig *font_files_configure(char *xml);

void font_files_finish(struct font_files *files);

#endif
