/* The table of formats. */
#include "output/formats.h"

#include <glib.h>

#include "base/user_text.h"

/* The first one is the default. */
static const struct figure_format *const formats[] = {
    &figure_format_png,
    &figure_format_svg,
    &figure_format_pdf,
};

const struct figure_format *figure_format_default(void) {
    return formats[0];
}

const char *figure_format_word(size_t i) {
    return i < G_N_ELEMENTS(formats) ? formats[i]->word : NULL;
}

char *figure_format_list_endings(void) {
    return text_list(figure_format_word, ".", ", ", " or ");
}

const struct figure_format *figure_format_find(const char *word) {
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (g_ascii_strcasecmp(word, formats[i]->word) == 0) {
            return formats[i];
        }
    }
    return NULL;
}

const struct figure_format *figure_format_recognize(const struct bytes *bytes) {
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (formats[i]->recognizes(bytes)) {
            return formats[i];
        }
    }
    return NULL;
}
