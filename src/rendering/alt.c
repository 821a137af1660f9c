/* Writes the alt text: a sentence for each panel of the figure. */
#include "rendering/alt.h"

#include <glib.h>

#include "base/markup.h"
#include "rendering/figure_text.h"
#include "rendering/panel_types.h"

static char *to_plain(char *markup) {
    char *plain = markup_to_plain(markup);
    g_free(markup);
    return plain;
}

char *alt_title(const struct spec *spec) {
    return to_plain(figure_text_title(spec));
}

char *alt_text(const struct spec *spec, const struct series *series) {
    const struct choices *panels = &spec->figure.panels;
    GString *text = g_string_new(NULL);

    for (size_t i = 0; i < panels->n_values; i++) {
        const struct panel_type *type = panel_type_of((enum panel_kind)panels->values[i]);
        char *sentence = figure_text_fill(spec, TEXT_SENTENCE,
                                          TEXT_FIELDS({"sentence", type->sentence(spec, series)}));
        g_string_append(text, i > 0 ? figure_text(spec, TEXT_SENTENCE_GAP) : "");
        g_string_append(text, sentence);
        g_free(sentence);
    }
    return to_plain(g_string_free(text, FALSE));
}
