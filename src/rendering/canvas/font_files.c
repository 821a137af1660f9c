/* Finds the files of fonts by their families. */
#include "rendering/canvas/font_files.h"

#include <fontconfig/fontconfig.h>
#include <glib.h>

/* Where Debian has them, without a search. */
static bool find_usual(struct font_files *files, const struct font *font) {
    bool found = true;

    for (size_t i = 0; found && font->styles[i].name != NULL; i++) {
        files->paths[i] = g_strdup_printf("%s/%s", FONT_FILES_USUAL_FOLDER, font->styles[i].usual);
        found = g_file_test(files->paths[i], G_FILE_TEST_IS_REGULAR);
    }
    files->family = font->families[0];
    if (!found) {
        font_files_finish(files);
    }
    return found;
}

/* ---- one font of fontconfig ---- */

/* Whether the number or range `object` of a pattern has `value`. */
static bool has_value(const FcPattern *pattern, const char *object, double value) {
    FcRange *range;
    double number;
    double end;

    if (FcPatternGetRange(pattern, object, 0, &range) == FcResultMatch) {
        return FcRangeGetDouble(range, &number, &end) && number <= value && value <= end;
    }
    return FcPatternGetDouble(pattern, object, 0, &number) == FcResultMatch && number >= value &&
           number <= value;
}

static bool has_style(const FcPattern *pattern, const struct font_style *style) {
    int slant = FC_SLANT_ROMAN;

    FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
    return has_value(pattern, FC_WEIGHT, style->is_bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR) &&
           has_value(pattern, FC_WIDTH, FC_WIDTH_NORMAL) &&
           (slant != FC_SLANT_ROMAN) == style->is_italic;
}

/* The position of the pattern's family among those of the font; FONT_FAMILIES_MAX if it is none of
 * them. */
static size_t find_family(const FcPattern *pattern, const struct font *font) {
    size_t best = FONT_FAMILIES_MAX;
    FcChar8 *family;

    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &family) == FcResultMatch; i++) {
        for (size_t j = 0; j < best && font->families[j] != NULL; j++) {
            if (g_ascii_strcasecmp((const char *)family, font->families[j]) == 0) {
                best = j;
            }
        }
    }
    return best;
}

/* ---- one folder ---- */

FcConfig *font_files_configure(char *xml) {
    FcConfig *configuration = FcConfigCreate();

    if (configuration != NULL &&
        !(FcConfigParseAndLoadFromMemory(configuration, (const FcChar8 *)xml, FcTrue) &&
          FcConfigBuildFonts(configuration))) {
        g_clear_pointer(&configuration, FcConfigDestroy);
    }
    g_free(xml);
    return configuration;
}

static FcConfig *read_folder(const char *folder) {
    return font_files_configure(g_markup_printf_escaped(
        "<?xml version=\"1.0\"?><fontconfig>" FONT_FILES_CACHES "<dir>%s</dir></fontconfig>",
        folder));
}

/* The file of a style with the family at `family`: of several, the first by name, so that it does
 * not depend on the order of the folder. NULL if there is none. */
static const char *choose_file(const FcFontSet *fonts, const struct font *font, size_t family,
                               const struct font_style *style) {
    const char *best = NULL;
    FcChar8 *path;

    for (int i = 0; fonts != NULL && i < fonts->nfont; i++) {
        const FcPattern *pattern = fonts->fonts[i];
        if (find_family(pattern, font) == family && has_style(pattern, style) &&
            FcPatternGetString(pattern, FC_FILE, 0, &path) == FcResultMatch &&
            (best == NULL || g_strcmp0((const char *)path, best) < 0)) {
            best = (const char *)path;
        }
    }
    return best;
}

/* All styles of a font, with the family at `family`. */
static bool choose_files(struct font_files *files, const FcFontSet *fonts, const struct font *font,
                         size_t family) {
    bool found = true;

    files->family = font->families[family];
    for (size_t i = 0; found && font->styles[i].name != NULL; i++) {
        files->paths[i] = g_strdup(choose_file(fonts, font, family, &font->styles[i]));
        found = files->paths[i] != NULL;
    }
    if (!found) {
        font_files_finish(files);
    }
    return found;
}

static bool search_folder(struct font_files *files, const struct font *font, const char *folder) {
    FcConfig *configuration = read_folder(folder);
    bool found = false;

    if (configuration == NULL) {
        return false;
    }
    const FcFontSet *fonts = FcConfigGetFonts(configuration, FcSetSystem);
    for (size_t i = 0; !found && font->families[i] != NULL; i++) {
        found = choose_files(files, fonts, font, i);
    }
    FcConfigDestroy(configuration);
    return found;
}

/* ---- all folders ---- */

/* The folders that fontconfig reads for all other programs, those of the user among them. */
static bool search_configured(struct font_files *files, const struct font *font) {
    FcConfig *configuration = FcInitLoadConfig();
    FcStrList *folders = configuration != NULL ? FcConfigGetFontDirs(configuration) : NULL;
    const FcChar8 *folder;
    bool found = false;

    while (!found && folders != NULL && (folder = FcStrListNext(folders)) != NULL) {
        found = search_folder(files, font, (const char *)folder);
    }
    if (folders != NULL) {
        FcStrListDone(folders);
    }
    if (configuration != NULL) {
        FcConfigDestroy(configuration);
    }
    return found;
}

static void refuse(const struct font *font, struct gradfig_error *error) {
    g_autoptr(GString) styles = g_string_new(font->styles[0].name);

    for (size_t i = 1; font->styles[i].name != NULL; i++) {
        g_string_append_printf(styles, ", %s", font->styles[i].name);
    }
    error_set(error, GRADFIG_WORK_FAILED,
              "cannot find the font %s (%s) in %s, /usr/local/share/fonts or a folder of "
              "fontconfig: install it; Debian's package is %s",
              font->families[0], styles->str, FONT_FILES_USUAL_FOLDER, font->package);
}

bool font_files_find(struct font_files *files, const struct font *font,
                     struct gradfig_error *error) {
    *files = (struct font_files){0};
    if (find_usual(files, font) || search_folder(files, font, FONT_FILES_USUAL_FOLDER) ||
        search_folder(files, font, "/usr/local/share/fonts") || search_configured(files, font)) {
        return true;
    }
    refuse(font, error);
    return false;
}

void font_files_finish(struct font_files *files) {
    for (size_t i = 0; i < FONT_STYLES_MAX; i++) {
        g_free(files->paths[i]);
    }
    *files = (struct font_files){0};
}
