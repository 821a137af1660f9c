/* The sentences about what a figure has no room for. */
#include "rendering/left_out.h"

#include "base/markup.h"
#include "rendering/figure_text.h"

static void add_sentence(GPtrArray *sentences, char *markup) {
    g_ptr_array_add(sentences, markup_to_plain(markup));
    g_free(markup);
}

/* Those made from the numbers are no loss in a small figure. */
static bool has_user_subtitle(const struct spec *spec) {
    bool has = spec->labels.subtitle != NULL;

    for (size_t i = 0; i < spec->figure.panels.n_values; i++) {
        has = has || spec->labels.panels[spec->figure.panels.values[i]].subtitle != NULL;
    }
    return has;
}

void left_out_say(const struct spec *spec, const struct metrics *metrics, const GPtrArray *names,
                  GPtrArray *sentences) {
    GString *list = g_string_new(NULL);

    for (guint i = 0; i < names->len; i++) {
        figure_text_append_item(list, spec, g_strdup(g_ptr_array_index(names, i)));
    }
    if (names->len > 0) {
        add_sentence(sentences,
                     figure_text_fill(spec, TEXT_LEFT_OUT_LABELS,
                                      TEXT_FIELDS({"names", g_string_free(list, FALSE)})));
    } else {
        g_string_free(list, TRUE);
    }
    if (!metrics->has_axis_titles) {
        add_sentence(sentences, g_strdup(figure_text(spec, TEXT_LEFT_OUT_TITLES)));
    } else if (!metrics->has_subtitles && has_user_subtitle(spec)) {
        add_sentence(sentences, g_strdup(figure_text(spec, TEXT_LEFT_OUT_SUBTITLES)));
    }
}
