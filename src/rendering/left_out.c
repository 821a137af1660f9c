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

/* What stands several times in the figure is said once. */
static bool stands_before(const GPtrArray *texts, guint index) {
    guint i = 0;

    while (!g_str_equal(g_ptr_array_index(texts, i), g_ptr_array_index(texts, index))) {
        i++;
    }
    return i < index;
}

/* Adds a sentence with a list of texts, each of them in `quotes`, or none if there are no texts. */
static void say_list(const struct spec *spec, enum text sentence, const char *quotes,
                     const GPtrArray *texts, GPtrArray *sentences) {
    GString *list = g_string_new(NULL);

    for (guint i = 0; i < texts->len; i++) {
        if (!stands_before(texts, i)) {
            const char *text = g_ptr_array_index(texts, i);
            figure_text_append_item(list, spec, g_strconcat(quotes, text, quotes, NULL));
        }
    }
    char *names = g_string_free(list, FALSE);
    if (texts->len > 0) {
        add_sentence(sentences, figure_text_fill(spec, sentence, TEXT_FIELDS({"names", names})));
    } else {
        g_free(names);
    }
}

void left_out_say(const struct spec *spec, const struct metrics *metrics, const GPtrArray *names,
                  const GPtrArray *cut, GPtrArray *sentences) {
    say_list(spec, TEXT_LEFT_OUT_LABELS, "", names, sentences);
    say_list(spec, TEXT_LEFT_OUT_ENDS, "\"", cut, sentences);
    if (!metrics->has_axis_titles) {
        add_sentence(sentences, g_strdup(figure_text(spec, TEXT_LEFT_OUT_TITLES)));
    } else if (!metrics->has_subtitles && has_user_subtitle(spec)) {
        add_sentence(sentences, g_strdup(figure_text(spec, TEXT_LEFT_OUT_SUBTITLES)));
    }
}
