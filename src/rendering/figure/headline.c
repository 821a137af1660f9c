/* Chooses what the title of the figure says. */
#include "rendering/figure/headline.h"

#include <glib.h>

#include "base/format.h"
#include "rendering/panels/panel_types.h"
#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/gradient_sentence.h"
#include "rendering/words/gradient_words.h"
#include "rendering/words/measured_text.h"
#include "simulation/network.h"

static char *say_measured(const struct spec *spec, enum title_length length) {
    struct measured_networks measured;

    measured_networks_init(&measured, spec);
    return figure_text_headed(spec, TEXT_MEASURED_TITLE,
                              gradient_sentence(&measured.series, length), false);
}

/* A figure of the gradient panel alone has a headline of its own, unless it shows measurements. */
bool headline_is_of_panel(const struct spec *spec) {
    return spec->figure.panels.n_values == 1 &&
           (spec->figure.panels.values[0] != PANEL_GRADIENT || spec->n_measured > 0);
}

char *headline_finding(const struct series *series, enum title_length length) {
    const struct spec *spec = series->spec;

    if (headline_is_of_panel(spec)) {
        return panel_type_of((enum panel_kind)spec->figure.panels.values[0])->title(series, length);
    }
    return spec->n_measured > 0 && spec_has_panel(spec, PANEL_GRADIENT)
               ? say_measured(spec, length)
               : gradient_sentence(series, length);
}

static const char *title_of_user(const struct spec *spec) {
    return panel_title_is_headline(spec) ? spec->labels.panels[spec->figure.panels.values[0]].title
                                         : spec->labels.title;
}

char *headline_text(const struct series *series, enum title_length length) {
    const char *of_user = title_of_user(series->spec);
    return of_user != NULL ? figure_text_of_user(of_user) : headline_finding(series, length);
}

/* ---- more, where there is room ---- */

/* Whether the headline is made from the gradients of the networks. */
static bool is_of_networks(const struct spec *spec) {
    return title_of_user(spec) == NULL && !headline_is_of_panel(spec) && spec->n_measured == 0;
}

/* Whether the finding does not say the depth and begins with a name or a number. */
static bool can_follow_depth(const struct series *series) {
    const struct spec *spec = series->spec;
    struct extremes extremes = extremes_of(series, PANEL_GRADIENT);
    struct number smallest = series_gradient(series, extremes.smallest);

    return spec->depth > 1 && !gradient_is_zero(smallest) && !networks_stray(series) &&
           !networks_have_random(spec) && !figure_text_has_terms(spec) &&
           !gradient_sentence_is_on_all(series);
}

char *headline_longer(const struct series *series, enum slope_form slopes, bool has_depth) {
    const struct spec *spec = series->spec;

    if (!is_of_networks(spec) || (has_depth && !can_follow_depth(series))) {
        return NULL;
    }
    char *finding = slopes == SLOPE_NONE ? headline_finding(series, TITLE_LONG)
                                         : gradient_sentence_with_slopes(series, slopes);
    return !has_depth || finding == NULL
               ? finding
               : figure_text_fill(
                     spec, TEXT_HEADLINE_AFTER,
                     TEXT_FIELDS({"n", formatted_whole(spec->depth)}, {"finding", finding}));
}
