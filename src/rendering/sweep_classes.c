/* Says in words what the colors of a sweep mean. */
#include "rendering/sweep_classes.h"

#include <stdbool.h>

#include <glib.h>

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

char *sweep_classes(const struct spec *spec, const struct series *series) {
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
