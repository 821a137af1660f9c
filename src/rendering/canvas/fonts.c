/* The configuration of fontconfig that replaces the user's. */
#include "rendering/canvas/fonts.h"

#include <string.h>

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>

#include "base/error.h"
#include "rendering/canvas/font_files.h"

enum { N_FONTS = 3 };

/* In the order in which they are asked for a character. */
static const struct font fonts_used[N_FONTS] = {
    {.families = {FONTS_FAMILY, "Inter Variable", "Inter V", "Inter Var"},
     .package = "fonts-inter",
     .styles = {{"Regular", false, false, "opentype/inter/Inter-Regular.otf"},
                {"Bold", true, false, "opentype/inter/Inter-Bold.otf"},
                {"Italic", false, true, "opentype/inter/Inter-Italic.otf"},
                {"Bold Italic", true, true, "opentype/inter/Inter-BoldItalic.otf"}}},
    {.families = {"DejaVu Sans"},
     .package = "fonts-dejavu-core",
     .styles = {{"Regular", false, false, "truetype/dejavu/DejaVuSans.ttf"},
                {"Bold", true, false, "truetype/dejavu/DejaVuSans-Bold.ttf"}}},
    {.families = {"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN"},
     .package = "fonts-noto-cjk",
     .is_chinese = true,
     .styles = {{"Regular", false, false, "opentype/noto/NotoSansCJK-Regular.ttc"},
                {"Bold", true, false, "opentype/noto/NotoSansCJK-Bold.ttc"}}},
};

/* The fonts that are found for one configuration. */
struct choice {
    struct font_files fonts[N_FONTS];
};

static void choice_finish(struct choice *choice) {
    for (size_t i = 0; i < N_FONTS; i++) {
        font_files_finish(&choice->fonts[i]);
    }
}

static bool choice_find(struct choice *choice, bool with_chinese, struct gradfig_error *error) {
    for (size_t i = 0; i < N_FONTS; i++) {
        if ((with_chinese || !fonts_used[i].is_chinese) &&
            !font_files_find(&choice->fonts[i], &fonts_used[i], error)) {
            return false;
        }
    }
    return true;
}

/* ---- the configuration ---- */

static void append_element(GString *xml, const char *element, const char *text) {
    g_autofree char *whole = g_markup_printf_escaped("<%s>%s</%s>", element, text, element);
    g_string_append(xml, whole);
}

/* Accepts single files, because fontconfig would sort the dozens of weights in their folders. All
 * patterns are absolute: for others, fontconfig 2.15 needs the working directory, which can be
 * gone. */
static void append_files(GString *xml, const struct choice *choice) {
    g_autoptr(GString) accepted = g_string_new(NULL);

    for (size_t i = 0; i < N_FONTS; i++) {
        for (size_t j = 0; choice->fonts[i].paths[j] != NULL; j++) {
            g_autofree char *folder = g_path_get_dirname(choice->fonts[i].paths[j]);
            append_element(xml, "dir", folder);
            append_element(accepted, "glob", choice->fonts[i].paths[j]);
        }
    }
    g_string_append_printf(xml,
                           "<selectfont><acceptfont>%s</acceptfont>"
                           "<rejectfont><glob>/*</glob></rejectfont></selectfont>",
                           accepted->str);
}

/* Texts ask for FONTS_FAMILY. */
static void append_families(GString *xml, const struct choice *choice) {
    g_string_append(xml, "<match target=\"pattern\">"
                         "<edit name=\"family\" mode=\"append_last\">");
    for (size_t i = 0; i < N_FONTS; i++) {
        if (choice->fonts[i].family != NULL) {
            append_element(xml, "string", choice->fonts[i].family);
        }
    }
    g_string_append(xml, "</edit></match>");
}

