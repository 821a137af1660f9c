/* The fonts of the figure, independent of the user's font configuration. */
#ifndef GRADFIG_RENDERING_CANVAS_FONTS_H
#define GRADFIG_RENDERING_CANVAS_FONTS_H

#include <stdbool.h>

#include <glib.h>
#include <pango/pango.h>

#include "base/error.h"

/** The family of all texts. The others draw the signs that it lacks. */
#define FONTS_FAMILY "Inter"

/** Debian's packages of the fonts, for messages. */
#define FONTS_PACKAGES "fonts-inter, fonts-dejavu-core and fonts-noto-cjk"

/** Fonts, read once for many figures. */
struct fonts {
    PangoFontMap *maps[2]; /**< without and with the Chinese font, which may be NULL; owned */
    GHashTable *noted;     /**< those of fonts_note; owned */
};

/**
 * Reads Inter and, for the signs that Inter lacks, DejaVu Sans. Fails if one of them is not
 * installed; the error names its package. Makes them fontconfig's current configuration
 * unless `is_guest`. Ends with fonts_finish.
 */
MUST_CHECK bool fonts_init(struct fonts *fonts, bool is_guest, struct gradfig_error *error);

/** Adds Noto Sans CJK, which must not be there yet. */
MUST_CHECK bool fonts_add_chinese(struct fonts *fonts, struct gradfig_error *error);

bool fonts_have_chinese(const struct fonts *fonts);

/** The map that has all of them so far. */
PangoFontMap *fonts_map(const struct fonts *fonts);

/**
 * Whether one of the fonts has a character. The Chinese font is read for what the others lack only.
 * True if fonts cannot be read, which drawing reports. Starts no threads.
 */
bool fonts_have(gunichar character);

/** Remembers the fonts that draw `layout`, until fonts_forget. */
void fonts_note(struct fonts *fonts, PangoLayout *layout);
void fonts_forget(struct fonts *fonts);

/**
 * Whether the files of all noted fonts could be read so far. Pango draws boxes if one could not,
 * and does not try again, so that after a failure the fonts must be read anew.
 */
MUST_CHECK bool fonts_check(const struct fonts *fonts, struct gradfig_error *error);

/** A zeroed struct is allowed. */
void fonts_finish(struct fonts *fonts);

/** "Inter 4.001, DejaVu Sans 2.370, Noto Sans CJK SC 2.004": those that are installed, freed with
 * g_free. */
char *fonts_describe(void);

#endif
