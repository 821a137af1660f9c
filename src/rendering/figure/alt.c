/* Writes the alt text from the findings, and the description with a sentence for each panel. */
#include "rendering/figure/alt.h"

#include <stdbool.h>

#include <glib.h>

#include "base/error.h"
#include "base/markup.h"
#include "rendering/figure/headline.h"
#include "rendering/panels/panel_types.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/short_names.h"

/* "SENTENCE." as plain text. Frees `sentence`. */
static char *end_sentence(const struct spec *spec, char *sentence) {
    return markup_to_plain(
        figure_text_fill(spec, TEXT_SENTENCE, TEXT_FIELDS({"sentence", sentence})));
}

char *alt_title(const struct series *series) {
    return markup_to_plain(headline_text(series, TITLE_LONG));
}

/* Appends a sentence, or begins with what fits of it. Returns whether the text then has at most
 * ALT_MAX characters; otherwise it stays as it is. Frees `sentence`. */
static bool append_fitting(GString *text, const struct spec *spec, char *sentence) {
    g_autofree char *longer = g_strconcat(
        text->str, text->len > 0 ? figure_text(spec, TEXT_SENTENCE_GAP) : "", sentence, NULL);
    bool fits = g_utf8_strlen(longer, -1) <= ALT_MAX;

    if (fits) {
        g_string_assign(text, longer);
    } else if (text->len == 0) {
        g_autofree char *cut = g_utf8_substring(sentence, 0, ALT_MAX - 1);
        g_string_printf(text, "%s…", cut);
    }
    g_free(sentence);
    return fits;
}

/* Appends the finding of a panel, or a shorter one. */
static void append_finding(GString *text, const struct series *series, enum panel_kind kind) {
    bool fits = false;

    for (int length = TITLE_LONG; !fits && length <= TITLE_SHORT; length++) {
        char *title = panel_type_of(kind)->title(series, (enum title_length)length);
        fits = append_fitting(text, series->spec, end_sentence(series->spec, title));
    }
}

char *alt_text(const struct series *series) {
    const struct choices *panels = &series->spec->figure.panels;
    GString *text = g_string_new(NULL);
    ENDED_BY(short_names_finish) struct short_names names = {0};

    short_names_init(&names, series);
    (void)append_fitting(text, series->spec,
                         end_sentence(series->spec, headline_finding(&names.series, TITLE_LONG)));
    for (size_t i = 0; i < panels->n_values && !headline_is_of_panel(series->spec); i++) {
        append_finding(text, &names.series, (enum panel_kind)panels->values[i]);
    }
    if (series->spec->n_measured > 0 && spec_has_panel(series->spec, PANEL_GRADIENT)) {
        (void)append_fitting(
            text, series->spec,
            end_sentence(series->spec, g_strdup(figure_text(series->spec, TEXT_MEASURED_BACK))));
    }
    return g_string_free(text, FALSE);
}

char *alt_description(const struct series *series, const char *alt) {
    const struct choices *panels = &series->spec->figure.panels;
    GString *text = g_string_new(alt);

    for (size_t i = 0; i < panels->n_values; i++) {
        const struct panel_type *type = panel_type_of((enum panel_kind)panels->values[i]);
        g_string_append(text, figure_text(series->spec, TEXT_SENTENCE_GAP));
        figure_text_append(text, end_sentence(series->spec, type->sentence(series)));
    }
    return g_string_free(text, FALSE);
}