/* Sets gray antialiasing and light hinting, which users configure differently. */
static char *configuration_xml(const struct choice *choice) {
    GString *xml = g_string_new("<?xml version=\"1.0\"?><fontconfig>" FONT_FILES_CACHES);

    append_files(xml, choice);
    append_families(xml, choice);
    g_string_append(xml, "<match target=\"font\">"
                         "<edit name=\"antialias\" mode=\"assign\"><bool>true</bool></edit>"
                         "<edit name=\"rgba\" mode=\"assign\"><const>none</const></edit>"
                         "<edit name=\"hinting\" mode=\"assign\"><bool>true</bool></edit>"
                         "<edit name=\"hintstyle\" mode=\"assign\"><const>hintslight</const>"
                         "</edit>"
                         "<edit name=\"autohint\" mode=\"assign\"><bool>false</bool></edit>"
                         "<edit name=\"lcdfilter\" mode=\"assign\"><const>lcdnone</const></edit>"
                         "<edit name=\"embeddedbitmap\" mode=\"assign\"><bool>false</bool>"
                         "</edit></match></fontconfig>");
    return g_string_free(xml, FALSE);
}

static bool has_file(FcConfig *configuration, const char *file) {
    const FcFontSet *set = FcConfigGetFonts(configuration, FcSetSystem);
    FcChar8 *path;

    for (int i = 0; set != NULL && i < set->nfont; i++) {
        if (FcPatternGetString(set->fonts[i], FC_FILE, 0, &path) == FcResultMatch &&
            strcmp((const char *)path, file) == 0) {
            return true;
        }
    }
    return false;
}

/* Fontconfig leaves out a file that it cannot read, and another weight would be drawn instead. */
static bool check_files(FcConfig *configuration, const struct choice *choice,
                        struct gradfig_error *error) {
    for (size_t i = 0; i < N_FONTS; i++) {
        for (size_t j = 0; choice->fonts[i].paths[j] != NULL; j++) {
            if (!has_file(configuration, choice->fonts[i].paths[j])) {
                return error_set(error, GRADFIG_WORK_FAILED,
                                 "cannot read the font %s: it is damaged, or may not be read; "
                                 "Debian's package %s has it",
                                 choice->fonts[i].paths[j], fonts_used[i].package);
            }
        }
    }
    return true;
}

static FcConfig *create_configuration(bool with_chinese, struct gradfig_error *error) {
    ENDED_BY(choice_finish) struct choice choice = {0};

    if (!choice_find(&choice, with_chinese, error)) {
        return NULL;
    }
    FcConfig *configuration = font_files_configure(configuration_xml(&choice));
    if (configuration == NULL) {
        error_set(error, GRADFIG_WORK_FAILED, "fontconfig cannot read the fonts");
    } else if (!check_files(configuration, &choice, error)) {
        g_clear_pointer(&configuration, FcConfigDestroy);
    }
    return configuration;
}

/* By whether they have the Chinese font. They last as long as the process, because Pango 1.50 never
 * gives its reference back, and a map must not lose its configuration: the threads in which Pango
 * sorts fonts may still use what it clears then. */
static FcConfig *configurations[2];

static void forget_configurations(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(configurations); i++) {
        g_clear_pointer(&configurations[i], FcConfigDestroy);
    }
}

/* NULL with `error` filled. */
static FcConfig *configure(bool with_chinese, struct gradfig_error *error) {
    if (configurations[with_chinese] == NULL) {
        configurations[with_chinese] = create_configuration(with_chinese, error);
    }
    return configurations[with_chinese];
}

static bool load(struct fonts *fonts, bool with_chinese, bool makes_current,
                 struct gradfig_error *error) {
    FcConfig *configuration = configure(with_chinese, error);

    if (configuration == NULL) {
        return false;
    }
    /* There is a current configuration before Pango makes the first map. Otherwise a thread of
     * Pango would read the user's, which is slow and not needed. */
    if (makes_current) {
        FcConfigSetCurrent(configuration);
    } else {
        FcInit();
    }
    /* The type is given, because the environment can change the default. */
    fonts->maps[with_chinese] = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->maps[with_chinese]), configuration);
    return true;
}

bool fonts_init(struct fonts *fonts, bool is_guest, struct gradfig_error *error) {
    *fonts = (struct fonts){
        .noted = g_hash_table_new_full(g_direct_hash, g_direct_equal, g_object_unref, NULL)};
    if (!load(fonts, false, !is_guest, error)) {
        fonts_finish(fonts);
        return false;
    }
    return true;
}

bool fonts_add_chinese(struct fonts *fonts, struct gradfig_error *error) {
    return load(fonts, true, false, error);
}

