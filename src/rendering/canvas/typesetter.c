/* Lays out markup, and reports missing glyphs. */
#include "rendering/canvas/typesetter.h"

#include <glib.h>

#include "base/error.h"
#include "rendering/canvas/chinese.h"
#include "rendering/canvas/fonts.h"
#include "rendering/canvas/glyph_masks.h"

/* The number of layouts after which those that no figure has used meanwhile are given up. Figures
 * of a series share most of theirs and have some fifteen of their own. */
enum { LAYOUTS_MAX = 1000 };

/* Every text is laid out in this size and drawn in its own, because Pango looks for the fonts of
 * each size anew, in threads. The size is in points, which are 4/3 px, because Pango uses them when
 * it looks for the metrics of a font, and would look for another size twice. */
static const double LAYOUT_POINTS = 24;
static const double LAYOUT_SIZE = 32; /* px */

struct typesetter {
    bool is_guest;
    struct fonts fonts;
    PangoContext *context;
    struct glyph_masks *masks;
    /* Lines by weight and markup, and broken texts by their line, width and number of lines. The
     * older ones move to the others when they are used, a line whenever its broken texts are. */
    GHashTable *layouts;
    GHashTable *older;
    bool has_failed;
    struct gradfig_error error; /* the first one, where has_failed */
    bool has_unreadable_font;
};

/* ---- fonts ---- */

static PangoFontDescription *describe_font(bool bold) {
    PangoFontDescription *font = pango_font_description_new();

    pango_font_description_set_family_static(font, FONTS_FAMILY);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_size(font, (int)(LAYOUT_POINTS * PANGO_SCALE));
    return font;
}

static bool needs_metrics = true; /* in this process */

static PangoFontMetrics *no_metrics(PangoFont *font, PangoLanguage *language) {
    (void)font;
    return pango_font_get_metrics(NULL, language);
}

static void forgo_metrics(PangoContext *context) {
    g_autoptr(PangoFontDescription) description = describe_font(false);
    g_autoptr(PangoFont) font = pango_context_load_font(context, description);

    if (font != NULL) {
        PANGO_FONT_GET_CLASS(font)->get_metrics = no_metrics;
    }
}

void typesetter_forgo_metrics(void) {
    needs_metrics = false;
}

