/* What a panel is: its axes, curves and texts, a row a panel, in files of their own in panels/. */
#ifndef GRADFIG_RENDERING_PANEL_TYPES_H
#define GRADFIG_RENDERING_PANEL_TYPES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/texts.h"
#include "rendering/panel.h"
#include "rendering/theme.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** What every panel is made from; borrowed. */
struct panel_source {
    const struct spec *spec;
    const struct series *series;
    const struct theme *theme;
    const struct metrics *metrics;
    size_t n_y_ticks_max;
};

/** One kind of panel. Texts are markup, freed with g_free. */
struct panel_type {
    enum text x_title;
    bool is_square;        /**< both axes are as long, on the page too; other panels are aligned */
    bool has_paired_notes; /**< as of struct panel */

    /** Adds the y axis with its title, and the curves with their labels. */
    void (*make)(struct panel *panel, const struct panel_source *source);
    /** The x axis of a frame `width` px wide. */
    struct axis (*x_axis)(const struct panel_source *source, double width, size_t n_ticks_max);
    /** The title, which says what the numbers say. */
    char *(*title)(const struct spec *spec, const struct series *series);
    char *(*subtitle)(const struct spec *spec);
    /** Lines beside the frame, freed with g_strfreev; NULL for none, the function as well. */
    char **(*notes)(const struct panel_source *source);
    /** The sentence of the alt text, without its full stop. */
    char *(*sentence)(const struct spec *spec, const struct series *series);
};

/* The panels: a new one is a row here, and its file in panels/. */
#define PANEL_TYPES(ROW)                                                                           \
    ROW(PANEL_ACTIVATION, activation_panel)                                                        \
    ROW(PANEL_GRADIENT, gradient_panel)                                                            \
    ROW(PANEL_GEOMETRY, geometry_panel)                                                            \
    ROW(PANEL_SWEEP, sweep_panel)                                                                  \
    ROW(PANEL_PATHS, paths_panel)

#define DECLARE_TYPE(kind, type) extern const struct panel_type type;
PANEL_TYPES(DECLARE_TYPE)
#undef DECLARE_TYPE

/** The row of a panel; static memory. */
const struct panel_type *panel_type_of(enum panel_kind kind);

/** The title that the figure gives the panel: what the numbers say. Freed with g_free. */
char *panel_title(const struct spec *spec, const struct series *series, enum panel_kind kind);

/** Fills `panel` but for its frame and x axis; ends with panel_finish. */
void panel_make(struct panel *panel, const struct panel_source *source, enum panel_kind kind);

/** Gives the panel its place, and what depends on the width: the x axis and the dashes. */
void panel_place(struct panel *panel, const struct panel_source *source, enum panel_kind kind,
                 struct box frame, double label_width, size_t n_x_ticks_max);

#endif
