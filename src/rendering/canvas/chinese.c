/* Marks what the Chinese font leaves to its users, and adds thin spaces. */
#include "rendering/canvas/chinese.h"

#include <string.h>

#include <pango/pangofc-font.h>

#include "base/ideographs.h"

bool chinese_is_in(const char *text) {
    static const gunichar first_cjk_radical = 0x2e80;

    for (; *text != '\0'; text = g_utf8_find_next_char(text, NULL)) {
        if (g_utf8_get_char(text) >= first_cjk_radical) {
            return true;
        }
    }
    return false;
}

/* ---- attributes ---- */

static bool is_bracket(gunichar c, GUnicodeType type) {
    return c != 0 && g_unichar_iswide(c) && g_unichar_type(c) == type;
}

/* Whether it leaves a gap of its own beside a bracket; 0 is an end of the text. */
static bool is_gap(gunichar c) {
    return c == 0 || g_unichar_isspace(c) ||
           (g_unichar_iswide(c) && (g_unichar_type(c) == G_UNICODE_OTHER_PUNCTUATION ||
                                    g_unichar_type(c) == G_UNICODE_OPEN_PUNCTUATION ||
                                    g_unichar_type(c) == G_UNICODE_CLOSE_PUNCTUATION));
}

/* The Chinese font has brackets of half the width as a feature, but does not choose them itself. */
static void tighten_brackets(PangoAttrList *attributes, const char *text) {
    gunichar before = 0;

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        gunichar after = g_utf8_get_char(g_utf8_next_char(at));
        if ((is_bracket(c, G_UNICODE_CLOSE_PUNCTUATION) && is_gap(after)) ||
            (is_bracket(c, G_UNICODE_OPEN_PUNCTUATION) && is_gap(before))) {
            PangoAttribute *half = pango_attr_font_features_new("halt=1");
            half->start_index = (guint)(at - text);
            half->end_index = (guint)(g_utf8_next_char(at) - text);
            pango_attr_list_insert(attributes, half);
        }
        before = c;
    }
}

/* Pango would choose the forms of ideographs by the environment. Beside them it looks for the fonts
 * of Western letters in a second language, so that other texts are better without it. */
void chinese_set_attributes(PangoAttrList *attributes, const char *text) {
    if (chinese_is_in(text)) {
        pango_attr_list_insert(attributes,
                               pango_attr_language_new(pango_language_from_string("zh-hans")));
        tighten_brackets(attributes, text);
    }
}

/* ---- thin spaces ---- */

/* The character that ends before `end`, without the marks on it; 0 at the beginning of the text. */
static gunichar last_character(const char *text, const char *end) {
    gunichar c = 0;

    do {
        end = g_utf8_find_prev_char(text, end);
        c = end != NULL ? g_utf8_get_char(end) : 0;
    } while (g_unichar_ismark(c));
    return c;
}

/* Adds the glyph of a thin space to the cluster of the Western character at the beginning or at the
 * end of the run, and returns its width. A PDF then has the typed character for both glyphs, and
 * its readers see no gap between words. */
static int add_glyph(PangoGlyphItem *run, bool at_end) {
    PangoFont *font = run->item->analysis.font;
    PangoGlyphString *glyphs = run->glyphs;
    PangoGlyph glyph = pango_fc_font_get_glyph(PANGO_FC_FONT(font), 0x2009);
    int n = glyphs->num_glyphs;
    int at = at_end ? n : 0;
    PangoRectangle logical;

    if (glyph == 0 || n == 0) {
        return 0;
    }
    pango_font_get_glyph_extents(font, glyph, NULL, &logical);
    pango_glyph_string_set_size(glyphs, n + 1);
    memmove(&glyphs->glyphs[at + 1], &glyphs->glyphs[at],
            (size_t)(n - at) * sizeof(*glyphs->glyphs));
    memmove(&glyphs->log_clusters[at + 1], &glyphs->log_clusters[at],
            (size_t)(n - at) * sizeof(*glyphs->log_clusters));
    glyphs->log_clusters[at] = glyphs->log_clusters[at_end ? n - 1 : 1];
    glyphs->glyphs[at] = (PangoGlyphInfo){.glyph = glyph, .geometry.width = logical.width};
    glyphs->glyphs[at].attr.is_cluster_start = !at_end;
    if (!at_end) {
        glyphs->glyphs[1].attr.is_cluster_start = 0;
    }
    return logical.width;
}

static int add_to_run(PangoGlyphItem *run, const char *text, bool is_first, bool is_last) {
    const char *begin = text + run->item->offset;
    const char *end = begin + run->item->length;
    int width = 0;

    if (run->item->analysis.level % 2 != 0) {
        return 0; /* from right to left */
    }
    if (!is_first && is_western(g_utf8_get_char(begin)) &&
        is_ideograph(last_character(text, begin))) {
        width += add_glyph(run, false);
    }
    if (!is_last && is_western(last_character(text, end)) && is_ideograph(g_utf8_get_char(end))) {
        width += add_glyph(run, true);
    }
    return width;
}

int chinese_add_spaces(PangoLayout *layout) {
    const char *text = pango_layout_get_text(layout);
    int width = 0;

    if (!chinese_is_in(text)) {
        return 0;
    }
    for (GSList *line = pango_layout_get_lines(layout); line != NULL; line = line->next) {
        GSList *first = ((PangoLayoutLine *)line->data)->runs;
        for (GSList *run = first; run != NULL; run = run->next) {
            width += add_to_run(run->data, text, run == first, run->next == NULL);
        }
    }
    return width;
}
