/* The Chinese font has brackets of half the width as a feature, but does not choose them itself. */
#include "rendering/canvas/wide_marks.h"

#include <stdbool.h>

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

void wide_marks_tighten(PangoAttrList *attributes, const char *text) {
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
