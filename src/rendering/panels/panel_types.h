/* The kinds of panels: each is a row of a table, and a file in panels/ with its axes, curves and
 * texts. */
#ifndef GRADFIG_RENDERING_PANELS_PANEL_TYPES_H
#define GRADFIG_RENDERING_PANELS_PANEL_TYPES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/texts.h"
#include "rendering/panel/panel.h"
#include "rendering/style/theme.h"
#include "rendering/words/panel_titles.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** The input for every panel; borrowed. */
struct panel_source {
    const struct spec *spec; /**< that of the series */
    const struct series *series;
    const struct theme *theme;
    const struct metrics *metrics;
    size_t n_y_ticks_max;
    double height_per_width; /**< of the frame of a panel whose axes have equal scales */
};

/** One kind of panel. Texts are markup, freed with g_free. */
struct panel_type {
    enum text x_title;
    bool is_square; /**< both axes have equal scales on the page; other panels are aligned */

    /** Adds the y axis with its title, and the curves with their labels. */
    void (*make)(struct panel *panel, const struct panel_source *source);
    /** The x axis of a frame `width` px wide. */
    struct axis (*x_axis)(const struct panel_source *source, double width, size_t n_ticks_max);
    /** The title, a finding from the numbers. */
    char *(*title)(const struct series *series, enum title_length length);
    char *(*subtitle)(const struct series *series, bool is_short);
    /** Paragraphs beside the frame, freed with g_strfreev; NULL for none. The function may be NULL.
     */
    char **(*notes)(const struct panel_source *source);
    /** The sentence of the alt text, without its full stop. */
    char *(*sentence)(const struct series *series);
};

#define PANEL_TYPES(ROW)                                                                           \
    ROW(PANEL_ACTIVATION, activation_panel)                                                        \
    ROW(PANEL_GRADIENT, gradient_panel)                                                            \
    ROW(PANEL_GEOMETRY, geometry_panel)                                                            \
    ROW(PANEL_SWEEP, sweep_panel)                                                                  \
    ROW(PANEL_PATHS, paths_panel)                                                                  \
    ROW(PANEL_DEPTH, depth_panel)

#define DECLARE_TYPE(kind, type) extern const struct panel_type type;
PANEL_TYPES(DECLARE_TYPE)
#undef DECLARE_TYPE

/** The row of a panel; static memory. */
const struct panel_type *panel_type_of(enum panel_kind kind);

/** Whether the figure has one panel, whose title is the title of the figure. */
bool panel_title_is_headline(const struct spec *spec);

/** Fills `panel` except for its frame and x axis; ends with panel_finish. */
void panel_make(struct panel *panel, const struct panel_source *source, enum panel_kind kind);

/** Gives the panel its longest title that fits one line of `style`, or else its lines. Without one
 * it keeps the long title, and a title of the user always stays. */
void panel_fit_title(struct panel *panel, const struct panel_source *source, struct canvas *canvas,
                     const struct text_style *style);

/** Gives the panel its short subtitle, which may take up further lines, unless the long one fits
 * one line. Returns how it fits. */
struct text_fit panel_fit_subtitle(struct panel *panel, const struct panel_source *source,
                                   struct canvas *canvas, const struct text_style *style);

/** Sets the frame of the panel and what depends on its width, the x axis and which curves lie on
 * each other. */
void panel_set_frame(struct panel *panel, const struct panel_source *source, struct box frame,
                     size_t n_x_ticks_max);

/** Stretches the dashes of the curves to their lengths in the frame, once. */
void panel_fit_dashes(struct panel *panel);

#endif
