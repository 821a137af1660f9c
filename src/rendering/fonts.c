/* The configuration of fontconfig that replaces the user's. */
#include "rendering/fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include "base/error.h"

/* Adds single files, because fontconfig would sort the dozens of weights in their folders. */
struct font {
    const char *family;
    const char *package;
    bool is_chinese;
    const char *files[5];
};

static const struct font packaged_fonts[] = {
    {"Inter",
     "fonts-inter",
     false,
     {"opentype/inter/Inter-Regular.otf", "opentype/inter/Inter-Bold.otf",
      "opentype/inter/Inter-Italic.otf", "opentype/inter/Inter-BoldItalic.otf"}},
    {"DejaVu Sans",
     "fonts-dejavu-core",
     false,
     {"truetype/dejavu/DejaVuSans.ttf", "truetype/dejavu/DejaVuSans-Bold.ttf"}},
    {"Noto Sans CJK SC",
     "fonts-noto-cjk",
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
                           "<match target=\"font\">"
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

static bool has_family(FcConfig *configuration, const char *family) {
    const FcFontSet *set = FcConfigGetFonts(configuration, FcSetSystem);

    for (int i = 0; set != NULL && i < set->nfont; i++) {
        FcChar8 *name;
        for (int j = 0; FcPatternGetString(set->fonts[i], FC_FAMILY, j, &name) == FcResultMatch;
             j++) {
            if (g_str_equal((const char *)name, family)) {
                return true;
            }
        }
    }
    return false;
}

static bool check_fonts(FcConfig *configuration, bool with_chinese, struct gradfig_error *error) {
    for (size_t i = 0; i < n_fonts; i++) {
        if ((with_chinese || !packaged_fonts[i].is_chinese) &&
            !has_family(configuration, packaged_fonts[i].family)) {
            return error_set(
                error, GRADFIG_WORK_FAILED, "the font %s is not in %s: install the package %s",
                packaged_fonts[i].family, GRADFIG_FONTS_DIR, packaged_fonts[i].package);
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
    *fonts = (struct fonts){0};
    return load(fonts, false, error);
}

bool fonts_add_chinese(struct fonts *fonts, struct gradfig_error *error) {
    return fonts->has_chinese || load(fonts, true, error);
}

void fonts_finish(struct fonts *fonts) {
    if (fonts->map != NULL) {
        /* Pango keeps its reference when the map ends. */
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), NULL);
        g_object_unref(fonts->map);
    }
    *fonts = (struct fonts){0};
}

bool fonts_text_is_chinese(const char *text) {
    static const gunichar first_cjk_radical = 0x2e80;

    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        if (g_utf8_get_char(text) >= first_cjk_radical) {
            return true;
        }
    }
    return false;
}
