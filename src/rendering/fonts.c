/* The configuration of fontconfig that replaces the user's. */
#include "rendering/fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>

#include "base/error.h"

/* Adds single files, because fontconfig would sort the dozens of weights in their folders. */
struct font {
    const char *package;
    bool is_chinese;
    const char *files[5];
};

static const struct font packaged_fonts[] = {
    {"fonts-inter",
     false,
     {"opentype/inter/Inter-Regular.otf", "opentype/inter/Inter-Bold.otf",
      "opentype/inter/Inter-Italic.otf", "opentype/inter/Inter-BoldItalic.otf"}},
    {"fonts-dejavu-core",
     false,
     {"truetype/dejavu/DejaVuSans.ttf", "truetype/dejavu/DejaVuSans-Bold.ttf"}},
    {"fonts-noto-cjk",
     true,
     {"opentype/noto/NotoSansCJK-Regular.ttc", "opentype/noto/NotoSansCJK-Bold.ttc"}},
};
static const size_t n_fonts = sizeof(packaged_fonts) / sizeof(packaged_fonts[0]);

static void append_directory(GString *xml, const char *file) {
    char *folder = g_path_get_dirname(file);
    g_string_append_printf(xml, "<dir>" GRADFIG_FONTS_DIR "/%s</dir>", folder);
    g_free(folder);
}

/* Sets gray antialiasing and light hinting, which users configure differently. */
static char *configuration_xml(bool with_chinese) {
    GString *xml = g_string_new("<?xml version=\"1.0\"?><fontconfig>"
                                "<cachedir>/var/cache/fontconfig</cachedir>"
                                "<cachedir prefix=\"xdg\">fontconfig</cachedir>");
    GString *accepted = g_string_new(NULL);

    for (size_t i = 0; i < n_fonts; i++) {
        if (packaged_fonts[i].is_chinese && !with_chinese) {
            continue;
        }
        append_directory(xml, packaged_fonts[i].files[0]);
        for (size_t j = 0; packaged_fonts[i].files[j] != NULL; j++) {
            g_string_append_printf(accepted, "<glob>" GRADFIG_FONTS_DIR "/%s</glob>",
                                   packaged_fonts[i].files[j]);
        }
    }
    g_string_append_printf(xml,
                           "<selectfont><acceptfont>%s</acceptfont>"
                           "<rejectfont><glob>*</glob></rejectfont></selectfont>"
                           "<match target=\"pattern\">"
                           "<edit name=\"family\" mode=\"append_last\">"
                           "<string>DejaVu Sans</string><string>Noto Sans CJK SC</string>"
                           "</edit></match><match target=\"font\">"
                           "<edit name=\"antialias\" mode=\"assign\"><bool>true</bool></edit>"
                           "<edit name=\"rgba\" mode=\"assign\"><const>none</const></edit>"
                           "<edit name=\"hinting\" mode=\"assign\"><bool>true</bool></edit>"
                           "<edit name=\"hintstyle\" mode=\"assign\"><const>hintslight</const>"
                           "</edit>"
                           "<edit name=\"autohint\" mode=\"assign\"><bool>false</bool></edit>"
                           "<edit name=\"lcdfilter\" mode=\"assign\"><const>lcdnone</const></edit>"
                           "<edit name=\"embeddedbitmap\" mode=\"assign\"><bool>false</bool>"
                           "</edit></match></fontconfig>",
                           accepted->str);
    g_string_free(accepted, TRUE);
    return g_string_free(xml, FALSE);
}

static bool has_file(FcConfig *configuration, const char *file) {
    const FcFontSet *set = FcConfigGetFonts(configuration, FcSetSystem);
    FcChar8 *path;

    for (int i = 0; set != NULL && i < set->nfont; i++) {
        if (FcPatternGetString(set->fonts[i], FC_FILE, 0, &path) == FcResultMatch &&
            g_str_has_suffix((const char *)path, file)) {
            return true;
        }
    }
    return false;
}

/* Fontconfig leaves out a file that it cannot read, and another weight would be drawn instead. */
static bool check_files(FcConfig *configuration, const struct font *font,
                        struct gradfig_error *error) {
    for (size_t i = 0; font->files[i] != NULL; i++) {
        if (!has_file(configuration, font->files[i])) {
            return error_set(error, GRADFIG_WORK_FAILED,
                             "cannot read the font %s/%s: install the package %s",
                             GRADFIG_FONTS_DIR, font->files[i], font->package);
        }
    }
    return true;
}

static bool check_fonts(FcConfig *configuration, bool with_chinese, struct gradfig_error *error) {
    for (size_t i = 0; i < n_fonts; i++) {
        if ((with_chinese || !packaged_fonts[i].is_chinese) &&
            !check_files(configuration, &packaged_fonts[i], error)) {
            return false;
        }
    }
    return true;
}

static FcConfig *create_configuration(bool with_chinese, struct gradfig_error *error) {
    FcConfig *configuration = FcConfigCreate();
    char *xml = configuration_xml(with_chinese);
    bool done = configuration != NULL &&
                FcConfigParseAndLoadFromMemory(configuration, (const FcChar8 *)xml, FcTrue) &&
                FcConfigBuildFonts(configuration);

    g_free(xml);
    if (!done) {
        error_set(error, GRADFIG_WORK_FAILED, "fontconfig cannot read the fonts in %s",
                  GRADFIG_FONTS_DIR);
    }
    if (!done || !check_fonts(configuration, with_chinese, error)) {
        if (configuration != NULL) {
            FcConfigDestroy(configuration);
        }
        return NULL;
    }
    return configuration;
}

static bool load(struct fonts *fonts, bool with_chinese, struct gradfig_error *error) {
    FcConfig *configuration = create_configuration(with_chinese, error);

    if (configuration == NULL) {
        return false;
    }
    if (fonts->map == NULL) {
        /* Sets the current configuration before Pango makes a map. Otherwise a thread of Pango
         * would read the user's configuration, which is slow and not needed. */
        FcConfigSetCurrent(configuration);
        /* The type is given, because the environment can change the default. */
        fonts->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    }
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), configuration);
    FcConfigDestroy(configuration); /* the map has its own reference */
    fonts->has_chinese = with_chinese;
    return true;
}

bool fonts_init(struct fonts *fonts, struct gradfig_error *error) {
    *fonts = (struct fonts){
        .noted = g_hash_table_new_full(g_direct_hash, g_direct_equal, g_object_unref, NULL)};
    if (!load(fonts, false, error)) {
        fonts_finish(fonts);
        return false;
    }
    return true;
}

bool fonts_add_chinese(struct fonts *fonts, struct gradfig_error *error) {
    return fonts->has_chinese || load(fonts, true, error);
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
            PangoFontDescription *description = pango_font_describe(font);
            error_set(error, GRADFIG_WORK_FAILED, "cannot draw: the font %s cannot be read",
                      pango_font_description_get_family(description));
            pango_font_description_free(description);
            return false;
        }
    }
    return true;
}

void fonts_finish(struct fonts *fonts) {
    if (fonts->noted != NULL) {
        g_hash_table_destroy(fonts->noted);
    }
    if (fonts->map != NULL) {
        /* Pango keeps its reference when the map ends. */
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), NULL);
        g_object_unref(fonts->map);
    }
    *fonts = (struct fonts){0};
}

bool fonts_text_is_chinese(const char *text) {
    static const gunichar first_cjk_radical = 0x2e80;

    for (; *text != '\0'; text = g_utf8_find_next_char(text, NULL)) {
        if (g_utf8_get_char(text) >= first_cjk_radical) {
            return true;
        }
    }
    return false;
}
