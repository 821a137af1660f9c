#include "rendering/figure/left_out.h"

#include <string.h>

#include "base/markup.h"
#include "rendering/words/figure_text.h"

/* Whether a frame with equal scales has no line of a network. */
static bool shows_identity_alone(const struct panel *panel) {
    size_t i = 0;

    while (i < panel->n_curves && (panel->curves[i].n == 0 || panel->curves[i].is_value_known)) {
        i++;
    }
    return panel->is_square && i == panel->n_curves;
}

void left_out_say_lines(const struct spec *spec, const struct panel *panel, GPtrArray *sentences) {
    if (shows_identity_alone(panel)) {
        g_ptr_array_add(sentences, g_strdup(figure_text(spec, TEXT_LEFT_OUT_LINES)));
    }
}

/* Subtitles made from the numbers are no loss in a small figure. */
static bool has_user_subtitle(const struct spec *spec) {
    bool has = spec->labels.subtitle != NULL;

    for (size_t i = 0; i < spec->figure.panels.n_values; i++) {
        has = has || spec->labels.panels[spec->figure.panels.values[i]].subtitle != NULL;
    }
    return has;
}

/* The text without the arrow that points to its line. */
static const char *without_arrow(const char *text) {
    bool has_arrow = g_str_has_prefix(text, "↑ ") || g_str_has_prefix(text, "↓ ");
    return has_arrow ? text + strlen("↑ ") : text;
}

static const char *text_at(const GPtrArray *texts, guint index) {
    return without_arrow(g_ptr_array_index(texts, index));
}

/* Whether `text` is `name`, or "NAME, composed". */
static bool is_about(const char *text, const char *name) {
    const char *rest = text + strlen(name);
    return g_str_has_prefix(text, name) &&
           (*rest == '\0' || *rest == ',' || g_str_has_prefix(rest, "，"));
}

/* What stands several times in the figure is said once. */
static bool is_said(const GPtrArray *texts, guint index) {
    const char *text = text_at(texts, index);
    bool is = false;

    for (guint i = 0; i < texts->len && !is; i++) {
        const char *other = text_at(texts, i);
        is = i != index && is_about(text, other) && (i < index || strcmp(text, other) != 0);
    }
    return is;
}

/* Adds a sentence on one text, or on several, with a list of them in `quotes`; none on none. */
static void say_list(const struct spec *spec, enum text sentence, const char *quotes,
                     const GPtrArray *texts, GPtrArray *sentences) {
    g_autoptr(GString) list = g_string_new(NULL);
    size_t n = 0;

    for (guint i = 0; i < texts->len; i++) {
        if (!is_said(texts, i)) {
            const char *text = text_at(texts, i);
            figure_text_append_item(list, spec, TEXT_NAME_SEPARATOR,
                                    g_strconcat(quotes, text, quotes, NULL));
            n++;
        }
    }
    if (n > 0) {
        g_ptr_array_add(sentences,
                        markup_to_plain(figure_text_fill(
                            spec, sentence, TEXT_FIELDS({"names", g_strdup(list->str), n > 1}))));
    }
}

void left_out_say(const struct spec *spec, const struct metrics *metrics, const GPtrArray *names,
                  const GPtrArray *cut, GPtrArray *sentences) {
    say_list(spec, TEXT_LEFT_OUT_LABELS, "", names, sentences);
    say_list(spec, TEXT_LEFT_OUT_ENDS, "\"", cut, sentences);
    if (!metrics->has_axis_titles) {
        g_ptr_array_add(sentences,
                        markup_to_plain(g_strdup(figure_text(spec, TEXT_LEFT_OUT_TITLES))));
    } else if (!metrics->has_subtitles && has_user_subtitle(spec)) {
        g_ptr_array_add(sentences,
                        markup_to_plain(g_strdup(figure_text(spec, TEXT_LEFT_OUT_SUBTITLES))));
    }
}
