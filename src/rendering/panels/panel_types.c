/* The table of panels, and functions that use a row of it. */
#include "rendering/panels/panel_types.h"

#include <math.h>

#include <glib.h>

#include "base/error.h"
#include "rendering/panel/coincident_curves.h"
#include "rendering/panel/markers.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/short_names.h"

const struct panel_type *panel_type_of(enum panel_kind kind) {
#define ENTRY(kind, type) [kind] = &(type),
    static const struct panel_type *const types[N_PANELS] = {PANEL_TYPES(ENTRY)};
    return types[kind];
}

bool panel_title_is_headline(const struct spec *spec) {
    return spec->figure.panels.n_values == 1 && spec->labels.title == NULL;
}

/* Without the numbers, which the labels have. Empty if the figure has it. */
static char *make_title(const struct panel_source *source, enum panel_kind kind) {
    const char *of_user = source->spec->labels.panels[kind].title;

    if (panel_title_is_headline(source->spec)) {
        return g_strdup("");
    }
    return of_user != NULL ? figure_text_of_user(of_user)
                           : panel_type_of(kind)->title(source->series, TITLE_SHORT);
}

void panel_make(struct panel *panel, const struct panel_source *source, enum panel_kind kind) {
    const struct spec *spec = source->spec;
    const struct panel_type *type = panel_type_of(kind);
    const struct panel_labels *labels = &spec->labels.panels[kind];

    *panel = (struct panel){
        .kind = kind,
        .title = make_title(source, kind),
        .subtitle = labels->subtitle != NULL ? figure_text_of_user(labels->subtitle)
                                             : type->subtitle(source->series, false),
        .x_title = g_strdup(figure_text(spec, type->x_title)),
        .swing_words = figure_text(spec, TEXT_CURVE_SWINGS),
        .is_square = type->is_square,
        .depth = spec->depth,
    };
    type->make(panel, source);
    panel->notes = type->notes != NULL ? type->notes(source) : NULL;
}

/* Takes a title that fits one line, or the lines of `style` where the present one does not. */
static void try_title(struct panel *panel, char *title, struct canvas *canvas,
                      const struct text_style *style) {
    if (canvas_text_width(canvas, style, title) <= style->width_max ||
        canvas_text_fit(canvas, style, panel->title).is_cut) {
        figure_text_replace(&panel->title, g_steal_pointer(&title));
    }
    g_free(title);
}

void panel_fit_title(struct panel *panel, const struct panel_source *source, struct canvas *canvas,
                     const struct text_style *style) {
    bool is_of_user = source->spec->labels.panels[panel->kind].title != NULL;

    for (int length = TITLE_SHORTER; length <= TITLE_SHORTEST; length++) {
        if (is_of_user || canvas_text_width(canvas, style, panel->title) <= style->width_max) {
            return;
        }
        try_title(panel,
                  panel_type_of(panel->kind)->title(source->series, (enum title_length)length),
                  canvas, style);
    }
    struct text_fit fit = canvas_text_fit(canvas, style, panel->title);
    if (fit.is_cut || fit.size < style->size) {
        figure_text_replace(&panel->title,
                            panel_type_of(panel->kind)->title(source->series, TITLE_BARE));
        fit = canvas_text_fit(canvas, style, panel->title);
    }
    if (fit.is_cut) {
        ENDED_BY(short_names_finish) struct short_names names = {0};
        short_names_init(&names, source->series);
        figure_text_replace(&panel->title,
                            panel_type_of(panel->kind)->title(&names.series, TITLE_BARE));
    }
}

struct text_fit panel_fit_subtitle(struct panel *panel, const struct panel_source *source,
                                   struct canvas *canvas, const struct text_style *style) {
    struct text_fit fit = canvas_text_fit(canvas, style, panel->subtitle);

    if (fit.further > 0 && source->spec->labels.panels[panel->kind].subtitle == NULL) {
        figure_text_replace(&panel->subtitle,
                            panel_type_of(panel->kind)->subtitle(source->series, true));
        fit = canvas_text_fit(canvas, style, panel->subtitle);
    }
    return fit;
}

/* Stretches the dashes of a line of `length` px a little, so that the line ends with a whole dash.
 */
static void fit_dashes(struct stroke *stroke, double length) {
    double period = stroke->dash[0] + stroke->dash[1];

    if (period > 0 && length > period) {
        double n_periods = round((length - stroke->dash[0]) / period);
        double factor = length / (n_periods * period + stroke->dash[0]);
        stroke->dash[0] *= factor;
        stroke->dash[1] *= factor;
    }
}

void panel_set_frame(struct panel *panel, const struct panel_source *source, struct box frame,
                     size_t n_x_ticks_max) {
    panel->frame = frame;
    panel->x = panel_type_of(panel->kind)->x_axis(source, frame.right - frame.left, n_x_ticks_max);
    coincident_curves_group(panel);
    panel->has_few_markers = markers_are_many(panel);
}

void panel_fit_dashes(struct panel *panel) {
    double width = panel->frame.right - panel->frame.left;
    double height = panel->frame.bottom - panel->frame.top;

    for (size_t i = 0; i < panel->n_curves; i++) {
        struct panel_curve *curve = &panel->curves[i];
        if (curve->n >= 2) {
            size_t last = curve->n - 1;
            double dx = (curve->x[last] - curve->x[0]) / (panel->x.high - panel->x.low) * width;
            double dy = (curve->y[last] - curve->y[0]) / (panel->y.high - panel->y.low) * height;
            fit_dashes(&curve->stroke, hypot(dx, dy));
        }
    }
}