static PangoContext *make_context(PangoFontMap *fonts) {
    cairo_font_options_t *options = cairo_font_options_create();
    PangoContext *context = pango_font_map_create_context(fonts);

    /* Without hinted metrics, a text has the same length at every scale. */
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    pango_context_set_language(context, pango_language_from_string("en"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(context, FALSE);
    cairo_font_options_destroy(options);
    if (!needs_metrics) {
        forgo_metrics(context);
    }
    return context;
}

static bool read_fonts(struct typesetter *typesetter, struct gradfig_error *error) {
    if (!fonts_init(&typesetter->fonts, typesetter->is_guest, error)) {
        return false;
    }
    typesetter->context = make_context(fonts_map(&typesetter->fonts));
    typesetter->masks = glyph_masks_create();
    return true;
}

static void forget_fonts(struct typesetter *typesetter) {
    glyph_masks_destroy(typesetter->masks);
    typesetter->masks = NULL;
    g_clear_object(&typesetter->context);
    fonts_finish(&typesetter->fonts);
}

static GHashTable *make_table(void) {
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_object_unref);
}

struct typesetter *typesetter_create(bool is_guest, struct gradfig_error *error) {
    struct typesetter *typesetter = g_new0(struct typesetter, 1);

    typesetter->is_guest = is_guest;
    typesetter->layouts = make_table();
    typesetter->older = make_table();
    if (!read_fonts(typesetter, error)) {
        typesetter_destroy(typesetter);
        return NULL;
    }
    return typesetter;
}

/* Gives up all layouts but those that were used since this was last called. */
static void give_up_older(struct typesetter *typesetter) {
    g_hash_table_destroy(typesetter->older);
    typesetter->older = typesetter->layouts;
    typesetter->layouts = make_table();
}

bool typesetter_begin(struct typesetter *typesetter, struct gradfig_error *error) {
    if (typesetter->has_failed) { /* a line that failed must fail again */
        g_hash_table_remove_all(typesetter->layouts);
        g_hash_table_remove_all(typesetter->older);
        fonts_forget(&typesetter->fonts);
    } else if (g_hash_table_size(typesetter->layouts) > LAYOUTS_MAX) {
        give_up_older(typesetter);
    }
    typesetter->has_failed = false;
    if (typesetter->has_unreadable_font) {
        forget_fonts(typesetter);
        typesetter->has_unreadable_font = !read_fonts(typesetter, error);
    } else {
        glyph_masks_limit(typesetter->masks);
    }
    return !typesetter->has_unreadable_font;
}

void typesetter_destroy(struct typesetter *typesetter) {
    if (typesetter != NULL) {
        g_hash_table_destroy(typesetter->layouts);
        g_hash_table_destroy(typesetter->older);
        forget_fonts(typesetter);
        g_free(typesetter);
    }
}

struct glyph_masks *typesetter_glyph_masks(struct typesetter *typesetter) {
    return typesetter->masks;
}

void typesetter_note_fonts(struct typesetter *typesetter, PangoLayout *layout) {
    fonts_note(&typesetter->fonts, layout);
}

/* A font that cannot be read is why glyphs are missing. */
bool typesetter_check(struct typesetter *typesetter, struct gradfig_error *error) {
    typesetter->has_unreadable_font = !fonts_check(&typesetter->fonts, error);
    if (typesetter->has_unreadable_font) {
        typesetter->has_failed = true;
    } else if (typesetter->has_failed) {
        *error = typesetter->error;
    }
    return !typesetter->has_failed;
}

/* ---- markup ---- */

static void replace_script(GString *text, const char *tag, double rise) {
    static const double script_size = 0.76;
    g_autofree char *span = g_strdup_printf("<span size=\"%d\" rise=\"%d\">",
                                            (int)(script_size * LAYOUT_POINTS * PANGO_SCALE),
                                            (int)(rise * LAYOUT_SIZE * PANGO_SCALE));
    g_string_replace(text, tag, span, 0);
}

/* Replaces <sup> and <sub>, whose size and height in Pango do not suit formulas. */
static void expand_scripts(GString *text) {
    replace_script(text, "<sup>", 0.31);
    replace_script(text, "<sub>", -0.15);
    g_string_replace(text, "</sup>", "</span>", 0);
    g_string_replace(text, "</sub>", "</span>", 0);
}

/* pango_layout_set_markup would only log mistakes in the markup. */
static void set_markup(struct typesetter *typesetter, PangoLayout *line, const char *markup) {
    g_autoptr(PangoAttrList) attributes = NULL;
    g_autofree char *text = NULL;
    g_autoptr(GError) cause = NULL;

    if (!pango_parse_markup(markup, -1, 0, &attributes, &text, NULL, &cause)) {
        if (!typesetter->has_failed) {
            typesetter->has_failed = true;
            error_set(&typesetter->error, GRADFIG_WORK_FAILED, "cannot draw: %s", cause->message);
        }
        return;
    }
    chinese_set_attributes(attributes, text);
    pango_layout_set_text(line, text, -1);
    pango_layout_set_attributes(line, attributes);
}

/* ---- glyphs ---- */

static void note_missing_glyphs(struct typesetter *typesetter, PangoLayout *layout) {
    g_autoptr(GString) missing = g_string_new(NULL);
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);

    for (GSList *item = line->runs; item != NULL; item = item->next) {
        const PangoGlyphString *glyphs = ((PangoLayoutRun *)item->data)->glyphs;
        for (int i = 0; i < glyphs->num_glyphs; i++) {
            PangoGlyph glyph = glyphs->glyphs[i].glyph;
            if (glyph != PANGO_GLYPH_EMPTY && glyph & PANGO_GLYPH_UNKNOWN_FLAG) {
                g_string_append_printf(missing, " U+%04X", glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
            }
        }
    }
    if (!typesetter->has_failed) {
        typesetter->has_failed = true;
        error_set(&typesetter->error, GRADFIG_INVALID_INPUT,
                  "a label has characters that no font of the packages " FONTS_PACKAGES
                  " can draw:%s",
                  missing->str);
    }
}

/* ---- lines ---- */

static void add_chinese(struct typesetter *typesetter) {
    if (fonts_add_chinese(&typesetter->fonts, &typesetter->error)) {
        g_object_unref(typesetter->context);
        typesetter->context = make_context(fonts_map(&typesetter->fonts));
    } else {
        typesetter->has_failed = true;
    }
}

static PangoLayout *lay_out(struct typesetter *typesetter, bool bold, const char *markup) {
    PangoLayout *line = pango_layout_new(typesetter->context);
    g_autoptr(PangoFontDescription) font = describe_font(bold);

    pango_layout_set_single_paragraph_mode(line, TRUE);
    pango_layout_set_auto_dir(line, FALSE); /* a name from right to left does not turn a sentence */
    pango_layout_set_font_description(line, font);
    set_markup(typesetter, line, markup);
    return line;
}

/* Reads the Chinese font, which takes long, when a line needs it. */
static PangoLayout *make_line(struct typesetter *typesetter, bool bold, const char *markup) {
    g_autoptr(GString) expanded = g_string_new(markup);

    expand_scripts(expanded);
    PangoLayout *line = lay_out(typesetter, bold, expanded->str);
    if (pango_layout_get_unknown_glyphs_count(line) > 0 &&
        !fonts_have_chinese(&typesetter->fonts) && !typesetter->has_failed) {
        add_chinese(typesetter);
        g_object_unref(line);
        line = lay_out(typesetter, bold, expanded->str);
    }
    if (pango_layout_get_unknown_glyphs_count(line) > 0) {
        note_missing_glyphs(typesetter, line);
    }
    chinese_add_spaces(line);
    fonts_note(&typesetter->fonts, line);
    return line;
}

/* The layout that is kept under `key`, or NULL. */
static PangoLayout *find_layout(const struct typesetter *typesetter, const char *key) {
    gpointer layout = g_hash_table_lookup(typesetter->layouts, key);
    gpointer own_key;

    if (layout == NULL && g_hash_table_steal_extended(typesetter->older, key, &own_key, &layout)) {
        g_hash_table_insert(typesetter->layouts, own_key, layout);
    }
    return layout;
}

struct typeset typesetter_lay_out(struct typesetter *typesetter, double size, bool bold,
                                  const char *markup) {
    g_autofree char *key = g_strconcat(bold ? "bold " : "regular ", markup, NULL);
    PangoLayout *line = find_layout(typesetter, key);

    if (line == NULL) {
        line = make_line(typesetter, bold, markup);
        g_hash_table_insert(typesetter->layouts, g_steal_pointer(&key), line);
    }
    return (struct typeset){line, size / LAYOUT_SIZE};
}

struct typeset typesetter_lay_out_lines(struct typesetter *typesetter, struct typeset line,
                                        double width, int n_lines) {
    g_autofree char *key =
        g_strdup_printf("%p %a %d", (void *)line.layout, width / line.scale, n_lines);
    PangoLayout *lines = find_layout(typesetter, key);

    if (lines == NULL) {
        lines = typesetter_break(line, width, n_lines).layout;
        g_hash_table_insert(typesetter->layouts, g_steal_pointer(&key), lines);
    }
    return (struct typeset){lines, line.scale};
}

struct typeset typesetter_cut(struct typeset line, double width, bool in_the_middle) {
    PangoLayout *cut = pango_layout_copy(line.layout);
    int spaces = chinese_add_spaces(cut);

    pango_layout_set_ellipsize(cut, in_the_middle ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_END);
    pango_layout_set_width(cut, MAX((int)(width / line.scale * PANGO_SCALE) - spaces, 0));
    chinese_add_spaces(cut);
    return (struct typeset){cut, line.scale};
}

int typeset_n_lines(struct typeset text) {
    return pango_layout_get_line_count(text.layout);
}

static int width_of(PangoLayoutLine *line) {
    PangoRectangle logical;

    pango_layout_line_get_extents(line, NULL, &logical);
    return logical.width;
}

double typeset_width(struct typeset text) {
    int width = 0;

    for (GSList *line = pango_layout_get_lines_readonly(text.layout); line != NULL;
         line = line->next) {
        width = MAX(width, width_of(line->data));
    }
    return (double)width / PANGO_SCALE * text.scale;
}

double typeset_gap(struct typeset text, PangoLayoutLine *line) {
    return typeset_width(text) - (double)width_of(line) / PANGO_SCALE * text.scale;
}
