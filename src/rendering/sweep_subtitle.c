/* Says in words what the colors of a sweep mean. */
#include "rendering/sweep_subtitle.h"

#include <stdbool.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/figure_text.h"
#include "rendering/theme.h"
#include "simulation/classify.h"

static void find_classes(const struct spec *spec, const struct series *series, bool *has_class) {
    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        const struct curve *curve =
            series_find(series, (struct curve_id){PANEL_SWEEP, ROLE_SWEEP, i});
        has_class[gradient_class_of(curve_last(curve))] = true;
    }
}

/* "vanishing, stable" */
static char *list_classes(const struct spec *spec, const struct series *series) {
    const struct theme *theme = theme_of(&spec->figure);
    bool has_class[N_CLASSES] = {false};
    GString *list = g_string_new(NULL);

    find_classes(spec, series, has_class);
    for (int class = 0; class < N_CLASSES; class ++) {
        if (has_class[class]) {
            const char *word = figure_text_class(spec, (enum gradient_class) class);
            struct ink ink = theme_ink(theme, theme->classes[class][0]);
            figure_text_append_item(list, spec, figure_text_colored(g_strdup(word), ink.text));
        }
    }
    return g_string_free(list, FALSE);
}

char *sweep_subtitle(const struct spec *spec, const struct series *series,
                     enum title_length length) {
    bool is_long = length == TITLE_LONG;
    /* The slope of the sweep is that of the whole block. */
    bool is_plain = spec->sweep.skip.value == 0 && spec->sweep.scale.value == 1;

    if (spec->sweep.slope_sd.value > 0) {
        return figure_text_fill(
            spec, is_long ? TEXT_SWEEP_SUBTITLE_RANDOM : TEXT_SWEEP_SUBTITLE_RANDOM_SHORT,
            TEXT_FIELDS({"sd", formatted_typed(spec->sweep.slope_sd.text)},
                        {"n", formatted_whole(spec->random.samples)}));
    }
    if (length == TITLE_SHORTEST) {
        return list_classes(spec, series);
    }
    const char *formula =
        figure_text(spec, is_plain ? TEXT_SWEEP_FORMULA_PLAIN : TEXT_SWEEP_FORMULA);
    return figure_text_fill(
        spec, is_long ? TEXT_SWEEP_SUBTITLE : TEXT_SWEEP_SUBTITLE_SHORT,
        TEXT_FIELDS({"formula", g_strdup(formula)}, {"classes", list_classes(spec, series)}));
}