bool fonts_have_chinese(const struct fonts *fonts) {
    return fonts->maps[true] != NULL;
}

PangoFontMap *fonts_map(const struct fonts *fonts) {
    return fonts->maps[fonts_have_chinese(fonts)];
}

static bool has_character(FcConfig *configuration, gunichar character) {
    const FcFontSet *set = FcConfigGetFonts(configuration, FcSetSystem);
    FcCharSet *characters;

    for (int i = 0; set != NULL && i < set->nfont; i++) {
        if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &characters) == FcResultMatch &&
            FcCharSetHasChar(characters, character)) {
            return true;
        }
    }
    return false;
}

bool fonts_have(gunichar character) {
    struct gradfig_error error;
    bool have = false;

    for (int with_chinese = 0; !have && with_chinese <= 1; with_chinese++) {
        FcConfig *configuration = configure(with_chinese, &error);
        have = configuration == NULL || has_character(configuration, character);
    }
    return have;
}

/* ---- the fonts in use ---- */

void fonts_note(struct fonts *fonts, PangoLayout *layout) {
    for (GSList *line = pango_layout_get_lines_readonly(layout); line != NULL; line = line->next) {
        for (GSList *run = ((PangoLayoutLine *)line->data)->runs; run != NULL; run = run->next) {
            PangoFont *font = ((PangoLayoutRun *)run->data)->item->analysis.font;
            if (!g_hash_table_contains(fonts->noted, font)) {
                g_hash_table_add(fonts->noted, g_object_ref(font));
            }
        }
    }
}

void fonts_forget(struct fonts *fonts) {
    g_hash_table_remove_all(fonts->noted);
}

/* Pango reads the glyphs of a font through HarfBuzz, and Cairo reads its outlines from the file
 * again. Every packaged font has a space, unless HarfBuzz could not read it. */
static bool is_readable(PangoFont *font) {
    cairo_scaled_font_t *outlines = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));

    return pango_fc_font_get_glyph(PANGO_FC_FONT(font), ' ') != 0 && outlines != NULL &&
           cairo_scaled_font_status(outlines) == CAIRO_STATUS_SUCCESS;
}

bool fonts_check(const struct fonts *fonts, struct gradfig_error *error) {
    GHashTableIter iterator;
    gpointer font;

    g_hash_table_iter_init(&iterator, fonts->noted);
    while (g_hash_table_iter_next(&iterator, &font, NULL)) {
        if (!is_readable(font)) {
            g_autoptr(PangoFontDescription) description = pango_font_describe(font);
            error_set(error, GRADFIG_WORK_FAILED, "cannot draw: the font %s cannot be read",
                      pango_font_description_get_family(description));
            forget_configurations(); /* the file may have moved */
            return false;
        }
    }
    return true;
}

void fonts_finish(struct fonts *fonts) {
    if (fonts->noted != NULL) {
        g_hash_table_destroy(fonts->noted);
    }
    g_clear_object(&fonts->maps[false]);
    g_clear_object(&fonts->maps[true]);
    *fonts = (struct fonts){0};
}

/* "Inter 4.001": the family and the version of the first file. */
static void append_font(GString *text, const struct font_files *files) {
    static const double unit = 65536; /* fontconfig has a number of fixed point */
    int n = 0;
    int version = 0;
    FcPattern *pattern = FcFreeTypeQuery((const FcChar8 *)files->paths[0], 0, NULL, &n);
    char number[G_ASCII_DTOSTR_BUF_SIZE];

    if (pattern != NULL) {
        FcPatternGetInteger(pattern, FC_FONTVERSION, 0, &version);
        FcPatternDestroy(pattern);
    }
    g_ascii_formatd(number, sizeof(number), "%.3f", version / unit);
    g_string_append_printf(text, "%s%s %s", text->len > 0 ? ", " : "", files->family, number);
}

char *fonts_describe(void) {
    GString *text = g_string_new(NULL);
    struct gradfig_error error;
    struct font_files files;

    for (size_t i = 0; i < N_FONTS; i++) {
        if (font_files_find(&files, &fonts_used[i], &error)) {
            append_font(text, &files);
            font_files_finish(&files);
        }
    }
    return g_string_free(text, FALSE);
}
